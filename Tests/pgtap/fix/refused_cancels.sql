-- The exchange refuses a cancel: what was meant by it still holds, and nothing is asked for ever.
begin;
set local search_path = tap;
\ir ../fixtures/people.psql
\ir ../fixtures/book.psql
\ir ../fixtures/exchange.psql
select plan(16);
update core.settings set value = '0' where name = 'chase_after_seconds';
update book.opening_positions set quantity = 100 where user_id = 9001 and instrument_id = 7003;
select sync.fold_before_decision();
create function tap.flush() returns text language sql as $$
    select string_agg(msg_type, '' order by sequence)
    from tap.dispatch() as (sequence bigint, msg_type text, body text) $$;
create function tap.line(id bigint) returns text language sql as $$
    select concat_ws(' ', status, cumulative_quantity || '/' || leaves_quantity, 'of', quantity)
    from core.orders where order_id = id $$;
create function tap.resting(units bigint) returns bigint language plpgsql as $$
declare id bigint := tap.exit(9001, 7003, units);
begin
    perform tap.flush();
    perform tap.deliver('ORDERS', tap.report(id, '0'));
    return id;
end $$;
create function tap.latest(id bigint, kind text) returns core.order_requests language sql as $$
    select r from core.order_requests r where r.order_id = id and r.kind = latest.kind
    order by r.order_request_id desc limit 1 $$;
-- A cancel reject: 39 is the order's state, 102 why (0 too late, 1 unknown order).
create function tap.refuse(id bigint, kind text, status text, why text) returns void language sql as $$
    select tap.deliver('ORDERS', jsonb_build_object('35', '9', '11', q.cl_ord_id, '41', q.orig_cl_ord_id,
        '37', 'X' || id, '39', status, '434', case kind when 'cancel' then '1' else '2' end, '102', why))
    from tap.latest(id, kind) q $$;
create function tap.elsewhere(units bigint) returns bigint language sql as $$
    select logic.apply_trades('drop_copy', array[row('NSE', 'CM', '2026-01-15', 'Z' || units, 'sell',
        units, 1300, now(), 9001, 7003, 'CNC', null, 'ELSE', 'ZC9001', null)::core.trade_report]) $$;
create function tap.modify(id bigint, units bigint) returns jsonb language sql as $$
    select logic.modify_order(c, id, units, null) from core.calls c
    where c.user_id = 9001 and c.closed_at is null $$;
create function tap.cancel(id bigint) returns void language sql as $$
    select logic.request_cancel(c, id) from core.calls c
    where c.user_id = 9001 and c.closed_at is null $$;

-- A cancel that named a replacement which came to nothing.
select resting(10) as id \gset
select modify(:id, 8), flush(), cancel(:id), flush();
select is((latest(:id, 'cancel')).orig_cl_ord_id, (latest(:id, 'replace')).cl_ord_id, 'the cancel follows the replacement');
select refuse(:id, 'replace', '0', '99');
select is(line(:id), 'cancel_pending 0/10 of 10', 'the replacement is refused');
select refuse(:id, 'cancel', '8', '1');
select is(line(:id), 'cancel_pending 0/10 of 10', 'of course nobody knows it by that name: the cancel is asked for again');
select is((latest(:id, 'cancel')).orig_cl_ord_id, (select cl_ord_id from core.orders where order_id = :id),
    'by the name that the exchange knows');
select is(flush(), 'F', 'and leaves');
select refuse(:id, 'cancel', '8', '1');
select is(line(:id), 'unknown 0/10 of 10', 'an order that the exchange does not know by its own name is unknown');
select deliver('ORDERS', report(:id, '4'));

-- Both answers in one batch.
select resting(10) as id \gset
select modify(:id, 8), flush(), cancel(:id), flush();
select deliver('ORDERS',
    jsonb_build_object('35', '9', '11', (latest(:id, 'replace')).cl_ord_id, '39', '0', '434', '2', '102', '99'),
    jsonb_build_object('35', '9', '11', (latest(:id, 'cancel')).cl_ord_id, '39', '8', '434', '1', '102', '1'));
select is(line(:id), 'cancel_pending 0/10 of 10', 'together the same');
select is(flush(), 'F', 'one new cancel');
select deliver('ORDERS', report(:id, '4'));

-- What could close too much is asked for again, a few times; then a person has to.
select resting(100) as id \gset
select elsewhere(100);
select is(line(:id), 'cancel_pending 0/100 of 100', 'all is too much');
select flush(), refuse(:id, 'cancel', '0', '0');
select is(line(:id), 'cancel_pending 0/100 of 100', 'a refused cancel is asked for again');
select is(flush(), 'F', 'it leaves');
select refuse(:id, 'cancel', '0', '0'), flush();
select refuse(:id, 'cancel', '0', '0');
select is(line(:id), 'acknowledged 0/100 of 100', 'not for ever');
select is(flush(), null, 'nothing more leaves by itself');
select ok(exists (select from core.alerts where kind = 'exit_above_position' and subject = :id::text
    and (details ->> 'cancels_refused')::integer = 3), 'a person is told how often');
select cancel(:id);
select is(line(:id), 'cancel_pending 0/100 of 100', 'who may ask again');
select is(flush(), 'F', 'by hand');
select * from finish();
rollback;
