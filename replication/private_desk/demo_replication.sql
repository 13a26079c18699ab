-- ops.replication as a DBA reads it, one line.
select r from (select to_jsonb(v) - 'comment' as r from ops.replication v) x;
