-- What a report says happened, in the words of core.order_transitions; null when it tells no event.
-- The quantities decide, not the text of OrdStatus: venues differ on the last fill.
-- Calls: fix.is_fill. Writes: none.
create or replace function fix.report_event(report fix.report, quantity bigint)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select case
        -- A cancel reject for an order that the exchange never had: nobody knows what became of it.
        when report.msg_type = '9' then case
            when report.ord_status = '8' then 'unknown' else 'cancel_rejected' end
        when report.msg_type in ('3', 'j') then 'rejected'
        when fix.is_fill(report) then case
            when report.cumulative_quantity >= quantity then 'filled'
            when coalesce(report.leaves_quantity, 0) > 0 or report.ord_status in ('1', '6')
                then 'partially_filled'
            when report.ord_status = '4' then 'cancelled'
            when report.ord_status in ('3', 'C') then 'expired'
            else 'partially_filled' end
        when report.exec_type = '0' then 'acknowledged'
        when report.exec_type = '4' then 'cancelled'
        when report.exec_type = '8' then 'rejected'
        when report.exec_type in ('3', 'C') then 'expired'
        when report.exec_type = 'I' then case
            when report.ord_status = '8' and coalesce(report.cumulative_quantity, 0) = 0
                then 'unknown'
            when report.ord_status = '4' then 'cancelled'
            when report.ord_status in ('3', 'C') then 'expired'
            when report.ord_status = '8' then 'rejected'
            when report.cumulative_quantity >= quantity then 'filled'
            when report.cumulative_quantity > 0 then 'partially_filled'
            when report.ord_status in ('0', '6', 'A', 'E') then 'acknowledged' end
    end
$$;

revoke all on function fix.report_event(fix.report, bigint) from public;
comment on function fix.report_event(fix.report, bigint) is
    'The order event that an execution report or reject stands for';
