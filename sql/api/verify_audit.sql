-- POST /audit/verify: proves a piece of the log, from a seal on and at most so many rows;
-- `next_seal` is where the next piece begins, null after the last one, which also looks at what
-- is not sealed yet. Who verified what, and what was found, is in the log. The file of heads
-- outside is compared by `irra audit verify` on the machine that has it.
-- Calls: audit.append, audit.verify, auth.require, logic.raise. Writes: none itself.
create or replace function api.verify_audit(first_seal bigint default null)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_first bigint := coalesce(verify_audit.first_seal, 1);
    v_last bigint;
    v_newest bigint;
    v_rows bigint;
    v_answer jsonb;
    rows_max constant bigint := 20000;
    seals_max constant bigint := 500;
    findings_max constant integer := 100;
begin
    perform auth.require('ops_admin', 'auditor');
    v_newest := coalesce((select max(s.seal_number) from audit.seals s), 0);
    if v_first not between 1 and greatest(1, v_newest) then
        perform logic.raise('IR101', jsonb_build_object('field', 'first_seal',
            'expected', format('1 to %s', greatest(1, v_newest))));
    end if;
    -- At least one seal, and as many more as are within the bound.
    select coalesce(max(k.seal_number), v_newest), coalesce(sum(k.row_count), 0)
    into v_last, v_rows
    from (
        select s.seal_number, s.row_count,
            sum(s.row_count) over (order by s.seal_number) as rows_until
        from audit.seals s
        where s.seal_number between v_first and v_first + seals_max - 1) k
    where k.rows_until <= rows_max or k.seal_number = v_first;
    v_answer := (
        select jsonb_build_object('first_seal', v_first, 'last_seal', v_last,
            'newest_seal', v_newest, 'rows', v_rows,
            'next_seal', case when v_last < v_newest then v_last + 1 end,
            'intact', count(*) = 0,
            'findings', coalesce(jsonb_agg(to_jsonb(f)), '[]'))
        from audit.verify(v_first, v_last, findings_max) f);
    perform audit.append('verify_audit', format('seals:%s-%s', v_first, v_last), null, null,
        v_answer);
    return v_answer || jsonb_build_object('verified_at', clock_timestamp());
end
$$;

revoke all on function api.verify_audit(bigint) from public;
grant execute on function api.verify_audit(bigint) to ops_admin, auditor;
comment on function api.verify_audit(bigint) is
    'POST /audit/verify: whether a piece of the log is as it was sealed, and what is not; IR101';
