-- Calls: logic.utc_text. Writes: none.
create or replace function logic.incident_lines(
    since timestamptz, until timestamptz, row_limit bigint)
returns jsonb
language sql stable security invoker set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_array(logic.utc_text(t.at),
        to_char(t.at at time zone 'Asia/Kolkata', 'HH24:MI:SS'), t.kind, t.subject, t.event,
        t.details::text) order by t.at, t.kind, t.subject), '[]')
    from (
        select * from ops.incident_timeline x
        where x.at between since and until order by x.at limit row_limit) t
$$;

revoke all on function logic.incident_lines(timestamptz, timestamptz, bigint) from public;
comment on function logic.incident_lines(timestamptz, timestamptz, bigint) is
    'Lines of the chronology of an incident, oldest first';
