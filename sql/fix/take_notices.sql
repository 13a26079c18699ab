-- Busts (150=H) and corrections (150=G) of this batch: each is kept once, as it was told, and then
-- the trades they are about are made what all that was told makes of them. One whose trade has not
-- come yet waits for it. Answers the sequences of those that say too little to be kept.
-- Lock order: positions, orders. Calls: logic.settle_notices. Writes: core.trade_notices.
create or replace function fix.take_notices(session fix.sessions, reports fix.report[])
returns bigint[]
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_incarnation integer := (
        select s.incarnation from fix.session_state s where s.session_name = session.name);
    v_kept bigint[];
begin
    with whole as (
        select r.*, case when r.trade_number <> r.exec_id then r.trade_number end as told_number
        from unnest(reports) r
        where r.msg_type = '8' and r.exec_type in ('H', 'G')
            and (r.exec_ref_id is not null or r.trade_number <> r.exec_id)
            and (r.exec_type = 'H' or (r.last_quantity > 0 and r.last_price >= 0))
    ),
    kept as (
        insert into core.trade_notices (
            session_name, source, kind, trade_date, exec_id, exec_ref_id, exchange, segment, side,
            trade_number, quantity, price, leaves_quantity, order_id)
        select session.name,
            case session.kind when 'drop_copy' then 'drop_copy' else 'response' end,
            case w.exec_type when 'H' then 'bust' else 'correction' end, w.trade_date,
            coalesce(w.exec_id, format('sequence %s/%s', v_incarnation, w.sequence)),
            w.exec_ref_id, w.exchange, w.segment, w.side, w.told_number,
            case w.exec_type when 'G' then w.last_quantity end,
            case w.exec_type when 'G' then w.last_price end, w.leaves_quantity, w.order_id
        from whole w
        where session.kind = 'drop_copy' or w.order_id is not null
        order by w.sequence
        on conflict do nothing
    )
    select array_agg(w.sequence) into v_kept from whole w;
    perform logic.settle_notices();
    return array(
        select r.sequence from unnest(reports) r
        where r.msg_type = '8' and r.exec_type in ('H', 'G')
            and r.sequence <> all (coalesce(v_kept, '{}')));
end
$$;

revoke all on function fix.take_notices(fix.sessions, fix.report[]) from public;
comment on function fix.take_notices(fix.sessions, fix.report[]) is
    'Keeps busts and corrections and settles their trades; answers those that it cannot keep';
