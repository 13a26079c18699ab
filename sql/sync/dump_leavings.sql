-- What is to go: scratch databases, directories and connection files of attempts that are over,
-- and the files of verified dumps that the policy no longer keeps. Only names of this program's
-- making are ever answered. `names` are the entries of the directory of dumps on the worker's
-- machine.
-- Calls: none. Writes: sync.held_openings.
create or replace function sync.dump_leavings(names text[])
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_running text;
    v_kept text[];
begin
    select d.dump_id || '-' || d.attempt into v_running
    from sync.dumps d where d.state = 'running' and d.lease_until > now();
    select coalesce(array_agg('dump-' || k.dump_id || '-' || k.attempt), '{}') into v_kept
    from (
        select d.dump_id, d.attempt, d.ended_at,
            row_number() over (order by d.dump_id desc) as place
        from sync.dumps d where d.state = 'verified') k
    cross join sync.retention_policies p
    where p.class = 'verified_dump' and (p.legal_hold or k.place <= p.keep_last
        or k.ended_at > now() - make_interval(days => p.keep_days));
    delete from sync.held_openings h using sync.retention_policies p
    where p.class = 'held_opening' and not p.legal_hold
        and h.noticed_at < now() - make_interval(days => p.keep_days)
        and h.trade_date < (select max(f.trade_date) from sync.frozen_days f);
    return jsonb_build_object(
        'databases', (
            select coalesce(jsonb_agg(b.datname order by b.datname), '[]')
            from pg_catalog.pg_database b
            where b.datname ~ '^irra_dump_[0-9]+_[0-9]+_(from|to)$'
                and regexp_replace(b.datname, '^irra_dump_([0-9]+)_([0-9]+)_.*$', '\1-\2')
                    is distinct from v_running),
        'directories', (
            select coalesce(jsonb_agg(n order by n), '[]') from unnest(names) n
            where n ~ '^dump-[0-9]+-[0-9]+(\.unfinished|\.services)?$' and n <> all (v_kept)
                and regexp_replace(n, '^dump-|\.unfinished$|\.services$', '', 'g')
                    is distinct from v_running));
end
$$;

revoke all on function sync.dump_leavings(text[]) from public;
grant execute on function sync.dump_leavings(text[]) to irra_sync;
comment on function sync.dump_leavings(text[]) is
    'Scratch databases and directories of dumps that are to be removed';
