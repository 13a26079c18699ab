-- What people write to others: something, not too long for a text message or a mail, and nothing
-- with the shape of a PAN in it.
-- Calls: logic.raise, notify.without_secrets. Writes: none.
create or replace function logic.require_speakable(field text, words text)
returns void
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp
as $$
begin
    if words !~ '\S' then
        perform logic.raise('IR101', jsonb_build_object('field', field, 'expected', 'words'));
    end if;
    if notify.without_secrets(words) <> words then
        perform logic.raise('IR603', jsonb_build_object('field', field,
            'reason', 'something in it has the shape of a PAN'));
    end if;
end
$$;

revoke all on function logic.require_speakable(text, text) from public;
comment on function logic.require_speakable(text, text) is
    'Refuses empty words (IR101) and words that show a PAN (IR603)';
