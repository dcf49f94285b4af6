"""Figures: well-formed, deterministic, legible at 320 px, nothing clipped, text escaped; and the right counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.log.events import Event
from sim.report.figures import chance, cohort, dotplot, from_log, from_result, groups, waterfall
from sim.report.figures.axes import ticks
from sim.report.figures.canvas import PIXELS, text_width, wrap
from sim.report.figures.catalogue import NAMES, UnknownFigure, figure_names, figures_of
from tests.report.figures_by_hand import BARS, FIGURES, SPREAD, STARTS, years
from tests.report.small import result_of

SVG = "{http://www.w3.org/2000/svg}"
WAYS = [(language, width) for language in ("da", "en") for width in ("wide", "narrow")]


def texts_of(root: ElementTree.Element) -> list[tuple[float, float, float, float, str]]:
    """(left, right, base line, size, words) of every text."""
    found = []
    for element in root.iter(f"{SVG}text"):
        size, x, words = float(element.get("font-size", "0")), float(element.get("x", "0")), element.text or ""
        wide = text_width(words, size, element.get("font-weight") is not None)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
        found.append((left, left + wide, float(element.get("y", "0")), size, words))
    return found


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(("language", "width"), WAYS)
def test_text_is_text_large_enough_inside_the_figure_and_apart(name: str, language: str, width: str) -> None:
    data, draw, _, finding = FIGURES[name]
    svg = draw(data, language, width)
    assert svg == draw(data, language, width)
    root = ElementTree.fromstring(svg)
    assert float(root.get("width", "0")) == PIXELS[width]  # type: ignore[index]
    assert root.findtext(f"{SVG}title") == finding(data, language)
    assert root.findtext(f"{SVG}desc")
    texts, height = texts_of(root), float(root.get("height", "0"))
    for left, right, base, size, words in texts:
        assert size >= 12, words
        assert left >= 0, words
        assert right <= PIXELS[width] + 0.5, words  # type: ignore[index]
        assert size <= base <= height - 0.2 * size, words
    for a, b in combinations(texts, 2):
        beside = a[1] <= b[0] + 1 or b[1] <= a[0] + 1
        above = abs(a[2] - b[2]) >= 0.85 * min(a[3], b[3])
        assert beside or above, (a[4], b[4])


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_beside_each_figure_stands_a_table_with_its_finding(name: str, language: str) -> None:
    data, _, tabulate, finding = FIGURES[name]
    table = tabulate(data, language)
    assert table.title == finding(data, language)
    assert table.rows
    assert all(len(row) == len(table.header) for row in table.rows)


@given(st.lists(st.integers(0, 90), min_size=1, max_size=300), st.integers(0, 90))
def test_fifty_dots_are_the_middles_of_fifty_parts_each_with_its_verdict(values: list[int], bound: int) -> None:
    data = years([float(value) for value in values], float(bound))
    dots = data.dots
    assert len(dots) == dotplot.DOTS
    n = len(values)
    for i, (value, met) in enumerate(dots):
        below = sum(other < value for other in values)
        up_to = sum(other <= value for other in values)
        assert below / n <= (i + 0.5) / 50 + 1e-9
        assert up_to / n >= (i + 0.5) / 50 - 1e-9
        assert met == (value >= bound)


def test_every_dot_is_drawn_once_and_counted_on_its_side() -> None:
    root = ElementTree.fromstring(dotplot.dotplot(SPREAD, "da"))
    met = sum(verdict for _, verdict in SPREAD.dots)
    circles = len(list(root.iter(f"{SVG}circle")))
    squares = sum(element.get("fill") == "#e08214" for element in root.iter(f"{SVG}rect"))
    assert (circles, squares) == (met + 1, 50 - met + 1)  # one more of each in the key
    assert f"{50 - met} af 50 år når ikke målet" in {words for *_, words in texts_of(root)}


def test_where_nearly_all_years_are_alike_a_sentence_says_so() -> None:
    data = years([48.0] * 95 + [41.0] * 2 + [45.0] * 3, 48.0)
    svg = dotplot.dotplot(data, "da")
    assert "Startede pr. år: 48 i 95 ud af 100 år" in svg
    assert "mellem 41 og 45" in svg
    assert "<circle" not in svg
    assert not years([48.0] * 80 + [41.0] * 20, 48.0).nearly_always


def test_a_share_is_shown_in_people_and_judged_by_its_own_year() -> None:
    result = result_of()
    data = from_result.possible_years(result, "self")
    sheet = result.sheet
    columns = [sheet.index[f"target.self@{year}"] for year in (2021, 2022)]
    assert sorted(data.values) == sorted(float(v) for c in columns for v in sheet.numerator[:, c])
    assert sum(data.met) == sum(float(v) for y in (2021, 2022) for v in result.column(f"attained.self@{y}"))
    assert data.at_least is not None
    assert data.at_least >= 0.6 * data.of > data.at_least - 1


@pytest.mark.parametrize(("people", "met"), [(10, 60), (9, 30), (8, 0)])
def test_years_that_meet_a_count(people: int, met: int) -> None:
    """70 and 80 starts of 10 in a group; 63 and 72 of 9: only the second year is enough; 56 and 64 of 8."""
    assert sum(from_result.possible_years(result_of(people_each=people), "volume").met) == met


def test_the_bars_of_a_waterfall_add_up_also_without_those_that_say_nothing() -> None:
    data = waterfall.WaterfallBars(STARTS, "number", STARTS, STARTS, 26.5, 33.7, BARS, 0.09)
    shown, left_out = waterfall.without_noise(data)
    assert left_out == 1
    for one in (data, shown):
        assert waterfall.steps_of(one)[-1][2] == pytest.approx(33.7)


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda shares: sum(shares) > 0.01))
def test_people_of_a_hundred_add_up_to_a_hundred(shares: list[float]) -> None:
    total = sum(shares)
    numbers = cohort.of_hundred([share / total for share in shares])
    assert sum(numbers) == 100
    assert all(abs(number - 100 * share / total) < 1 + 1e-6 for number, share in zip(numbers, shares, strict=True))


def test_the_flow_counts_everybody_who_passes() -> None:
    """Everybody goes course -> job -> done; 10 come every 50 days, and all of them are admitted."""
    flow = from_log.flow_of(from_log.Logged(result_of()))
    counts = {step.name: step.people for step in flow.steps}
    assert [step.name for step in flow.steps] == ["course", "job", "done"]
    assert counts["course"] == pytest.approx(75)
    assert {(arc.origin, arc.target) for arc in flow.arcs} == {("course", "job"), ("job", "done")}
    assert sum(arc.people for arc in flow.arcs if arc.origin == "course") == pytest.approx(counts["course"])


def test_the_cohort_starts_in_the_project_and_is_in_jobs_after_the_course() -> None:
    found = from_log.cohort_of(from_log.Logged(result_of()))
    assert found is not None
    by_week = dict(zip(found.weeks, found.shares, strict=True))
    assert by_week[0] == (1, 0, 0, 0, 0)
    assert by_week[4][cohort.PLACES.index("project")] == 0
    assert 0.7 < by_week[4][cohort.PLACES.index("self")] < 1


BY_PROPERTY = """
format = 1
[run]
years = 1
follow_up = "1 year"

