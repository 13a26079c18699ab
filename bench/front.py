#!/usr/bin/env python3
"""`GET /positions/{userId}` with token, session, role switch and row-level security, 32 connections
of wrk: the front beside the same read by FastAPI and by a tuned Starlette, and beside Hummingbird's
hello-world, on one throw-away cluster in one run. And the memory of an idle front and of one with
1,000 streams of events.

  python3 bench/front.py [--program .build/release/irra] [--seconds 8] [--rounds 3]

The peers are installed into .build/bench-front from bench/front_requirements.txt. Needs wrk (Debian).
Prints a JSON object a line, as `irra bench` reads them. Each server is measured in turn, round by
round; the figures are medians."""
import argparse
import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARIES = "/usr/lib/postgresql/15/bin"
parser = argparse.ArgumentParser()
parser.add_argument("--program", type=os.path.abspath, default=str(ROOT / ".build/release/irra"))
parser.add_argument("--seconds", type=int, default=8)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--streams", type=int, default=1000)
options = parser.parse_args()
as_server = (["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
             if os.geteuid() == 0 else [])
home = pathlib.Path(tempfile.mkdtemp(prefix="irra-front."))
running = []


def run(*command, **more):
    done = subprocess.run(command, text=True, capture_output=True, **more)
    if done.returncode:
        sys.exit(f"bench: {' '.join(map(str, command))}: {done.stderr.strip()}")
    return done.stdout


def start_cluster():
    os.chmod(home, 0o755)
    data = home / "data"
    data.mkdir()
    if as_server:
        shutil.chown(home, "postgres")
        shutil.chown(data, "postgres")
    run(*as_server, f"{BINARIES}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", cwd="/")
    (home / "home").mkdir()
    with open(data / "postgresql.conf", "a") as conf:
        conf.write(f"listen_addresses = ''\nunix_socket_directories = '{home}'\n"
                   "wal_level = logical\nshared_buffers = 256MB\n")
    run(*as_server, f"{BINARIES}/pg_ctl", "-D", data, "-l", home / "log", "-w", "-s", "start", cwd="/")
    os.environ.update(PGHOST=str(home), PGPORT="5432", PGUSER="postgres")
    run("createdb", "irra")
    run("sqitch", "deploy", "db:pg:irra", cwd=ROOT / "migrations")
    run("psql", "-qX", "-1", "-v", "ON_ERROR_STOP=1", "-f", ROOT / "sql/install.sql", "irra")
    run("psql", "-qX", "-v", "ON_ERROR_STOP=1", "-f", ROOT / "bench/sql/front.sql", "irra")


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def make_tokens(count):
    """Of one session, for as many people as the limit of streams asks for."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, utils

    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                            serialization.NoEncryption())
    public = key.public_key()
    (home / "signing.pem").write_bytes(pem)
    (home / "public.pem").write_bytes(public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    point = public.public_bytes(serialization.Encoding.X962,
                                serialization.PublicFormat.UncompressedPoint)[1:]
    kid = base64url(hashlib.sha256(point).digest()[:12])
    now = int(time.time())
    head = base64url(json.dumps({"alg": "ES256", "typ": "JWT", "kid": kid}).encode())
    tokens = []
    for person in range(count):
        body = base64url(json.dumps({
            "iss": "irra", "aud": "irra-front", "sub": str(person), "iat": now, "exp": now + 900,
            "role": "ops_supervisor", "sid": "bench", "sec": "secret of the benchmark"}).encode())
        r, s = utils.decode_dss_signature(
            key.sign(f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256())))
        signature = base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        tokens.append(f"{head}.{body}.{signature}")
    return tokens


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(command, port, environment):
    log = open(home / f"{port}.log", "w")
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=log, stderr=log,
                               cwd=ROOT / "bench")
    running.append(process)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return process
        except OSError:
            time.sleep(0.1)
    sys.exit("bench: a server did not start: " + (home / f"{port}.log").read_text()[-2000:])


def resident(process):
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


def measure(port, path, token):
    text = run("wrk", "-t2", "-c32", f"-d{options.seconds}s", "--latency", "-H",
               f"Authorization: Bearer {token}", f"http://127.0.0.1:{port}{path}")
    if "Non-2xx" in text:
        sys.exit(f"bench: {path} on {port} was refused: {text}")
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
            float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def ask_without_front():
    """The same statements by pgbench over as many connections as a front has."""
    text = run(f"{BINARIES}/pgbench", "-n", "-M", "prepared", "-U", "irra_front", "-c", "16", "-j", "1",
               "-T", str(options.seconds), "-f", ROOT / "bench/sql/read_positions.sql", "irra")
    return float(re.search(r"tps = ([\d.]+)", text)[1])


def open_streams(port, tokens):
    streams = []
    for number in range(options.streams):
        token = tokens[number % len(tokens)]
        stream = socket.create_connection(("127.0.0.1", port))
        stream.sendall(f"GET /events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"
                       .encode())
        streams.append(stream)
    answered = 0
    for stream in streams:
        stream.settimeout(60)
        answered += stream.recv(4096).startswith(b"HTTP/1.1 200")
    return streams, answered


def main():
    venv = ROOT / ".build/bench-front"
    if not (venv / "bin/uvicorn").exists():
        run(sys.executable, "-m", "venv", venv)
        run(venv / "bin/pip", "install", "-q", "-r", ROOT / "bench/front_requirements.txt")
    if pathlib.Path(sys.prefix) != venv:
        os.execv(venv / "bin/python", [str(venv / "bin/python"), __file__, *sys.argv[1:]])
    start_cluster()
    tokens = make_tokens(100)
    token = tokens[0]
    dsn = f"host={home} port=5432 user=irra_front dbname=irra"
    peer = {"BENCH_PUBLIC_KEY": str(home / "public.pem"),
            "BENCH_DSN": f"postgresql://irra_front@/irra?host={home}&port=5432"}
    front_port, fastapi_port, tuned_port = free_port(), free_port(), free_port()
    front = serve([options.program, "front"], front_port, {
        "IRRA_HOME": str(home / "home"), "IRRA_HTTP_PORT": str(front_port), "IRRA_BACKUP_DSN": dsn,
        "IRRA_SIGNING_KEY_FILE": str(home / "signing.pem"),
        "IRRA_SEALING_KEY": base64url(os.urandom(32)), "IRRA_LOG_LEVEL": "warning",
        "IRRA_PROJECT": str(ROOT)})
    time.sleep(12)  # The limits of requests are read again every ten seconds.
    idle = resident(front)
    uvicorn = str(venv / "bin/uvicorn")
    quiet = ["--log-level", "warning", "--loop", "uvloop", "--http", "httptools"]
    serve([uvicorn, "front_peers:fastapi_app", "--port", str(fastapi_port), *quiet], fastapi_port, peer)
    serve([uvicorn, "front_peers:tuned_app", "--port", str(tuned_port), "--workers", "2", *quiet],
          tuned_port, peer)
    time.sleep(3)
    path = "/positions/9001"
    hello_port = free_port()
    serve([options.program, "bench", "--hello-world", str(hello_port)], hello_port, {})
    servers = {"front": (front_port, path), "FastAPI": (fastapi_port, path),
               "Starlette tuned": (tuned_port, path), "hello-world": (hello_port, "/")}
    rounds = {name: [] for name in servers}
    for _ in range(options.rounds):
        for name, (port, asked) in servers.items():
            rounds[name].append(measure(port, asked, token))
    rate, p99 = (round(statistics.median(values), 1) for values in zip(*rounds["front"]))
    for name, aim in (("FastAPI", 4), ("Starlette tuned", 2), ("hello-world", 0.35)):
        peer_rate = round(statistics.median(r for r, _ in rounds[name]), 1)
        tell("front: reads of positions a second / p99 ms", measured=rate, p99=p99, limit=peer_rate,
             limit_name=name, ratio=round(rate / peer_rate, 2), aim=f"at least {aim}")
    bare = round(ask_without_front(), 1)
    tell("front: reads of positions a second", measured=rate, limit=bare,
         limit_name="the same statements by pgbench", ratio=round(rate / bare, 2))
    busy = resident(front)
    streams, answered = open_streams(front_port, tokens)
    time.sleep(3)
    tell("front: memory when idle, MB", measured=round(idle, 1), aim="under 40")
    tell("front: memory after load, MB", measured=round(busy, 1))
    tell(f"front: memory with {answered} streams of events, MB",
         measured=round(resident(front), 1), aim="under 200")
    for stream in streams:
        stream.close()


def tell(what, **figures):
    print(json.dumps({"what": what, **figures}), flush=True)


try:
    main()
finally:
    for process in running:
        process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
    if (home / "data").exists():
        subprocess.run([*as_server, f"{BINARIES}/pg_ctl", "-D", home / "data", "-m", "immediate", "-s",
                        "stop"], cwd="/")
    shutil.rmtree(home, ignore_errors=True)
