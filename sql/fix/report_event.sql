-- What a report says happened to its order, in the words of core.order_transitions; null when it
-- tells no event. The quantities decide, not the text of OrdStatus: venues differ on the last
-- fill. `quantity` is what the order was for when the report was made.
-- Calls: none. Writes: none.
create or replace function fix.report_event(report fix.report, quantity bigint)
returns text
language plpgsql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    -- A reject says nothing about the order when it is a question that was rejected.
    v_rejected text := case report.request_kind
        when 'cancel' then 'cancel_rejected' when 'replace' then 'replace_rejected'
        when 'new' then 'rejected' end;
begin
    return case
        when report.is_fill then case
            when report.cumulative_quantity >= quantity then 'filled'
            when coalesce(report.leaves_quantity, 0) > 0 or report.ord_status in ('1', '6', 'E')
                then 'partially_filled'
            when report.ord_status = '4' then 'cancelled'
            when report.ord_status in ('3', 'C') then 'expired'
            else 'partially_filled' end
        -- A reject for an order that the exchange never had: nobody knows what became of it.
        when report.msg_type = '9' then case
            when report.ord_status = '8' then 'unknown'
            when report.response_to = '2' or report.request_kind = 'replace'
                then 'replace_rejected'
            else 'cancel_rejected' end
        when report.msg_type in ('3', 'j') then v_rejected
        when report.msg_type <> '8' then null
        when report.exec_type = '0' then 'acknowledged'
        when report.exec_type = '4' then 'cancelled'
        when report.exec_type = '8' then coalesce(v_rejected, 'rejected')
        when report.exec_type in ('3', 'C') then 'expired'
        -- A replacement that nobody asked for is a restatement.
        when report.exec_type = '5' and report.request_kind = 'replace' then
            case when report.is_answer then 'replaced' end
        -- An answer by the replacement's name says that it was accepted.
        when report.exec_type = 'I' and report.request_kind = 'replace' and report.is_answer
            and report.ord_status in ('0', '1', '2', '5') then 'replaced'
        when report.exec_type in ('5', 'D') then 'restated'
        when report.exec_type = 'I' then case
            when report.ord_status = '8' and coalesce(report.cumulative_quantity, 0) = 0
                then 'unknown'
            when report.ord_status = '4' then 'cancelled'
            when report.ord_status in ('3', 'C') then 'expired'
            when report.ord_status = '8' then 'rejected'
            when report.cumulative_quantity >= quantity then 'filled'
            when report.cumulative_quantity > 0 then 'partially_filled'
            when report.ord_status in ('0', '5', '6', '7', '9', 'A', 'E') then 'acknowledged' end
    end;
end
$$;

revoke all on function fix.report_event(fix.report, bigint) from public;
comment on function fix.report_event(fix.report, bigint) is
    'The order event that an execution report or reject stands for';
