-- By ranges of seals, so that a log of any length is read in pieces: each piece is one call, of
-- bounded memory, and the last one looks at what is not sealed, too. Reads, changes nothing.
-- A row's own time may be so far from the time its number was given: two clocks are read.
-- Calls: audit.broken_rows, audit.broken_seals, audit.broken_tail, audit.doubtful_seals,
-- auth.require
-- Writes: -
create or replace function audit.verify(
    first_seal bigint default 1, last_seal bigint default null, findings_max integer default 1000)
returns table (seal_number bigint, log_id bigint, finding text, detail text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_last_seal bigint := (select max(s.seal_number) from audit.seals as s);
    v_doubtful bigint;
    v_left bigint := findings_max;
    v_count bigint;
    clock_tolerance constant interval := interval '10 seconds';
begin
    -- A person needs a session; a DBA and the monitor come with a database role of their own.
    if current_setting('role') in ('ops_admin', 'auditor') then
        perform auth.require('ops_admin', 'auditor');
    end if;
    return query
    select b.* from audit.broken_seals(first_seal, coalesce(last_seal, v_last_seal)) as b
    limit v_left;
    get diagnostics v_count = row_count;
    v_left := v_left - v_count;
    for v_doubtful in
        select d from audit.doubtful_seals(
            first_seal, coalesce(last_seal, v_last_seal), clock_tolerance) as d
    loop
        exit when v_left <= 0;
        return query
        select v_doubtful, b.* from audit.broken_rows(v_doubtful, clock_tolerance) as b
        limit v_left;
        get diagnostics v_count = row_count;
        v_left := v_left - v_count;
    end loop;
    if coalesce(last_seal >= v_last_seal, true) and v_left > 0 then
        return query
        select null::bigint, b.* from audit.broken_tail(clock_tolerance) as b
        limit v_left;
    end if;
end
$$;

revoke all on function audit.verify(bigint, bigint, integer) from public;
grant execute on function audit.verify(bigint, bigint, integer)
    to dba, irra_monitor, ops_admin, auditor;

comment on function audit.verify(bigint, bigint, integer) is
    'What is wrong with the log in seals `first_seal` to `last_seal`, and where; no rows: intact';
