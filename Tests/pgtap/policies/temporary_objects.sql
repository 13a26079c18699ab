-- A clone or a restored dump grants everybody temporary objects; loading the logic takes that back.
begin;
set local search_path = tap;
set local client_min_messages = warning;
select plan(3);
do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$;
select ok(has_database_privilege('ops_agent', current_database(), 'temporary'), 'as in a clone');
set local role irra_owner;
\ir ../../../sql/policies/reset.sql
select is(current_user, 'irra_owner', 'the rest loads as the owner of the schemas');
select ok(not has_database_privilege('ops_agent', current_database(), 'temporary'),
    'nobody makes temporary objects');
select * from finish();
rollback;
