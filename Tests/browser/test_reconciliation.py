"""What does not agree, put right on the Monitor: a purge, a message set aside, a fill, a stray trade."""

import contextlib
import re

from playwright.sync_api import expect

from test_overseers import open_call

LIVE = ("acknowledged", "open")


def test_after_a_purge_every_live_order_is_asked_for_again(desk, person):
    client, call = open_call(desk, "asha", 26)
    order, _, _ = desk.resting_order("asha", call, client)
    session = desk.value(f"select session_name from core.orders where order_id = {order}")
    vikram = person("vikram", "/page/monitor")
    page, dialog = vikram.page, vikram.page.locator("#dialog")
    page.locator(f"#sessions tr[data-row='{session}']").get_by_role("button", name="Purge").click()
    dialog.get_by_label("Reason").fill("notice 17 of the exchange")
    dialog.get_by_role("button", name=f"Purge {session}").click()
    expect(page.locator("#message")).to_contain_text("is unknown now and is asked for again")
    assert desk.value("select count(*) from core.order_events where to_status = 'unknown'"
                      f" and order_id = {order}") == "1"
    # The simulator has its book still, and says so.
    desk.wait(lambda: desk.value(f"select status from core.orders where order_id = {order}") in LIVE,
              "the exchange's word on the order counts")
    expect(page.locator(f"#reconciliation tr[data-row='desk-{order}']")).to_have_count(0)
    desk.call("asha", "DELETE", f"/orders/{order}?source=desk")
    desk.wait(lambda: desk.value(f"select status from core.orders where order_id = {order}")
              == "cancelled", "the order is taken back")
    desk.call("asha", "POST", f"/calls/{call}/close", {})


def test_a_message_set_aside_is_shown_whole_and_settled_with_a_word(desk, person):
    # Text that a page must not take for its own, from the other side of the line.
    hostile = "\u0600<img src=x>\u202edlos"
    desk.sql("select fix.park('simulator-orders', jsonb_build_object('sequence', 4711, 'msg_type', '8',"
             f" 'fields', jsonb_build_object('58', '{hostile}')), 'browser test {hostile}')")
    vikram = person("vikram", "/page/monitor")
    page, dialog = vikram.page, vikram.page.locator("#dialog")
    entry = page.locator("#reconciliation li").filter(has_text="number 4711")
    expect(entry.first).to_contain_text("<img src=x>\ufffddlos")
    expect(page.locator("#reconciliation img")).to_have_count(0)
    entry.first.get_by_role("button", name="Settle").click()
    dialog.get_by_label("What was done about it").fill("the exchange was asked: a test")
    dialog.get_by_role("button", name="Settle").click()
    expect(page.locator("#message")).to_contain_text("is settled")
    expect(entry).to_have_count(0)


def test_a_fill_that_the_drop_copy_never_told_counts_by_two_people(desk, person):
    with no_drop_copy(desk):
        client, call = open_call(desk, "asha", 42)
        position = desk.value("select position_id from core.positions where net_quantity > 0"
                              f" and user_id = {client['user_id']} order by 1 limit 1")
        status, asked = desk.call("asha", "POST", "/squareoff", {
            "call_id": call, "position_id": int(position), "percent": 100},
            {"Idempotency-Key": f"promote-{call}"})
        assert status == 202, asked
        order = asked["orders"][0]["order_id"]
        desk.wait(lambda: desk.value(f"select status from core.orders where order_id = {order}") == "filled",
                  "the exchange fills it")
        fills = desk.sql("select temp_trade_id, trade_number from core.temp_trades"
                         f" where order_id = {order} and state = 'provisional'")
        assert fills, "nobody but the exchange's answer has told the fill"
        assert desk.value(f"select net_quantity from core.positions where position_id = {position}") != "0"

        vikram, meera = person("vikram", "/page/monitor"), person("meera", "/page/approvals")
        page, dialog = vikram.page, vikram.page.locator("#dialog")
        for fill, trade in fills:
            page.goto("/page/monitor")  # what was said before is gone
            row = page.locator(f"#reconciliation tr[data-row='fill-{fill}']")
            row.get_by_role("button", name="Promote").click()
            expect(dialog).to_contain_text(f"let trade {trade}")
            dialog.get_by_label("Reason").fill("the exchange confirms it by telephone")
            dialog.get_by_role("button", name="Promote").click()
            expect(page.locator("#message")).to_contain_text("It waits for a second person")
            approve(meera, page, "Let an unconfirmed fill count", trade)
            expect(row).to_have_count(0)
        assert desk.value(f"select net_quantity from core.positions where position_id = {position}") == "0"
        desk.call("asha", "POST", f"/calls/{call}/close", {})
    # What comes after all only adds its stamp.
    desk.wait(lambda: desk.value("select count(*) from core.trades where drop_copy_at is null"
                                 f" and order_id = {order}") == "0", "the drop copy tells it after all")
    assert desk.value(f"select net_quantity from core.positions where position_id = {position}") == "0"


