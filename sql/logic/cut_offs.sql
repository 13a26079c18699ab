-- Usual times by which intraday positions are closed, India; a row that somebody has changed stays.
-- Writes: core.cut_offs
insert into core.cut_offs (exchange, segment, product, cut_off_at) values
    ('NSE', 'CM', 'MIS', '15:20'),
    ('BSE', 'CM', 'MIS', '15:20'),
    ('NSE', 'FO', 'MIS', '15:20'),
    ('BSE', 'FO', 'MIS', '15:20'),
    ('NSE', 'CD', 'MIS', '16:45'),
    ('BSE', 'CD', 'MIS', '16:45')
on conflict (exchange, segment, product) do nothing;
