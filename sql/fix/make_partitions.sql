-- Raw messages lie by day (UTC: it ends while no exchange trades), so that a day can be taken away
-- as a whole. A week's days are made ahead: a day that begins finds its partition, and the default
-- one, whose rows a new partition would have to be held against, stays empty. Like every table a
-- partition forces row-level security and lets only its owner in.
-- Two gateways at once: the second leaves it to the first.
-- Calls: none. Writes: tables fix.inbound_… and fix.outbound_….
create or replace function fix.make_partitions(at timestamptz default clock_timestamp())
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_days_ahead constant integer := 7;
    v_today date := (make_partitions.at at time zone 'UTC')::date;
    v_made record;
begin
    -- The last one is there: all are.
    if to_regclass('fix.outbound_' || to_char(v_today + v_days_ahead, 'YYYYMMDD')) is not null
        or not pg_try_advisory_xact_lock(hashtext('fix.make_partitions'), 0) then
        return;
    end if;
    for v_made in
        select m.name as parent, m.name || to_char(v_today + n, '_YYYYMMDD') as name,
            (v_today + n)::timestamp at time zone 'UTC' as first_moment,
            (v_today + n + 1)::timestamp at time zone 'UTC' as next_moment
        from generate_series(0, v_days_ahead) n
        cross join (values
            ('inbound', (select max(i.received_at) from fix.inbound_default i)),
            ('outbound', (select max(o.sent_at) from fix.outbound_default o))) m (name, kept_until)
        where to_regclass('fix.' || m.name || to_char(v_today + n, '_YYYYMMDD')) is null
            -- A day that began without one stays where it is.
            and coalesce(m.kept_until < (v_today + n)::timestamp at time zone 'UTC', true)
        order by n, m.name
    loop
        execute format('create table fix.%I partition of fix.%I for values from (%L) to (%L)',
            v_made.name, v_made.parent, v_made.first_moment, v_made.next_moment);
        -- Also when a DBA calls it.
        execute format('alter table fix.%I owner to irra_owner', v_made.name);
        execute format('alter table fix.%I enable row level security, force row level security',
            v_made.name);
        execute format(
            'create policy owner_all on fix.%I to irra_owner using (true) with check (true)',
            v_made.name);
    end loop;
end
$$;

revoke all on function fix.make_partitions(timestamptz) from public;
comment on function fix.make_partitions(timestamptz) is
    'Makes the days'' partitions of fix.inbound and fix.outbound, a week ahead';
