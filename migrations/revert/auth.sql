begin;

drop table if exists auth.login_attempts cascade;
drop table if exists auth.sessions cascade;
drop table if exists auth.ops_team cascade;

commit;
