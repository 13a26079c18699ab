-- Counts and hashes of what holds: the latest record of each key. The same figures are reckoned by
-- desk.compare on the primary.
-- Calls: none. Writes: desk.seals, sync.failbacks.
create or replace function logic.seal_records(failback_id bigint)
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_seal integer;
begin
    update sync.failbacks f set seal_number = f.seal_number + 1, sealed_at = now(),
        state = 'sealed', acknowledgement = null, acknowledged_at = null, acknowledged_by = null
    where f.failback_id = seal_records.failback_id
    returning f.seal_number into v_seal;
    insert into desk.seals (failback_id, seal_number, kind, record_count, content_hash,
        through_record_id)
    select seal_records.failback_id, v_seal, l.kind, count(*),
        sum(('x' || encode(substr(sha256(convert_to(l.record_key || ' ' || l.record::text,
            'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::numeric),
        max(l.record_id)
    from (
        select distinct on (d.kind, d.record_key) d.kind, d.record_key, d.record, d.record_id
        from desk.records d
        where d.failback_id = seal_records.failback_id
        order by d.kind, d.record_key, d.record_id desc) l
    group by l.kind;
end
$$;

revoke all on function logic.seal_records(bigint) from public;
comment on function logic.seal_records(bigint) is
    'Writes the next seal over a failback''s records; what acknowledged an older one is void';
