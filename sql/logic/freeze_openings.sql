-- Fixes the opening positions of the latest business day on a verified dump: from now on positions
-- stand on them, and what the primary changes later is held for people. Only when the desk has
-- exactly what the dump has, all of it folded; else false: the stream may be behind. Dumping again
-- freezes anew, on what the primary says then.
-- The tables are read before the fold's lock is taken, so that positions do not wait for it; what
-- came in between is noticed by the numbers it was given. Nobody may be writing as it begins: their
-- number was given before.
-- Lock order: as sync.fold.
-- Calls: logic.book_change_mark, logic.book_statements, logic.openings_being_written,
-- logic.take_held_openings. Writes: sync.frozen_days, sync.dumps.
create or replace function logic.freeze_openings(dump_id bigint)
returns boolean
language plpgsql volatile security invoker
set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO, MDY'
as $$
declare
    v_mark text := logic.book_change_mark();
    v_table record;
    v_count bigint;
    v_hash numeric;
    v_day date;
begin
    if logic.openings_being_written() then
        return false;
    end if;
    for v_table in
        select s.digest, t.row_count, t.content_hash
        from logic.book_statements() s
        join sync.dump_tables t
            on (t.dump_id, t.table_name) = (freeze_openings.dump_id, s.table_name)
        where s.table_name in ('opening_positions', 'trading_days')
    loop
        execute v_table.digest into v_count, v_hash;
        if (v_count, v_hash) <> (v_table.row_count, v_table.content_hash) then
            return false;
        end if;
    end loop;
    perform pg_catalog.pg_advisory_xact_lock(hashtext('sync.fold'), 0);
    if logic.book_change_mark() <> v_mark or exists (select from sync.book_changes)
        or coalesce((select max(o.arrival) from book.opening_positions o), 0)
            > (select w.arrival from sync.watermarks w where w.table_name = 'opening_positions')
    then
        return false;
    end if;
    select max(d.trade_date) into v_day from book.trading_days d;
    update sync.dumps d set frozen_day = v_day
    where d.dump_id = freeze_openings.dump_id and d.state = 'verified';
    if not found or v_day is null then
        return false;
    end if;
    perform logic.take_held_openings(v_day);
    insert into sync.frozen_days as f (trade_date, dump_id) values (v_day, freeze_openings.dump_id)
    on conflict (trade_date) do update set dump_id = excluded.dump_id, frozen_at = now();
    update core.alerts a set resolved_at = now()
    where a.kind in ('openings_not_frozen', 'opening_changed_after_freeze')
        and a.resolved_at is null;
    return true;
end
$$;

revoke all on function logic.freeze_openings(bigint) from public;
comment on function logic.freeze_openings(bigint) is
    'Fixes the day''s opening positions on a verified dump; false while the desk has others';
