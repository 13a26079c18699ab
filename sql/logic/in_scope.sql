-- Whether a person may work for a client (`instrument_id` null) or on an instrument of theirs.
-- Scopes limit agents and supervisors; who has no row of core.person_scopes is limited to nothing.
-- A client who is nobody yet, such as an unknown caller, belongs to no desk.
-- Calls: none. Writes: none.
create or replace function logic.in_scope(person_id bigint, user_id bigint, instrument_id bigint)
returns boolean
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select from auth.ops_team p
        where p.person_id = in_scope.person_id
            and (p.role not in ('ops_agent', 'ops_supervisor')
                or not exists (
                    select from core.person_scopes s where s.person_id = p.person_id)
                or exists (
                    select from core.person_scopes s
                    where s.person_id = p.person_id
                        and (s.desk is null or s.desk = (
                            select d.desk from core.client_desks d
                            where d.user_id = in_scope.user_id))
                        and (in_scope.instrument_id is null
                            or num_nonnulls(s.exchange, s.segment) = 0
                            or exists (
                                select from book.instruments i
                                where i.instrument_id = in_scope.instrument_id
                                    and i.exchange = coalesce(s.exchange, i.exchange)
                                    and i.segment = coalesce(s.segment, i.segment))))));
end
$$;

revoke all on function logic.in_scope(bigint, bigint, bigint) from public;
comment on function logic.in_scope(bigint, bigint, bigint) is
    'Whether a person''s scopes cover a client, or an instrument of the client; false for nobody';
