-- The chain: each seal's hash covers the rows of its range and the hash before it.
create or replace view ops.audit_seals as
select s.seal_number, s.sealed_at, s.first_log_id, s.last_log_id, s.row_count, s.ids_from,
    s.ids_until, encode(s.previous_hash, 'hex') as previous_hash, encode(s.hash, 'hex') as hash
from audit.seals as s;

revoke all on ops.audit_seals from public;
grant select on ops.audit_seals to dba, irra_monitor;

comment on view ops.audit_seals is
    'The audit log''s seals: which range each covers, when, and the chain of hashes';
