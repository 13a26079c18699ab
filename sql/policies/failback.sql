-- The primary's subscription reads what the desk published, and nothing else.
grant usage on schema desk to irra_failback;
create policy failback_read on desk.records for select to irra_failback using (true);
grant select on desk.records to irra_failback;
create policy failback_read on desk.seals for select to irra_failback using (true);
grant select on desk.seals to irra_failback;
