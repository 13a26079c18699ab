extension Battlefield {
    /// Looks at every order at the moment it is committed, inside the transaction that made or
    /// enlarged it: what may still trade of a position never exceeds the position. It reckons by
    /// itself and only writes down what it finds.
    static let referee = """
        create schema referee;
        create table referee.findings (
            at timestamptz not null default clock_timestamp(),
            order_id bigint not null,
            what text not null);
        create function referee.look() returns trigger
        language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            v_net bigint := (
                select p.net_quantity from core.positions p where p.position_id = new.position_id);
            v_open bigint := (
                select sum(greatest(0,
                    case when s.is_live then greatest(o.quantity, o.replacing_quantity)
                        else o.cumulative_quantity end - o.confirmed_quantity))
                from core.orders o
                join core.order_statuses s on s.status = o.status
                where o.position_id = new.position_id);
        begin
            if tg_op = 'UPDATE' and greatest(new.quantity, new.replacing_quantity)
                <= greatest(old.quantity, old.replacing_quantity) then
                return null;
            end if;
            if v_open > abs(v_net) then
                insert into referee.findings (order_id, what)
                values (new.order_id, v_open || ' units could trade, ' || v_net || ' are held');
            end if;
            if tg_op = 'INSERT' and (new.side = 'sell') <> (v_net > 0) then
                insert into referee.findings (order_id, what)
                values (new.order_id, 'a ' || new.side || ' order opens more of ' || v_net);
            end if;
            return null;
        end
        $$;
        create constraint trigger referee_looks after insert or update on core.orders
            deferrable initially deferred for each row execute function referee.look();
        """
}
