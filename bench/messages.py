#!/usr/bin/env python3
"""Messages a second to a sink that does nothing, beside a raw SKIP LOCKED loop and two job queues
of PyPI that do nothing either, on one cluster in one run; and how soon one message is picked up.

Prints a line of JSON for each figure. The peers' packages come with the interpreter that runs this
(`irra bench` makes a venv for them); who is not installed is left out.

Each side is given its jobs first and then its workers, one process each; the rate is all jobs over
the time from the first claim to the last completion, as the database saw it."""
import argparse
import asyncio
import json
import multiprocessing
import os
import shlex
import signal
import statistics
import subprocess
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--dsn", required=True, help="the desk's database, as superuser")
parser.add_argument("--notify-dsn", required=True, help="the same, as role irra_notify")
parser.add_argument("--program", required=True, help="irra")
parser.add_argument("--count", type=int, default=50_000)
parser.add_argument("--batch", type=int, default=500)
parser.add_argument("--workers", type=int, nargs="+", default=[1, 4])
parser.add_argument("--samples", type=int, default=300)
options = parser.parse_args()
PEERS = "bench_peers"
PATIENCE = 600


def psql(sql, dsn=None):
    done = subprocess.run(
        ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", dsn or options.dsn],
        input=sql, capture_output=True, text=True)
    if done.returncode:
        sys.exit("bench: " + done.stderr.strip())
    return done.stdout.strip()


def tell(what, **figures):
    print(json.dumps({"what": what, **figures}), flush=True)


def together(target, workers, *arguments):
    """Runs `target` in so many processes; the seconds until all are done."""
    processes = [multiprocessing.Process(target=target, args=arguments) for _ in range(workers)]
    started = time.monotonic()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        return None
    return time.monotonic() - started


# The limit: claim by update, complete by update, as every queue with leases must.
RAW = """
do $$ declare claimed bigint[];
begin
    loop
        with taken as (
            update bench_raw.jobs set due_at = now() + interval '1 minute', attempts = attempts + 1
            where job_id = any (array(
                select job_id from bench_raw.jobs where state = 'waiting' and due_at <= now()
                order by due_at, job_id limit %d for update skip locked))
            returning job_id)
        select array_agg(job_id) into claimed from taken;
        exit when claimed is null;
        commit;
        update bench_raw.jobs set state = 'sent', finished_at = now() where job_id = any (claimed);
        commit;
    end loop;
end $$;
"""


def raw(workers):
    psql("""
        drop schema if exists bench_raw cascade;
        create schema bench_raw;
        create table bench_raw.jobs (job_id bigint generated always as identity primary key,
            payload jsonb not null, state text not null default 'waiting', attempts integer not null
            default 0, due_at timestamptz not null default now(), finished_at timestamptz)
            with (fillfactor = 80);
        create index on bench_raw.jobs (due_at, job_id) where state = 'waiting';
        insert into bench_raw.jobs (payload) select '{"title": "t", "text": "hello"}'
        from generate_series(1, %d);""" % options.count)
    psql("vacuum analyze bench_raw.jobs")
    seconds = together(psql, workers, RAW % options.batch)
    return options.count / seconds


def prepare():
    psql("""
        update notify.kinds set channels = '{email}' where kind = 'client_message';
        insert into notify.providers (provider, channel, kind, place)
        values ('bench-sink', 'email', 'discard', 1) on conflict (provider) do nothing;
        insert into book.users (user_id, broker_id, name, pan, date_of_birth, email, status,
            updated_at)
        select 500000000 + n, 'MSG' || n, 'Client ' || n, 'AAAZZ1234Z', '1980-01-01',
            n || '@clients.invalid', 'active', now()
        from generate_series(1, %d) n on conflict do nothing;
        analyze book.users;""" % options.count)


def notifiers(count):
    environment = dict(os.environ, IRRA_BACKUP_DSN=options.notify_dsn)
    return [
        subprocess.Popen(
            [options.program, "notify", "--outbox", "/tmp/irra-bench-outbox", "--batch",
             str(options.batch)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(count)]


def stop(processes):
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        process.wait()


def ours(workers):
    psql("delete from notify.messages; delete from notify.outbox")
    psql("vacuum analyze notify.messages")
    psql("""insert into notify.outbox (lane, kind, priority, user_id, facts)
        select 'direct:u' || 500000000 + n, 'client_message', 2, 500000000 + n,
            '{"title": "t", "text": "hello"}'
        from generate_series(1, %d) n""" % options.count)
    psql("vacuum analyze notify.outbox")
    running = notifiers(workers)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        left = psql("select (select count(*) from notify.outbox) + (select count(*) from"
                    " notify.messages where state = 'waiting')")
        if left == "0":
            break
        time.sleep(0.5)
    stop(running)
    return float(psql("""
        select count(*) / extract(epoch from max(finished_at) - min(created_at))
        from notify.messages where state = 'sent'"""))


def pick_up():
    """From the statement that queues one message until its claim begins, a notifier asleep."""
    psql("delete from notify.messages; delete from notify.outbox")
    running = notifiers(1)
    time.sleep(3)
    psql("update notify.kinds set hold_seconds = 0 where kind = 'client_message'")
    script = "".join(
        "begin; insert into notify.outbox (lane, kind, priority, user_id, facts) values"
        " ('direct:u%d', 'client_message', 2, %d, jsonb_build_object('title', 't', 'text',"
        " clock_timestamp())); commit; select pg_sleep(0.02);\n"
        % (500000000 + n, 500000000 + n) for n in range(1, options.samples + 1))
    psql(script)
    time.sleep(2)
    stop(running)
    times = sorted(float(line) for line in psql("""
        select extract(epoch from created_at - (facts ->> 'text')::timestamptz) * 1000
        from notify.messages where state = 'sent'""").split())
    return statistics.median(times), times[int(len(times) * 0.99) - 1]


def peers_dsn():
    psql("drop database if exists %s with (force)" % PEERS)
    psql("create database %s" % PEERS)
    return options.dsn + " dbname=" + PEERS


def procrastinate_app(dsn):
    import procrastinate
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=dsn, min_size=2, max_size=10))

    @app.task(name="nothing", queue="bench")
    async def nothing(**facts):
        pass
    return app, nothing


