-- How many sessions that should run are not logged on.
select count(*)
from fix.sessions
left join fix.session_state on session_state.session_name = sessions.name
where sessions.enabled and session_state.status is distinct from 'logged_on';
