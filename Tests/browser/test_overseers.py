"""Who oversees the desk: approvals in a second browser, the monitor, the site, admin, audit."""

import json
import re

import pytest
from playwright.sync_api import expect

from test_pages import assert_accessible

OVERSEERS = ["/page/approvals", "/page/monitor", "/page/site", "/page/admin", "/page/admin/rules",
             "/page/admin/templates"]
ADMIN = ["/page/admin/people", "/page/admin/keys", "/page/audit"]


def open_call(desk, username, number):
    """An open call of `username` with a client of their own; made as a program would."""
    client = desk.client(number, minimum_positions=2)
    status, call = desk.call(username, "POST", "/calls", {
        "broker_id": client["broker_id"], "pan": client["pan"],
        "date_of_birth": client["date_of_birth"], "caller_number": "+919000000077",
        "recording_ref": "recording-77"})
    assert status == 201, call
    return client, call["call_id"]


def raise_alert(desk, kind, subject):
    desk.sql(f"select logic.raise_alert('{kind}', 'critical', '{subject}', '{{\"told\": 1}}')")
    return desk.value(f"select max(alert_id) from core.alerts where kind = '{kind}'")


def test_a_supervisor_approves_in_a_second_browser(desk, person):
    meera = person("meera", "/page/approvals")
    page = meera.page
    expect(page.locator("#list")).to_contain_text("Waiting for a second person")
    client, call = open_call(desk, "asha", 20)
    status, asked = desk.call("asha", "POST", "/squareoff/all", {"call_id": call},
                              {"Idempotency-Key": "browser-all-20"})
    assert status == 202, asked

    # Without anybody loading the page again.
    card = page.locator("article.card").filter(has_text=client["broker_id"])
    expect(card).to_be_visible()
    expect(card).to_contain_text(re.compile(r"Close \d+ positions of a client"))
    expect(card).to_contain_text(re.compile(r"Sell [\d,]+ .* worth about Rs [\d,]+\.\d\d"))
    expect(card.locator(".changes tbody tr").first).to_contain_text(re.compile(r"Position in \S+, \w+, \w+"))
    expect(card).to_contain_text("asha")
    expect(card.locator("[data-until]")).to_contain_text("left")

    card.get_by_role("button", name="Approve").click()
    dialog = page.locator("#dialog")
    expect(dialog.locator(".will li").first).to_contain_text("Sell")
    dialog.get_by_role("button", name="Approve: Close").click()
    expect(page.locator("#message")).to_contain_text("is approved")
    expect(card).to_have_count(0)
    expect(page.locator("#list table.rows tbody")).to_contain_text("approved by meera")
    desk.wait(lambda: desk.value(
        f"select count(*) from core.orders where user_id = {client['user_id']}"
        " and status = 'filled'") != "0", "what was approved is done")
    desk.call("asha", "POST", f"/calls/{call}/close", {})


def test_nobody_decides_what_they_asked_for_and_a_rejection_has_a_reason(desk, person):
    anita = person("anita", "/page/admin")
    page = anita.page
    page.get_by_label("Find").fill("otp required value")
    page.get_by_role("button", name="Change otp required value").click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("New value").fill("lots")
    dialog.get_by_label("Reason").fill("browser test")
    dialog.get_by_role("button", name="Ask a second person").click()
    expect(dialog.locator("[data-problem]")).to_contain_text("not valid")
    expect(dialog.get_by_label("New value")).to_have_attribute("aria-invalid", "true")
    dialog.get_by_label("New value").fill("250000")
    dialog.get_by_role("button", name="Ask a second person").click()
    expect(page.locator("#message")).to_contain_text("waits for a second person")

    page.goto("/page/approvals")
    own = page.locator("article.card").filter(has_text="otp_required_value")
    expect(own).to_contain_text("Somebody else has to decide")
    expect(own.get_by_role("button", name="Approve")).to_have_count(0)

    vikram = person("vikram", "/page/approvals")
    card = vikram.page.locator("article.card").filter(has_text="otp_required_value")
    expect(card.locator(".changes")).to_contain_text("2,50,000 rupees")
    card.get_by_role("button", name="Reject").click()
    vikram.page.locator("#dialog").get_by_label("Reason").fill("not in the middle of a day")
    vikram.page.locator("#dialog").get_by_role("button", name="Reject").click()
    expect(card).to_have_count(0)
    expect(own).to_have_count(0)
    expect(page.locator("#list table.rows tbody")).to_contain_text("not in the middle of a day")
    assert desk.value("select value from core.settings where name = 'otp_required_value'") == "0"


