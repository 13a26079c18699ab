begin;

drop type if exists notify.addressed cascade;
drop table if exists notify.receipts, notify.provider_states, notify.providers, notify.messages,
    notify.notices, notify.told, notify.outbox, notify.preferences, notify.templates, notify.kinds,
    notify.streams cascade;

commit;
