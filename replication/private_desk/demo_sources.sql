-- Which sources reported a trade.
select concat_ws(' and ', case when primary_at is not null then 'primary' end,
    case when response_at is not null then 'response' end,
    case when drop_copy_at is not null then 'drop copy' end)
from core.trades where trade_number = :'trade_number';