def procrastinate_worker(dsn):
    async def work():
        app, _ = procrastinate_app(dsn)
        async with app.open_async():
            await app.run_worker_async(
                queues=["bench"], wait=False, concurrency=50, delete_jobs="always",
                install_signal_handlers=False)
    asyncio.run(work())


def procrastinate_rate(workers, count):
    dsn = peers_dsn()

    async def fill():
        app, nothing = procrastinate_app(dsn)
        async with app.open_async():
            await app.schema_manager.apply_schema_async()
            for _ in range(0, count, 1000):
                await nothing.batch_defer_async(*[{"title": "t", "text": "hello"}] * 1000)
    asyncio.run(fill())
    psql("vacuum analyze", dsn)
    seconds = together(procrastinate_worker, workers, dsn)
    return count / seconds if seconds else None


def pgqueuer_worker(dsn):
    async def work():
        import asyncpg
        from pgqueuer import PgQueuer
        from pgqueuer.types import QueueExecutionMode
        pool = await asyncpg.create_pool(peer_url(dsn), min_size=2, max_size=10)
        queue = PgQueuer.from_asyncpg_pool(pool)

        @queue.entrypoint("nothing")
        async def nothing(job):
            pass
        await queue.run(batch_size=options.batch, mode=QueueExecutionMode.drain)
        await pool.close()
    asyncio.run(work())


def peer_url(dsn):
    """asyncpg wants a URL."""
    from urllib.parse import quote
    words = dict(word.split("=", 1) for word in shlex.split(dsn))
    host, port = words.get("host", "/tmp"), words.get("port", "5432")
    return "postgresql://%s@/%s?host=%s&port=%s" % (
        quote(words.get("user", "postgres")), words["dbname"], quote(host, safe=""), port)


def pgqueuer_rate(workers, count):
    dsn = peers_dsn()

    async def fill():
        import asyncpg
        from pgqueuer.queries import Queries
        pool = await asyncpg.create_pool(peer_url(dsn))
        queries = Queries.from_asyncpg_pool(pool)
        await queries.install()
        for _ in range(0, count, 1000):
            await queries.enqueue(
                ["nothing"] * 1000, [b'{"title": "t", "text": "hello"}'] * 1000, [0] * 1000)
        await pool.close()
    asyncio.run(fill())
    psql("vacuum analyze", dsn)
    seconds = together(pgqueuer_worker, workers, dsn)
    return count / seconds if seconds else None


def main():
    prepare()
    for workers in options.workers:
        limit = raw(workers)
        rate = ours(workers)
        tell("messages a second to a sink, workers: %d" % workers, measured=rate, limit=limit,
             limit_name="raw SKIP LOCKED, batches of %d" % options.batch, ratio=rate / limit)
        best = 0
        for name, measure in [("procrastinate", procrastinate_rate), ("pgqueuer", pgqueuer_rate)]:
            try:
                __import__(name)
            except ImportError:
                tell("no-op jobs a second by %s: not installed" % name)
                continue
            # The slow ones get fewer jobs: a rate needs no hour.
            count = options.count if name == "pgqueuer" else max(2000, options.count // 10)
            peer = measure(workers, count // 1000 * 1000)
            if peer:
                best = max(best, peer)
                tell("no-op jobs a second by %s, workers: %d" % (name, workers), measured=peer)
        if best:
            tell("messages against the better of these, workers: %d" % workers, measured=rate,
                 limit=best, limit_name="the better one", ratio=rate / best, aim="at least 3")
    median, slowest = pick_up()
    tell("one message, queued until claimed, p50 / p99 ms", measured=median, p99=slowest)
    psql("drop database if exists %s with (force); " % PEERS)
    psql("drop schema bench_raw cascade")
    # The primary does not have them: what compares the books would find them.
    psql("delete from notify.messages; delete from notify.outbox;"
         " delete from book.users where user_id > 500000000")


if __name__ == "__main__":
    main()
