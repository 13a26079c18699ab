begin;
set local role irra_owner;

-- What can be said, and how -------------------------------------------------------------------
create table notify.streams (
    stream text primary key,
    priority smallint not null,
    coalesces boolean not null,
    obeys_quiet boolean not null,
    description text not null
);

create table notify.kinds (
    kind text primary key,
    stream text not null references notify.streams,
    audience text not null,
    channels text[] not null,
    roles text[] not null default '{}',
    can_mute boolean not null,
    is_secret boolean not null,
    yields boolean not null,
    hold_seconds numeric(8, 1) not null,
    expires_minutes integer,
    facts text[] not null,
    description text not null,
    constraint kinds_audience_known check (audience in ('client', 'ops')),
    constraint kinds_channels_known check (channels <@ '{email,sms,in_app}'),
    constraint kinds_hold_bounded check (hold_seconds between 0 and 3600)
);

create table notify.templates (
    template_id bigint generated always as identity primary key,
    kind text not null references notify.kinds,
    channel text not null,
    language text not null,
    version integer not null,
    subject text not null default '',
    body text not null,
    html text,
    line text not null default '',
    dlt_template_id text,
    form text[] not null,
    line_form text[] not null,
    html_line_form text[] not null,
    state text not null default 'draft',
    made_by bigint references auth.ops_team,
    made_at timestamptz not null default now(),
    activated_by bigint references auth.ops_team,
    activated_at timestamptz,
    constraint templates_version_key unique (kind, channel, language, version),
    constraint templates_channel_known check (channel in ('email', 'sms', 'in_app')),
    constraint templates_language_shape check (language ~ '^[a-z]{2,3}$'),
    constraint templates_state_known check (state in ('draft', 'active', 'retired')),
    constraint templates_two_people check (activated_by <> made_by)
);
create unique index templates_one_active on notify.templates (kind, channel, language)
    where state = 'active';

create table notify.preferences (
    preference_id bigint generated always as identity primary key,
    user_id bigint unique,
    person_id bigint unique references auth.ops_team,
    language text not null,
    channels text[] not null,
    muted text[] not null,
    quiet_from time,
    quiet_until time,
    phone text,
    changed_at timestamptz not null default now(),
    changed_by bigint not null references auth.ops_team,
    constraint preferences_of_one check (num_nonnulls(user_id, person_id) = 1),
    constraint preferences_quiet_whole check ((quiet_from is null) = (quiet_until is null)),
    constraint preferences_channels_known check (channels <@ '{email,sms,in_app}')
);

-- What is to be said, and what was --------------------------------------------------------------
-- Small and hot: a row is deleted when its message is made. The hot tables have no foreign keys:
-- their only writers take kinds, templates, people and notices from these tables by a join.
create table notify.outbox (
    outbox_id bigint generated always as identity,
    lane text collate "C" not null,
    kind text not null,
    priority smallint not null,
    due_at timestamptz not null default now(),
    user_id bigint,
    person_id bigint,
    order_id bigint,
    notice_id bigint,
    channel text,
    recipient text,
    facts jsonb not null,
    created_at timestamptz not null default now(),
    constraint outbox_pkey primary key (lane, outbox_id)
);
create index outbox_due on notify.outbox (priority, due_at);

create table notify.told (
    dedupe_key text primary key,
    told_at timestamptz not null default now()
);

create table notify.notices (
    notice_id bigint generated always as identity primary key,
    kind text not null references notify.kinds,
    facts jsonb not null,
    state text not null default 'running',
    rate_per_second integer not null,
    after_user_id bigint not null default -9223372036854775808,
    total bigint not null,
    queued bigint not null default 0,
    fed_at timestamptz not null default now(),
    made_by bigint references auth.ops_team,
    made_at timestamptz not null default now(),
    ended_at timestamptz,
    stopped_by bigint references auth.ops_team,
    constraint notices_state_known check (state in ('running', 'stopped', 'done')),
    constraint notices_rate_bounded check (rate_per_second between 1 and 100000)
);
create index notices_running on notify.notices (notice_id) where state = 'running';

create table notify.messages (
    message_id bigint generated always as identity primary key,
    lane text collate "C" not null,
    channel text not null,
    kind text not null,
    template_id bigint,
    user_id bigint,
    person_id bigint,
    order_id bigint,
    notice_id bigint,
    recipient text not null,
    facts jsonb not null,
    events integer not null default 1,
    priority smallint not null,
    state text not null default 'waiting',
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    provider text,
    provider_ref text,
    failure text,
    last_error text,
    receipt text,
    receipt_at timestamptz,
    read_at timestamptz,
    constraint messages_channel_known check (channel in ('email', 'sms', 'in_app')),
    constraint messages_state_known check (state in ('waiting', 'sent', 'dead', 'skipped')),
    constraint messages_failure_known
        check (failure in ('again', 'refused', 'address', 'provider', 'expired')),
    constraint messages_receipt_known check (receipt in ('delivered', 'failed'))
) with (fillfactor = 80);
-- The condition that is always true keeps it from questions that name no time: planned while the
-- table is empty, a look for one lane would read all that waits, for each message made.
create index messages_due on notify.messages (channel, priority, next_attempt_at)
    where state = 'waiting' and next_attempt_at is not null;
