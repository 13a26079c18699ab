-- What the desk has to say. Channels, hold and expiry stay as a DBA has changed them; the rest
-- follows the code. A stream's digest is the kind stream_digest: it tells of several events.
-- Writes: notify.kinds
with orders (facts) as (values (array['order_id', 'name', 'side', 'quantity', 'filled_quantity',
    'symbol', 'exchange', 'product', 'limit_price', 'average_price', 'reason', 'time'])),
trades (facts) as (values (array['order_id', 'name', 'side', 'quantity', 'symbol', 'exchange',
    'product', 'trade_number', 'trade_quantity', 'trade_price', 'time'])),
rows (kind, stream, audience, channels, roles, can_mute, is_secret, yields, hold_seconds,
    expires_minutes, facts, description) as (
    select r.kind, 'orders', 'client', r.channels::text[], '{}'::text[], r.can_mute, false,
        r.yields, r.hold, null::integer, o.facts, r.description
    from orders o
    cross join (values
        ('order_acknowledged', '{email}', true, true, 3, 'The exchange has the order'),
        ('order_partially_filled', '{email}', true, false, 5, 'Part of an order has traded'),
        ('order_filled', '{email,sms}', false, false, 1, 'All of an order has traded'),
        ('order_replaced', '{email,sms}', false, false, 1, 'A change asked for is in force'),
        ('order_cancelled', '{email,sms}', false, false, 1, 'An order was taken back'),
        ('order_rejected', '{email,sms}', false, false, 1, 'The exchange refused an order'),
        ('order_expired', '{email,sms}', false, false, 1, 'An order has ended unexecuted')
    ) r (kind, channels, can_mute, yields, hold, description)
    union all
    select r.kind, 'orders', 'client', '{email,sms}', '{}', false, false, false, 1, null, t.facts,
        r.description
    from trades t
    cross join (values ('trade_busted', 'The exchange took a trade back'),
        ('trade_corrected', 'The exchange corrected a trade')) r (kind, description)
    union all
    select * from (values
        ('orders_digest', 'orders', 'client', '{email,sms}'::text[], '{}'::text[], false, false,
            false, 0, null::integer, '{name,count,lines,more}'::text[],
            'Several events of a client''s orders'),
        ('call_otp', 'security', 'client', '{email,sms}', '{}', false, true, false, 0, null,
            '{code,minutes}', 'A caller''s one-time code'),
        ('contact_changed', 'security', 'client', '{email,sms}', '{}', false, false, false, 0,
            null, '{name,changed}', 'To the old and the new address'),
        ('client_message', 'direct', 'client', '{email,sms}', '{}', false, false, false, 0, null,
            '{name,title,text}', 'What a person of the desk writes to a client'),
        ('desk_open', 'notices', 'client', '{email,sms}', '{}', false, false, false, 0, 1440,
            '{name,text}', 'The desk has opened'),
        ('desk_closed', 'notices', 'client', '{email,sms}', '{}', false, false, false, 0, 1440,
            '{name,text}', 'The desk has closed'),
        ('client_notice', 'notices', 'client', '{email,sms}', '{}', true, false, false, 0, 2880,
            '{name,title,text}', 'What a person writes to all clients'),
        ('site_changed', 'ops', 'ops', '{email,in_app}',
            '{ops_viewer,ops_agent,ops_supervisor,ops_admin,auditor}', false, false, false, 0, null,
            '{name,from_mode,to_mode,reason,time}', 'The desk''s mode has changed'),
        ('alert', 'ops', 'ops', '{email,in_app}', '{ops_supervisor,ops_admin}', true, false, false,
            1, null, '{name,severity,alert,subject,time}', 'Something needs a person'),
        ('approval_waiting', 'ops', 'ops', '{email,in_app}', '{ops_supervisor,ops_admin}', true,
            false, false, 0, null, '{name,action,reason,requested_by,expires,time}',
            'A request waits for a second person'),
        ('ops_message', 'ops', 'ops', '{email,in_app}',
            '{ops_viewer,ops_agent,ops_supervisor,ops_admin,auditor}', false, false, false, 0, null,
            '{name,title,text,sender,time}', 'What a person writes to the desk'),
        ('ops_digest', 'ops', 'ops', '{email,in_app,sms}', '{}', false, false, false, 0, null,
            '{name,count,lines,more}', 'Several events for a person of the desk')
    ) r
)
insert into notify.kinds (kind, stream, audience, channels, roles, can_mute, is_secret, yields,
    hold_seconds, expires_minutes, facts, description)
select * from rows
on conflict (kind) do update
    set stream = excluded.stream, audience = excluded.audience, roles = excluded.roles,
        can_mute = excluded.can_mute, is_secret = excluded.is_secret, yields = excluded.yields,
        facts = excluded.facts, description = excluded.description
    where (kinds.stream, kinds.audience, kinds.roles, kinds.can_mute, kinds.is_secret, kinds.yields,
            kinds.facts, kinds.description)
        is distinct from (excluded.stream, excluded.audience, excluded.roles, excluded.can_mute,
            excluded.is_secret, excluded.yields, excluded.facts, excluded.description);

-- What comes with the desk is not somebody's change: from here on changes are.
create or replace trigger kinds_audited
    after update of channels, hold_seconds, expires_minutes on notify.kinds
    for each row execute function auth.audit_change();
