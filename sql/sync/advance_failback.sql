-- One step of the way back, as often as one likes and whoever was interrupted: begins it, collects
-- what is new, seals it when all is at rest. A trade that comes late opens what was sealed or even
-- acknowledged. Answers the state it is in, or null when there is nothing to hand back. It folds
-- nothing: collecting can take minutes, and who folds or decides must not wait for it. What is
-- folded later is collected by a later step.
-- Lock order: advisory sync.failbacks before all others.
-- Calls: logic.collect_records, logic.desk_extent, logic.failback_blockers, logic.seal_records.
-- Writes: sync.failbacks.
create or replace function sync.advance_failback()
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_failback sync.failbacks;
    v_extent jsonb;
    v_is_at_rest boolean;
    v_snapshot pg_snapshot;
begin
    if (select s.mode from core.site s) <> 'returning' then
        return (select f.state from sync.failbacks f where f.closed_at is null
            order by f.failback_id desc limit 1);
    end if;
    perform pg_advisory_xact_lock(hashtext('sync.failbacks'), 0);
    insert into sync.failbacks (site_change_id, activated_at)
    select c.site_change_id, c.changed_at from core.site_changes c
    where c.from_mode = 'standby' and c.to_mode = 'active'
    order by c.site_change_id desc limit 1
    on conflict (site_change_id) do nothing;
    select f.* into v_failback from sync.failbacks f
    order by f.failback_id desc limit 1 for update;
    if v_failback.failback_id is null then
        return null;
    end if;
    -- Read at one moment: what comes to rest a little later is not sealed before it is collected.
    select logic.desk_extent(v_failback.activated_at), logic.failback_blockers() = '{}',
        pg_current_snapshot()
    into v_extent, v_is_at_rest, v_snapshot;
    if v_extent is distinct from v_failback.extent
        or not exists (select from pg_snapshot_xip(v_snapshot) x
            where x < v_failback.collected_before)
            and v_failback.collected_before is not null then
        if logic.collect_records(v_failback.failback_id) > 0 then
            v_failback.state := 'open';
        end if;
        update sync.failbacks f
        set extent = v_extent, state = v_failback.state, collected_before = (
            select pg_snapshot_xmax(v_snapshot) where exists (
                select from pg_snapshot_xip(v_snapshot)))
        where f.failback_id = v_failback.failback_id;
    end if;
    if v_failback.state = 'open' and v_is_at_rest then
        perform logic.seal_records(v_failback.failback_id);
        v_failback.state := 'sealed';
    end if;
    return v_failback.state;
end
$$;

revoke all on function sync.advance_failback() from public;
grant execute on function sync.advance_failback() to irra_sync;
comment on function sync.advance_failback() is
    'Collects and seals what the primary has to be told; open, sealed, acknowledged or null';
