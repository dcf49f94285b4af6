"""Made-up answers on terminals of 60, 80 and 120 columns, letter for letter; and nothing is ever cut.

The files in ``snapshots`` are what was looked at; a change that is meant is written there by
``python -m tests.report.test_terminal``.
"""

from __future__ import annotations

import re
from math import floor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.report.screen import Line, Screen, screen_of
from sim.report.table import Table
from sim.report.terminal import LINES, USUAL, beside_tables, fitting, screen_text, table_text
from sim.report.texts import Texts
from sim.studies.result_view import Reading
from tests.report.small import course, result_of

SNAPSHOTS = Path(__file__).parent / "snapshots"
WIDTHS = (60, 80, 120)
NBSP = "\u00a0"

MADE_UP = {
    "da": Screen(
        "Grundmodellen: 4 hold à 12   (2021–2023)",
        "Hvad giver aftalen, kørt så fornuftigt som muligt?",
        f"Startede pr. år: mindst 48 nås i 95 ud af 100 år. Selvforsørgende: mindst 60{NBSP}pct. nås i ingen.",
        Table(
            "",
            ("Mål", "mindst", "i snit", "8 af 10 år", "nås i antal år\nud af 100"),
            (
                ("Startede pr. år", "48", "47,9", "48", "95"),
                ("Selvforsørgende, 3 måneder", f"60{NBSP}pct.", f"26{NBSP}pct.", f"19–33{NBSP}pct.", "0"),
                ("Begge mål samtidig", "", "", "", "0"),
            ),
        ),
        (
            Line("Bemærk", "simuleringen slutter, før alle er fulgt til ende; de uafgjorte tæller som ikke nået.", 90),
            Line("Startede pr. år", "48 er det højeste, Holdstart kan give.", 80),
            Line("Selvforsørgende, 3 måneder", "12–13 af 48; 29 skal til.", 79),
            Line("Definitionen", f"26{NBSP}pct. her; fra 3 til 55{NBSP}pct. i de 75 måder at måle på.", 60),
            Line("Det ved vi ikke", "72 af 103 forudsætninger er antagelser, 7 er målt.", 70),
        ),
        "600 simulerede år; antal år ud af 100 er beregnet med ±2. Startværdi (seed) 1.",
    ),
    "en": Screen(
        "Two kinds of bound   (1 March 2027 – 31 May 2027)",
        "",
        f"Costs: at most 15,556{NBSP}kr. is met in 12 of 100 runs.",
        Table(
            "3 more targets: --all.",
            ("Target", "wanted", "mean", "8 of 10 runs", "met in runs\nof 100"),
            (
                ("A title that is so long that it has to go on in a second line", "at least 9", "9.0", "9", "under 1"),
                ("Costs an outcome", f"at most 15,556{NBSP}kr.", f"15,556{NBSP}kr.", f"15,000–17,000{NBSP}kr.", "12"),
            ),
        ),
        (Line("Not known", "4 of 17 assumptions are judgements, 0 are measured.", 70),),
        "20 runs; the number of 100 is known to ±8. Seed 1.",
    ),
}  # fmt: skip


def shown(lang: str, width: int) -> str:
    return screen_text(MADE_UP[lang], Texts(lang), width) + "\n"


@pytest.mark.page
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_made_up_answer_looks_as_it_was_looked_at(lang: str, width: int) -> None:
    assert shown(lang, width) == (SNAPSHOTS / f"screen-{lang}-{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_screen_has_24_lines_and_what_weighs_least_goes_first(lang: str) -> None:
    many = tuple(Line(f"label {i}", "so many words that they take two lines of the screen " * 2, i) for i in range(20))
    screen = Screen("Title", "Question?", "Headline.", MADE_UP[lang].table, many, "Computed.")
    lines = screen_text(screen, Texts(lang), USUAL).split("\n")
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= USUAL
    shown, more = "\n".join(lines).split("Computed.")
    kept = [int(found) for found in re.findall(r"label (\d+)", shown)]
    assert kept == list(range(20 - len(kept), 20))
    assert kept
    assert [int(found) for found in re.findall(r"label\s+(\d+)", more)] == list(range(20 - len(kept)))


def test_what_the_screen_leaves_out_stands_beside_all_tables() -> None:
    """``--all`` keeps what the screen promises of it."""
    many = tuple(Line(f"label {i}", "so many words that they take two lines of the screen " * 2, 71) for i in range(20))
    screen = Screen("Title", "", "Headline.", MADE_UP["da"].table, many, "Computed.")
    left = [line.label for line in fitting(screen, Texts("da"))[1]]
    assert left
    assert all(label in beside_tables(screen, Texts("da"), USUAL) for label in left)


words = st.text("abcæøå", min_size=1, max_size=12)
cells = st.one_of(words, st.just(f"1.234{NBSP}kr."), st.just("19–33"))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 7), st.integers(30, 130))
def test_no_column_is_dropped_and_no_cell_is_cut(data: st.DataObject, columns: int, width: int) -> None:
    header = tuple(data.draw(st.lists(words, min_size=columns + 1, max_size=columns + 1)))
    row = st.lists(cells, min_size=columns + 1, max_size=columns + 1).map(tuple)
    rows = tuple(data.draw(st.lists(row, min_size=1, max_size=3)))
    text = table_text(Table("Titel", header, rows), width)
    assert max(map(len, text.split("\n"))) <= width
    for one in rows:
        for cell in one:
            assert cell in text
    for heading in header[1:]:
        assert heading in text


