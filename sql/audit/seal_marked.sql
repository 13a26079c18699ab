-- Seals the next batch of what is marked, when nobody can add to it any more: every transaction
-- that could have been given a number up to the mark is older than the one that set it. A counter
-- of transactions behind the mark is that of another cluster, to which a dump was restored: nobody
-- from before the mark runs there.
-- Calls: audit.add_seal
-- Writes: audit.seals
create or replace function audit.seal_marked(rows_max integer)
returns audit.seals
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_progress audit.progress;
    v_snapshot pg_snapshot := pg_current_snapshot();
    v_sealed_log_id bigint := coalesce((
        select s.last_log_id from audit.seals as s order by s.seal_number desc limit 1), 0);
    v_seal audit.seals;
begin
    select p.* into v_progress from audit.progress as p;
    if v_progress.marked_log_id > v_sealed_log_id and (
        pg_snapshot_xmin(v_snapshot) >= v_progress.marked_by
        or pg_snapshot_xmax(v_snapshot) <= v_progress.marked_by)
    then
        v_seal := audit.add_seal(v_progress.marked_log_id, v_progress.ids_from,
            v_progress.marked_at, seal_marked.rows_max);
    end if;
    return v_seal;
end
$$;

revoke all on function audit.seal_marked(integer) from public;

comment on function audit.seal_marked(integer) is
    'Seals at most `rows_max` rows up to the mark; a null row when nothing marked is final';
