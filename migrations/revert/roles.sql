-- Roles belong to the cluster and may serve another database of it: they stay.
select 1;