def test_a_trade_of_nobody_known_is_given_to_a_client_by_two_people(desk, person):
    client = desk.client(43)
    position, instrument, product, net = desk.sql(
        "select position_id, instrument_id, product, net_quantity from core.positions"
        f" where user_id = {client['user_id']} and net_quantity > 0 order by 1 limit 1")[0]
    # As the drop copy tells a trade of an account that the book does not have.
    trade = desk.value(
        "insert into core.trades (exchange, segment, trade_date, trade_number, side, quantity, price,"
        " executed_at, instrument_id, account, drop_copy_at, applied) select i.exchange, i.segment,"
        " p.trade_date, 'stray-' || extract(epoch from clock_timestamp())::bigint, 'buy', i.lot_size, 100,"
        " clock_timestamp(), i.instrument_id, 'PRO1', clock_timestamp(), false from core.positions p"
        f" join book.instruments i using (instrument_id) where p.position_id = {position}"
        " returning trade_id")
    units = desk.value(f"select quantity from core.trades where trade_id = {trade}")

    vikram, meera = person("vikram", "/page/monitor"), person("meera", "/page/approvals")
    page, dialog = vikram.page, vikram.page.locator("#dialog")
    row = page.locator(f"#reconciliation tr[data-row='trade-{trade}']")
    expect(row).to_contain_text("PRO1")
    row.get_by_role("button", name="Assign").click()
    dialog.get_by_label("Client's number (broker id)").fill("NOBODY")
    dialog.get_by_label("Product").select_option(product)
    dialog.get_by_label("Reason").fill("the dealer says whose it is")
    dialog.get_by_role("button", name="Ask a second person").click()
    expect(dialog.locator("[data-problem]")).to_contain_text("Not found")
    dialog.get_by_label("Client's number (broker id)").fill(client["broker_id"])
    dialog.get_by_role("button", name="Ask a second person").click()
    expect(page.locator("#message")).to_contain_text("It waits for a second person")
    approve(meera, page, "Give a trade to a client", client["broker_id"])
    expect(row).to_have_count(0)
    assert desk.value(f"select net_quantity from core.positions where position_id = {position}") == str(
        int(net) + int(units))


def approve(decider, asker, title, words):
    """What was asked for on the other page, by its number; the card says the same words."""
    number = re.search(r"request (\d+)", asker.locator("#message").inner_text())[1]
    page = decider.page
    card = page.locator(f"article.card[data-row='{number}']")
    expect(card).to_contain_text(title)
    expect(card).to_contain_text(words)
    card.get_by_role("button", name="Approve").click()
    page.locator("#dialog").get_by_role("button", name=f"Approve: {title}").click()
    expect(page.locator("#message")).to_contain_text(f"Request {number} is approved")
    expect(card).to_have_count(0)


@contextlib.contextmanager
def no_drop_copy(desk):
    """The drop copy's sessions are switched off meanwhile."""
    states = ("select count(*) from ops.fix_sessions f join fix.sessions s using (name)"
              " where s.kind = 'drop_copy' and s.simulated and not s.conformance and f.status {} 'logged_on'")
    names = "'" + "','".join(row[0] for row in desk.sql(
        "select name from fix.sessions where kind = 'drop_copy' and enabled and simulated")) + "'"
    desk.sql(f"update fix.sessions set enabled = false where name in ({names})")
    try:
        desk.wait(lambda: desk.value(states.format("=")) == "0", "the drop copy's end")
        yield
    finally:
        desk.sql(f"update fix.sessions set enabled = true where name in ({names})")
        desk.wait(lambda: desk.value(states.format("<>") + f" and name in ({names})") == "0",
                  "the drop copy is back")
