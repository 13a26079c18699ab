-- Who is logged in, without secrets.
create or replace view ops.people_online as
select p.username, s.role, s.created_at as since, s.expires_at, s.address,
    (select count(*) from core.calls as c
        where c.session_id = s.session_id and c.closed_at is null and c.expires_at > now())
        as open_calls
from auth.sessions as s
join auth.ops_team as p on p.person_id = s.person_id
where s.ended_at is null and s.expires_at > now();

revoke all on ops.people_online from public;
grant select on ops.people_online to dba, irra_monitor;

comment on view ops.people_online is 'One row a session of a person: role, since when, open calls';
