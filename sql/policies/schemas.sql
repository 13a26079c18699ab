-- Who may name what is inside a schema; what they may do there is granted object by object.
grant usage on schema api, auth, book, core, sync
    to ops_viewer, ops_agent, ops_supervisor, ops_admin, auditor;
grant usage on schema notify to ops_supervisor, ops_admin, auditor, dba, irra_front;
grant usage on schema audit to ops_admin, auditor, dba, irra_monitor;
grant usage on schema auth, api, queue, sync to irra_front;
grant usage on schema fix, queue, sync to irra_gateway;
grant usage on schema notify, queue, sync to irra_notify;
grant usage on schema sync, ops to irra_sync, irra_monitor;
grant usage on schema ops, fix, core, sync to dba;
