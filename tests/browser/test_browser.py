"""What a planner does with the page, in a real browser."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sim.page import views_records
from sim.page.own_records import Found
from sim.records import fit as fitting
from sim.studies.growth import Cancelled, GrowingRun
from sim.studies.result import Result
from tests.browser.conftest import Site, grown

Open = Callable[..., Page]
PATHS = ["/", "/sammenlign?p.places=6", "/maal", "/flaskehals", "/tid", "/usikkert", "/usikkert?medregn=1",
         "/dato?slags=vaerdi&d.navn=places&d.vaerdi=x", "/?dato=places~1.1.2022~~6&lukket=1.3.2022~1.4.2022",
         "/sammenlign?p.places=6&aar=2", "/sammenlign?p.places=3&p.leaving=60&adskilt=1",
         "/tid?borger=1", "/?oprettet=1", "/egne-tal",
         "/egne-tal?udtraek=registreringer/egne&trin=resten&dag=30.6.2021",
         "/egne-tal?udtraek=registreringer/egne&dag=x&trin=resten", "/egne-tal?udtraek=registreringer/egne&trin=passer",
         "/dokumenter", "/scenarier", "/nyt", "/gem?p.places=6", "/tilgaengelighed", "/?p.places=1.234",
         "/nosuch"]  # fmt: skip

SMALL_TEXT = """[...document.querySelectorAll('svg text')].filter(text => {
    const box = text.ownerSVGElement.getBoundingClientRect(), drawn = text.ownerSVGElement.viewBox.baseVal.width;
    return box.width && parseFloat(text.getAttribute('font-size')) * box.width / drawn < 11.9;
}).length"""


def with_file(path: str, language: str = "da") -> str:
    return f"{path}{'&' if '?' in path else '?'}fil=project&sprog={language}"


def move(page: Page, name: str, text: str) -> None:
    """Type a value and press Enter, as a planner does."""
    field = page.locator(f"#felt-{name}")
    field.fill(text)
    field.press("Enter")


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_page_has_an_accessibility_violation_and_all_fit_a_phone(open_page: Open, site: Site, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(with_file("/", language))
    for path in PATHS:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(site.base + with_file(path, language))
        grown(page)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.locator("h1").count() == 1, path
        assert page.evaluate(SMALL_TEXT) == 0, f"{path}: text of a figure under 12 px"


def test_a_lever_is_moved_by_enter_and_the_focus_stays(open_page: Open) -> None:
    page = open_page()
    move(page, "places", "6")
    expect(page.locator("#aendringer")).to_contain_text("Pladser: 4 pladser → 6 pladser")
    expect(page.locator("#besked-places")).to_contain_text("Læst som 6 pladser")
    expect(page.locator("#fulgt-seats")).to_contain_text("6 personer")
    expect(page).to_have_url(re.compile(r"/\?fil=project&p\.places=6$"))
    expect(page.locator("#felt-places")).to_be_focused()
    grown(page)
    expect(page.locator("#svar")).to_contain_text("12 simulerede år")
    expect(page.locator("#felt-places")).to_be_focused()


def test_a_move_costs_the_browser_little(open_page: Open) -> None:
    """htmx tells of every element that goes, and tells each that comes beside the answer of all the others."""
    page = open_page()
    grown(page)
    page.evaluate("""() => { window.events = 0; const real = EventTarget.prototype.dispatchEvent;
        EventTarget.prototype.dispatchEvent = function (event) { events++; return real.call(this, event); } }""")
    move(page, "places", "6")
    expect(page.locator("#aendringer")).to_contain_text("→ 6 pladser")
    assert page.evaluate("events") < 350


def test_what_was_said_of_a_field_goes_when_it_is_as_in_the_file_again(open_page: Open) -> None:
    page = open_page()
    move(page, "places", "6")
    expect(page.locator("#besked-places")).to_contain_text("Læst som 6 pladser")
    move(page, "places", "4")
    expect(page.locator("#besked-places")).to_be_empty()


def test_one_polite_message_an_answer(open_page: Open) -> None:
    page = open_page()
    grown(page)
    page.evaluate("""() => { window.said = []; new MutationObserver(() => {
        const now = document.getElementById('besked').textContent; if (now && said.at(-1) !== now) said.push(now);
    }).observe(document.querySelector('main'), {subtree: true, childList: true, characterData: true}) }""")
    move(page, "places", "6")
    expect(page.locator("#aendringer")).to_contain_text("6 pladser")
    grown(page)
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert "ud af 100 år" in said[0]


def test_slider_and_stepper_write_into_the_field(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Mere: Pladser").click()
    expect(page.locator("#aendringer")).to_contain_text("→ 5 pladser")
    slider = page.locator('.slider[data-for="felt-leaving"]')
    slider.focus()
    slider.press("ArrowRight")
    expect(page.locator("#aendringer")).to_contain_text("Frafald blandt deltagerne")
    assert page.locator("#felt-leaving").input_value() == "16\u00a0pct."


def test_the_race_of_two_changes_is_won_by_the_newer(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older question is still being computed when the newer one has been answered."""
    page = open_page()
    grown(page)
    never, real, asked = threading.Event(), GrowingRun.result, threading.Event()

    def slow(
        run: GrowingRun, replications: int, cancelled: Callable[[], bool] = lambda: False, workers: int | None = None
    ) -> Result:
        if run.model.scenario.resources[0].capacity.first == 9:
            asked.set()
            while not cancelled():  # as long as it takes to be told
                never.wait(0.02)
            raise Cancelled
        return real(run, replications, cancelled, workers)

    monkeypatch.setattr(GrowingRun, "result", slow)
    move(page, "places", "9")
    assert asked.wait(10)
    move(page, "places", "7")
    expect(page.locator("#aendringer")).to_contain_text("→ 7 pladser")
    grown(page)
    page.wait_for_timeout(300)
    expect(page.locator("#aendringer")).to_contain_text("→ 7 pladser")
    expect(page).to_have_url(re.compile(r"p\.places=7$"))


