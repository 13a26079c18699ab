-- Log-ins of the last minute, five minutes and hour.
create or replace view ops.log_ins as
select w.minutes,
    count(a.attempt_id) filter (where a.outcome = 'ok') as succeeded,
    count(a.attempt_id) filter (where a.outcome <> 'ok') as failed,
    count(distinct a.username) filter (where a.outcome <> 'ok') as names_failed,
    count(distinct a.address) filter (where a.outcome <> 'ok') as addresses_failed,
    max(a.at) as last_at
from (values (1), (5), (60)) as w (minutes)
left join (
    select l.* from auth.login_attempts as l
    order by l.attempt_id desc limit 10000) as a
    on a.at > now() - make_interval(mins => w.minutes)
group by w.minutes;

revoke all on ops.log_ins from public;
grant select on ops.log_ins to dba, irra_monitor;

comment on view ops.log_ins is 'Log-ins that succeeded and failed in the last 1, 5, 60 minutes';