create index messages_lane on notify.messages (lane, message_id) where state = 'waiting';
create index messages_expiry on notify.messages (expires_at)
    where state = 'waiting' and expires_at is not null;
create index messages_dead on notify.messages (message_id) where state = 'dead';
create index messages_inbox on notify.messages (person_id, message_id) where channel = 'in_app';
create index messages_notice on notify.messages (notice_id, state) where notice_id is not null;
-- Not of notices to everybody: what a person asks for is about one client's orders.
create index messages_user on notify.messages (user_id, message_id) where notice_id is null;
create index messages_provider_ref on notify.messages (provider, provider_ref)
    where provider_ref is not null;

-- Who carries it ----------------------------------------------------------------------------------
create table notify.providers (
    provider text primary key,
    channel text not null,
    kind text not null,
    place smallint not null,
    enabled boolean not null default true,
    settings jsonb not null default '{}',
    rate_per_second numeric(10, 2),
    connections smallint not null default 4,
    timeout_ms integer not null default 15000,
    failure_limit integer not null default 3,
    pause_seconds integer not null default 5,
    pause_seconds_max integer not null default 300,
    constraint providers_place_key unique (channel, place),
    constraint providers_name_shape check (provider ~ '^[a-z][a-z0-9-]{0,62}$'),
    constraint providers_channel_known check (channel in ('email', 'sms')),
    constraint providers_kind_known check (kind in ('files', 'smtp', 'http', 'discard')),
    constraint providers_kind_fits check (
        kind in ('files', 'discard') or (kind = 'smtp') = (channel = 'email')),
    constraint providers_settings_object check (jsonb_typeof(settings) = 'object'),
    constraint providers_rate_positive check (rate_per_second > 0),
    constraint providers_connections_bounded check (connections between 1 and 64),
    constraint providers_timeout_bounded check (timeout_ms between 100 and 120000),
    constraint providers_limits_positive check (
        failure_limit > 0 and pause_seconds > 0 and pause_seconds_max >= pause_seconds)
);

create table notify.provider_states (
    provider text primary key references notify.providers on delete cascade,
    tokens numeric not null default 0,
    refilled_at timestamptz not null default '-infinity',
    failures integer not null default 0,
    paused_until timestamptz,
    pause_seconds integer not null default 0,
    last_error text,
    silent_seconds numeric not null default 0,
    silent_at timestamptz
) with (fillfactor = 50);

create table notify.receipts (
    receipt_id bigint generated always as identity primary key,
    provider text not null,
    signature bytea not null unique,
    provider_ref text not null,
    outcome text not null,
    told_at timestamptz not null,
    received_at timestamptz not null default now(),
    message_id bigint
);

-- An event, for one person on one channel.
create type notify.addressed as (
    outbox_id bigint, lane text, kind text, channel text, user_id bigint, person_id bigint,
    order_id bigint, notice_id bigint, recipient text, language text, facts jsonb,
    created_at timestamptz, expires_at timestamptz, not_before timestamptz, coalesces boolean,
    priority smallint
);

-- Closed until sql/policies opens it, for the owner too.
do $$
declare
    v_table text;
begin
    foreach v_table in array array['streams', 'kinds', 'templates', 'preferences', 'outbox', 'told',
        'notices', 'messages', 'providers', 'provider_states', 'receipts']
    loop
        execute format('alter table notify.%I enable row level security', v_table);
        execute format('alter table notify.%I force row level security', v_table);
    end loop;
end
$$;

-- What everything is -----------------------------------------------------------------------------
comment on table notify.streams is
    'What is said in order: a stream''s messages to one person on one channel do not overtake';
comment on column notify.streams.stream is 'security, orders, ops or notices';
comment on column notify.streams.priority is 'Smaller goes first, whatever else waits';
comment on column notify.streams.coalesces is 'Whether what waits together becomes one message';
comment on column notify.streams.obeys_quiet is 'Whether e-mail and SMS wait out quiet hours';
comment on column notify.streams.description is 'In words';

