-- Last call of an import, one transaction: the whole file or nothing of it. With problems nothing
-- is changed, and the answer names how many there are and the first of them.
-- Calls: staging.claim_import, staging.udiff_rows, staging.cash_rows, staging.bhavcopy_problems,
-- staging.apply_bhavcopy. Writes: staging.bhavcopy_lines, staging.bhavcopy_rows
create or replace function staging.load_bhavcopy(layout text, columns text[]) returns jsonb
    language plpgsql volatile security definer set search_path = ''
as $$
declare
    problems_shown constant integer := 100;
    answer jsonb;
    problem_count bigint;
    problems jsonb;
begin
    perform staging.claim_import();
    case layout
        when 'udiff' then perform staging.udiff_rows(columns);
        when 'cash' then perform staging.cash_rows(columns);
        else raise exception 'unknown layout %', layout using errcode = 'invalid_parameter_value';
    end case;
    analyze staging.bhavcopy_rows;

    with found as materialized (
        select p.line, p.reason
        from staging.bhavcopy_problems(cardinality(columns)) p
        where p.reason is not null
        union all
        select 1, 'no rows after the header'
        where not exists (select from staging.bhavcopy_rows)),
    shown as (
        select f.line, f.reason from found f order by f.line, f.reason limit problems_shown)
    select (select count(*) from found),
        (select jsonb_agg(jsonb_build_object('line', s.line, 'reason', s.reason)
            order by s.line, s.reason) from shown s)
    into problem_count, problems;

    if problem_count > 0 then
        answer := jsonb_build_object(
            'rows', (select count(*) from staging.bhavcopy_rows),
            'problem_count', problem_count, 'problems', problems);
    else
        answer := staging.apply_bhavcopy();
    end if;
    truncate staging.bhavcopy_lines, staging.bhavcopy_rows;
    -- Claimed twice: by begin_import and here.
    perform pg_advisory_unlock_all();
    return answer;
end
$$;
alter function staging.load_bhavcopy(text, text[]) owner to broker_owner;
revoke all on function staging.load_bhavcopy(text, text[]) from public;
grant execute on function staging.load_bhavcopy(text, text[]) to irra_primary_import;
comment on function staging.load_bhavcopy(text, text[]) is
    'Takes the staged file whole, or says by line why not';
