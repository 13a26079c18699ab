"""Each page as it looks, light and dark: `make screenshots` writes them for people to look at."""

import os
import pathlib

import pytest
from playwright.sync_api import expect

FOLDER = pathlib.Path(os.environ.get("IRRA_SCREENSHOTS", "."))


def keep(page, name):
    page.wait_for_timeout(1200)  # ages have been counted once
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages(desk, person, scheme):
    vikram = person("vikram", color_scheme=scheme)
    page = vikram.page
    status, _ = desk.call("asha", "POST", "/callers",
                          {"caller_number": "+919812345678", "broker_id": "ZC1"})
    assert status == 201
    for name, path in (("desk", "/page/desk"), ("callers", "/page/callers"),
                       ("account", "/page/account"), ("sheet", "/page/sheet")):
        page.goto(path)
        keep(page, f"{name}-{scheme}")
    vikram.verify(desk.client(0, minimum_positions=3))
    dialog = page.locator("#dialog")
    page.locator("#positions button[data-open=square-off]").first.click()
    expect(dialog.locator("[data-words]")).to_contain_text("Is that right?")
    keep(page, f"square-off-{scheme}")
    dialog.get_by_role("button", name="The caller confirms: send").click()
    vikram.order_is_filled()
    page.evaluate("scrollTo(0, 0)")
    keep(page, f"client-{scheme}")
    page.set_viewport_size({"width": 390, "height": 844})
    keep(page, f"client-telephone-{scheme}")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Keys").click()
    keep(page, f"keys-{scheme}")
    page.keyboard.press("Escape")
    vikram.end_call()
    page.goto("/page/log-in")
    keep(page, f"log-in-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_overseers(desk, person, scheme):
    desk.sql("select logic.raise_alert('trade_mismatch', 'critical', '4711', '{\"told\": 1}')")
    desk.call("anita", "PATCH", "/settings/otp_required_value",
              {"value": "250000", "reason": "codes for large square-offs"})
    vikram = person("vikram", "/page/approvals", color_scheme=scheme)
    for path in ("approvals", "monitor", "site", "admin", "admin/rules", "admin/templates"):
        vikram.page.goto(f"/page/{path}")
        keep(vikram.page, f"{path.replace('/', '-')}-{scheme}")
    vikram.page.goto("/page/site")
    vikram.page.get_by_role("button", name="End the drill").click()
    expect(vikram.page.locator("#dialog .check").first).to_be_visible()
    keep(vikram.page, f"site-change-{scheme}")
    anita = person("anita", "/page/audit", color_scheme=scheme)
    for path in ("admin/people", "admin/keys", "audit"):
        anita.page.goto(f"/page/{path}")
        keep(anita.page, f"{path.replace('/', '-')}-{scheme}")
