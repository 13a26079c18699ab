-- How many sessions that gateways run, and should run now, are not logged on.
select count(*)
from ops.fix_sessions
where enabled and not conformance and in_hours and status <> 'logged_on';
