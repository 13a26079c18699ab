-- The wording that comes with the desk, in versions: what differs from the last shipped one becomes
-- the next, and takes its place unless a person's own is in use. Placeholders in {{braces}}; a
-- line's columns are parted by |. No PAN or other secret may stand in any text.
-- Calls: none. Writes: notify.templates.
with opening (text) as (values ($text$Dear {{name}},

Your order {{order_id}} to {{side}} {{quantity}} {{symbol}} ({{exchange}}, {{product}}) $text$)),
closing (text) as (values ($text$

You gave this instruction by phone to our backup desk. If you did not, call us at once.
$text$)),
news (kind, title, long, short, line) as (values
    ('order_acknowledged', 'accepted', 'was accepted by the exchange.', null, 'accepted'),
    ('order_partially_filled', 'partly executed',
        'was executed in part: {{filled_quantity}} so far, at an average price of '
        'Rs {{average_price}}.', null, 'executed {{filled_quantity}} at Rs {{average_price}}'),
    ('order_filled', 'executed',
        'was executed in full at an average price of Rs {{average_price}}.',
        'executed in full at avg Rs {{average_price}}',
        'executed in full at Rs {{average_price}}'),
    ('order_replaced', 'changed',
        'was changed: it is now for {{quantity}} at a limit of Rs {{limit_price}}. '
        'Executed so far: {{filled_quantity}}.',
        'changed, limit Rs {{limit_price}}', 'changed, limit Rs {{limit_price}}'),
    ('order_cancelled', 'cancelled', 'was cancelled. Executed before that: {{filled_quantity}}.',
        'cancelled, executed {{filled_quantity}}', 'cancelled, executed {{filled_quantity}}'),
    ('order_rejected', 'refused by the exchange',
        'was refused by the exchange: {{reason}}. Your position is unchanged by it.',
        'refused by the exchange', 'refused: {{reason}}'),
    ('order_expired', 'expired', 'has expired. Executed before that: {{filled_quantity}}.',
        'expired, executed {{filled_quantity}}', 'expired, executed {{filled_quantity}}'),
    ('trade_busted', 'trade taken back by the exchange',
        'had trade {{trade_number}} of {{trade_quantity}} at Rs {{trade_price}}, which the exchange'
        ' has taken back. It does not count any more.',
        'trade {{trade_number}} taken back by the exchange', 'trade {{trade_number}} taken back'),
    ('trade_corrected', 'trade corrected by the exchange',
        'had trade {{trade_number}}, which the exchange has corrected to {{trade_quantity}} at'
        ' Rs {{trade_price}}.',
        'trade {{trade_number}} corrected to {{trade_quantity}} at Rs {{trade_price}}',
        'trade {{trade_number}} corrected to {{trade_quantity}} at Rs {{trade_price}}')
),
texts (kind, channel, language, subject, body, html, line) as (
    select n.kind, 'email', 'en', 'Order {{order_id}}: ' || n.title, o.text || n.long || c.text,
        '<p>Dear {{name}},</p><p>Your order {{order_id}} to {{side}} {{quantity}} {{symbol}} '
        '({{exchange}}, {{product}}) ' || n.long || '</p><p>You gave this instruction by phone to '
        'our backup desk. If you did not, call us at once.</p>',
        '{{time}}|{{order_id}}|{{side}} {{quantity}} {{symbol}}|' || n.line
    from news n cross join opening o cross join closing c
    union all
    select n.kind, 'sms', 'en', '', 'Order {{order_id}} {{side}} {{quantity}} {{symbol}}: '
        || n.short || '. Not you? Call the desk.', null,
        '{{order_id}} {{side}} {{quantity}} {{symbol}}|' || n.line
    from news n where n.short is not null
    union all
    select t.*, null, '' from (values
        ('call_otp', 'email', 'en', 'Your one-time code',
            'Your one-time code for our backup desk is {{code}}. It holds for {{minutes}} minutes. '
            'Tell it to the person on the phone only if you called us yourself.'),
        ('call_otp', 'sms', 'en', '', '{{code}} is your one-time code for our backup desk. It holds'
            ' for {{minutes}} minutes. Tell it only if you called us yourself.'),
        ('call_otp', 'sms', 'hi', '', 'बैकअप डेस्क के लिए आपका वन-टाइम कोड {{code}} है।'
            ' यह {{minutes}} मिनट तक मान्य है। केवल तभी बताएं जब आपने स्वयं हमें'
            ' कॉल किया हो।'),
        ('contact_changed', 'email', 'en', 'Your contact details were changed',
            $text$Dear {{name}},

Your {{changed}} at our backup desk was changed at your request. Until our main site has taken it
over we write to the new one. If you did not ask for it, call us at once.
$text$),
        ('contact_changed', 'sms', 'en', '', 'Your {{changed}} at our backup desk was changed at'
            ' your request. Not you? Call us at once.'),
        ('order_filled', 'sms', 'hi', '',
            'ऑर्डर {{order_id}} ({{side}} {{quantity}} {{symbol}}) पूरा हुआ,'
            ' औसत मूल्य रु {{average_price}}। यह आपने नहीं कहा? तुरंत कॉल करें।'),
        ('client_message', 'email', 'en', '{{title}}', e'Dear {{name}},\n\n{{text}}\n'),
        ('client_message', 'sms', 'en', '', '{{text}}'),
        ('desk_open', 'email', 'en', 'Our backup desk is open', $text$Dear {{name}},

Our main site is not available. Our backup desk is open: call us to close positions and to cancel
orders. New positions cannot be opened there.
$text$),
        ('desk_open', 'sms', 'en', '', 'Our main site is not available. Our backup desk is open:'
            ' call us to close positions or cancel orders.'),
        ('desk_open', 'sms', 'hi', '', 'हमारी मुख्य साइट उपलब्ध नहीं है। बैकअप डेस्क खुला है:'
            ' पोजीशन बंद करने या ऑर्डर रद्द करने के लिए कॉल करें।'),
        ('desk_closed', 'email', 'en', 'Our backup desk is closed', $text$Dear {{name}},

Our backup desk is closed. Please use our main site again; what was done at the desk is booked
there.
$text$),
        ('desk_closed', 'sms', 'en', '',
            'Our backup desk is closed. Please use our main site again.'),
        ('desk_closed', 'sms', 'hi', '',
            'हमारा बैकअप डेस्क बंद है। कृपया मुख्य साइट का उपयोग करें।'),
        ('client_notice', 'email', 'en', '{{title}}', e'Dear {{name}},\n\n{{text}}\n'),
        ('client_notice', 'sms', 'en', '', '{{text}}')
    ) t (kind, channel, language, subject, body)
    union all
    select 'orders_digest', 'email', 'en', '{{count}} updates of your orders',
        e'Dear {{name}},\n\nThere is news of your orders:\n\n{{lines}}\n{{more}}\nYou gave these '
        'instructions by phone to our backup desk. If you did not, call us at once.\n',
        '<p>Dear {{name}},</p><p>There is news of your orders:</p><table>{{lines}}</table>'
        '<p>{{more}}</p><p>You gave these instructions by phone to our backup desk. If you did'
        ' not, call us at once.</p>', ''
    union all
    select 'orders_digest', 'sms', 'en', '', '{{count}} order updates: {{lines}} {{more}} Not you? '
        'Call the desk.', null, ''
    union all
    select o.kind, c.channel, 'en', o.subject, o.body || case c.channel when 'email'
        then e'\n' else '' end, null,
        '{{time}}|' || o.subject || case o.kind when 'ops_message' then ': {{text}}' else '' end
    from (values
        ('site_changed', 'Desk: {{from_mode}} to {{to_mode}}',
            'The desk changed from {{from_mode}} to {{to_mode}} at {{time}}: {{reason}}'),
        ('alert', '{{severity}}: {{alert}} ({{subject}})',
            'At {{time}} the desk raised {{alert}} ({{severity}}) about {{subject}}.'),
        ('approval_waiting', '{{action}} waits for a second person',
            '{{requested_by}} asks for {{action}}: {{reason}}. It can be decided until '
            '{{expires}}.'),
        ('ops_message', '{{title}}', '{{sender}}: {{text}}')
    ) o (kind, subject, body)
    cross join (values ('email'), ('sms'), ('in_app')) c (channel)
    union all
    select 'ops_digest', c.channel, 'en', case c.channel when 'sms' then '' else
        '{{count}} messages of the desk' end, e'{{lines}}\n{{more}}', null, ''
    from (values ('email'), ('sms'), ('in_app')) c (channel)
),
latest as (
    select distinct on (s.kind, s.channel, s.language) s.*
    from notify.templates s
    where s.made_by is null
    order by s.kind, s.channel, s.language, s.version desc
),
differing as (
    select t.*, (select coalesce(max(v.version), 0) + 1 from notify.templates v
            where (v.kind, v.channel, v.language) = (t.kind, t.channel, t.language)) as version,
        exists (select from notify.templates v where v.state = 'active' and v.made_by is not null
            and (v.kind, v.channel, v.language) = (t.kind, t.channel, t.language)) as is_replaced
    from texts t
    left join latest l using (kind, channel, language)
    where l.template_id is null or (l.subject, l.body, l.html, l.line)
        is distinct from (t.subject, t.body, t.html, t.line)
),
retired as (
    update notify.templates v set state = 'retired'
    from differing d
    where (v.kind, v.channel, v.language) = (d.kind, d.channel, d.language)
        and v.state = 'active' and v.made_by is null
    returning v.template_id
)
insert into notify.templates (kind, channel, language, version, subject, body, html, line, form,
    line_form, html_line_form, state, activated_at)
select d.kind, d.channel, d.language, d.version, d.subject, d.body, d.html, d.line, '{}', '{}',
    '{}', case when d.is_replaced then 'retired' else 'active' end, now()
from differing d
-- Only after the older ones have made room.
where (select count(*) from retired) >= 0;
