-- Table of contents of the logic. Repeatable; loads in one transaction or not at all:
--   psql --single-transaction --set ON_ERROR_STOP=1 --file sql/install.sql
-- Data lives in migrations/; everything here may be loaded again over a running desk.
\set ON_ERROR_STOP on
\set QUIET on
set local client_min_messages = warning;
set local role irra_owner;

do $$
begin
    if current_user <> 'irra_owner' then
        raise exception 'install.sql needs one transaction: run psql with --single-transaction';
    end if;
end
$$;
-- Bodies are checked by Tests/pgtap/lint, so that files need no order among themselves.
set local check_function_bodies = off;
set local search_path = '';

\ir retired.sql

-- Everything closed but for the owner; the rest of policies/ opens it at the end.
\ir policies/reset.sql
\ir policies/owner.sql

-- Foundations -----------------------------------------------------------------------------------
\ir logic/error_codes.sql
\ir logic/raise.sql
\ir logic/problem.sql
\ir logic/settings.sql
\ir logic/setting.sql
\ir logic/setting_integer.sql
\ir logic/setting_minutes.sql
\ir logic/setting_numeric.sql

-- People and sessions ---------------------------------------------------------------------------
\ir auth/current_person.sql
\ir auth/current_session.sql
\ir auth/callers.sql
\ir auth/require.sql
\ir auth/may_see.sql
\ir auth/require_client.sql
\ir auth/masked_client.sql
\ir auth/refuse.sql
\ir auth/retry_after.sql
\ir auth/login_begin.sql
\ir auth/login_outcome.sql
\ir auth/login_finish.sql
\ir auth/register.sql
\ir auth/end_session.sql

-- Audit -----------------------------------------------------------------------------------------
\ir audit/append.sql
\ir audit/refuse_change.sql
\ir auth/audit_change.sql
\ir auth/audit_read.sql

-- Orders and exchange: positions, trades, orders, FIX, queues, notifications, sync ------------------

-- End of orders and exchange ----------------------------------------------------------------------

-- The door for people ---------------------------------------------------------------------------

-- What a DBA reads ------------------------------------------------------------------------------

-- Who may see what ------------------------------------------------------------------------------
\ir policies/schemas.sql
\ir policies/reference.sql
\ir policies/clients.sql
\ir policies/oversight.sql
\ir policies/administration.sql
