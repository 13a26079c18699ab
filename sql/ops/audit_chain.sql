-- Each row of the log with its digest as it is now and the seal that its number is in: null while
-- it waits for one. Whether it is as it was sealed is audit.verify's to say.
create or replace view ops.audit_chain as
select l.log_id, l.at, l.person_id, l.database_role, l.action, l.object,
    encode(r.digest, 'hex') as digest, s.seal_number
from audit.log as l
join ops.audit_rows as r on r.log_id = l.log_id
left join lateral (
    select s.seal_number, s.first_log_id from audit.seals as s
    where s.last_log_id >= l.log_id
    order by s.last_log_id, s.seal_number limit 1) as s on s.first_log_id <= l.log_id;

revoke all on ops.audit_chain from public;
grant select on ops.audit_chain to dba, irra_monitor;

comment on view ops.audit_chain is
    'The audit log''s rows, the SHA-256 of each and its seal, without what was read or changed';
