-- The rows a DBA edits with psql: FIX sessions, their hours, holidays, cut-offs, settings, who
-- carries messages and by which channels what is told.
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
create policy dba_all on notify.providers to dba using (true) with check (true);
grant select, insert, update, delete on notify.providers to dba;
create policy dba_read on notify.provider_states for select to dba using (true);
grant select on notify.provider_states to dba;
create policy dba_read on notify.kinds for select to dba using (true);
create policy dba_change on notify.kinds for update to dba using (true) with check (true);
grant select, update (channels, hold_seconds, expires_minutes) on notify.kinds to dba;
create policy dba_all on sync.dump_schedules to dba using (true) with check (true);
grant select, insert, update, delete on sync.dump_schedules to dba;
create policy dba_all on sync.retention_policies to dba using (true) with check (true);
grant select, update on sync.retention_policies to dba;
