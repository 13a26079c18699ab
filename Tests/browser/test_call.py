"""A call from the verification to the confirmed square-off, and what may go wrong in it."""

import re

from playwright.sync_api import expect


def square_off_button(page):
    return page.locator("#positions button[data-open=square-off]").first


def open_square_off(page):
    """The dialog of the first position that can be closed, once its words are there."""
    square_off_button(page).click()
    dialog = page.locator("#dialog")
    expect(dialog.locator("[data-words]")).to_contain_text("Is that right?")
    return dialog


def test_a_call_from_the_verification_to_the_confirmed_square_off(desk, person):
    client = desk.client(0)
    asha = person("asha")
    page = asha.page
    page.get_by_label("Client's number (broker id)").fill(client["broker_id"])
    page.get_by_label("PAN").fill("AAAPA0000A")
    page.get_by_label("Date of birth").fill(client["date_of_birth"])
    page.get_by_label("Caller's telephone number").fill("+919000000001")
    page.get_by_label("Recording").fill("recording-1")
    page.get_by_role("button", name="Verify and open the call").click()
    expect(page.locator("#message")).to_contain_text("not verified")

    page.get_by_label("PAN").fill(client["pan"])
    page.get_by_role("button", name="Verify and open the call").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(client["name"])
    assert client["pan"] not in page.content(), "the PAN is masked"
    expect(page.locator("#band")).to_contain_text("DRILL")

    row = page.locator("#positions tr[data-row]").filter(
        has=page.locator("button[data-open=square-off]")).first
    position = row.get_attribute("data-row")
    dialog = open_square_off(page)
    dialog.get_by_label("Quantity").fill("1000000000")
    expect(dialog.locator("[data-problem]")).to_be_visible()
    expect(dialog.get_by_role("button", name="The caller confirms: send")).to_be_disabled()
    dialog.get_by_label("or percent of the position").fill("100")
    expect(dialog.locator("[data-words]")).to_contain_text(re.compile("^Sell .* Is that right"))
    said = dialog.locator("[data-words]").inner_text()
    dialog.get_by_role("button", name="The caller confirms: send").click()
    asha.order_is_filled()

    assert desk.value(
        "select details ->> 'read_back' from core.instructions order by instruction_id desc"
        " limit 1") == said, "what was read is kept with the instruction"
    desk.wait(
        lambda: desk.value(f"select net_quantity from core.positions where position_id={position}")
        == "0", "the drop copy closes the position")
    expect(page.locator(f"#positions tr[data-row='{position}']")).to_contain_text("flat")
    expect(page.locator("#trades tr[data-row]").first).to_be_visible()
    asha.end_call()


def test_a_double_click_sends_once(desk, person):
    asha = person("asha")
    asha.verify(desk.client(1))
    before = int(desk.value("select count(*) from core.orders"))
    dialog = open_square_off(asha.page)
    dialog.get_by_role("button", name="The caller confirms: send").dblclick()
    expect(asha.page.locator("#message")).to_contain_text("Sent.")
    exits = desk.value(
        "select count(*) from core.exits where created_at > now() - interval '1 minute'"
        " and exit_id > (select coalesce(max(exit_id), 0) - 1 from core.exits)")
    assert exits == "1"
    assert int(desk.value("select count(*) from core.orders")) >= before + 1
    asha.end_call()


def test_the_front_is_killed_and_comes_back_in_mid_call(desk, person):
    asha = person("asha")
    client = desk.client(2)
    asha.verify(client)
    page = asha.page
    dialog = open_square_off(page)
    before = int(desk.value("select count(*) from core.exits"))
    desk.kill_front()
    expect(page.locator("#connection")).to_contain_text("Connection lost")
    expect(page.locator("#positions")).to_have_class(re.compile("stale"))
    # The caller confirms all the same: nothing is lost, and nothing is done twice.
    dialog.get_by_role("button", name="The caller confirms: send").click()
    expect(dialog.locator("[data-problem]")).to_contain_text("it is done once")
    desk.start_front()
    expect(page.locator("#connection")).to_contain_text("Connected again")
    asha.order_is_filled()
    assert int(desk.value("select count(*) from core.exits")) == before + 1
    asha.end_call()


