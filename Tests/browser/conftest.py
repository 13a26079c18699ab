"""A desk, a Chromium and people at pages: what every browser test begins with."""

import os
import re

import pytest
from playwright.sync_api import expect, sync_playwright

from desk import Desk, PATIENCE_S

PATIENCE_MS = PATIENCE_S * 1000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def desk():
    desk = Desk()
    try:
        desk.up()
        desk.drill()
        yield desk
    finally:
        desk.down()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        # A test runs as root on the build server, where Chromium has no sandbox.
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("IRRA_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


class Person:
    """Somebody at a browser of their own. What its console complains of fails the test."""

    def __init__(self, desk, chromium, username, **options):
        self.desk, self.username = desk, username
        self.context = chromium.new_context(
            base_url=desk.address, **{"viewport": {"width": 1280, "height": 900}, **options})
        self.context.set_default_timeout(PATIENCE_MS)
        self.complaints = []
        self.page = self.open()

    def open(self):
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self.complaints.append(message.text)
                if message.type == "error" and "net::ERR" not in message.text
                and "status of" not in message.text else None)
        return page

    def log_in(self, path="/"):
        page = self.page
        page.goto(path)
        page.get_by_label("User name").fill(self.username)
        page.get_by_label("Password", exact=True).fill(self.desk.people[self.username]["password"])
        page.get_by_label("One-time code").fill(self.desk.code(self.username))
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("#band")).to_be_visible()
        return self

    def verify(self, client, number="+919000000001"):
        """From the desk page to the client's."""
        page = self.page
        page.goto("/page/desk")
        page.get_by_label("Client's number (broker id)").fill(client["broker_id"])
        page.get_by_label("PAN").fill(client["pan"])
        page.get_by_label("Date of birth").fill(client["date_of_birth"])
        page.get_by_label("Caller's telephone number").fill(number)
        page.get_by_label("Recording").fill("recording-1")
        page.get_by_role("button", name="Verify and open the call").click()
        expect(page.locator("#positions")).to_be_visible()

    def order_is_filled(self):
        """The order that was just sent, by the number that the page says: other ones may be pending."""
        said = self.page.locator("#message")
        expect(said).to_contain_text("Sent. Order ")
        order = re.search(r"Order (\d+)", said.inner_text())[1]
        expect(self.page.locator(f"#orders tr[data-row='{order}'] .state")).to_have_text("filled")

    def end_call(self):
        """Leaves the client for the next test."""
        self.page.get_by_role("button", name="End the call").click()
        self.page.locator("#dialog").get_by_role("button", name="End the call").click()
        expect(self.page.locator("#verify-title")).to_be_visible()


@pytest.fixture
def person(desk, chromium):
    """Makes people: `person("asha")`; log-ins are kept, because a one-time code counts once."""
    made = []

    def make(username, path="/page/desk", **options):
        known = SESSIONS.get(username)
        somebody = Person(desk, chromium, username, storage_state=known, **options)
        made.append(somebody)
        if known:
            somebody.page.goto(path)
            if somebody.page.url.endswith("/page/log-in") or "/page/log-in?" in somebody.page.url:
                somebody.log_in(path)
        else:
            somebody.log_in(path)
        somebody.page.wait_for_load_state()  # before that, keys and buttons do nothing
        SESSIONS[username] = somebody.context.storage_state()
        return somebody

    yield make
    for somebody in made:
        if somebody.username in SESSIONS:
            SESSIONS[somebody.username] = somebody.context.storage_state()
        somebody.context.close()
    complaints = [text for somebody in made for text in somebody.complaints]
    assert not complaints, complaints


SESSIONS = {}
