-- When the prices that a rehearsal moved last were made; the same at the primary and at the desk once they have arrived.
select max(as_of) from book.prices;
