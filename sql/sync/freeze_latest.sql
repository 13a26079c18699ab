-- Asked again and again: a dump that was just verified freezes the day's opening positions as soon
-- as the desk has exactly what it has. When it has not after two minutes, people are told; asked
-- for ten, so that a worker's death costs nothing.
-- Calls: logic.freeze_openings, logic.raise_alert. Writes: core.alerts.
create or replace function sync.freeze_latest()
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_dump sync.dumps;
begin
    select d.* into v_dump from sync.dumps d
    where d.state in ('verified', 'deleted') order by d.dump_id desc limit 1;
    if v_dump.frozen_day is not null or v_dump.state is distinct from 'verified'
        or v_dump.ended_at < now() - interval '10 minutes' then
        return false;
    elsif logic.freeze_openings(v_dump.dump_id) then
        return true;
    elsif v_dump.ended_at < now() - interval '2 minutes' and not exists (
        select from core.alerts a where a.kind = 'openings_not_frozen' and a.resolved_at is null)
    then
        perform logic.raise_alert('openings_not_frozen', 'warning', 'book', jsonb_build_object(
            'dump_id', v_dump.dump_id, 'reason',
            'the desk does not have what the dump has: irra sync verify opening_positions',
            'advice', 'docs/runbooks/start_of_day.md'));
    end if;
    return false;
end
$$;

revoke all on function sync.freeze_latest() from public;
grant execute on function sync.freeze_latest() to irra_sync;
comment on function sync.freeze_latest() is
    'Fixes the day''s opening positions on the dump just verified; whether it did now';
