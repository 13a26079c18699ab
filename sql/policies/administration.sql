-- The rows a DBA edits with psql: FIX sessions, their hours, holidays, cut-offs and settings.
-- audit.log keeps every edit.
create policy dba_all on fix.sessions to dba using (true) with check (true);
grant select, insert, update, delete on fix.sessions to dba;
create policy dba_all on fix.session_schedules to dba using (true) with check (true);
grant select, insert, update, delete on fix.session_schedules to dba;
create policy dba_all on core.holidays to dba using (true) with check (true);
grant select, insert, update, delete on core.holidays to dba;
create policy dba_all on core.cut_offs to dba using (true) with check (true);
grant select, insert, update, delete on core.cut_offs to dba;
create policy dba_read on core.settings for select to dba using (true);
create policy dba_change on core.settings for update to dba using (true) with check (true);
grant select, update (value, changed_at) on core.settings to dba;