comment on table notify.kinds is 'What the desk has to say to clients and to its people';
comment on column notify.kinds.kind is 'What the logic asks for';
comment on column notify.kinds.stream is 'Order and priority, of notify.streams';
comment on column notify.kinds.audience is 'client or ops';
comment on column notify.kinds.channels is 'Ways it is told; a DBA may change them';
comment on column notify.kinds.roles is 'Of ops: whom it concerns when it names no person';
comment on column notify.kinds.can_mute is 'Whether preferences may narrow its channels or mute it';
comment on column notify.kinds.is_secret is 'Whether its facts are forgotten once it is sent';
comment on column notify.kinds.yields is
    'Whether it is left out where something later about the same order is told with it';
comment on column notify.kinds.hold_seconds is
    'How long it waits for company: what comes meanwhile is told in one message';
comment on column notify.kinds.expires_minutes is 'Undelivered after this it is given up';
comment on column notify.kinds.facts is 'Names that its templates may use; nothing secret is one';
comment on column notify.kinds.description is 'In words';

comment on table notify.templates is
    'Wording, in versions: rows never change but in state, so a message can be read again';
comment on column notify.templates.template_id is 'Identity';
comment on column notify.templates.kind is 'Of notify.kinds';
comment on column notify.templates.channel is 'email, sms or in_app';
comment on column notify.templates.language is 'ISO 639: en, hi';
comment on column notify.templates.version is 'Counts up for each kind, channel and language';
comment on column notify.templates.subject is 'One line; placeholders in {{braces}}';
comment on column notify.templates.body is 'Plain text; placeholders in {{braces}}';
comment on column notify.templates.html is 'E-mail as HTML; values are escaped; null = text only';
comment on column notify.templates.line is 'One row of a table of several events, columns by |';
comment on column notify.templates.dlt_template_id is
    'Number under which a telecom operator in India knows the text of an SMS';
comment on column notify.templates.form is 'Subject, body and html compiled for format()';
comment on column notify.templates.line_form is 'The line compiled as text';
comment on column notify.templates.html_line_form is 'The line compiled as HTML';
comment on column notify.templates.state is 'draft, active or retired';
comment on column notify.templates.made_by is 'Who wrote it; null = it came with the desk';
comment on column notify.templates.made_at is 'When';
comment on column notify.templates.activated_by is 'The second person';
comment on column notify.templates.activated_at is 'Since when it is used';

comment on table notify.preferences is 'How a client or a person of the desk wants to be told';
comment on column notify.preferences.preference_id is 'Identity';
comment on column notify.preferences.user_id is 'The client';
comment on column notify.preferences.person_id is 'Or the person of the desk';
comment on column notify.preferences.language is 'ISO 639; the default where there is no text in it';
comment on column notify.preferences.channels is 'Of what may be muted: the only channels';
comment on column notify.preferences.muted is 'Kinds that are not told';
comment on column notify.preferences.quiet_from is 'Local time of the desk';
comment on column notify.preferences.quiet_until is 'Local time of the desk';
comment on column notify.preferences.phone is 'For SMS to a person; readable by no role';
comment on column notify.preferences.changed_at is 'When';
comment on column notify.preferences.changed_by is 'Who wrote it down';

comment on table notify.outbox is
    'What is to be told, written in the transaction of what happened; gone when its message is made';
comment on column notify.outbox.outbox_id is 'Order of events';
comment on column notify.outbox.lane is 'Stream and to whom: one notifier at a time makes its messages';
comment on column notify.outbox.kind is 'Of notify.kinds';
comment on column notify.outbox.priority is 'Of its stream';
comment on column notify.outbox.due_at is 'When its message is made at the latest';
comment on column notify.outbox.user_id is 'The client it is for';
comment on column notify.outbox.person_id is 'The person it is for; null with no client = by role';
comment on column notify.outbox.order_id is 'The order it tells of; null when none';
comment on column notify.outbox.notice_id is 'The notice to many it belongs to';
comment on column notify.outbox.channel is 'Only this channel; null = those of the kind';
comment on column notify.outbox.recipient is 'Only this address; null = what is registered';
comment on column notify.outbox.facts is 'What changes about it; what does not is looked up later';
comment on column notify.outbox.created_at is 'When it happened';

comment on table notify.told is 'What was queued once and is not to be queued again';
comment on column notify.told.dedupe_key is 'What the message is about';
comment on column notify.told.told_at is 'When';

comment on table notify.notices is 'Notices to all clients, fed to the outbox a little at a time';
comment on column notify.notices.notice_id is 'Identity';
comment on column notify.notices.kind is 'Of notify.kinds';
comment on column notify.notices.facts is 'The same for everybody';
comment on column notify.notices.state is 'running, stopped (can go on) or done';
comment on column notify.notices.rate_per_second is 'Clients a second';
comment on column notify.notices.after_user_id is 'All clients up to here have their row';
comment on column notify.notices.total is 'Clients when it began';
comment on column notify.notices.queued is 'Clients so far';
comment on column notify.notices.fed_at is 'When the last were added';
comment on column notify.notices.made_by is 'Who ordered it; null = the site''s change did';
comment on column notify.notices.made_at is 'When';
comment on column notify.notices.ended_at is 'When all had their row';
comment on column notify.notices.stopped_by is 'Who stopped it last';