def test_reload_keeps_the_state_and_back_returns_to_the_one_before(open_page: Open) -> None:
    page = open_page()
    move(page, "places", "6")
    expect(page).to_have_url(re.compile(r"places=6$"))
    page.reload()
    assert page.locator("#felt-places").input_value() == "6"
    expect(page.locator("#aendringer")).to_contain_text("6 pladser")
    move(page, "places", "7")
    expect(page).to_have_url(re.compile(r"places=7$"))
    page.go_back()
    expect(page.locator("#aendringer")).to_contain_text("→ 6 pladser")
    expect(page.locator("#felt-places")).to_have_value("6")


def test_what_belongs_to_an_answer_comes_with_it_and_the_focus_stays(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work that takes long: cancelled, begun again, then finished, without the page being loaded again."""
    going, real = threading.Event(), views_records.answered

    def slowly(*given: Any) -> Found:
        while not going.wait(0.02):
            given[-1](1, 100)
        return real(*given)

    monkeypatch.setattr(views_records, "answered", slowly)
    monkeypatch.setattr(fitting.fit, "__defaults__", (60, 1, None))  # draws, seed, progress
    page = open_page("/egne-tal?fil=project&udtraek=registreringer/egne&trin=laer")
    page.get_by_role("link", name="Afbryd").click()
    expect(page.locator("h1")).to_have_text("Vores egne tal")
    page.get_by_role("link", name="Beregn igen").click()
    expect(page.locator("#opgave")).to_contain_text("1 pct. er beregnet")
    page.locator("#afbryd").focus()
    with page.expect_response(lambda answer: "trin=laer" in answer.url):  # it has asked how far the work is
        pass
    expect(page.locator("#afbryd")).to_be_focused()
    going.set()
    grown(page)
    expect(page.get_by_role("button", name="Brug disse tal")).to_be_visible()
    expect(page.get_by_role("link", name="Passer modellen")).to_be_visible()
    expect(page.locator("#opgave-besked")).to_have_text("Beregningen er færdig.")


def test_a_server_that_is_gone_is_said(open_page: Open) -> None:
    page = open_page()
    grown(page)
    page.route("**/svar*", lambda route: route.abort())
    move(page, "places", "6")
    expect(page.get_by_role("alert")).to_contain_text("Programmet svarer ikke")
    page.unroute("**/svar*")
    move(page, "places", "7")
    expect(page.locator("#aendringer")).to_contain_text("→ 7 pladser")
    expect(page.locator("#forbindelse")).to_be_hidden()


def test_undo(open_page: Open) -> None:
    page = open_page()
    move(page, "places", "6")
    expect(page.locator("#aendringer")).to_contain_text("6 pladser")
    page.get_by_role("link", name="Fortryd").click()
    expect(page.locator("#aendringer")).to_contain_text("Intet er ændret")


def test_what_cannot_be_read_is_said_and_linked_to_its_field(open_page: Open) -> None:
    page = open_page()
    move(page, "places", "1.234")
    expect(page.locator("#fejl")).to_contain_text("1,2340 eller 1234")
    expect(page.locator("#felt-places")).to_have_attribute("aria-invalid", "true")
    page.locator("#fejl a").click()
    expect(page.locator("#felt-places")).to_be_focused()
    move(page, "places", "6")
    expect(page.locator("#fejl")).to_have_count(0)
    expect(page.locator("#felt-places")).not_to_have_attribute("aria-invalid", "true")


def test_two_sessions_do_not_disturb_each_other(open_page: Open) -> None:
    one, other = open_page(), open_page()
    move(one, "places", "6")
    move(other, "places", "8")
    grown(one)
    grown(other)
    expect(one.locator("#aendringer")).to_contain_text("→ 6 pladser")
    expect(other.locator("#aendringer")).to_contain_text("→ 8 pladser")


def test_without_javascript_the_form_and_its_button_do_it(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.locator("#felt-places").fill("6")
    page.get_by_role("button", name="Beregn").click()
    assert page.url.endswith("/?fil=project&p.places=6")
    expect(page.locator("#aendringer")).to_contain_text("→ 6 pladser")
    page.get_by_role("link", name="Beregn flere år").click()
    expect(page.locator("#svar")).to_contain_text("8 simulerede år")


def test_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til svaret")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "felt-places":
            break
    expect(page.locator("#felt-places")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Control+A")
    page.keyboard.type("6")
    page.keyboard.press("Tab")
    expect(page.locator("#aendringer")).to_contain_text("→ 6 pladser")


def test_compare_and_goal_seek(open_page: Open) -> None:
    page = open_page("/?fil=project&p.places=6")
    page.get_by_role("link", name="Sammenlign", exact=True).click()
    grown(page)
    expect(page.locator("#opgave")).to_contain_text("B: Pladser: 6 pladser")
    page.get_by_role("link", name="Hvad skal der til?").click()
    page.locator("#maal").select_option("volume")
    page.get_by_role("button", name="Find værdien").click()
    grown(page)
    expect(page.locator("#opgave")).to_contain_text("Svar:")


def test_a_new_project_question_by_question(open_page: Open, site: Site) -> None:
    page = open_page("/nyt?fil=project")
    for answer in ("Mit projekt", "1.3.2027", "3"):
        page.locator("form input[type=text]").fill(answer)
        page.get_by_role("button", name="Næste").click()
    page.locator("#navn").fill("Åse")
    page.get_by_role("button", name="Opret projektet").click()
    expect(page.locator("h1")).to_have_text("Mit projekt")
    assert (site.folder / "mit-projekt.toml").is_file()


def test_a_paper_is_downloaded(open_page: Open) -> None:
    page = open_page("/dokumenter?fil=project")
    with page.expect_download() as download:
        page.get_by_role("link", name="Rapport til at læse").click()
    assert download.value.suggested_filename == "project.html"


def test_a_broken_file_is_answered_in_place(open_page: Open) -> None:
    page = open_page("/scenarier?fil=project")
    content = b"format = 1\nextends = 'project.toml'\n[set]\nplacse = 9\n"
    page.locator("#fil_op").set_input_files({"name": "ny.toml", "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Kontrollér").click()
    expect(page.locator("#fil_op-p")).to_contain_text("Linje 4")


def test_the_tree_that_a_screen_reader_is_given(open_page: Open) -> None:
    page = open_page()
    grown(page)
    tree = page.locator("body").aria_snapshot()
    for line in ("- banner", '- navigation "Menu"', "- main", '- heading "Prøveprojekt" [level=1]',
                 '- textbox "Pladser"', '- slider "Pladser, skyder"', 'img "I job: målet',
                 "- contentinfo"):  # fmt: skip
        assert line in tree, f"{line} is not in\n{tree}"


def test_forced_colours_and_reduced_motion(open_page: Open) -> None:
    page = open_page(forced_colors="active", reduced_motion="reduce")
    grown(page)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    expect(page.locator(".answer-card").first).to_be_visible()
    assert page.evaluate("[...document.querySelectorAll('*')].every(e => getComputedStyle(e).animationName === 'none')")