def test_the_monitor_shows_alerts_sessions_and_charts_as_they_come(desk, person):
    vikram = person("vikram", "/page/monitor")
    page = vikram.page
    sessions = page.locator("#sessions")
    row = sessions.locator("tbody tr").filter(has_text="simulator-orders").first
    expect(row).to_contain_text("logged on")
    number = int(row.locator("td.number").first.inner_text())
    assert number > 0
    expect(page.locator("#charts figure.chart")).to_have_count(8)
    expect(page.locator("#charts path.line").first).to_have_attribute("d", re.compile("^M"))

    raise_alert(desk, "trade_mismatch", "B4711")
    alert = page.locator("#alerts li").filter(has_text="B4711")
    expect(alert).to_contain_text("critical")
    alert.get_by_role("button", name="Acknowledge").click()
    page.locator("#dialog").get_by_role("button", name="Acknowledge").click()
    expect(alert).to_contain_text("vikram looks after it")
    alert.get_by_role("button", name="Settle").click()
    page.locator("#dialog").get_by_label("What was done about it").fill("the exchange was asked")
    page.locator("#dialog").get_by_role("button", name="Settle").click()
    expect(page.locator("#alerts .alerts li").filter(has_text="B4711")).to_have_count(0)

    row.get_by_role("button", name="Pause").click()
    page.locator("#dialog").get_by_label("Reason").fill("browser test")
    page.locator("#dialog").get_by_role("button", name="Do it now").click()
    pause = sessions.locator("p.message").filter(has_text="PAUSED")
    expect(pause).to_contain_text("simulator-orders")
    expect(page.locator("#band")).to_contain_text("1 pause in force")
    pause.get_by_role("button", name="Resume").click()
    page.locator("#dialog").get_by_role("button", name="Resume").click()
    expect(pause).to_have_count(0)


def test_an_unknown_order_is_settled_by_two_people(desk, person):
    client, call = open_call(desk, "asha", 24)
    order, _, _ = desk.resting_order("asha", call, client)
    desk.sql(f"select logic.lose_orders(array[{order}]::bigint[], 'purged', 'browser test')")

    vikram = person("vikram", "/page/monitor")
    page = vikram.page
    row = page.locator("#reconciliation tr[data-row]").filter(has_text=str(order))
    row.get_by_role("button", name="Settle").click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("Outcome").select_option("cancelled")
    dialog.get_by_label("Who said so").fill("the exchange, by telephone")
    dialog.get_by_role("button", name="Ask a second person").click()
    expect(page.locator("#message")).to_contain_text("waits for a second person")

    meera = person("meera", "/page/approvals")
    card = meera.page.locator("article.card").filter(has_text="Settle an order")
    expect(card.locator(".changes")).to_contain_text("cancelled")
    card.get_by_role("button", name="Approve").click()
    meera.page.locator("#dialog").get_by_role("button", name="Approve: Settle").click()
    expect(card).to_have_count(0)
    expect(row).to_have_count(0)
    desk.call("asha", "POST", f"/calls/{call}/close", {})


def test_a_drill_is_labelled_on_every_page(desk, person):
    vikram = person("vikram", "/page/site")
    for path in ["/page/desk", "/page/callers", "/page/sheet", "/page/account"] + OVERSEERS:
        vikram.page.goto(path)
        expect(vikram.page.locator("#band .mode")).to_contain_text("DRILL")
        expect(vikram.page.locator("#band[data-mode=drill]")).to_be_visible()
    vikram.page.goto("/page/site")
    expect(vikram.page.locator("#state-title")).to_have_text("DRILL")
    anita = person("anita", "/page/audit")
    for path in ADMIN:
        anita.page.goto(path)
        expect(anita.page.locator("#band .mode")).to_contain_text("DRILL")


