"""What does not agree, put right on the Monitor: a purge, a message set aside."""

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
