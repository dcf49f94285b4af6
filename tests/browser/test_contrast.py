"""What axe cannot decide about contrast, decided: the colours of all text and of the borders of controls, measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Site, grown
from tests.browser.test_browser import PATHS, Open, with_file

MEASURE = Path(__file__).with_name("contrast.js").read_text("utf-8").partition("\n")[2]
STATEMENT = Path("docs/accessibility.md")
UNDECIDED = "one => one.matches('select, svg text, .alert *')"
"""What axe leaves open: pictures lie behind a menu that opens and a message, shapes behind the text of a figure."""


def test_every_colour_on_every_page_is_in_the_statement_and_has_contrast_enough(open_page: Open, site: Site) -> None:
    page, stated = open_page(), STATEMENT.read_text("utf-8")
    for path in PATHS:
        page.goto(site.base + with_file(path))
        grown(page)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for pair, found in page.evaluate(MEASURE).items():
            least = 3.0 if pair.startswith("border") or pair.endswith("large") else 4.5
            assert found["ratio"] >= least, f"{path}: {pair} of {found['of']} has {found['ratio']}"
            colours = pair.removesuffix(" large").replace(" on ", " | ").replace("border ", "")
            assert colours in stated, f"{path}: {pair} ({found['ratio']}) is not in {STATEMENT}"


def test_axe_leaves_nothing_else_open(open_page: Open, site: Site) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page()
    for path in PATHS:
        page.goto(site.base + with_file(path))
        grown(page)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for rule in Axe().run(page).response["incomplete"]:
            for node in rule["nodes"]:
                assert rule["id"] == "color-contrast", f"{path}: {rule['id']}"
                assert page.locator(node["target"][0]).first.evaluate(UNDECIDED), f"{path}: {node['html']}"


def test_at_400_per_cent_everything_is_reached_and_nothing_is_cut_off(open_page: Open, site: Site) -> None:
    """1280 x 1024 at 400 per cent is a window of 320 x 256."""
    page = open_page(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    for path in ("/", "/sammenlign?p.places=6", "/nyt", "/dato"):
        page.goto(site.base + with_file(path))
        grown(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        for control in page.locator("main input:visible, main select:visible, main button:visible").all():
            control.focus()
            box = control.bounding_box()
            assert box is not None
            assert box["x"] >= 0, path
            assert box["x"] + box["width"] <= 320, path
            assert box["y"] + box["height"] > 0, path
            assert box["y"] < 256, path


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_forced_colours_keep_apart_what_colour_says(open_page: Open, scheme: str) -> None:
    page = open_page(forced_colors="active", color_scheme=scheme)
    grown(page)
    colour = "one => getComputedStyle(one).borderBottomColor"
    tabs = page.locator(".tabs a")
    assert tabs.nth(0).evaluate(colour) != tabs.nth(1).evaluate(colour)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert tabs.nth(1).evaluate(colour) == background, "only the page one is on is underlined"
    assert (
        page.locator(".squares svg").first.evaluate("one => getComputedStyle(one).backgroundColor")
        == "rgb(255, 255, 255)"
    )
