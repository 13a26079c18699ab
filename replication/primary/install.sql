-- The reference primary's table of contents. One transaction, and twice without harm:
--   psql -1 -v ON_ERROR_STOP=1 -d broker -f replication/primary/install.sql
-- Then: psql -1 -v ON_ERROR_STOP=1 -d broker -f replication/publication.sql
\set ON_ERROR_STOP 1
set client_min_messages = warning;

\ir roles.sql
\ir schema.sql

-- The main site's functions: orders and trades are written here and nowhere else.
\ir book/current_trade_date.sql
\ir book/instrument_id.sql
\ir book/place_order.sql
\ir book/record_trade.sql
\ir book/cancel_order.sql

-- Exchange files: raw lines in, instruments and prices out.
\ir staging/parsed_date.sql
\ir staging/claim_import.sql
\ir staging/begin_import.sql
\ir staging/udiff_rows.sql
\ir staging/cash_rows.sql
\ir staging/contract_problems.sql
\ir staging/repeated_rows.sql
\ir staging/bhavcopy_problems.sql
\ir staging/apply_bhavcopy.sql
\ir staging/load_bhavcopy.sql
\ir staging/freeze_rows.sql
\ir staging/freeze_problems.sql
\ir staging/load_freeze_quantities.sql

-- An invented book on real instruments.
\ir book/fraction.sql
\ir book/bse_shares.sql
\ir book/seed_bse_shares.sql
\ir book/seed_clients.sql
\ir book/seed_positions.sql
\ir book/seed_large_positions.sql
\ir book/seed_orders.sql
\ir book/seed_intraday.sql
\ir book/seed.sql
