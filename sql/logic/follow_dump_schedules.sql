-- A schedule whose time has come asks for a dump, once a day. One that was missed, because no
-- worker lived then, is told: a dump within market hours is for people to decide.
-- Calls: logic.raise_alert. Writes: sync.dump_schedules, sync.dumps, core.alerts.
create or replace function logic.follow_dump_schedules(at timestamptz default now())
returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp
as $$
declare
    v_due record;
begin
    for v_due in
        select s.schedule_name, s.ends_at, k.local_time
        from sync.dump_schedules s
        cross join lateral (
            select follow_dump_schedules.at at time zone s.time_zone as local_time) k
        where s.enabled and s.last_day < k.local_time::date
            and extract(isodow from k.local_time)::integer = any (s.weekdays)
            and k.local_time::time >= s.starts_at
        order by s.schedule_name for update of s
    loop
        update sync.dump_schedules s set last_day = v_due.local_time::date
        where s.schedule_name = v_due.schedule_name;
        if v_due.local_time::time < v_due.ends_at then
            insert into sync.dumps (schedule_name) values (v_due.schedule_name)
            on conflict do nothing;
        else
            perform logic.raise_alert('dump_missed', 'warning', v_due.schedule_name,
                jsonb_build_object('day', v_due.local_time::date,
                    'advice', 'POST /sync/dump when it suits; docs/runbooks/start_of_day.md'));
        end if;
    end loop;
end
$$;

revoke all on function logic.follow_dump_schedules(timestamptz) from public;
comment on function logic.follow_dump_schedules(timestamptz) is
    'Asks for the dumps that are due, alerts of those that were missed';
