-- A row of the log as it is hashed and exported: its columns in this order as one JSON array, times
-- in UTC, whatever the session's settings are. Granted to nobody: it holds what was read and
-- changed. Never change the text of rows that are sealed: a new column is a new format
-- (audit.seals.format).
create or replace view ops.audit_rows as
select t.log_id, t.at, t.text, sha256(convert_to(t.text, 'UTF8')) as digest
from (
    select l.log_id, l.at, jsonb_build_array(
        l.log_id, l.transaction_id::text,
        to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        l.person_id, l.session_id, l.database_role, l.address, l.request_id,
        l.action, l.object, l.user_id, l.before, l.after)::text as text
    from audit.log as l) as t;

revoke all on ops.audit_rows from public;

comment on view ops.audit_rows is
    'Each row of the log as the text that is hashed, and its SHA-256; what an export holds';
