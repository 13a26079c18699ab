-- What the exchange simulator trades: the book's instruments and last prices in the exchange's own layout.
copy (
    select i.segment as "Sgmt", i.exchange as "Src", i.instrument_type as "FinInstrmTp",
        i.token as "FinInstrmId", i.underlying as "TckrSymb", i.symbol as "FinInstrmNm",
        p.close_price as "ClsPric", p.last_price as "LastPric",
        coalesce(p.underlying_price, 0) as "UndrlygPric", i.lot_size as "NewBrdLotQty",
        i.freeze_quantity as "FrzQty"
    from book.instruments i
    join book.prices p using (instrument_id)
    order by i.instrument_id
) to stdout with (format csv, header);
