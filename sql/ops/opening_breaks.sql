create or replace view ops.opening_breaks as
select f.file_id, f.file_name, f.business_date, f.taken_at, b.trade_date, b.broker_id, b.contract,
    b.reason, b.file_quantity, b.desk_quantity, b.user_id, b.instrument_id, b.line
from sync.opening_breaks as b
join sync.exchange_files as f on f.file_id = b.file_id
where f.file_id = (
    select max(l.file_id) from sync.exchange_files as l
    where l.kind = 'positions' and l.state = 'taken')
order by b.broker_id, b.contract;

revoke all on ops.opening_breaks from public;
grant select on ops.opening_breaks to dba, irra_monitor, irra_sync;

comment on view ops.opening_breaks is
    'Where the latest position file of the clearing member and the opening positions differ';
