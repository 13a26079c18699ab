-- The figures of all clients for somebody whom scopes limit, as one join: the policies would ask
-- row by row, which takes seconds for all of a broker's positions. It says what the policies say
-- (logic.in_scope), and a test holds the two against each other.
-- Calls: auth.require
-- Writes: -
create or replace function auth.scoped_figures(trade_date date)
returns setof api.position_figures
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_person_id bigint := auth.require('ops_supervisor');
begin
    return query
    with scopes as materialized (
        select s.exchange, s.segment, s.desk from core.person_scopes as s
        where s.person_id = v_person_id
    )
    select f.* from api.position_figures as f
    left join core.client_desks as d on d.user_id = f.user_id
    where f.trade_date = scoped_figures.trade_date
        and exists (
            select from scopes as s
            where (s.desk is null or s.desk = d.desk)
                and (s.exchange is null or s.exchange = f.exchange)
                and (s.segment is null or s.segment = f.segment));
end
$$;

revoke all on function auth.scoped_figures(date) from public;
grant execute on function auth.scoped_figures(date) to ops_supervisor, ops_admin, auditor;

comment on function auth.scoped_figures(date) is
    'Figures of a day''s positions within the scopes of the current supervisor, whom scopes limit';
