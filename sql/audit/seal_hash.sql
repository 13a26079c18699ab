-- One line of text about a seal, hashed; anybody can repeat it with sha256sum.
-- Calls: -
-- Writes: -
create or replace function audit.seal_hash(seal audit.seals)
returns bytea
language sql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
    select sha256(convert_to(concat_ws('|', 'irra audit seal', seal.format, seal.seal_number,
        encode(seal.previous_hash, 'hex'), seal.first_log_id, seal.last_log_id,
        seal.row_count, seal.log_ids, encode(sha256(seal.row_digests), 'hex'),
        to_char(seal.ids_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        to_char(seal.ids_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        to_char(seal.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'UTF8'));
$$;

revoke all on function audit.seal_hash(audit.seals) from public;

comment on function audit.seal_hash(audit.seals) is
    'What `hash` of this seal has to be, from all its other columns';