def test_what_was_checked_stands_before_a_change_of_mode(desk, person):
    vikram = person("vikram", "/page/site")
    page = vikram.page
    page.get_by_role("button", name="End the drill").click()
    dialog = page.locator("#dialog")
    expect(dialog.locator(".check").first).to_be_visible()
    expect(dialog.locator(".steps li").first).to_be_visible()
    dialog.get_by_role("button", name="Ask a second person").click()
    assert dialog.get_by_label("Reason").evaluate("field => !field.validity.valid")
    page.keyboard.press("Escape")
    expect(page.locator("#timeline tbody th").first).to_contain_text("IST")
    page.get_by_label("Kind").select_option("site")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("kind=site"))
    expect(page.locator("#timeline tbody tr").first).to_contain_text("standby -> drill")
    with page.expect_download() as download:
        page.locator("a[href='/reports/incident?format=csv']").click()
    text = open(download.value.path(), encoding="utf-8").read()
    assert text.startswith("at,india,kind"), text[:80]


def test_an_admin_sets_rules_previews_words_and_adds_a_member(desk, person):
    anita = person("anita", "/page/admin/rules")
    page, dialog = anita.page, anita.page.locator("#dialog")
    page.get_by_label("Find").fill("wal large")
    page.get_by_role("button", name="Change wal large").click()
    dialog.get_by_label("For how many seconds").fill("45")
    dialog.get_by_label("Reason").fill("browser test")
    dialog.get_by_role("button", name="Change the rule").click()
    expect(page.locator("tr[data-row=wal_large]")).to_contain_text("for 45 s")

    page.goto("/page/admin/templates")
    page.get_by_role("button", name="Preview order filled").first.click()
    expect(dialog.locator(".said").first).not_to_be_empty()
    expect(dialog.locator(".said").first).not_to_contain_text("{{")
    page.keyboard.press("Escape")

    page.goto("/page/admin/people")
    page.get_by_role("button", name="Add a member").click()
    dialog.get_by_label("Username").fill("browser.test")
    dialog.get_by_label("Name", exact=True).fill("Browser Test")
    dialog.get_by_label("Role").select_option("ops_viewer")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog.locator("[data-secret]")).to_have_text(re.compile(r"^\S{8,}$"))
    expect(dialog.get_by_role("button", name="Add")).to_have_count(0)
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("#people tbody")).to_contain_text("browser.test")
    expect(page.locator("tr").filter(has_text="browser.test")).to_contain_text("not enrolled")


def test_the_log_is_searched_and_proved(desk, person):
    desk.call("asha", "GET", "/auth/me")
    anita = person("anita", "/page/audit")
    page = anita.page
    expect(page.locator("#log tbody tr").first).to_be_visible()
    page.get_by_label("Person").fill("vikram")
    page.get_by_label("Action").fill("request:")
    page.get_by_role("button", name="Search").click()
    rows = page.locator("#log tbody tr")
    expect(rows.filter(has_text="request:site_drill").first).to_be_visible()
    expect(rows.filter(has_text="meera")).to_have_count(0)
    page.get_by_label("Person").fill("nobody.here")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#log .message")).to_contain_text("not valid")
    page.goto("/page/audit")
    page.get_by_role("button", name="Verify the chain").click()
    expect(page.locator("[data-verified]")).to_contain_text("Intact")


