-- How the telling goes, for each channel and of its last hundred thousand messages: more than a
-- busy hour, so that the view stays quick while a notice goes to a million clients.
create or replace view ops.notifications as
select c.channel, w.minutes,
    count(m.message_id) filter (where m.created_at > now() - w.span) as made,
    count(m.message_id) filter (where m.state = 'sent' and m.finished_at > now() - w.span) as sent,
    count(m.message_id) filter (where m.state = 'dead' and m.finished_at > now() - w.span) as dead,
    count(m.message_id) filter (where m.state = 'skipped' and m.finished_at > now() - w.span)
        as skipped,
    count(m.message_id) filter (where m.receipt = 'delivered' and m.receipt_at > now() - w.span)
        as received,
    round(count(m.message_id) filter (where m.state = 'sent' and m.finished_at > now() - w.span)
        / extract(epoch from w.span), 2) as sent_per_second,
    percentile_cont(0.5) within group (order by extract(epoch from m.finished_at - m.created_at))
        filter (where m.state = 'sent' and m.finished_at > now() - w.span) as seconds_p50,
    percentile_cont(0.99) within group (order by extract(epoch from m.finished_at - m.created_at))
        filter (where m.state = 'sent' and m.finished_at > now() - w.span) as seconds_p99
from (values ('email'), ('sms'), ('in_app')) as c (channel)
cross join (values (1, interval '1 minute'), (5, '5 minutes'), (60, '1 hour')) as w (minutes, span)
left join (
    select l.* from notify.messages as l order by l.message_id desc limit 100000) as m
    on m.channel = c.channel
    and greatest(m.created_at, m.finished_at, m.receipt_at) > now() - w.span
group by c.channel, w.minutes, w.span;

revoke all on ops.notifications from public;
grant select on ops.notifications to dba, irra_monitor;

comment on view ops.notifications is
    'Of the last 100,000 messages, by channel and the last 1, 5, 60 minutes: rates and times';
