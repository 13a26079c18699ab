-- A page that prints: no script, no picture, nothing from elsewhere. Each section: {title, header,
-- lines}; a header's name may be empty for a box to be written in by hand.
-- Calls: logic.html_text. Writes: none.
create or replace function logic.html_page(title text, notes text[], sections jsonb)
returns text
language sql immutable security invoker set search_path = pg_catalog, pg_temp
as $$
    select '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>'
        || logic.html_text(title) || '</title><style>'
        || 'body{font:11pt sans-serif;margin:1cm}table{border-collapse:collapse;width:100%}'
        || 'th,td{border:1px solid #000;padding:2px 4px;text-align:left;vertical-align:top}'
        || 'section{break-after:page}tr{break-inside:avoid}thead{display:table-header-group}'
        || '</style></head><body><h1>' || logic.html_text(title) || '</h1>'
        || (select coalesce(string_agg('<p>' || logic.html_text(n.note) || '</p>', ''
                order by n.place), '')
            from unnest(notes) with ordinality n (note, place))
        || (select coalesce(string_agg('<section><h2>' || logic.html_text(s.value ->> 'title')
                || '</h2><table><thead><tr>' || (
                    select string_agg('<th>' || logic.html_text(h.value) || '</th>', ''
                        order by h.place)
                    from jsonb_array_elements_text(s.value -> 'header')
                        with ordinality h (value, place))
                || '</tr></thead><tbody>' || coalesce((
                    select string_agg('<tr>' || (
                        select string_agg('<td>' || logic.html_text(c.value) || '</td>', ''
                            order by c.place)
                        from jsonb_array_elements_text(r.value) with ordinality c (value, place))
                        || '</tr>', '' order by r.place)
                    from jsonb_array_elements(s.value -> 'lines')
                        with ordinality r (value, place)), '')
                || '</tbody></table></section>', '' order by s.place), '')
            from jsonb_array_elements(sections) with ordinality s (value, place))
        || '</body></html>'
$$;

revoke all on function logic.html_page(text, text[], jsonb) from public;
comment on function logic.html_page(text, text[], jsonb) is
    'A page of tables to read and to print, complete in itself';
