"""Figures of the page, measured and printed. The bounds are for a busy build server; what to aim at stands beside."""

import json
import pathlib

from playwright.sync_api import expect

ORDERS = 30
POSITIONS = 2000
LOADS = 5
INTERACTIVE_MS = 10_000  # aim: 1000
SHOWN_P95_MS = 10_000  # aim: 300
FRAME_P95_MS = 2000  # aim: 34

WATCH = """() => {
    window.seen = {};
    const look = () => {
        for (const row of document.querySelectorAll("#orders tr[data-row][data-state]")) {
            const key = row.dataset.row + " " + row.dataset.state;
            window.seen[key] ??= Date.now();
        }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""

SCROLL = """async () => {
    const box = document.querySelector("#positions .scroll");
    const gaps = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
        box.scrollTop += 400;
        await new Promise((done) => requestAnimationFrame(done));
        const now = performance.now();
        gaps.push(now - last);
        last = now;
    }
    return gaps;
}"""


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def test_an_orders_state_is_on_the_screen_soon_after_its_commit(desk, person):
    asha = person("asha")
    row = desk.sql(
        "select u.user_id, u.broker_id, u.pan, u.date_of_birth, u.name, p.position_id"
        " from core.positions p join book.users u using (user_id)"
        " join book.instruments i using (instrument_id) join book.prices r using (instrument_id)"
        f" where p.net_quantity >= {ORDERS} and i.lot_size = 1 and i.segment = 'CM'"
        " and p.trade_date = (select max(trade_date) from book.trading_days)"
        " order by p.user_id desc limit 1")[0]
    client = dict(zip(("user_id", "broker_id", "pan", "date_of_birth", "name", "position_id"), row))
    asha.verify(client)
    page = asha.page
    expect(page.locator("#connection")).to_be_hidden()
    page.evaluate(WATCH)
    call = page.locator("#call").get_attribute("data-call")
    first = int(desk.value("select coalesce(max(order_id), 0) from core.orders"))
    for number in range(ORDERS):
        status, answer = desk.call(
            "asha", "POST", "/squareoff",
            {"call_id": call, "position_id": int(client["position_id"]), "quantity": 1},
            {"Idempotency-Key": f"{call}-{number}"})
        assert status == 202, answer
        order = answer["orders"][0]["order_id"]
        expect(page.locator(f"#orders tr[data-row='{order}']")).to_have_attribute(
            "data-state", "filled")
    seen = page.evaluate("window.seen")
    # `at` is when the transaction began, a little before its commit.
    delays = []
    for order, state, at in desk.sql(
            "select order_id, to_status, extract(epoch from at) * 1000 from core.order_events"
            f" where order_id > {first} and to_status = 'filled' order by order_event_id"):
        shown = seen.get(f"{order} {state}")
        assert shown, f"order {order} was never shown as {state}"
        delays.append(shown - float(at))
    print(f"order state on the screen: p50 {percentile(delays, .5):.0f} ms,"
          f" p95 {percentile(delays, .95):.0f} ms of {len(delays)} (aim: 300)")
    note("order_shown_p95_ms", round(percentile(delays, .95)))
    assert percentile(delays, .95) < SHOWN_P95_MS
    asha.end_call()


def test_two_thousand_positions_stay_smooth(desk, person):
    user = desk.value("select max(user_id) from book.users")
    # The reference book has a few hundred instruments: as many again under other names.
    desk.sql(
        "insert into book.instruments select (jsonb_populate_record(null::book.instruments,"
        " to_jsonb(i) || jsonb_build_object("
        "'instrument_id', 1000000 * n + i.instrument_id, 'symbol', i.symbol || '-' || n))).*"
        " from (select * from book.instruments where instrument_id < 1000000) i,"
        f" generate_series(1, {POSITIONS // 200}) n on conflict do nothing")
    desk.sql(
        "insert into core.positions (user_id, instrument_id, product, trade_date,"
        " overnight_quantity, overnight_price)"
        f" select {user}, i.instrument_id, case i.segment when 'CM' then 'CNC' else 'NRML' end,"
        " (select max(trade_date) from book.trading_days), i.lot_size, 100"
        " from book.instruments i where not exists (select from core.positions p"
        f" where p.user_id = {user} and p.instrument_id = i.instrument_id)"
        f" order by i.instrument_id limit {POSITIONS}")
    vikram = person("vikram")
    page = vikram.page
    page.goto(f"/page/desk/clients/{user}")
    expect(page.locator("#positions tr[data-row]").nth(POSITIONS - 1)).to_be_attached()
    shown = page.evaluate(
        "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    gaps = page.evaluate(SCROLL)
    swapped = page.evaluate("""async () => {
        const begin = performance.now();
        const { refreshPart } = await import(document.querySelector("script[src*='page.js']")
            .src.replace("page.js", "parts.js"));
        await refreshPart("positions");
        await new Promise((done) => requestAnimationFrame(done));
        return performance.now() - begin;
    }""")
    print(f"{POSITIONS} positions: page after {shown:.0f} ms, frame p95 {percentile(gaps, .95):.0f} ms,"
          f" worst {max(gaps):.0f} ms, read and drawn anew in {swapped:.0f} ms")
    note("positions_frame_p95_ms", round(percentile(gaps, .95)))
    assert percentile(gaps, .95) < FRAME_P95_MS


def note(name, value):
    """Adds a figure to what `make test` leaves behind."""
    file = pathlib.Path(__file__).resolve().parents[2] / ".build/browser-figures.json"
    known = json.loads(file.read_text()) if file.exists() else {}
    file.write_text(json.dumps({**known, name: value}, indent=2) + "\n")


def test_a_page_is_interactive_soon_on_an_idle_desk(desk, person, chromium):
    vikram = person("vikram")
    figures = {}
    for path in ("/page/log-in", "/page/desk", "/page/monitor"):
        times = []
        for _ in range(LOADS):
            # With nothing kept from before, as at a first visit.
            context = chromium.new_context(
                base_url=desk.address, storage_state=vikram.context.storage_state())
            page = context.new_page()
            page.goto(path)
            # Scripts are modules: when the document is ready, all of them have run.
            times.append(page.evaluate(
                "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
            context.close()
        figures[path] = percentile(times, .5)
    print("interactive after (median): "
          + ", ".join(f"{path} {value:.0f} ms" for path, value in figures.items()) + " (aim: 1000)")
    note("interactive_ms", round(max(figures.values())))
    assert max(figures.values()) < INTERACTIVE_MS
