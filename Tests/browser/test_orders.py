"""What an agent does beside squaring off: orders changed and taken back, codes, masked fields, two tabs."""

import json
import re

from playwright.sync_api import expect

from test_call import open_square_off


def call_of(page):
    return page.locator("#call").get_attribute("data-call")


def row_of(page, order):
    return page.locator(f"#orders tr[data-row='{order}']")


def test_a_pending_order_is_changed_and_then_taken_back_once(desk, person):
    client = desk.client(30)
    asha = person("asha")
    asha.verify(client)
    page, dialog = asha.page, asha.page.locator("#dialog")
    order, price, tick = desk.resting_order("asha", call_of(page), client)
    expect(row_of(page, order)).to_have_attribute("data-live", "yes")

    row_of(page, order).get_by_role("button", name="Change").click()
    expect(dialog.locator("[data-words]")).to_contain_text(indian(price))
    higher = f"{price + tick:.2f}"
    dialog.get_by_label("Limit price").fill(higher)
    expect(dialog.locator("[data-words]")).to_contain_text(f"at Rs {indian(higher)}. Is that right?")
    dialog.get_by_role("button", name="The caller confirms: send").click()
    expect(page.locator("#message")).to_contain_text("on its way")
    expect(row_of(page, order)).to_contain_text(indian(higher))
    desk.wait(lambda: desk.value(f"select limit_price = {higher} and replacing_quantity is null"
                                 f" from core.orders where order_id = {order}") == "t",
              "the exchange confirms the change")

    row_of(page, order).get_by_role("button", name="Cancel").click()
    expect(dialog.locator("[data-words]")).to_contain_text("You want me to take back your order to sell")
    expect(dialog.locator("[data-words]")).to_contain_text(f"at Rs {indian(higher)}. Is that right?")
    dialog.get_by_role("button", name="The caller confirms: cancel it").dblclick()
    expect(row_of(page, order).locator(".state")).to_have_text("cancelled")
    expect(row_of(page, order).get_by_role("button", name="Cancel")).to_have_count(0)
    assert desk.value("select count(*) from core.order_requests where kind = 'cancel'"
                      f" and order_id = {order}") == "1"
    asha.end_call()


def test_all_that_is_pending_is_taken_back_together(desk, person):
    client = desk.client(31, minimum_positions=2)
    asha = person("asha")
    asha.verify(client)
    page, dialog = asha.page, asha.page.locator("#dialog")
    orders = [desk.resting_order("asha", call_of(page), client, number)[0] for number in (0, 1)]
    for order in orders:
        expect(row_of(page, order)).to_have_attribute("data-live", "yes")
    page.get_by_role("button", name="Cancel all pending").click()
    expect(dialog.locator("[data-words]")).to_contain_text("all your pending orders")
    dialog.get_by_role("button", name="The caller confirms: cancel them").click()
    for order in orders:
        expect(row_of(page, order).locator(".state")).to_have_text("cancelled")
    asha.end_call()


def test_square_offs_that_only_wait_are_taken_back_too(desk, person):
    client = client_without_orders(desk)
    asha = person("asha")
    asha.verify(client)
    page, dialog = asha.page, asha.page.locator("#dialog")
    cancel = page.get_by_role("button", name="Cancel all pending")
    expect(cancel).to_have_count(0)
    page.get_by_role("button", name="Square off all").click()
    expect(dialog.locator("[data-words]")).to_contain_text("Is that right?")
    dialog.get_by_role("button", name="The caller confirms: send").click()
    expect(page.locator("#message")).to_contain_text("waits for a second person")
    cancel.click()
    expect(dialog.locator("[data-words]")).to_contain_text(
        re.compile(r"all your pending orders, and the (square-off that waits|\d+ square-offs that wait) to be placed"))
    dialog.get_by_role("button", name="The caller confirms: cancel them").click()
    expect(page.locator("#message")).to_contain_text(re.compile(r"^\d+ waiting square-offs? withdrawn\.$"))
    expect(cancel).to_have_count(0)
    expect(page.locator("#exits")).to_contain_text("withdrawn")
    assert desk.value("select count(*) from core.exits where user_id = " + client["user_id"] +
                      " and state in ('waiting_approval', 'waiting_cancels', 'queued')") == "0"
    asha.end_call()


UNTOLD_READ = """async () => {
    const { refreshPart, redrawn } = await import(document.querySelector("script[src*='page.js']")
        .src.replace("page.js", "parts.js"));
    redrawn.addEventListener("part", () => setTimeout(() => refreshPart("orders"), 0), { once: true });
    refreshPart("orders");
}"""


def test_what_is_told_just_as_a_part_was_read_is_read_too(desk, person):
    asha = person("asha")
    asha.verify(desk.client(44))
    page, asked = asha.page, []
    # Nothing is read by the clock, and every answer is a new one: what comes was asked for.
    page.add_init_script("window.setInterval = () => 0")
    page.reload()
    expect(page.locator("#connection")).to_be_hidden()

    def anew(route):
        asked.append(route.request.url)
        route.continue_(headers={name: value for name, value in route.request.headers.items()
                                 if name != "if-none-match"})

    page.route("**/*part=orders*", anew)
    page.evaluate(UNTOLD_READ)
    desk.wait(lambda: page.evaluate("1") and len(asked) >= 2, "the part is read once more")
    page.unroute("**/*part=orders*")
    asha.end_call()


