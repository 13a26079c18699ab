-- The whole life of an order as rows; docs/order_states.md draws them and a test compares the
-- two. A row whose two states are equal says that the event is expected there and changes no
-- state. Where there is no row, the event cannot be: its message is parked for a person.
insert into core.order_statuses (status, is_live, description) values
    ('queued', true, 'Accepted by the desk, waiting for its FIX session'),
    ('sent', true, 'Numbered and on the wire; the exchange has not answered'),
    ('acknowledged', true, 'In the exchange''s book'),
    ('partially_filled', true, 'Part has traded, the rest is in the exchange''s book'),
    ('cancel_pending', true, 'A cancel is on its way; fills may still arrive'),
    ('filled', false, 'All has traded'),
    ('cancelled', false, 'Taken out, by us or by the exchange; what had traded stands'),
    ('rejected', false, 'Refused by the exchange'),
    ('expired', false, 'Too old to send, or ended by the exchange at the end of its validity'),
    ('unknown', true, 'The exchange does not know it: it stays reserved until a person decides')
on conflict (status) do update
    set is_live = excluded.is_live, description = excluded.description
    where (order_statuses.is_live, order_statuses.description)
        is distinct from (excluded.is_live, excluded.description);

with rows (from_status, event, to_status) as (values
    ('queued', 'sent', 'sent'),
    ('queued', 'withdrawn', 'cancelled'),
    ('queued', 'expired', 'expired'),
    ('queued', 'cancel_requested', 'cancel_pending'),
    ('sent', 'acknowledged', 'acknowledged'),
    ('sent', 'partially_filled', 'partially_filled'),
    ('sent', 'filled', 'filled'),
    ('sent', 'rejected', 'rejected'),
    ('sent', 'cancelled', 'cancelled'),
    ('sent', 'expired', 'expired'),
    ('sent', 'unknown', 'unknown'),
    ('sent', 'cancel_requested', 'cancel_pending'),
    ('sent', 'cancel_rejected', 'sent'),
    ('acknowledged', 'acknowledged', 'acknowledged'),
    ('acknowledged', 'partially_filled', 'partially_filled'),
    ('acknowledged', 'filled', 'filled'),
    ('acknowledged', 'rejected', 'rejected'),
    ('acknowledged', 'cancelled', 'cancelled'),
    ('acknowledged', 'expired', 'expired'),
    ('acknowledged', 'unknown', 'unknown'),
    ('acknowledged', 'cancel_requested', 'cancel_pending'),
    ('acknowledged', 'cancel_rejected', 'acknowledged'),
    ('partially_filled', 'acknowledged', 'partially_filled'),
    ('partially_filled', 'partially_filled', 'partially_filled'),
    ('partially_filled', 'filled', 'filled'),
    ('partially_filled', 'cancelled', 'cancelled'),
    ('partially_filled', 'expired', 'expired'),
    ('partially_filled', 'unknown', 'unknown'),
    ('partially_filled', 'cancel_requested', 'cancel_pending'),
    ('partially_filled', 'cancel_rejected_after_fill', 'partially_filled'),
    ('cancel_pending', 'sent', 'cancel_pending'),
    ('cancel_pending', 'acknowledged', 'cancel_pending'),
    ('cancel_pending', 'partially_filled', 'cancel_pending'),
    ('cancel_pending', 'filled', 'filled'),
    ('cancel_pending', 'cancelled', 'cancelled'),
    ('cancel_pending', 'rejected', 'rejected'),
    ('cancel_pending', 'expired', 'expired'),
    ('cancel_pending', 'unknown', 'unknown'),
    ('cancel_pending', 'cancel_rejected', 'acknowledged'),
    ('cancel_pending', 'cancel_rejected_after_fill', 'partially_filled'),
    ('cancel_pending', 'cancel_requested', 'cancel_pending'),
    -- Late truth wins: a closed matter is reopened by what the exchange says, with an alert.
    ('filled', 'acknowledged', 'filled'),
    ('filled', 'partially_filled', 'filled'),
    ('filled', 'filled', 'filled'),
    ('filled', 'cancelled', 'filled'),
    ('filled', 'cancel_rejected_after_fill', 'filled'),
    ('filled', 'unknown', 'filled'),
    ('cancelled', 'acknowledged', 'cancelled'),
    ('cancelled', 'partially_filled', 'cancelled'),
    ('cancelled', 'filled', 'filled'),
    ('cancelled', 'cancelled', 'cancelled'),
    ('cancelled', 'cancel_rejected', 'cancelled'),
    ('cancelled', 'cancel_rejected_after_fill', 'cancelled'),
    ('cancelled', 'unknown', 'cancelled'),
    ('rejected', 'rejected', 'rejected'),
    ('rejected', 'unknown', 'rejected'),
    ('rejected', 'partially_filled', 'partially_filled'),
    ('rejected', 'filled', 'filled'),
    ('rejected', 'acknowledged', 'acknowledged'),
    ('rejected', 'cancel_rejected', 'rejected'),
    ('expired', 'acknowledged', 'acknowledged'),
    ('expired', 'partially_filled', 'partially_filled'),
    ('expired', 'filled', 'filled'),
    ('expired', 'cancelled', 'cancelled'),
    ('expired', 'rejected', 'rejected'),
    ('expired', 'expired', 'expired'),
    ('expired', 'unknown', 'expired'),
    ('expired', 'cancel_rejected', 'expired'),
    ('expired', 'cancel_rejected_after_fill', 'expired'),
    ('unknown', 'acknowledged', 'acknowledged'),
    ('unknown', 'partially_filled', 'partially_filled'),
    ('unknown', 'filled', 'filled'),
    ('unknown', 'cancelled', 'cancelled'),
    ('unknown', 'rejected', 'rejected'),
    ('unknown', 'expired', 'expired'),
    ('unknown', 'unknown', 'unknown'),
    ('unknown', 'cancel_requested', 'cancel_pending'),
    ('unknown', 'cancel_rejected', 'unknown'),
    ('unknown', 'cancel_rejected_after_fill', 'unknown')
),
gone as (
    delete from core.order_transitions t
    where not exists (
        select from rows r where (r.from_status, r.event) = (t.from_status, t.event))
)
insert into core.order_transitions (from_status, event, to_status)
select from_status, event, to_status from rows
on conflict (from_status, event) do update set to_status = excluded.to_status
    where order_transitions.to_status <> excluded.to_status;
