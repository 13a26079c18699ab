"""What holds for every page: WCAG 2.2 AA, keyboard, size, a narrow screen, a first log-in."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

FIRST_PAGE_BYTES = 100_000
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def assert_accessible(page, what):
    violations = Axe().run(page, options=RULES).response["violations"]
    told = [f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]}" for v in violations]
    assert not told, (what, told)


PAGES = ["/page/desk", "/page/callers", "/page/account", "/page/sheet"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(desk, person, scheme):
    vikram = person("vikram", color_scheme=scheme)
    page = vikram.page
    for path in PAGES:
        page.goto(path)
        expect(page.locator("#band .age").first).not_to_be_empty()
        assert_accessible(page, path)
    client = desk.client(5)
    page.goto(f"/page/desk/clients/{client['user_id']}")
    expect(page.locator("#positions .read-age")).not_to_be_empty()
    assert_accessible(page, "client without a call")
    vikram.verify(client)
    assert_accessible(page, "client in a call")
    page.locator("#positions button[data-open=square-off]").first.click()
    expect(page.locator("#dialog [data-words]")).to_contain_text("Is that right?")
    assert_accessible(page, "square-off")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys").click()
    expect(page.locator("#shortcuts")).to_be_visible()
    assert_accessible(page, "shortcuts")
    page.keyboard.press("Escape")
    vikram.end_call()
    page.goto("/page/log-in")
    assert_accessible(page, "log-in")
    page.goto("/page/nothing")
    assert_accessible(page, "a page that is not there")


def test_a_telephone_in_portrait_shows_everything_without_scrolling_sideways(desk, person):
    vikram = person("vikram")
    page = vikram.page
    page.set_viewport_size({"width": 360, "height": 740})
    vikram.verify(desk.client(5))
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, wide
    page.locator("#positions button[data-open=square-off]").first.click()
    expect(page.locator("#dialog [data-words]")).to_contain_text("Is that right?")
    assert page.locator("#dialog").bounding_box()["width"] <= 360
    page.keyboard.press("Escape")
    vikram.end_call()


def test_the_contingency_sheet_prints_whole_and_says_the_mode(desk, person):
    page = person("vikram", "/page/sheet", viewport={"width": 1047, "height": 720}).page  # A4 across, within its margins
    expect(page.locator("#sheet section").first).to_be_visible()
    page.emulate_media(media="print")
    for gone in (".top", "button", ".skip"):
        assert page.locator(f"{gone} >> visible=true").count() == 0, gone
    expect(page.locator("#sheet .mode-line")).to_contain_text("DRILL")
    cut = page.evaluate("""() => [...document.querySelectorAll("#sheet .scroll")]
        .filter((box) => box.scrollWidth > box.clientWidth + 1 || getComputedStyle(box).overflow !== "visible").length""")
    assert cut == 0, "no column is cut off"
    heads = page.evaluate("getComputedStyle(document.querySelector('#sheet thead')).display")
    assert heads == "table-header-group", "each sheet of paper has the columns' names"
    paper = page.pdf(format="A4", landscape=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert sheets >= page.locator("#sheet section").count(), "each exchange begins on a sheet of its own"


def test_the_first_page_is_small(desk, chromium):
    context = chromium.new_context(base_url=desk.address)
    page = context.new_page()
    sizes = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto("/", wait_until="networkidle")
    context.close()
    print(f"first page: {sum(sizes)} bytes in {len(sizes)} answers")
    assert sum(sizes) < FIRST_PAGE_BYTES


def test_each_page_of_the_navigation_has_keys_of_its_own(desk, person):
    anita = person("anita", "/page/admin/people")
    page, keys = anita.page, anita.page.keyboard
    for key, path in (("d", "desk"), ("c", "callers"), ("a", "approvals"), ("m", "monitor"), ("s", "site"),
                      ("n", "admin"), ("u", "audit"), ("h", "sheet"), ("y", "account")):
        keys.press("g")
        keys.press(key)
        expect(page).to_have_url(re.compile(f"/page/{path}$"))
        page.wait_for_load_state()
    keys.press("?")
    names = page.locator("nav ul a").all_inner_texts()
    for name in names:
        expect(page.locator("#shortcut-list")).to_contain_text(f"Go to {name}")
    page = person("asha").page
    page.keyboard.press("?")
    expect(page.locator("#shortcut-list")).to_contain_text("Go to Callers")
    expect(page.locator("#shortcut-list")).not_to_contain_text("Go to Admin")


def test_what_is_drawn_anew_says_its_age_at_once(desk, person):
    page = person("asha").page
    ages = page.evaluate("""() => new Promise((done) => {
      const old = document.getElementById("band");
      const watch = new MutationObserver(() => {
        const band = document.getElementById("band");
        if (!band || band === old) return;
        watch.disconnect();
        requestAnimationFrame(() => done([...band.querySelectorAll("summary .age")].map((age) => age.textContent)));
      });
      watch.observe(document.querySelector("header.top"), { childList: true, subtree: true });
    })""")
    assert ages and all(re.match("heard (now|.* ago)$", age) for age in ages), ages


def test_a_whole_call_by_keyboard_alone(desk, person):
    client = desk.client(6)
    asha = person("asha")
    page, keys = asha.page, asha.page.keyboard
    keys.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    expect(page.locator("#shortcut-list")).to_contain_text("Go to Callers")
    keys.press("Escape")
    keys.press("c")
    for text in (client["broker_id"], client["pan"]):
        keys.type(text)
        keys.press("Tab")
    year, month, day = client["date_of_birth"].split("-")
    keys.type(f"{month}{day}{year}")
    page.get_by_label("Caller's telephone number").focus()
    keys.type("+919000000003")
    keys.press("Tab")
    keys.type("recording-3")
    keys.press("Enter")
    expect(page.locator("#positions")).to_be_visible()

    button = page.locator("#positions button[data-open=square-off]").first
    name = button.get_attribute("aria-label")
    for _ in range(200):
        keys.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == name:
            break
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    keys.press("Enter")
    confirm = page.locator("#dialog [data-confirm]")
    expect(confirm).to_be_enabled()
    for _ in range(30):
        if page.evaluate("document.activeElement.hasAttribute('data-confirm')"):
            break
        keys.press("Tab")
    keys.press("Enter")
    asha.order_is_filled()
    keys.press("e")
    expect(page.locator("#dialog")).to_be_visible()
    keys.press("Enter")
    expect(page.locator("#verify-title")).to_be_visible()


def test_a_first_log_in_sets_a_password_and_enrols_a_second_factor(desk, chromium):
    added = desk.irra("ops-user", "add", "ravi", "--role", "ops_agent", "--display-name", "Ravi")
    password = re.search(r"initial password: (\S+)", added.stdout)[1]
    context = chromium.new_context(base_url=desk.address)
    page = context.new_page()
    page.goto("/page/desk")
    expect(page).to_have_url(re.compile("/page/log-in"))
    page.get_by_label("User name").fill("ravi")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("New password").fill("violet harbour engine 42")
    page.get_by_label("The same again").fill("violet harbour engine")
    page.get_by_role("button", name="Set the password").click()
    expect(page.locator("#message")).to_contain_text("differ")
    page.get_by_label("The same again").fill("violet harbour engine 42")
    page.get_by_role("button", name="Set the password").click()
    expect(page.locator("#factor-code svg")).to_be_visible()
    assert_accessible(page, "enrolment")
    secret = base32(page.locator("#factor-secret").inner_text())
    page.get_by_label("Code that the app shows").fill(desk.code("ravi", secret))
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("#recovery-codes li")).to_have_count(10)
    page.get_by_role("button", name="I have written them down").click()
    expect(page).to_have_url(re.compile("/page/desk"))
    page.get_by_role("button", name="Log out").click()
    expect(page.locator("#message")).to_contain_text("logged out")
    page.goto("/page/desk")
    expect(page).to_have_url(re.compile("/page/log-in"))
    context.close()


def base32(text):
    import base64
    text = text.replace(" ", "")
    return base64.b32decode(text + "=" * (-len(text) % 8))
