-- A refusal that has to be committed (it counts an attempt, it closes an approval) is returned, not
-- raised: the front answers {"problem"} with the status of its code.
-- Calls: logic.raise
-- Writes: -
create or replace function logic.problem(code text, detail jsonb default '{}')
returns jsonb
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_title text;
begin
    select c.title into v_title from core.error_codes as c where c.code = problem.code;
    if v_title is null then
        perform logic.raise(problem.code, problem.detail);
    end if;
    return jsonb_build_object('problem', jsonb_build_object(
        'code', problem.code, 'title', v_title, 'detail', problem.detail));
end
$$;

revoke all on function logic.problem(text, jsonb) from public;

comment on function logic.problem(text, jsonb) is
    'The answer {"problem": {code, title, detail}} of a refusal that must be committed';
