-- Who guesses: failed log-ins of the last hour by name and address. A name that nobody has is not
-- told: people type passwords there.
create or replace view ops.failed_log_ins as
select p.username, a.address, count(*) as failed,
    string_agg(distinct a.outcome, ' ' order by a.outcome) as outcomes, max(a.at) as last_at
from (
    select l.* from auth.login_attempts as l
    order by l.attempt_id desc limit 10000) as a
left join auth.ops_team as p on p.username = a.username
where a.outcome <> 'ok' and a.at > now() - interval '1 hour'
group by p.username, a.address;

revoke all on ops.failed_log_ins from public;
grant select on ops.failed_log_ins to dba;

comment on view ops.failed_log_ins is
    'Failed log-ins of the last hour by name (null: nobody''s) and address, with what was wrong';
