-- An event as the transition rows name it, where the state after it depends on what of the order
-- has traded and on a replacement that the exchange has not answered. While a larger quantity is
-- asked for, an order that traded all it was is not over: the exchange may have enlarged it
-- already, and says so or refuses.
-- Calls: none. Writes: none.
create or replace function logic.order_event(
    status text, event text, quantity bigint, cumulative_quantity bigint,
    replacing_quantity bigint)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case
        when status = 'unknown' and event = 'filled'
            and cumulative_quantity < replacing_quantity then 'acknowledged_while_replacing'
        when event in ('filled', 'amended_whole') and cumulative_quantity < replacing_quantity
            then case event when 'filled' then 'partially_filled' else 'amended_part' end
        when event = 'cancel_rejected' and replacing_quantity is not null
            then 'cancel_rejected_while_replacing'
        when status = 'unknown' and event in ('acknowledged', 'partially_filled')
            and replacing_quantity is not null then 'acknowledged_while_replacing'
        when event in ('replaced', 'restated', 'replace_rejected')
            and cumulative_quantity >= greatest(quantity, replacing_quantity)
            then event || '_done'
        when event in ('cancel_rejected', 'replaced', 'restated', 'replace_rejected')
            and cumulative_quantity > 0 then event || '_after_fill'
        else event end
$$;

revoke all on function logic.order_event(text, text, bigint, bigint, bigint) from public;
comment on function logic.order_event(text, text, bigint, bigint, bigint) is
    'The name under which core.order_transitions has an event for an order that stands like this';
