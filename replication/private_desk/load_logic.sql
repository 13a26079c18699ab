-- Loads the logic and has the database remember which; in one transaction.
--   psql -1 -v database=irra -v files=SHA256 -d irra -f replication/private_desk/load_logic.sql
\ir ../../sql/install.sql
reset role;
alter database :"database" set irra.logic = :'files';