def client_without_orders(desk):
    """Somebody with positions and nothing pending, at the desk or the primary."""
    user = desk.value(
        "select p.user_id from core.positions p where p.net_quantity > 0 and not exists (select from book.orders b"
        " where b.user_id = p.user_id and b.status in ('open', 'partially_filled')) and not exists (select"
        " from core.orders o where o.user_id = p.user_id and o.leaves_quantity > 0) and not exists (select"
        " from core.calls c where c.user_id = p.user_id and c.closed_at is null)"
        " group by p.user_id having count(*) > 1 order by p.user_id desc limit 1")
    row = desk.sql(f"select user_id, broker_id, pan, date_of_birth, name from book.users where user_id = {user}")[0]
    return dict(zip(("user_id", "broker_id", "pan", "date_of_birth", "name"), row))


def test_a_caller_names_their_code_before_anything_is_sent(desk, person):
    desk.sql("update core.settings set value = 'square_off' where name = 'otp_required_for'")
    try:
        asha = person("asha")
        asha.verify(desk.client(8))
        page, dialog, call = asha.page, asha.page.locator("#dialog"), asha.page.locator("#call")
        expect(call).to_contain_text("The desk asks the caller for it before: square off")
        page.locator("#positions button[data-open=square-off]").first.click()
        expect(dialog.locator("[data-problem]")).to_contain_text("code")
        expect(dialog.get_by_role("button", name="The caller confirms: send")).to_be_disabled()
        dialog.get_by_role("button", name="Back").click()

        # In a drill no client is sent anything, and the page says so: the code comes by another way.
        expect(call).to_contain_text("DRILL: no message leaves the desk, so no code can be sent.")
        expect(call.get_by_role("button", name=re.compile("Send"))).to_have_count(0)
        status, refused = desk.call("asha", "POST", f"/calls/{call_of(page)}/otp", {})
        assert (status, refused["code"]) == (409, "IR201"), refused
        code = "271828"
        desk.give_code(call_of(page), code)
        field = call.get_by_label("Code that the caller names")
        expect(field).to_be_visible()
        field.fill("314159")
        call.get_by_role("button", name="Compare").click()
        expect(page.locator("#message")).to_have_class(re.compile("bad"))
        assert code not in page.content(), "the page does not know the code"
        expect(call).to_contain_text("2 tries")
        field.fill(code)
        call.get_by_role("button", name="Compare").click()
        expect(call).to_contain_text("The caller named their one-time code")

        dialog = open_square_off(page)
        dialog.get_by_role("button", name="The caller confirms: send").click()
        asha.order_is_filled()
        asha.end_call()
    finally:
        desk.sql("update core.settings set value = 'nothing' where name = 'otp_required_for'")


def test_a_masked_field_is_shown_once_and_on_record(desk, person):
    client = desk.client(33)
    vikram = person("vikram")
    vikram.verify(client)
    page, dialog = vikram.page, vikram.page.locator("#dialog")
    assert client["pan"] not in page.content()
    page.get_by_role("button", name="Show a masked field").click()
    dialog.get_by_label("Field").select_option("pan")
    dialog.get_by_label("Reason").fill("the caller asks which PAN we hold")
    dialog.get_by_role("button", name="Show", exact=True).click()
    expect(dialog.locator("[data-shown]")).to_have_text(client["pan"])
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(dialog.locator("*")).to_have_count(0)
    assert client["pan"] not in page.content(), "nor does it stay behind the closed dialog"
    logged = desk.sql("select action, user_id, after::text from audit.log where action like '%unmask%'"
                      f" and user_id = {client['user_id']}")
    assert logged and client["pan"] not in json.dumps(logged), logged
    vikram.end_call()


def test_two_tabs_on_one_client_show_the_same_and_send_nothing_twice(desk, person):
    asha = person("asha")
    asha.verify(desk.client(35))
    first, second = asha.page, asha.open()
    second.goto(first.url)
    expect(second.locator("#positions")).to_be_visible()
    dialogs = [open_square_off(page) for page in (first, second)]
    dialogs[0].get_by_role("button", name="The caller confirms: send").click()
    asha.order_is_filled()
    sent = desk.value("select max(order_id) from core.orders")
    expect(row_of(second, sent).locator(".state")).to_have_text("filled")
    # What was read in the other tab is not what would happen now.
    dialogs[1].get_by_role("button", name="The caller confirms: send").click()
    expect(dialogs[1].locator("[data-problem]")).to_be_visible()
    assert desk.value("select max(order_id) from core.orders") == sent
    second.close()
    asha.end_call()


def indian(number):
    """12,34,567.50: two decimals, groups as in India."""
    whole, _, fraction = f"{float(number):.2f}".partition(".")
    return re.sub(r"(\d)(?=(\d\d)+\d$)", r"\1,", whole) + "." + fraction
