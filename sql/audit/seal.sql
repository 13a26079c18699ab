-- Seals the log without anybody waiting. A mark says how far numbers have been given; once every
-- transaction of the mark's time has ended, what is up to it is final and is sealed, and the next
-- mark is set. Called every second, by one at a time: another caller leaves at once. The numbers
-- given are read before this transaction has a number of its own, so that whoever was given one
-- has a lower transaction number: it must be alone in its transaction.
-- Calls: audit.add_seal, audit.given_log_id, audit.seal_marked, logic.raise, logic.setting_integer
-- Writes: audit.progress, audit.seals
create or replace function audit.seal(
    out seal_number bigint, out rows_sealed integer, out is_behind boolean)
returns record
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz;
    v_given_log_id bigint;
    v_rows_max integer := greatest(1, logic.setting_integer('audit_seal_rows_max'));
    v_idle interval := make_interval(secs => logic.setting_integer('audit_idle_seal_seconds'));
    v_progress audit.progress;
    v_last record;
    v_seal audit.seals;
begin
    if not pg_try_advisory_xact_lock('audit.seals'::regclass::oid::integer, 0) then
        rows_sealed := 0;
        is_behind := false;
        return;
    end if;
    v_now := clock_timestamp();
    v_given_log_id := audit.given_log_id();
    if pg_current_xact_id_if_assigned() is not null
        or current_setting('transaction_isolation') <> 'read committed' then
        perform logic.raise('IR901',
            '{"function": "audit.seal", "expected": "a transaction of its own, read committed"}');
    end if;
    v_seal := audit.seal_marked(v_rows_max);
    select s.last_log_id, s.sealed_at into v_last
    from audit.seals as s order by s.seal_number desc limit 1;
    select p.* into v_progress from audit.progress as p;
    if v_progress.marked_log_id = coalesce(v_last.last_log_id, 0) then
        if v_given_log_id > v_progress.marked_log_id then
            update audit.progress as p
            set marked_log_id = v_given_log_id, marked_by = pg_current_xact_id(),
                ids_from = p.marked_at, marked_at = v_now;
        elsif coalesce(v_last.sealed_at < v_now - v_idle, true) then
            -- Nothing was written, and that is sealed, too: no row can be put there later.
            v_seal := audit.add_seal(
                v_progress.marked_log_id, v_progress.marked_at, v_now, v_rows_max);
            update audit.progress as p set ids_from = p.marked_at, marked_at = v_now;
        end if;
    end if;
    seal_number := v_seal.seal_number;
    rows_sealed := coalesce(v_seal.row_count, 0);
    is_behind := coalesce(v_seal.last_log_id < v_progress.marked_log_id, false);
end
$$;

revoke all on function audit.seal() from public;
grant execute on function audit.seal() to irra_monitor;

comment on function audit.seal() is
    'Seals the next batch of the log if it is final; `is_behind`: call again at once, more waits';
