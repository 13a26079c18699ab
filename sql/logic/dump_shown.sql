-- Calls: none. Writes: none.
create or replace function logic.dump_shown(dump sync.dumps)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('dump_id', dump.dump_id, 'state', dump.state,
        'phase', dump.phase, 'steps_done', dump.steps_done, 'steps', dump.steps,
        'requested_by', (
            select p.username from auth.ops_team p where p.person_id = dump.requested_by),
        'schedule', dump.schedule_name, 'reason', dump.reason,
        'requested_at', dump.requested_at, 'started_at', dump.started_at,
        'attempt', dump.attempt, 'worker', dump.worker_name, 'snapshot_at', dump.snapshot_at,
        'primary_lsn', dump.primary_lsn, 'directory', dump.directory,
        'bytes', dump.byte_count, 'manifest_sha256', dump.manifest_hash,
        'ended_at', dump.ended_at, 'problem', dump.problem, 'frozen_day', dump.frozen_day,
        'deleted_at', dump.deleted_at,
        'tables', (
            select coalesce(jsonb_agg(jsonb_build_object('table', t.table_name,
                'rows', t.row_count, 'hash', t.content_hash::text,
                'restored_rows', t.restored_count, 'restored_hash', t.restored_hash::text,
                'ok', coalesce((t.row_count, t.content_hash)
                    = (t.restored_count, t.restored_hash), false)) order by t.table_name), '[]')
            from sync.dump_tables t where t.dump_id = dump.dump_id))
$$;

revoke all on function logic.dump_shown(sync.dumps) from public;
comment on function logic.dump_shown(sync.dumps) is 'A dump as people see it, with its tables';