[attribute.early]
yes = 0.5
no = "rest"

[arrivals.in]
to = "course"
rate = "100 per year"

[stage.course]
lasts = "1 week"
next = "job"

[mark.paid]

[stage.job]
lasts = "2 years"
marks = { paid = 30 }
support = { by = "early", yes = { by = "paid", "< 25" = "partly", other = "self" }, no = "benefit" }
next = "gone"

[exit.gone]

[target.many]
count = "entered course"
at_least = 1
"""


def test_in_the_cohort_support_is_that_of_the_property_of_each_person(tmp_path: Path) -> None:
    """Everybody is in the job a week later; who is early is self-supporting there, the others are not."""
    (tmp_path / "one.toml").write_text(BY_PROPERTY, encoding="utf-8")
    result = sim.run(sim.load(tmp_path / "one.toml"), replications=10, engine="reference", workers=1, keep_log=True)
    found = from_log.cohort_of(from_log.Logged(result))
    assert found is not None
    assert result.log is not None
    log = result.log
    early = log.value[log.code == Event.ATTRIBUTE] == list(result.model.names.categories[0]).index("yes")
    by_week = dict(zip(found.weeks, found.shares, strict=True))
    assert by_week[0] == (1, 0, 0, 0, 0)
    assert by_week[4][cohort.PLACES.index("self")] == pytest.approx(early.mean(), abs=0.02)
    assert by_week[4][cohort.PLACES.index("project")] == pytest.approx(1 - early.mean(), abs=0.02)


def test_places_over_the_weeks_are_those_who_are_inside() -> None:
    """10 people for 10 days after a session every 50 days, so the middle of a week finds 10 or nobody."""
    data = from_log.places_by_week_of(from_log.Logged(result_of()), "place", 2022)
    assert set(data.mean) <= {0.0, 10.0}
    assert 7 <= sum(value > 0 for value in data.mean) <= 15
    assert data.low == data.high == data.mean
    assert len(data.starts) == 8


def test_a_result_names_its_figures_and_refuses_others() -> None:
    result = result_of()
    assert figure_names(result.scenario)[:2] == ["dotplot.volume", "dotplot.self"]
    assert {figure.name.partition(".")[0] for figure in figures_of(result)} <= set(NAMES)
    assert [figure.name for figure in figures_of(result, ["dotplot.self"])] == ["dotplot.self"]
    with pytest.raises(UnknownFigure, match="dotplot"):
        list(figures_of(result, ["dotplt"]))


def test_squares_of_a_hundred() -> None:
    assert [chance.filled(share) for share in (0.0, 0.001, 0.26, 0.999, 1.0)] == [0, 1, 26, 99, 100]
    drawn = chance.chance_grid(0.001, "da")
    assert "under 1 ud af 100" in drawn
    filled, open_ = (path.get("d", "") for path in ElementTree.fromstring(drawn))
    assert (filled.count("M"), open_.count("M")) == (1, 99)


def test_names_from_a_file_cannot_break_the_picture() -> None:
    data = replace(SPREAD, titles=replace(STARTS, da='<script>alert("x")</script> & \u0007'))
    svg = dotplot.dotplot(data, "da")
    assert "<script" not in svg
    ElementTree.fromstring(svg)


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.integers(2, 12))
def test_ticks_are_few_and_inside(low: float, span: float, most: int) -> None:
    found = ticks(low, low + span, most)
    assert 1 <= len(found) <= most
    assert all(low - 1e-6 * span - 1e-9 <= value <= low + span + 1e-6 * span + 1e-9 for value in found)


def test_long_words_are_broken_and_nothing_is_lost() -> None:
    lines = wrap("et Arbejdsmarkedsuddannelsescentersamarbejde til", 100)
    assert "".join("".join(lines).split()) == "etArbejdsmarkedsuddannelsescentersamarbejdetil"
    assert all(text_width(line) <= 100 for line in lines)


def test_groups_have_the_figures_of_the_result_and_stand_out_only_where_intervals_are_apart() -> None:
    root = Path(__file__).parents[2] / "scenarios"
    result = sim.run(sim.load(root / "17-mennesker-er-forskellige.toml").by("group"), replications=30, seed=1)
    (figure,) = figures_of(result, ["groups"])
    assert figure.name == "groups.self_support"
    for one, label in zip(figure.data.groups, ("aktivitetsparat", "jobparat"), strict=True):
        estimate = result[f"target.self_support{{group={label}}}"]
        assert (one.share, one.low, one.high) == (estimate.mean, estimate.low, estimate.high)
    assert "jobparate" in figure.finding("da")
    apart = replace(figure.data.groups[0], high=1.0)
    alike = replace(figure.data, groups=(apart, *figure.data.groups[1:]))
    assert "ingen gruppe" in groups.finding(alike, "da")
    assert "groups.self_support" not in figure_names(sim.load(root / "rengoering.toml").scenario)
