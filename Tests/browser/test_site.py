"""The desk's modes from the page, each by two people: a drill end to end; open for clients, and back."""

import re
import time

import pytest
from playwright.sync_api import expect

from test_call import open_square_off
from test_overseers import ADMIN, OVERSEERS

AGENTS = ["/page/desk", "/page/callers", "/page/sheet", "/page/account"]


@pytest.fixture
def standby(desk):
    """In standby, with nothing that may still trade; afterwards the drill of the other tests goes on."""
    desk.stand_by()
    try:
        yield
    finally:
        desk.stand_by()
        desk.drill()


def change_mode(asker, decider, button, title, why):
    """Asked for on the Site page with what was checked in sight, agreed to on Approvals by somebody else."""
    page, dialog = asker.page, asker.page.locator("#dialog")
    page.goto("/page/site")
    page.get_by_role("button", name=button).click()
    expect(dialog.locator("#dialog-title")).to_have_text(title)
    expect(dialog.locator(".check").first).to_be_visible()
    expect(dialog.locator(".steps li").first).to_be_visible()
    dialog.get_by_label("Reason").fill(why)
    dialog.get_by_role("button", name="Ask a second person").click()
    expect(page.locator("#message")).to_contain_text("It waits for a second person")
    number = re.search(r"request (\d+)", page.locator("#message").inner_text())[1]
    agree(decider, number)


def agree(decider, number):
    page = decider.page
    page.goto("/page/approvals")
    card = page.locator(f"article.card[data-row='{number}']")
    card.get_by_role("button", name="Approve").click()
    page.locator("#dialog").get_by_role("button", name=re.compile("^Approve: ")).click()
    expect(page.locator("#message")).to_contain_text(f"Request {number} is approved")
    expect(card).to_have_count(0)


def expect_mode(person, mode):
    """On the page as it stands, by itself."""
    expect(person.page.locator("#band .mode b")).to_have_text(re.compile(f"^{mode}$", re.IGNORECASE))
    expect(person.page.locator(f"#band[data-mode={mode}]")).to_be_visible()


def test_a_drill_from_its_beginning_to_its_report(desk, person, standby):
    vikram, meera = person("vikram", "/page/site"), person("meera", "/page/approvals")
    asha = person("asha")
    expect_mode(asha, "standby")
    before = desk.sql("select position_id, net_quantity from core.positions order by 1")
    change_mode(vikram, meera, "Drill …", "Begin a drill", "practice on a quiet day")
    for somebody in (vikram, meera, asha):
        expect_mode(somebody, "drill")
    for path in AGENTS + OVERSEERS:
        vikram.page.goto(path)
        expect(vikram.page.locator("#band .mode b")).to_have_text("DRILL")
    anita = person("anita", "/page/admin/people")
    for path in ADMIN:
        anita.page.goto(path)
        expect(anita.page.locator("#band .mode b")).to_have_text("DRILL")

    # Work as on the day, but for messages.
    asha.verify(desk.client(40))
    page, dialog = asha.page, asha.page.locator("#dialog")
    told = desk.value("select count(*) from notify.outbox where user_id is not null")
    open_square_off(page)
    dialog.get_by_role("button", name="The caller confirms: send").click()
    asha.order_is_filled()
    page.get_by_role("button", name="Write to the client").click()
    expect(dialog).to_contain_text("DRILL: no message leaves the desk")
    dialog.get_by_label("Text").fill("Your position is closed.")
    dialog.get_by_role("button", name="Send").click()
    expect(page.locator("#message")).to_contain_text("In a drill no message leaves the desk: nothing was sent.")
    assert desk.value("select count(*) from notify.outbox where user_id is not null") == told
    asha.end_call()
    assert desk.sql("select position_id, net_quantity from core.positions order by 1") != before

    vikram.page.goto("/page/site")
    with vikram.page.expect_download() as download:
        vikram.page.locator("a[href='/reports/incident?format=html']").click()
    report = open(download.value.path(), encoding="utf-8").read()
    assert "Mode: drill since " in report and "standby -&gt; drill: practice on a quiet day" in report
    assert re.search("<td>orders filled</td><td>[1-9]", report), "the quarter of an hour before counts, too"
    assert re.search(r"<td>\d\d \w{3} \d{4}, [\d:]{8} IST</td><td>site</td>", report), "times of India, with their date"

    desk.wait(lambda: desk.value("select count(*) from core.temp_trades where state = 'provisional'") == "0",
              "the drop copy confirms what was practised")
    change_mode(vikram, meera, "End the drill …", "End the drill", "practice over")
    for somebody in (vikram, meera, asha):
        expect_mode(somebody, "standby")
    assert desk.sql("select position_id, net_quantity from core.positions order by 1") == before
    assert desk.value("select count(*) from ops.position_breaks") == "0"


