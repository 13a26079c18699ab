-- What the benchmark keeps in the private desk it measures: which position each exit closes, and
-- the reports that an exchange would send. Run as superuser; the desk is thrown away afterwards.
-- Writes: schema bench.
create schema bench;
grant usage on schema bench to ops_agent;

-- Exits to come, in the order in which they are placed. Each closes one lot.
create table bench.targets (
    n bigint primary key,
    secret text not null,
    call_id uuid not null,
    position_id bigint not null,
    lot_size bigint not null
);
grant select on bench.targets to ops_agent;

-- Ready-made arguments of fix.receive; kept uncompressed, so that reading them costs the least.
create table bench.reports (
    session_name text not null,
    n bigint not null,
    next_inbound bigint not null,
    messages text not null,
    primary key (session_name, n)
);
alter table bench.reports alter column messages set storage external;

-- One row a bare commit.
create table bench.commits (
    commit_id bigint generated always as identity primary key,
    filler text not null
);

-- Holds the drop copy's client back until the orders of its batch have been reported on the order
-- session, as an exchange would.
create procedure bench.wait_for_orders(orders text, batch bigint)
language plpgsql
as $$
begin
    loop
        exit when exists (
            select from fix.session_state s
            join bench.reports r on r.session_name = s.session_name
            where s.session_name = orders and r.n = batch and s.next_inbound >= r.next_inbound);
        rollback;
        perform pg_sleep(0.002);
    end loop;
end
$$;

-- What a desk without queue.wake would do: a notification with every order. Enabled for one run.
create function bench.notify_always() returns trigger
language plpgsql
as $$
begin
    perform pg_notify('irra_wake', new.session_name);
    return null;
end
$$;
create trigger notify_always after insert on queue.dispatch
for each row execute function bench.notify_always();
alter table queue.dispatch disable trigger notify_always;

-- A row ends whoever watches.
create table bench.stops (stopped_at timestamptz not null default clock_timestamp());

-- Notes in the caller's table `seen`, every two milliseconds, how far the stream and the fold are
-- when that has changed. A transaction each time, which holds nothing back.
create procedure bench.watch_fold()
language plpgsql
as $$
declare
    v_book bigint;
    v_folded bigint;
    v_last_book bigint;
    v_last_folded bigint;
begin
    loop
        select max(t.arrival) into v_book from book.trades t;
        select w.arrival into v_folded from sync.watermarks w where w.table_name = 'trades';
        if (v_book, v_folded) is distinct from (v_last_book, v_last_folded) then
            insert into seen (at, book, folded) values (clock_timestamp(), v_book, v_folded);
            v_last_book := v_book;
            v_last_folded := v_folded;
        end if;
        commit;
        exit when exists (select from bench.stops);
        perform pg_sleep(0.002);
    end loop;
end
$$;