def test_two_agents_one_client(desk, person):
    client = desk.client(3)
    asha, vikram = person("asha"), person("vikram")
    asha.verify(client)
    page = vikram.page
    page.get_by_label("Client's number (broker id)").fill(client["broker_id"])
    page.get_by_label("PAN").fill(client["pan"])
    page.get_by_label("Date of birth").fill(client["date_of_birth"])
    page.get_by_label("Caller's telephone number").fill("+919000000002")
    page.get_by_label("Recording").fill("recording-2")
    page.get_by_role("button", name="Verify and open the call").click()
    expect(page.locator("#message")).to_contain_text("call")
    assert "/clients/" not in page.url, "one client, one agent"

    # Who oversees looks on, and sees what happens without asking for it.
    page.goto(f"/page/desk/clients/{client['user_id']}")
    expect(page.locator("#call")).to_contain_text("Asha")
    expect(page.locator("#positions button[data-open=square-off]").first).to_be_hidden()
    dialog = open_square_off(asha.page)
    dialog.get_by_role("button", name="The caller confirms: send").click()
    asha.order_is_filled()
    expect(page.locator("#orders tr[data-state=filled]").first).to_be_visible()

    # A hand-over: the call is the other's, and the first one sees the client no more.
    asha.page.get_by_role("button", name="Hand over").click()
    dialog = asha.page.locator("#dialog")
    dialog.get_by_label("To").select_option("vikram")
    dialog.get_by_label("Reason").fill("end of shift")
    dialog.get_by_role("button", name="Hand over").click()
    expect(asha.page.locator("#call")).to_contain_text("Asked vikram")
    page.goto("/page/callers")
    page.get_by_role("button", name="Take over").click()
    page.locator("#dialog").get_by_role("button", name="Take over").click()
    expect(page.locator("#call")).to_contain_text("handed over to you")
    expect(asha.page.locator("#message")).to_contain_text("The call is over")
    vikram.end_call()


def test_a_stale_figure_is_greyed_and_says_its_age(desk, person):
    asha = person("asha")
    asha.verify(desk.client(4))
    page = asha.page
    expect(page.locator("#positions .read-age")).to_contain_text("Read")
    expect(page.locator("#positions")).not_to_have_class(re.compile("stale"))
    # Parts cannot be read any more, though the stream lives: figures grow old, and say so.
    page.route("**/*part=*", lambda route: route.abort())
    expect(page.locator("#positions")).to_have_class(re.compile("stale"))
    expect(page.locator("#positions .read-age")).to_contain_text("Old")
    page.unroute("**/*part=*")
    expect(page.locator("#positions")).not_to_have_class(re.compile("stale"))
    asha.end_call()


def test_some_positions_together_and_all_of_them(desk, person):
    client = desk.client(0, minimum_positions=3)
    asha = person("asha")
    asha.verify(client)
    page = asha.page
    boxes = page.locator("#positions [data-pick]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Square off selected (2)").click()
    dialog = page.locator("#dialog")
    expect(dialog.locator("[data-words]")).to_contain_text("Close 2 positions")
    dialog.get_by_role("button", name="The caller confirms: send").click()
    expect(page.locator("#message")).to_contain_text("has begun")
    expect(page.locator("#exits .batch")).to_contain_text("2 sent")

    page.get_by_role("button", name="Square off all").click()
    expect(dialog.locator("[data-words]")).to_contain_text("Is that right?")
    dialog.get_by_role("button", name="The caller confirms: send").click()
    expect(page.locator("#message")).to_contain_text("waits for a second person")
    asha.end_call()
