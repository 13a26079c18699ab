-- Who carries messages, and how they are: paused ones are passed over; silent is how long nothing
-- has come of what a provider was given, null while it answers.
create or replace view ops.providers as
select p.provider, p.channel, p.kind, p.place, p.enabled, p.rate_per_second,
    coalesce(s.failures, 0) as failures,
    s.paused_until,
    coalesce(s.paused_until > now(), false) as paused,
    s.last_error,
    -- Notifiers tell it twice a second while it lasts.
    case when s.silent_at > now() - interval '3 seconds'
        then make_interval(secs => s.silent_seconds::double precision) end as silent
from notify.providers as p
left join notify.provider_states as s on s.provider = p.provider;

revoke all on ops.providers from public;
grant select on ops.providers to dba, irra_monitor;

comment on view ops.providers is
    'One row a provider of messages: failures in a row, pause, how long it has been silent';
