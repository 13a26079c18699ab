-- POST /sync/update: the primary's rows when replication cannot run. A source numbers its batches
-- 1, 2, 3; the same number with the same rows is answered as before and does nothing again. While
-- the subscription runs it is the only one that writes the book. When it is to run again, it copies
-- the tables anew (replication/README.md): its stream would bring the same rows a second time.
-- Calls: audit.append, auth.require, logic.apply_book_rows, logic.book_row_problem, logic.raise,
-- logic.raise_alert, logic.setting_integer, sync.fold. Writes: sync.updates, book.*.
create or replace function api.update_book(
    source_sequence bigint, rows jsonb, source text default 'primary')
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person_id bigint := auth.require('ops_admin');
    v_rows_max bigint := logic.setting_integer('update_rows_max');
    v_hash bytea := sha256(convert_to(update_book.rows::text, 'UTF8'));
    v_problem jsonb;
    v_done sync.updates;
    v_last bigint;
begin
    if update_book.source !~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' then
        v_problem := '{"field": "source", "expected": "a name of letters, digits, . _ -"}';
    elsif update_book.source_sequence < 1 then
        v_problem := '{"field": "source_sequence", "expected": "1, 2, 3 and so on"}';
    elsif jsonb_typeof(update_book.rows) <> 'array' or jsonb_array_length(update_book.rows)
        not between 1 and v_rows_max then
        v_problem := jsonb_build_object('field', 'rows',
            'expected', format('a list of 1 to %s rows', v_rows_max));
    end if;
    v_problem := coalesce(v_problem, logic.book_row_problem(update_book.rows));
    if v_problem is not null then
        perform logic.raise('IR101', v_problem);
    end if;
    perform pg_advisory_xact_lock(hashtext('sync.updates'), 0);
    if exists (select from ops.replication r where r.enabled) then
        perform logic.raise('IR212', '{"reason": "the subscription writes the book"}');
    end if;
    select u.* into v_done from sync.updates u where (u.source, u.source_sequence)
        = (update_book.source, update_book.source_sequence);
    select coalesce(max(u.source_sequence), 0) into v_last from sync.updates u
    where u.source = update_book.source;
    if v_done.source is null and update_book.source_sequence <> v_last + 1
        or v_done.content_hash <> v_hash then
        perform logic.raise('IR214', jsonb_build_object('source', update_book.source,
            'expected', v_last + 1, 'reason', case when v_done.source is null
                then 'batches are missing or in the wrong order'
                else 'this number came before with other rows' end));
    elsif v_done.source is null then
        perform logic.apply_book_rows(update_book.rows);
        insert into sync.updates (source, source_sequence, content_hash, row_count, person_id)
        values (update_book.source, update_book.source_sequence, v_hash,
            jsonb_array_length(update_book.rows), v_person_id)
        returning * into v_done;
        v_last := v_done.source_sequence;
        perform audit.append('update_book', format('batch:%s:%s', v_done.source,
            v_done.source_sequence), null, null, jsonb_build_object('rows', v_done.row_count,
            'sha256', encode(v_hash, 'hex')));
        perform logic.raise_alert('book_updated_by_hand', 'warning', 'book', jsonb_build_object(
            'source', v_done.source, 'source_sequence', v_done.source_sequence, 'advice',
            'before replication runs again the tables are copied anew: replication/README.md'));
        perform sync.fold();
    end if;
    return jsonb_build_object('source', v_done.source, 'source_sequence', v_done.source_sequence,
        'rows', v_done.row_count, 'applied_at', v_done.applied_at, 'next', v_last + 1);
end
$$;

revoke all on function api.update_book(bigint, jsonb, text) from public;
grant execute on function api.update_book(bigint, jsonb, text) to ops_admin;
comment on function api.update_book(bigint, jsonb, text) is
    'POST /sync/update: rows of the primary while replication cannot run; IR212 while it does';
