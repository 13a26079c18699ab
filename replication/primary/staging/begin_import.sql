-- First call of an import: one file at a time, on empty staging tables. The claim is the session's
-- and ends with it, because the lines arrive in a transaction of their own.
-- Writes: staging.bhavcopy_lines, staging.bhavcopy_rows
create or replace function staging.begin_import() returns void
    language plpgsql volatile security definer set search_path = ''
as $$
begin
    perform staging.claim_import();
    truncate staging.bhavcopy_lines, staging.bhavcopy_rows restart identity;
end
$$;
alter function staging.begin_import() owner to broker_owner;
revoke all on function staging.begin_import() from public;
grant execute on function staging.begin_import() to irra_primary_import;
comment on function staging.begin_import() is 'Claims and empties the staging tables';