def test_the_desk_opens_and_goes_back_by_two_people(desk, person, standby):
    vikram, meera = person("vikram", "/page/site"), person("meera", "/page/approvals")
    asha = person("asha")
    change_mode(vikram, meera, "Activate …", "Make the desk active", "main site down since 10:06")
    expect_mode(asha, "active")
    expect(vikram.page.locator("#state")).to_contain_text("Orders can be made.")

    client = desk.client(41)
    desk.sql("update core.settings set value = 'square_off' where name = 'otp_required_for'")
    try:
        asha.verify(client)
        send_a_code(desk, asha)
        write_to_the_client(desk, asha, client)
        asha.end_call()
    finally:
        desk.sql("update core.settings set value = 'nothing' where name = 'otp_required_for'")

    change_mode(vikram, meera, "Begin the return …", "Begin the return to the primary", "main site is fit again")
    expect_mode(asha, "returning")
    vouch_for_the_primary(desk, vikram, meera)
    change_mode(vikram, meera, "To standby …", "To standby", "the primary has everything")
    for somebody in (vikram, meera, asha):
        expect_mode(somebody, "standby")
    expect(vikram.page.locator("#state .list li").first).to_contain_text("agreed by meera")


def vouch_for_the_primary(desk, asker, decider):
    """What its DBA would read to them is pasted; a wrong one changes nothing."""
    page, dialog, way = asker.page, asker.page.locator("#dialog"), asker.page.locator("#failback")
    page.goto("/page/site")  # what was said before is gone
    expect(way).to_contain_text("Sealed at")
    way.get_by_role("button", name="Vouch for the primary's answer").click()
    answer, reason = dialog.get_by_label("The primary's answer"), dialog.get_by_label("Reason")
    answer.fill("they have it")
    reason.fill("read by their DBA")
    dialog.get_by_role("button", name="Ask a second person").click()
    expect(dialog.locator("[data-problem]")).to_contain_text("not valid")
    answer.fill(desk.primary_says())
    dialog.get_by_role("button", name="Ask a second person").click()
    expect(page.locator("#message")).to_contain_text("It waits for a second person")
    agree(decider, re.search(r"request (\d+)", page.locator("#message").inner_text())[1])
    expect(way).to_contain_text("The primary has it since")


def send_a_code(desk, asha):
    """By the button; the code is read where the client would read it."""
    page, call, began = asha.page, asha.page.locator("#call"), time.time()
    call.get_by_role("button", name="Send a code to the client").click()
    expect(page.locator("#message")).to_contain_text("A code is on its way to the client.")
    expect(call).to_contain_text("3 tries")
    found = desk.given_to_clients(r"(\d{6}) is your one-time code", began, "the code")
    assert found not in page.content(), "the page does not know the code"
    call.get_by_label("Code that the caller names").fill(found)
    call.get_by_role("button", name="Compare").click()
    expect(page.locator("#message")).to_contain_text("The code is right.")
    expect(call).to_contain_text("The caller named their one-time code at")
    expect(page.locator("#messages tbody tr").filter(has_text="one-time code").first).to_contain_text("sent")


def write_to_the_client(desk, asha, client):
    page, dialog, began = asha.page, asha.page.locator("#dialog"), time.time()
    page.get_by_role("button", name="Write to the client").click()
    expect(dialog).to_contain_text("By every way that the client has registered.")
    dialog.get_by_label("Text").fill("My PAN is ABCDE1234F.")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.locator("[data-problem]")).to_contain_text("shows a secret")
    words = f"Please call back, {client['broker_id']}: {began}"
    dialog.get_by_label("Text").fill(words)
    dialog.get_by_role("button", name="Send").dblclick()
    expect(page.locator("#message")).to_contain_text("On its way by e-mail and text message.")
    desk.given_to_clients(f"({re.escape(words)})", began, "the message")
    assert desk.value("select count(*) from notify.messages where kind = 'client_message' and channel = 'sms'"
                      f" and facts ->> 'text' = '{words}'") == "1", "pressed twice, sent once"
    rows = page.locator("#messages tbody tr").filter(has_text="sms")
    expect(rows.first).to_contain_text("sent")
