-- Seals what the log holds between two numbers, which must be final; at most `rows_max` rows of it.
-- Calls: audit.seal_hash
-- Writes: audit.seals
create or replace function audit.add_seal(
    last_log_id bigint, ids_from timestamptz, ids_until timestamptz, rows_max integer)
returns audit.seals
language plpgsql
volatile
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_previous audit.seals;
    v_seal audit.seals;
begin
    select s.* into v_previous from audit.seals as s order by s.seal_number desc limit 1;
    v_seal.seal_number := coalesce(v_previous.seal_number, 0) + 1;
    v_seal.format := 1;
    v_seal.previous_hash := coalesce(v_previous.hash, decode(repeat('00', 32), 'hex'));
    v_seal.first_log_id := coalesce(v_previous.last_log_id, 0) + 1;
    v_seal.ids_from := add_seal.ids_from;
    v_seal.ids_until := add_seal.ids_until;
    v_seal.sealed_at := clock_timestamp();
    -- A full batch ends at its last row; the rest of the range is the next seal's.
    v_seal.last_log_id := coalesce((
        select l.log_id from audit.log as l
        where l.log_id between v_seal.first_log_id and add_seal.last_log_id
        order by l.log_id
        offset add_seal.rows_max - 1 limit 1), add_seal.last_log_id);
    select count(*), coalesce(range_agg(int8range(r.log_id, r.log_id, '[]')), '{}'),
        coalesce(string_agg(r.digest, '' order by r.log_id), '')
    into v_seal.row_count, v_seal.log_ids, v_seal.row_digests
    from ops.audit_rows as r
    where r.log_id between v_seal.first_log_id and v_seal.last_log_id;
    v_seal.hash := audit.seal_hash(v_seal);
    insert into audit.seals select v_seal.*;
    return v_seal;
end
$$;

revoke all on function
    audit.add_seal(bigint, timestamptz, timestamptz, integer) from public;

comment on function audit.add_seal(bigint, timestamptz, timestamptz, integer) is
    'Adds the next seal, up to `last_log_id` or `rows_max` rows, and answers it';
