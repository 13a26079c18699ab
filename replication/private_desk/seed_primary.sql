-- Fills the reference primary with invented clients, positions and pending orders.
--   psql -v seed=1 -v clients=200 -d broker -f replication/private_desk/seed_primary.sql
select book.seed(:'seed'::integer, :'clients'::integer);
