"""Where a session begins and ends: what is left on the screen, and where a log-in leads."""

import re

import pytest
from playwright.sync_api import expect

from conftest import SESSIONS

FOREIGN = ["//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example",
           "/\n/elsewhere.example", "\t//elsewhere.example", "https://elsewhere.example/page/desk",
           "/page/../..//elsewhere.example", "javascript:alert(1)", "page/desk", "",
           "/page/log-in?next=/page/desk", "/./page/log-in"]

OWN_ADDRESS = """async (paths) => {
    const { ownAddress } = await import(document.querySelector("script[src*='log-in.js']")
        .src.replace("log-in.js", "session.js"));
    return paths.map((path) => {
        const url = new URL(ownAddress(path), location.href);
        return url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
    });
}"""


def test_a_log_in_leads_nowhere_but_to_this_desk(desk, chromium):
    context = chromium.new_context(base_url=desk.address)
    page = context.new_page()
    page.goto("/page/log-in")
    led = page.evaluate(OWN_ADDRESS, FOREIGN)
    for path, target in zip(FOREIGN, led):
        assert target == "/" or path == "/page/../..//elsewhere.example" and target.startswith("/"), (path, target)
    kept = ["/page/desk/clients/7?minutes=30#orders", "/page/approvals"]
    assert page.evaluate(OWN_ADDRESS, kept) == kept
    context.close()


def test_a_log_out_that_nobody_answered_is_none(desk, person):
    asha = person("asha")
    page = asha.page
    page.route("**/auth/logout", lambda route: route.abort())
    page.get_by_role("button", name="Log out").click()
    expect(page.locator("#message")).to_contain_text("You are still logged in")
    expect(page.locator("#verify-title")).to_be_visible()


def test_who_is_disabled_sees_nothing_more_at_once_nor_by_going_back(desk, person):
    client = desk.client(36)
    anita, asha = person("anita", "/page/admin/people"), person("asha")
    asha.verify(client)
    page, dialog = asha.page, anita.page.locator("#dialog")
    expect(page.locator("#identity h1")).to_contain_text(client["name"])
    try:
        disable(anita.page, "asha", True)
        expect(page).to_have_url(re.compile("/page/log-in"))
        assert client["name"] not in page.content()
        page.go_back()
        expect(page).to_have_url(re.compile("/page/log-in"))
        expect(page.locator("body")).not_to_contain_text(client["name"])
    finally:
        disable(anita.page, "asha", False)
        SESSIONS.pop("asha", None)
        desk.tokens.pop("asha", None)
    expect(dialog).to_be_hidden()
    assert desk.value("select count(*) from core.calls c join auth.ops_team p using (person_id)"
                      " where p.username = 'asha' and c.closed_at is null and c.expires_at > now()") == "0"


def disable(page, username, is_so):
    dialog = page.locator("#dialog")
    page.get_by_role("button", name=f"Change {username}").click()
    dialog.get_by_label("Disabled: ends").set_checked(is_so)
    dialog.locator("form[data-send^=PATCH]").get_by_label("Reason").fill("browser test")
    dialog.get_by_role("button", name="Change", exact=True).click()
    expect(page.locator("#message")).to_contain_text(f"{username} is changed")


def test_a_part_of_a_client_is_refused_without_their_call(desk, person):
    asha = person("asha")
    client = desk.client(37)
    page = asha.page
    for part in ("identity", "positions", "orders", "trades", "messages", "exits"):
        answer = page.request.get(f"/page/desk/clients/{client['user_id']}?part={part}")
        assert client["name"] not in answer.text() and client["broker_id"] not in answer.text(), part
        assert answer.headers["cache-control"] == "no-store", part
    page.goto(f"/page/desk/clients/{client['user_id']}")
    expect(page.locator("main")).not_to_contain_text(client["name"])


@pytest.mark.parametrize("role, sees, not_shown", [
    ("auditor", ["Desk", "Approvals", "Monitor", "Site", "Admin", "Audit"], ["Approve", "Reject", "Purge", "Acknowledge"]),
    ("ops_viewer", ["Monitor"], ["Pause", "Purge", "Settle", "Acknowledge"])])
def test_who_only_looks_sees_their_pages_and_nothing_to_press(desk, person, role, sees, not_shown):
    username = role.removeprefix("ops_") + ".one"
    desk.add_person(username, role)
    somebody = person(username, "/page/monitor")
    page = somebody.page
    links = page.locator("nav.pages li")
    for label in sees:
        expect(links.filter(has_text=label)).to_have_count(1)
    if role == "ops_viewer":
        expect(links.filter(has_text="Desk")).to_have_count(0)
        expect(links.filter(has_text="Audit")).to_have_count(0)
    expect(page.locator("#sessions tbody tr").first).to_be_visible()
    paths = ["/page/monitor"] + (["/page/approvals", "/page/site"] if role == "auditor" else [])
    for path in paths:
        page.goto(path)
        expect(page.locator(".part .read-age").first).not_to_be_empty()
        for name in not_shown:
            expect(page.locator("main").get_by_role("button", name=name)).to_have_count(0)
    if role == "auditor":
        page.goto("/page/audit")
        page.get_by_role("button", name="Verify the chain").click()
        expect(page.locator("[data-verified]")).to_contain_text("Intact")
        client = desk.client(38)
        page.goto(f"/page/desk/clients/{client['user_id']}")
        expect(page.locator("#positions tr[data-row]").first).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("^Square off"))).to_have_count(0)
        assert client["pan"] not in page.content()