def test_a_figure_is_never_parted_from_its_unit() -> None:
    table = Table("T", ("what", "much"), (("x " * 30, f"19–33{NBSP}pct."),))
    for width in (40, 60, 72, 80):
        assert f"19–33{NBSP}pct." in table_text(table, width)


def test_the_parts_say_how_often_then_what_is_missing() -> None:
    """Ten people a session, 75 a year, where 70 are wanted: always; about 64 of 100 are self-supporting."""
    screen = screen_of(result_of(), Texts("da"))
    assert screen.title == "Lille   (2021–2022)"
    assert screen.headline.startswith("Startede: mindst 70 nås i alle år. Selvforsørgende: mindst 60\u00a0pct. nås i ")
    assert screen.table.rows[0] == ("Startede", "70", "75,0", "70–80", "100")
    assert screen.table.rows[-1][0] == "Begge mål samtidig"
    assert [line.label for line in screen.lines] == ["Startede", "Selvforsørgende", "Begge mål"]
    assert screen.lines[2].text.startswith("Følger Selvforsørgende, som kun nås i ")


def test_what_is_met_has_its_price_in_waiting_beside_it_and_what_is_missed_its_distance() -> None:
    """Everybody waits a day for the session; 56 and 64 people start where 70 are wanted."""
    met = screen_of(result_of(), Texts("da")).lines[0].text.replace(NBSP, " ")
    assert met == "Prisen er ventetid: 0,2 i kø, 1,0 dage i køen."
    missed = screen_of(result_of(people_each=8), Texts("da")).lines[0].text
    years = {8 * 7: 2021, 8 * 8: 2022}
    assert f"{min(years)} nås i 80 ud af 100 år." in missed
    assert f"Det bedste af 60 år gav {max(years)}" in missed.replace(NBSP, " ")
    assert "Prisen er ventetid" not in missed


def test_why_a_target_is_missed_stays_before_what_another_costs() -> None:
    """Where room is short, the line of a target that is met in 80 of 100 years goes first."""
    met, missed = set(), set()
    for result in (result_of(), result_of(people_each=8), result_of(seats=2)):
        reading = Reading(result)
        weights = {line.label: line.weight for line in screen_of(result, Texts("da")).lines}
        for target in reading.bounded:
            often = reading.chance(target.name).mean >= 0.8
            (met if often else missed).add(weights[target.titles.da])
    assert min(missed) > max(met)


def test_a_share_that_is_missed_says_which_share_would_be_met_often() -> None:
    """12 people a year of whom 64 of 100 succeed: 60 % is missed often by chance, and the bound is rounded down."""
    result = result_of(seats=2)
    reading = Reading(result)
    target = reading.target("self")
    assert reading.chance("self").mean < 0.8
    often = floor(100 * reading.distance(target).often)
    (line,) = [line.text for line in screen_of(result, Texts("da")).lines if line.label == "Selvforsørgende"]
    assert f"{often} pct. nås i 80 ud af 100 år." in line.replace(NBSP, " ")


def test_too_few_people_and_english() -> None:
    screen = screen_of(result_of(people_each=8), Texts("en"))
    assert screen.headline.startswith("Starts: at least 70 is met in none of 100 years.")
    assert screen.lines[0].label == "Starts"
    assert "75 is the most" not in screen.lines[0].text  # 75 seats, but 70 are wanted
    assert "When some are missing" in screen.lines[0].text


def test_without_a_target_people_and_ends_are_shown() -> None:
    from dataclasses import replace

    from sim.model.build import build
    from sim.studies.replicate import replicate

    scenario = replace(course(10, 10), targets=())
    screen = screen_of(replicate(build(scenario), 3, seed=1), Texts("da"))
    assert screen.headline == "75 kommer pr. år. Filen stiller intet mål at holde det op imod."
    assert screen.table.rows[0][:2] == ("Kommer pr. år", "75,0")
    assert screen.table.rows[1][0] == "Ender i: Slut, pr. år"
    assert screen.computed == "3 gennemspilninger. Startværdi (seed) 1."


if __name__ == "__main__":
    for language in MADE_UP:
        for columns in WIDTHS:
            (SNAPSHOTS / f"screen-{language}-{columns}.txt").write_text(shown(language, columns), "utf-8")
