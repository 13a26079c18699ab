-- A fresh desk has nobody who carries messages: they become files in the outbox folder. A DBA puts
-- real providers before them, or switches them off.
-- Writes: notify.providers
insert into notify.providers (provider, channel, kind, place) values
    ('mail-files', 'email', 'files', 100),
    ('text-files', 'sms', 'files', 100)
on conflict do nothing;

-- What comes with the desk is not somebody's change: from here on changes are.
create or replace trigger providers_audited
    after insert or update or delete on notify.providers
    for each row execute function auth.audit_change();
