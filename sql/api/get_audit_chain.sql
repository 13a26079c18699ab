-- GET /audit/chain: how far the log is sealed, the hash to compare with the file outside, and
-- what was retired. Whether it is as it was sealed says POST /audit/verify.
-- Calls: audit.extent, auth.require. Writes: none.
create or replace function api.get_audit_chain()
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform auth.require('ops_admin', 'auditor');
    return (
        select jsonb_build_object('seals', e.seals, 'rows_sealed', e.rows_sealed,
            'rows_retired', e.rows_retired, 'last_log_id', e.last_log_id,
            'sealed_at', e.sealed_at, 'head', e.head, 'not_sealed', e.numbers_not_sealed,
            'waiting_since', (
                select l.at from audit.log l where l.log_id > coalesce(e.last_log_id, 0)
                order by l.log_id limit 1),
            'head_seal_number', p.head_seal_number, 'head_written_at', p.head_written_at,
            'retirements', (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'through_log_id', r.through_log_id, 'rows', r.row_count,
                    'reason', r.reason, 'kept_where', r.kept_where,
                    'retired_at', r.retired_at) order by r.through_log_id desc), '[]')
                from audit.retirements r))
        from audit.extent() e
        cross join audit.progress p);
end
$$;

revoke all on function api.get_audit_chain() from public;
grant execute on function api.get_audit_chain() to ops_admin, auditor;
comment on function api.get_audit_chain() is
    'GET /audit/chain: how far the log is sealed, and the last seal''s hash';
