#!/usr/bin/python3
"""An SMTP server for tests, with the faults of real ones; the recipient's name says which.

grey-*      451 at the first try, then taken         unknown-*   550 5.1.1
full-*      452 always                               policy-*    550 5.7.1
refused-*   554 after the data                       drop-*      cut in mid-data once
slow-*      no answer for a long time, once          busy-*      421 once
Each mail that is taken is a line of JSON in the log. Writes its port to the file given."""
import argparse
import asyncio
import json
import os
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("--port-file", required=True)
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--log", required=True)
parser.add_argument("--tls", choices=["none", "starttls", "tls"], default="none")
parser.add_argument("--certificate")
parser.add_argument("--key")
parser.add_argument("--password", help="asks for user desk with this password")
options = parser.parse_args()
seen = set()
SLOW_SECONDS = 30


def first_time(recipient, what):
    known = (recipient, what) in seen
    seen.add((recipient, what))
    return not known


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        kind = address.split("-")[0]
        if kind == "grey" and first_time(address, "grey"):
            return "451 4.7.1 Greylisted, try again later"
        if kind == "busy" and first_time(address, "busy"):
            return "421 4.3.2 Closing down"
        answers = {
            "full": "452 4.2.2 Mailbox full",
            "unknown": "550 5.1.1 <%s>: no such user" % address,
            "policy": "550 5.7.1 Not from you",
        }
        if kind in answers:
            return answers[kind]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        recipient = envelope.rcpt_tos[0]
        if recipient.startswith("refused-"):
            return "554 5.6.0 Message refused"
        if recipient.startswith("slow-") and first_time(recipient, "slow"):
            await asyncio.sleep(SLOW_SECONDS)
        text = envelope.content.decode("utf-8", "replace")
        headers = dict(
            line.split(": ", 1) for line in text.split("\r\n\r\n")[0].split("\r\n") if ": " in line
        )
        with open(options.log, "a") as log:
            log.write(json.dumps({
                "to": recipient, "from": envelope.mail_from, "id": headers.get("Message-ID"),
                "subject": headers.get("Subject"), "connection": session.peer[1],
                "tls": session.ssl is not None or options.tls == "tls",
                "authenticated": bool(session.authenticated), "text": text}) + "\n")
        return "250 OK queued as Q%d" % len(seen)


class Server(SMTP):
    async def smtp_DATA(self, arg):
        recipients = self.envelope.rcpt_tos if self.envelope else []
        if recipients and recipients[0].startswith("drop-") and first_time(recipients[0], "drop"):
            await self.push("354 Go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def check(server, session, envelope, mechanism, data):
    good = data.login == b"desk" and data.password == options.password.encode()
    return AuthResult(success=good, handled=good)


async def main():
    context = None
    if options.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
    settings = {"hostname": "localhost", "timeout": 120}
    if options.password:
        settings.update(authenticator=check, auth_required=True,
                        auth_require_tls=options.tls == "starttls")
    if options.tls == "starttls":
        settings.update(tls_context=context, require_starttls=True)
    server = await asyncio.get_running_loop().create_server(
        lambda: Server(Handler(), **settings), "127.0.0.1", options.port,
        ssl=context if options.tls == "tls" else None)
    with open(options.port_file + ".part", "w") as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(options.port_file + ".part", options.port_file)
    await server.serve_forever()


asyncio.run(main())
