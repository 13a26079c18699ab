begin;

drop table if exists auth.login_attempts cascade;
drop table if exists auth.api_keys cascade;
drop table if exists auth.recovery_codes cascade;
drop table if exists auth.common_passwords cascade;
drop table if exists auth.password_history cascade;
drop table if exists auth.refresh_tokens cascade;
drop table if exists auth.sessions cascade;
drop table if exists auth.ops_team cascade;

commit;
