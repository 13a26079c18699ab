begin;

drop schema if exists logic cascade;
drop schema if exists api cascade;
drop schema if exists ops cascade;
drop schema if exists monitor cascade;
drop schema if exists audit cascade;
drop schema if exists desk cascade;
drop schema if exists sync cascade;
drop schema if exists notify cascade;
drop schema if exists fix cascade;
drop schema if exists queue cascade;
drop schema if exists auth cascade;
drop schema if exists core cascade;
drop schema if exists book cascade;

do $$
begin
    execute format('grant temporary on database %I to public', current_database());
end
$$;
alter default privileges for role irra_owner grant execute on functions to public;
alter default privileges for role irra_owner grant usage on types to public;

commit;
