-- Wording of messages; placeholders in {{braces}}. No PAN or other secret may stand in any text.
with common (opening, instruction) as (values (
    $text$Dear {{name}},

Your order {{order_id}} to {{side}} {{quantity}} {{symbol}} ({{exchange}}, {{product}}) $text$,
    $text$

You gave this instruction by phone to our backup desk. If you did not, call us at once.
$text$))
insert into notify.templates (template_name, subject, body)
select t.template_name, 'Order {{order_id}}: ' || t.subject, c.opening || t.news || c.instruction
from common c
cross join (values
    ('order_filled', 'executed',
        'was executed in full at an average price of Rs {{average_price}}.'),
    ('order_replaced', 'changed',
        'was changed: it is now for {{quantity}} at a limit of Rs {{limit_price}}. '
        'Executed so far: {{filled_quantity}}.'),
    ('order_cancelled', 'cancelled', 'was cancelled. Executed before that: {{filled_quantity}}.'),
    ('order_rejected', 'refused by the exchange',
        'was refused by the exchange: {{reason}}. Your position is unchanged by it.'),
    ('order_expired', 'expired', 'has expired. Executed before that: {{filled_quantity}}.'),
    ('trade_busted', 'trade taken back by the exchange',
        'had trade {{trade_number}} of {{trade_quantity}} at Rs {{trade_price}}, which the exchange'
        ' has taken back. It does not count any more.'),
    ('trade_corrected', 'trade corrected by the exchange',
        'had trade {{trade_number}}, which the exchange has corrected to {{trade_quantity}} at'
        ' Rs {{trade_price}}.')
) t (template_name, subject, news)
union all
select * from (values ('call_otp', 'Your one-time code',
    'Your one-time code for our backup desk is {{code}}. It holds for {{minutes}} minutes. Tell it'
    ' to the person on the phone only if you called us yourself.'),
    ('contact_changed', 'Your contact details were changed', $text$Dear {{name}},

Your {{changed}} at our backup desk was changed at your request. Until our main site has taken it
over we write to the new one. If you did not ask for it, call us at once.
$text$)) o (template_name, subject, body)
on conflict (template_name) do update
    set subject = excluded.subject, body = excluded.body
    where (templates.subject, templates.body) is distinct from (excluded.subject, excluded.body);
