#!/usr/bin/python3
"""A provider of text messages for tests; the end of the number says what it does.

0001 500 once      0002 400 invalid_number     0003 400 something else     0004 hangs up once
0005 slow once     0006 429 once               0007 answers what is no JSON
Asks for a signature over timestamp and body. Each message taken is a line of JSON in the log."""
import argparse
import hashlib
import hmac
import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

parser = argparse.ArgumentParser()
parser.add_argument("--port-file", required=True)
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--log", required=True)
parser.add_argument("--secret", required=True)
options = parser.parse_args()
seen = set()
lock = threading.Lock()
SLOW_SECONDS = 30


def first_time(number):
    with lock:
        known = number in seen
        seen.add(number)
        return not known


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = self.headers.get("X-Time", "").encode() + b"." + body
        wanted = "sha256=" + hmac.new(options.secret.encode(), signed, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(wanted, self.headers.get("X-Signature", "")):
            return self.answer(401, '{"error": "signature"}')
        message = json.loads(body)
        number = message["to"][-4:]
        if number == "0002":
            return self.answer(400, '{"error": "invalid_number"}')
        if number == "0003":
            return self.answer(400, '{"error": "template"}')
        if number in ("0001", "0004", "0005", "0006") and first_time(number):
            if number == "0001":
                return self.answer(500, "{}")
            if number == "0006":
                return self.answer(429, "{}")
            if number == "0005":
                time.sleep(SLOW_SECONDS)
            self.close_connection = True
            return self.connection.close()
        with lock, open(options.log, "a") as log:
            log.write(json.dumps({**message, "key": self.headers.get("Idempotency-Key")}) + "\n")
        self.answer(202, "yes" if number == "0007" else json.dumps({"data": {"id": "T" + message["id"]}}))


server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
with open(options.port_file + ".part", "w") as file:
    file.write(str(server.server_address[1]))
os.rename(options.port_file + ".part", options.port_file)
server.serve_forever()
