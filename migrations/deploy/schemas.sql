-- Everything is owned by irra_owner and closed until a policy and a grant open it.
begin;

create extension if not exists pgcrypto;

do $$
declare
    schema_name text;
begin
    foreach schema_name in array array[
        'book', 'core', 'auth', 'queue', 'fix', 'notify', 'sync', 'desk', 'audit', 'monitor', 'ops',
        'api', 'logic']
    loop
        execute format('create schema %I authorization irra_owner', schema_name);
        execute format('revoke all on schema %I from public', schema_name);
    end loop;
end
$$;

revoke all on schema public from public;
-- A temporary object is found before any other, even by a function with an empty search_path.
do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
end
$$;
alter default privileges for role irra_owner revoke execute on functions from public;
alter default privileges for role irra_owner revoke usage on types from public;

comment on schema book is 'The primary''s book, written by replication only';
comment on schema core is 'The desk''s own truth: positions, orders, trades, calls, approvals, site mode';
comment on schema auth is 'Ops members, sessions and log-in attempts';
comment on schema queue is 'Small hot queue tables; rows are deleted when done';
comment on schema fix is 'FIX sessions, sequence numbers, outbound and inbound messages';
comment on schema notify is 'Templates and outbox of messages to clients and ops';
comment on schema sync is 'Fold watermarks, what is known of the primary';
comment on schema desk is 'What the desk did, as it is published to the primary';
comment on schema audit is 'Append-only log of who did what';
comment on schema monitor is 'Measures, rules over them, and what they last said';
comment on schema ops is 'Views a DBA reads; holds no data';
comment on schema api is 'The only door for people: one function a route';
comment on schema logic is 'Private rules; no grants';

commit;
