-- The rare case that the primary changes what was folded: an opening position is read again; a
-- trade of the exchange is never unmade by the primary's word, a person decides. A trade that was
-- refused has not been folded: settling refused rows sees to it.
-- Calls: logic.reread_opening_position, logic.raise_alert. Writes: sync.book_changes.
create or replace function logic.fold_book_changes()
returns bigint
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    change sync.book_changes;
    changes bigint := 0;
    max_changes constant integer := 10000;
begin
    for change in
        delete from sync.book_changes c
        where c.book_change_id in (
            select b.book_change_id from sync.book_changes b
            order by b.book_change_id limit max_changes)
        returning c.*
    loop
        changes := changes + 1;
        if change.table_name = 'opening_positions' then
            perform logic.reread_opening_position(change.old_row, change.new_row is null);
            if change.new_row is not null then
                perform logic.reread_opening_position(change.new_row, false);
            end if;
        elsif (change.new_row is null
                or (change.new_row - 'arrival') is distinct from (change.old_row - 'arrival'))
            and not exists (
                select from sync.refused_rows r
                where r.table_name = 'trades' and r.resolved_at is null
                    and r.arrival = (change.old_row ->> 'arrival')::bigint) then
            perform logic.raise_alert('primary_changed_trade', 'critical',
                change.old_row ->> 'trade_number',
                jsonb_build_object('before', change.old_row, 'after', change.new_row));
        end if;
    end loop;
    return changes;
end
$$;

revoke all on function logic.fold_book_changes() from public;
comment on function logic.fold_book_changes() is
    'Follows updates and deletes the primary made behind the fold''s watermark';
