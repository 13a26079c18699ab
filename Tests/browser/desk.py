"""A private desk of its own for the browser tests: clusters, workers, simulator, people.

Waits are for a state, with a bound that a busy machine can keep; nothing here sleeps for a time.
"""

import base64
import hashlib
import hmac
import json
import os
import pathlib
import re
import signal
import struct
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATIENCE_S = 60
STEP_S = 30  # a one-time code holds so long, and counts once


class Desk:
    """`irra up` with ports and a home of its own."""

    def __init__(self):
        # A home that is named is kept: the next run begins at once.
        kept = os.environ.get("IRRA_BROWSER_HOME")
        self.is_kept = kept is not None
        self.home = pathlib.Path(kept or tempfile.mkdtemp(prefix="irra-browser-"))
        base = int(os.environ.get("IRRA_BROWSER_PORT", "18180"))
        self.port, self.backup_port = base, base + 1
        self.environment = {
            **os.environ,
            "IRRA_HOME": str(self.home),
            "IRRA_HTTP_PORT": str(base),
            "IRRA_BACKUP_PORT": str(base + 1),
            "IRRA_PRIMARY_PORT": str(base + 2),
            "IRRA_SIMULATOR_PORT": str(base + 3),
        }
        self.tokens = {}

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def irra(self, *words, check=True):
        done = subprocess.run(
            [str(ROOT / ".build/debug/irra"), *words], cwd=ROOT, env=self.environment,
            capture_output=True, text=True)
        if check and done.returncode != 0:
            raise RuntimeError(f"irra {' '.join(words)}: {done.stdout}{done.stderr}")
        return done

    def up(self):
        self.irra("up")
        people = json.loads((self.home / "secrets/people.json").read_text())
        self.people = {person["username"]: person for person in people}

    def down(self):
        if not self.is_kept:
            self.irra("down", "--remove", check=False)

    # People -------------------------------------------------------------------------------------

    def code(self, username, secret=None):
        """A one-time code that was not used yet (RFC 6238)."""
        secret = secret or bytes.fromhex(self.people[username]["totp_secret_hex"])
        file = self.home / "used-steps.json"
        used = json.loads(file.read_text()) if file.exists() else {}
        while (step := int(time.time()) // STEP_S) == used.get(username):
            time.sleep(0.5)
        file.write_text(json.dumps({**used, username: step}))
        digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
        place = digest[-1] & 15
        number = struct.unpack(">I", digest[place:place + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06d}"

    def add_person(self, username, role):
        """Somebody more, enrolled as at a first log-in; a kept desk knows them already."""
        file = self.home / "browser-people.json"
        known = json.loads(file.read_text()) if file.exists() else {}
        if username not in known:
            added = self.irra("ops-user", "add", username, "--role", role, "--display-name", username)
            first = re.search(r"initial password: (\S+)", added.stdout)[1]
            password = "violet harbour engine 42"

            def ask(path, body, token=None):
                status, answer = self.plain(
                    "POST", path, body, {"Authorization": f"Bearer {token}"} if token else None)
                assert status < 300, (path, answer)
                return answer

            token = ask("/auth/login", {"username": username, "password": first})["enrolment_token"]
            answer = ask("/auth/password", {"password": first, "new_password": password}, token)
            token = answer.get("enrolment_token") or token
            secret = ask("/auth/2fa/enrol", {}, token)["secret"].replace(" ", "")
            secret = base64.b32decode(secret + "=" * (-len(secret) % 8))
            ask("/auth/2fa/confirm", {"otp": self.code(username, secret)}, token)
            known[username] = {"username": username, "role": role, "password": password,
                               "totp_secret_hex": secret.hex()}
            file.write_text(json.dumps(known))
        self.people[username] = known[username]

    # The desk's own ways in ----------------------------------------------------------------------

    def call(self, username, method, path, body=None, headers=None):
        """A request as a program makes it; answers status and JSON."""
        if username not in self.tokens:
            person = self.people[username]
            status, answer = self.plain(
                "POST", "/auth/login",
                {"username": username, "password": person["password"], "otp": self.code(username)})
            if status != 200:
                raise RuntimeError(f"log-in of {username}: {answer}")
            self.tokens[username] = answer["token"]
        return self.plain(
            method, path, body, {"Authorization": f"Bearer {self.tokens[username]}", **(headers or {})})

    def plain(self, method, path, body=None, headers=None):
        request = urllib.request.Request(
            self.address + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")

    def sql(self, statement):
        """Rows of a statement on the backup, as whoever owns the private desk."""
        done = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1",
             "-h", str(self.home / "run"), "-p", str(self.backup_port), "-U", "postgres",
             "-d", "irra", "-c", statement],
            check=True, capture_output=True, text=True, cwd="/")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def value(self, statement):
        rows = self.sql(statement)
        return rows[0][0] if rows else None

    # What a test arranges -------------------------------------------------------------------------

    def drill(self):
        """Orders are made, and go to the simulator only; two people decide it."""
        if self.value("select mode from core.site") == "drill":
            return
        self.stand_by()  # a kept desk may have been left in any mode
        # Sessions of the drill's own: what carried real orders stays what it is.
        self.sql(
            "insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id,"
            " heartbeat_seconds, simulated) select d.name, d.kind, d.exchange, s.port, d.sender, d.target, 5, true"
            " from fix.sessions s cross join (values"
            " ('drill-orders', 'order', 'NSE', 'DRILL1', 'SIMEX'),"
            " ('drill-drop-copy', 'drop_copy', 'NSE', 'DRILLDC', 'SIMEX'),"
            " ('drill-bse-orders', 'order', 'BSE', 'DRILL2', 'SIMBSE'),"
            " ('drill-bse-drop-copy', 'drop_copy', 'BSE', 'DRILLDC2', 'SIMBSE'))"
            " d (name, kind, exchange, sender, target)"
            " where s.name = 'simulator-orders' on conflict (name) do nothing")
        self.sql("update core.settings set value = '0' where name = 'square_off_approval_value'")
        self.change_mode("drill")
        self.wait(lambda: self.value("select mode from core.site") == "drill", "the drill")
        self.wait(
            lambda: self.value(
                "select count(*) from ops.fix_sessions f join fix.sessions s using (name)"
                " where s.simulated and f.enabled and f.status <> 'logged_on'") == "0",
            "the simulator's sessions")

    def stand_by(self):
        """Ends what other tests left and the drill with it; positions are as they were before it."""
        if self.value("select mode from core.site") == "standby":
            return
        for approval, asker in self.sql(
                "select a.approval_id, p.username from core.approvals a"
                " join auth.ops_team p on p.person_id = a.requested_by where a.state = 'waiting'"):
            self.call("meera" if asker == "vikram" else "vikram", "POST",
                      f"/approvals/{approval}/reject", {"reason": "browser tests"})
        for call, username in self.sql(
                "select c.call_id, p.username from core.calls c join auth.ops_team p using (person_id)"
                " where c.closed_at is null and c.expires_at > now()"):
            self.call(username, "POST", "/orders/cancel-all", {"call_id": call})
            self.call(username, "POST", f"/calls/{call}/close", {})
        live = "select count(*) from core.orders o join core.order_statuses s using (status) where s.is_live"
        if self.value(live) != "0":
            status, stop = self.call("vikram", "POST", "/controls", {
                "scope": "desk", "kind": "kill", "reason": "browser tests"})
            assert status in (200, 201, 202), stop
            self.wait(lambda: self.value(live) == "0", "the end of live orders")
            status, answer = self.call("vikram", "DELETE", f"/controls/{stop['control_id']}")
            assert status < 300, answer
        self.wait(lambda: self.value("select count(*) from core.temp_trades where state = 'provisional'") == "0",
                  "the drop copy confirms")
        if self.value("select mode from core.site") == "active":
            self.change_mode("return")
        if self.value("select mode from core.site") == "returning":
            self.wait(self.primary_says, "the seal of what goes back")
            status, asked = self.call("vikram", "POST", "/site/failback/acknowledge", {
                "acknowledgement": self.primary_says(), "reason": "browser tests"})
            assert status == 202, asked
            status, answer = self.call("meera", "POST", f"/approvals/{asked['approval_id']}/approve", {})
            assert status == 200, answer
        self.change_mode("standby")

    def primary_says(self):
        """What the primary's DBA would read out once it has everything of the latest seal; nothing before it."""
        return self.value(
            "select jsonb_build_object('failback_id', f.failback_id, 'seal_number', f.seal_number, 'kinds',"
            " (select jsonb_object_agg(s.kind, jsonb_build_array(s.record_count, s.content_hash::text))"
            " from desk.seals s where (s.failback_id, s.seal_number) = (f.failback_id, f.seal_number)))"
            " from sync.failbacks f where f.closed_at is null and f.state = 'sealed'")

    def change_mode(self, action):
        """By two people. What the exchange or the primary has yet to say is waited for."""
        answers = []

        def asked():
            answers.append(self.call("vikram", "POST", f"/site/{action}", {"reason": "browser tests"}))
            return answers[-1][0] == 202

        try:
            self.wait(asked, action)
        except AssertionError as error:
            raise AssertionError(f"{action}: {answers[-1]}") from error
        status, answer = self.call("meera", "POST", f"/approvals/{answers[-1][1]['approval_id']}/approve", {})
        assert status == 200, answer

    def given_to_clients(self, pattern, since, what):
        """What a provider of messages was given since then (seconds of the clock): the group of the pattern."""
        def found():
            for file in (self.home / "outbox").glob("**/*.txt"):
                if file.stat().st_mtime >= since and (match := re.search(pattern, file.read_text())):
                    return match[1]
            return None
        self.wait(found, what)
        return found()

    def client(self, number=0, minimum_positions=1):
        """A client with open long positions that nobody speaks with: what they say of themselves."""
        rows = self.sql(
            "select u.user_id, u.broker_id, u.pan, u.date_of_birth, u.name, count(*)"
            " from core.positions p join book.users u using (user_id)"
            " where p.net_quantity > 0 and p.trade_date = (select max(trade_date)"
            " from book.trading_days)"
            " group by u.user_id having count(*) >= " + str(minimum_positions) +
            f" order by u.user_id offset {number} limit 1")
        names = ("user_id", "broker_id", "pan", "date_of_birth", "name", "positions")
        return dict(zip(names, rows[0]))

    def resting_order(self, username, call, client, number=0):
        """An order of an open call far from the market, so that it rests: number, price, tick."""
        position, tick, last = self.sql(
            "select c.position_id, i.tick_size, p.last_price from core.positions c"
            " join book.instruments i using (instrument_id)"
            " join book.prices p using (instrument_id)"
            f" where c.user_id = {client['user_id']} and c.net_quantity > 0"
            f" order by c.position_id offset {number} limit 1")[0]
        price = round(round(float(last) * 1.05 / float(tick)) * float(tick), 4)
        status, asked = self.call(username, "POST", "/squareoff", {
            "call_id": call, "position_id": int(position), "percent": 100, "order_type": "LIMIT",
            "limit_price": price}, {"Idempotency-Key": f"rest-{call}-{position}"})
        assert status == 202, asked
        order = asked["orders"][0]["order_id"]
        self.wait(lambda: self.value(f"select status from core.orders where order_id = {order}")
                  in ("acknowledged", "open"), f"order {order} rests")
        return order, price, float(tick)

    def give_code(self, call, code):
        """A one-time code of a call, as if it had been sent to the client."""
        self.sql(
            "insert into core.call_otps (call_id, salt, code_hash, expires_at) select"
            f" '{call}', s.salt, sha256(convert_to(s.salt || '{code}', 'UTF8')),"
            " now() + interval '5 minutes' from (select gen_random_uuid() as salt) s")

    def wait(self, is_so, what, patience=PATIENCE_S):
        deadline = time.monotonic() + patience
        while not is_so():
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}: not within {patience} s")
            time.sleep(0.1)

    def process(self, name):
        """The number of a worker's process."""
        states = json.loads(self.irra("status", "--json").stdout)
        return next(entry["pid"] for entry in states if entry["name"] == name)

    def kill_front(self):
        os.kill(self.process("front"), signal.SIGKILL)

    def start_front(self):
        self.irra("up")
