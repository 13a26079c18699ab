begin;

drop table if exists desk.seals cascade;
drop table if exists desk.records cascade;
drop table if exists sync.failbacks cascade;
drop table if exists sync.updates cascade;
drop table if exists sync.held_openings cascade;
drop table if exists sync.frozen_days cascade;
drop table if exists sync.dump_tables cascade;
drop table if exists sync.dumps cascade;
drop table if exists sync.dump_schedules cascade;
drop table if exists sync.retention_policies cascade;
drop table if exists sync.comparisons cascade;
drop table if exists sync.opening_breaks cascade;
drop table if exists sync.file_lines cascade;
drop table if exists sync.exchange_files cascade;
drop table if exists sync.desk_state cascade;
drop table if exists sync.primary_state cascade;
drop table if exists sync.waiting_trades cascade;
drop table if exists sync.refused_rows cascade;
drop table if exists sync.book_changes cascade;
drop table if exists sync.watermarks cascade;

commit;
