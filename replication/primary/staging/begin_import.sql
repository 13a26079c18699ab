-- First call of an import's transaction: one file at a time, on empty staging tables.
-- Writes: staging.bhavcopy_lines, staging.bhavcopy_rows
create or replace function staging.begin_import() returns void
    language plpgsql volatile security definer set search_path = ''
as $$
begin
    if not pg_try_advisory_xact_lock(hashtext('staging.import')) then
        raise exception 'another import is running' using errcode = 'lock_not_available';
    end if;
    truncate staging.bhavcopy_lines, staging.bhavcopy_rows restart identity;
end
$$;
alter function staging.begin_import() owner to broker_owner;
revoke all on function staging.begin_import() from public;
grant execute on function staging.begin_import() to irra_primary_import;
comment on function staging.begin_import() is 'Claims and empties the staging tables';
