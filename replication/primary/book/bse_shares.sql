-- Facts of the other exchange about shares that the seed trades: ISIN, BSE's code and group.
-- Calls: none. Writes: none.
create or replace function book.bse_shares()
    returns table (symbol text, isin text, code text, share_group text)
    language sql immutable set search_path = ''
as $$
    values
        ('20MICRONS', 'INE144J01027', '533022', 'B'), ('AXISBANK', 'INE238A01034', '532215', 'A'),
        ('HDFCBANK', 'INE040A01034', '500180', 'A'), ('ICICIBANK', 'INE090A01021', '532174', 'A'),
        ('INFY', 'INE009A01021', '500209', 'A'), ('ITC', 'INE154A01025', '500875', 'A'),
        ('NIFTYBEES', 'INF204KB14I2', '590103', 'E'), ('RELIANCE', 'INE002A01018', '500325', 'A'),
        ('SBIN', 'INE062A01020', '500112', 'A'), ('TCS', 'INE467B01029', '532540', 'A');
$$;
alter function book.bse_shares() owner to broker_owner;
revoke all on function book.bse_shares() from public;
comment on function book.bse_shares() is 'ISIN, code and group of some shares on BSE';
