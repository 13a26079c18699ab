-- The staging tables are this session's from now on, or already were; raises when another's.
-- Waits a little: the server may still be ending the session of the import before.
create or replace function staging.claim_import() returns void
    language plpgsql volatile set search_path = '' set lock_timeout = '2s'
as $$
begin
    perform pg_advisory_lock(hashtext('staging.import'));
exception
    when lock_not_available then
        raise exception 'another import is running' using errcode = 'lock_not_available';
end
$$;
alter function staging.claim_import() owner to broker_owner;
revoke all on function staging.claim_import() from public;
comment on function staging.claim_import() is 'One import at a time: a lock of the session';
