-- The whole file or nothing of it: with problems nothing is changed, and the answer names how many
-- there are and the first of them. Its lines are not kept.
-- Calls: logic.file_rows, logic.position_file_problems, logic.take_position_file,
-- logic.take_trade_file, logic.trade_file_problems. Writes: sync.exchange_files, sync.file_lines.
create or replace function sync.take_exchange_file(file_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    problems_shown constant integer := 100;
    v_file sync.exchange_files;
    v_problems jsonb;
    v_count bigint;
    v_summary jsonb := jsonb_build_object();
begin
    select f.* into strict v_file from sync.exchange_files f
    where f.file_id = take_exchange_file.file_id and f.state = 'loading' for update;
    with found as materialized (
        select p.line, p.reason from logic.position_file_problems(v_file.file_id) p
        where v_file.kind = 'positions'
        union all
        select p.line, p.reason from logic.trade_file_problems(v_file.file_id) p
        where v_file.kind = 'trades'
        union all
        select r.line, format('%s fields instead of %s', r.field_count, cardinality(v_file.columns))
        from logic.file_rows(v_file.file_id) r where r.fields is null
        union all
        select 1, 'no rows after the header' where v_file.line_count = 0
    ),
    shown as (
        select f.line, f.reason from found f order by f.line limit problems_shown
    )
    select (select count(*) from found), (
        select coalesce(jsonb_agg(to_jsonb(s) order by s.line), '[]') from shown s)
    into v_count, v_problems;
    if v_count = 0 then
        v_summary := case v_file.kind
            when 'positions' then logic.take_position_file(v_file.file_id)
            else logic.take_trade_file(v_file.file_id) end;
        if v_summary ? 'problem' then
            v_count := 1;
            v_problems := jsonb_build_array(
                jsonb_build_object('line', 2, 'reason', v_summary ->> 'problem'));
        end if;
    end if;
    delete from sync.file_lines l where l.file_id = v_file.file_id;
    update sync.exchange_files f set state = case when v_count = 0 then 'taken' else 'refused' end,
        business_date = (v_summary ->> 'business_date')::date, taken_at = now(),
        summary = v_summary || jsonb_build_object('problem_count', v_count)
    where f.file_id = v_file.file_id;
    return v_summary || jsonb_build_object('file_id', v_file.file_id,
        'rows', v_file.line_count, 'problem_count', v_count, 'problems', v_problems);
end
$$;

revoke all on function sync.take_exchange_file(bigint) from public;
grant execute on function sync.take_exchange_file(bigint) to irra_sync;
comment on function sync.take_exchange_file(bigint) is
    'Takes a file of the exchange whole, or says by line why not';