comment on table notify.messages is 'Messages as they were made: facts and a version of the wording';
comment on column notify.messages.message_id is 'Identity; in Message-ID and in names of files';
comment on column notify.messages.lane is 'Stream, person and channel: its messages keep their order';
comment on column notify.messages.channel is 'email, sms or in_app';
comment on column notify.messages.kind is 'Of notify.kinds; of several events the table''s';
comment on column notify.messages.template_id is 'The wording; null = there was none, and it is dead';
comment on column notify.messages.user_id is 'The client';
comment on column notify.messages.person_id is 'Or the person of the desk';
comment on column notify.messages.order_id is 'The order it tells of; null when none or several';
comment on column notify.messages.notice_id is 'The notice to many it belongs to';
comment on column notify.messages.recipient is 'Address or number; readable by no role of people';
comment on column notify.messages.facts is 'Values for the wording; readable by no role of people';
comment on column notify.messages.events is 'How many events it tells of';
comment on column notify.messages.priority is 'Of its stream';
comment on column notify.messages.state is
    'waiting (or under way), sent, dead (given up) or skipped (nowhere to send it)';
comment on column notify.messages.attempts is 'Tries so far';
comment on column notify.messages.next_attempt_at is 'Not before; a claim moves it by its lease';
comment on column notify.messages.expires_at is 'Then it is given up; null = by attempts and age';
comment on column notify.messages.created_at is 'When it was made';
comment on column notify.messages.finished_at is 'When it was sent or given up';
comment on column notify.messages.provider is 'Who carried it last';
comment on column notify.messages.provider_ref is 'Under which number the provider knows it';
comment on column notify.messages.failure is
    'Of the last try: again, refused, address, provider, or expired';
comment on column notify.messages.last_error is 'Of the last try, in the provider''s words';
comment on column notify.messages.receipt is 'What the provider told later: delivered or failed';
comment on column notify.messages.receipt_at is 'When that was, by the provider';
comment on column notify.messages.read_at is 'In-app: when the person read it';

comment on table notify.providers is 'Ways out, in the order they are tried; a DBA edits them';
comment on column notify.providers.provider is 'Name';
comment on column notify.providers.channel is 'email or sms';
comment on column notify.providers.kind is
    'files (in the outbox folder), smtp, http, or discard (drills, benchmarks)';
comment on column notify.providers.place is 'The first that is well and enabled is taken';
comment on column notify.providers.enabled is 'Whether it is used';
comment on column notify.providers.settings is
    'Of its kind (docs/notifications.md); secrets as env:NAME or file:/path only';
comment on column notify.providers.rate_per_second is 'Messages a second at most; null = any';
comment on column notify.providers.connections is 'At the same time, for each notifier';
comment on column notify.providers.timeout_ms is 'Of one message, in milliseconds';
comment on column notify.providers.failure_limit is 'Failures in a row that pause it';
comment on column notify.providers.pause_seconds is 'First pause; doubles while it stays unwell';
comment on column notify.providers.pause_seconds_max is 'Longest pause';

comment on table notify.provider_states is 'How providers are; one row each, changed by notifiers';
comment on column notify.provider_states.provider is 'Of notify.providers';
comment on column notify.provider_states.tokens is 'Messages that may go now';
comment on column notify.provider_states.refilled_at is 'When tokens were counted';
comment on column notify.provider_states.failures is 'In a row, of the provider itself';
comment on column notify.provider_states.paused_until is
    'Not before; then one message tries it. Null = well';
comment on column notify.provider_states.pause_seconds is 'Length of this pause';
comment on column notify.provider_states.last_error is 'What paused it';
comment on column notify.provider_states.silent_seconds is
    'How long nothing came of what it was given, when a notifier told so last';
comment on column notify.provider_states.silent_at is 'When that was; null = never';

comment on table notify.receipts is 'What providers told about messages later; each once';
comment on column notify.receipts.receipt_id is 'Identity';
comment on column notify.receipts.provider is 'Who';
comment on column notify.receipts.signature is 'Proves the sender; the same one again is a replay';
comment on column notify.receipts.provider_ref is 'Which message, by the provider''s number';
comment on column notify.receipts.outcome is 'delivered or failed';
comment on column notify.receipts.told_at is 'Time that was signed';
comment on column notify.receipts.received_at is 'When it came';
comment on column notify.receipts.message_id is 'The message; null = none has this number';

commit;
