-- A digest of each row of the log over all its columns: two exports of one log can be compared row
-- by row, and a row that was changed in between has another digest.
create or replace view ops.audit_chain as
select l.log_id, l.at, l.person_id, l.database_role, l.action, l.object,
    encode(sha256(convert_to(to_jsonb(l)::text, 'UTF8')), 'hex') as digest
from audit.log as l;

revoke all on ops.audit_chain from public;
grant select on ops.audit_chain to dba, irra_monitor;

comment on view ops.audit_chain is
    'The audit log''s rows with a SHA-256 digest of each, without what was read or changed';