def test_a_press_is_not_lost_when_its_part_is_drawn_anew(desk, person):
    client, call = open_call(desk, "asha", 30)
    status, asked = desk.call("asha", "POST", "/squareoff/all", {"call_id": call},
                              {"Idempotency-Key": f"browser-press-{call}"})
    assert status == 202, asked
    desk.call("anita", "GET", "/auth/me")  # a log-in may wait for its code: not with a button down
    page = person("meera", "/page/approvals").page
    card = page.locator(f"article.card[data-row='{asked['approval_id']}']")
    button = card.get_by_role("button", name="Approve")
    expect(button).to_be_visible()
    expect(page.locator("#connection")).to_be_hidden()
    button.hover()
    page.mouse.down()
    with page.expect_response(lambda answer: "part=list" in answer.url and answer.status == 200):
        status, other = desk.call("anita", "PATCH", "/settings/otp_required_value",
                                  {"value": "123456", "reason": "browser test"})
    assert status == 200, other
    page.wait_for_timeout(300)  # drawn anew by now, if it were not for the press
    page.mouse.up()
    expect(page.locator("#dialog")).to_contain_text("Approve: Close")
    other_card = page.locator(f"article.card[data-row='{other['approval_id']}']")
    expect(other_card).to_be_visible()
    page.keyboard.press("Escape")
    for approval in (asked, other):
        desk.call("vikram", "POST", f"/approvals/{approval['approval_id']}/reject",
                  {"reason": "browser test"})
    for decided in (card, other_card):
        expect(decided).to_have_count(0)
    desk.call("asha", "POST", f"/calls/{call}/close", {})


def test_approving_by_keyboard_alone(desk, person):
    status, asked = desk.call("vikram", "POST", "/notify/ops", {"title": "keys", "text": "keys"})
    assert status == 202, asked
    _, call = open_call(desk, "asha", 28)
    status, asked = desk.call("asha", "POST", "/squareoff/all", {"call_id": call},
                              {"Idempotency-Key": "browser-all-28"})
    assert status == 202, asked
    meera = person("meera", "/page/desk")
    page, keys = meera.page, meera.page.keyboard
    keys.press("g")
    keys.press("a")
    expect(page).to_have_url(re.compile("/page/approvals$"))
    approve = page.locator("article.card").first.get_by_role("button", name="Approve")
    expect(approve).to_be_visible()
    for _ in range(60):
        if approve.evaluate("button => button === document.activeElement"):
            break
        keys.press("Tab")
    assert approve.evaluate("button => button === document.activeElement")
    keys.press("Enter")
    confirm = page.locator("#dialog").get_by_role("button", name="Approve: Close")
    expect(confirm).to_be_visible()
    for _ in range(30):
        if confirm.evaluate("button => button === document.activeElement"):
            break
        keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#message")).to_contain_text("is approved")
    desk.call("asha", "POST", f"/calls/{call}/close", {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_overseers_is_accessible(desk, person, scheme):
    raise_alert(desk, "order_reopened", f"axe-{scheme}")
    for who, paths in (("vikram", OVERSEERS), ("anita", ADMIN)):
        page = person(who, paths[0], color_scheme=scheme).page
        for path in paths:
            page.goto(path)
            expect(page.locator(".part .read-age").first).not_to_be_empty()
            assert_accessible(page, f"{path} {scheme}")


def test_dialogs_of_overseers_are_accessible(desk, person):
    anita, dialog_of = person("anita", "/page/monitor"), lambda page: page.locator("#dialog h2")
    page = anita.page
    for path, name in (("/page/monitor", "Pause or stop"), ("/page/monitor", "Add a trade"),
                       ("/page/site", "End the drill"), ("/page/admin/people", "Add a member"),
                       ("/page/admin/people", "Change asha"), ("/page/admin/keys", "Add a machine"),
                       ("/page/admin", "Change call minutes"),
                       ("/page/admin/rules", "Change queue late")):
        page.goto(path)
        page.get_by_role("button", name=name).first.click()
        expect(dialog_of(page).first).to_be_visible()
        assert_accessible(page, f"{path}: {name}")


def test_a_telephone_in_portrait_shows_every_page_without_scrolling_sideways(desk, person):
    for who, paths in (("vikram", OVERSEERS), ("anita", ADMIN)):
        page = person(who, paths[0], viewport={"width": 360, "height": 740}).page
        for path in paths:
            page.goto(path)
            expect(page.locator("h1")).to_be_visible()
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 360, (path, wide)


def test_what_somebody_may_not_see_is_refused_in_words(desk, person):
    asha = person("asha", "/page/desk")
    for path in ("/page/approvals", "/page/audit", "/page/admin"):
        asha.page.goto(path)
        expect(asha.page.locator("main")).to_contain_text("Not entitled")
    links = asha.page.locator("nav.pages li").all_inner_texts()
    assert "Audit" not in links and "Approvals" not in links, json.dumps(links)
