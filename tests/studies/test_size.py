"""What it takes: the right value, an honest statement, and "it cannot be reached" where it cannot."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import sim
from sim.report.size import gathered, size_text
from sim.report.table import Table
from sim.report.texts import Texts
from sim.studies.condition import Condition, alternatives, parse_condition
from sim.studies.grid import BadGrid, axis_of
from sim.studies.option import Option
from sim.studies.size import Found, Rounds, Size, in_between, size, with_ends
from sim.studies.statistics import Estimate
from tests.studies.clinic import clinic, runs, write_clinic


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("size")


def sized(home: Path, find: str, values: str, until: str, least: int = 10, most: int = 40, **how: object) -> Size:
    option = clinic(home)
    axis, condition = axis_of(find, values, option.scenario), parse_condition(until, option.scenario)
    return size(option, axis, condition, runs(home / "results"), Rounds.up_to(least, most), **how)  # type: ignore[arg-type]


def consistent(found: Found) -> None:
    """What is said follows from what was tried, in the direction of the search."""
    values = [one.value for one in found.tried]
    met = [one.value for one in found.tried if found.condition.holds(one.estimate.mean)]
    assert found.value == (met[0] if met else None)
    assert found.impossible == all(one.verdict is False for one in found.tried)
    if found.earliest is not None:
        assert all(one.verdict is False for one in found.tried[: values.index(found.earliest)])
    if found.latest is not None:
        assert found.tried[values.index(found.latest)].verdict is True


def test_the_smallest_number_of_places(home: Path) -> None:
    found = sized(home, "places", "1..6", "P(many) >= 0.5").found
    consistent(found)
    assert found.value == 2
    assert found.fresh is not None
    assert found.fresh.n == next(one.replications for one in found.tried if one.value == 2)


def test_fresh_replications_had_no_part_in_the_choice(home: Path) -> None:
    found = sized(home, "places", "1..3", "target.many >= 18", least=8, most=8).found
    option, study = clinic(home), runs(home / "fresh")
    assert found.fresh is not None
    assert found.value is not None
    sheet = study.sheet(option.set(places=found.value), 16, lambda names: ("target.many",))
    assert found.fresh.mean == pytest.approx(sheet.rows(8, 16).column("target.many").mean())


def test_what_cannot_be_reached_is_an_answer(home: Path) -> None:
    found = sized(home, "places", "1..6", "mean(target.many) >= 100")
    assert found.value is None
    assert found.found.impossible
    assert found.found.fresh is None
    consistent(found.found)


def test_the_largest_value(home: Path) -> None:
    """The more one stays, the fewer can start."""
    found = sized(home, "days", "10..40:10", "mean(target.many) >= 15", largest=True).found
    consistent(found)
    assert found.value == 40 or found.tried[0].verdict is not True
    assert [one.value for one in found.tried] == [40, 30, 20, 10]
    smallest = sized(home, "days", "10..40:10", "mean(target.many) >= 15").found
    assert smallest.value == 10


def test_at_most(home: Path) -> None:
    found = sized(home, "places", "1..6", "queue.stay <= 1").found
    consistent(found)
    assert found.value is not None
    assert found.value > 1


PEAK = """
format = 1
[run]
years = 1
follow_up = "0 days"
replications = 10

[parameters.rate]
value = 20
low = 1
high = 100
step = 1
basis = "assumption"

[arrivals.in]
to = "stay"
rate = "$rate"

[stage.stay]
lasts = "10 days"
next = "gone"

[exit.gone]

[target.enough]
count = "entered stay"
at_least = 20

[target.not_too_many]
count = "entered stay"
at_most = 50
"""


def peaked(home: Path, values: str, until: str, **how: object) -> Size:
    """Both targets are met in the same year only for rates in the middle of a long range."""
    option = Option.of(sim.load(write_clinic(home, "peak", PEAK)))
    axis, condition = axis_of("rate", values, option.scenario), parse_condition(until, option.scenario)
    return size(option, axis, condition, runs(home / "peaked"), Rounds.up_to(8, 8), **how)  # type: ignore[arg-type]


def test_a_peak_inside_the_range_is_found(home: Path) -> None:
    """Neither end meets it: halving said that it cannot be reached."""
    search = peaked(home, "1..100", "P(joint) >= 0.8")
    found = search.found
    consistent(found)
    assert search.method == "grid"
    assert isinstance(search.value, int)
    assert 20 < search.value < 40
    tried = [one.value for one in found.tried]
    assert {1, 100} < set(tried)
    assert search.value - 1 in tried  # refined to the neighbour, so it is the first as far as anybody can see
    assert len(tried) < 50
    for lang, words in (("da", "af 100 værdier"), ("en", "of 100 values were tried")):
        assert f"{len(tried)} {words}" in size_text(search, Texts(lang))


def test_certainty_is_about_the_values_tried(home: Path) -> None:
    search = peaked(home, "1..48", "mean(target.enough) >= 1000")
    assert search.value is None
    n = len(search.found.tried)
    assert 25 <= n < 48
    assert f"none of the {n} values tried" in size_text(search, Texts("en"))
    assert f"ingen af de {n} prøvede værdier" in size_text(search, Texts("da"))
    every = peaked(home, "1..5", "mean(target.enough) >= 1000")
    for lang, words in (("da", "ingen værdi i 1–5"), ("en", "no value in 1–5")):
        assert words in size_text(every, Texts(lang))
        assert words.partition("1–5")[0] not in size_text(search, Texts(lang))


def test_the_best_of_a_grid_is_refined_where_nothing_is_enough(home: Path) -> None:
    """More and more of the values next to the best are tried, until its neighbours have been."""
    search = peaked(home, "1..100", "P(joint) >= 1.0", largest=True)
    tried = {one.value for one in search.found.tried}
    best = search.value if search.value is not None else search.found.nearest.value
    assert isinstance(best, int)
    assert best + 1 in tried


def test_many_values_are_a_grid_and_few_are_all_tried(home: Path) -> None:
    assert sized(home, "places", "1..6", "mean(target.many) >= 100", 2, 2).method == "all"
    search = sized(home, "wanted", "1..60:1", "P(many) >= 2%", 2, 2)
    assert search.method == "grid"
    assert search.value == 1  # nothing in front of the first: nothing is refined
    assert len(search.found.tried) == 25


@pytest.mark.parametrize("n", [1, 2, 24, 25, 26, 27, 48, 49, 50, 1000])
def test_a_grid_is_even_and_has_both_ends(n: int) -> None:
    grid = with_ends(range(n), 25)
    assert (grid[0], grid[-1]) == (0, n - 1)
    assert len(set(grid)) == min(n, 25)
    gaps = {b - a for a, b in pairwise(grid)}
    assert not gaps or max(gaps) - min(gaps) <= 1
    inner = in_between(range(n), 8)
    assert len(set(inner)) == min(n, 8)


def test_values_near_the_border_get_more_replications(home: Path) -> None:
    found = sized(home, "wanted", "1..41:8", "P(many) >= 0.5", least=10, most=40, largest=True).found
    by_value = {one.value: one.replications for one in found.tried}
    assert by_value[41] == by_value[1] == 10
    assert max(by_value.values()) == 40
    consistent(found)


def test_intervals_hold_for_all_values_and_rounds(home: Path) -> None:
    one = sized(home, "places", "2", "mean(target.many) >= 100", 10, 10).found.tried[0].estimate
    many = sized(home, "places", "1..6", "mean(target.many) >= 100", 10, 10).found.tried[1].estimate
    assert one.mean == many.mean
    assert many.high - many.low > 1.3 * (one.high - one.low)


def test_rounds() -> None:
    assert Rounds.up_to(200, 3200).numbers == (200, 800, 3200)
    assert Rounds.up_to(200, 200).numbers == (200,)
    assert Rounds.up_to(10, 15).numbers == (10, 15)


def test_the_answer_under_every_definition(home: Path) -> None:
    found = sized(home, "job_chance", "0..1:0.25", "P(good) >= 0.5", 8, 8, by_definition=True)
    texts = [one.condition.asked.text for one in found.by_definition]
    assert len(texts) == 2
    assert texts[0].startswith("P(good[")
    stated, lenient = found.by_definition
    assert stated.value == found.value
    assert lenient.value is not None
    assert stated.value is not None
    assert lenient.value <= stated.value  # a gap that may be longer is easier
    for one in found.by_definition:
        consistent(one)


def test_definitions_need_a_target(home: Path) -> None:
    option = clinic(home)
    for text in ("P(many) >= 0.5", "queue.stay >= 3", "P(joint) >= 0.1"):
        with pytest.raises(ValueError, match="no target with alternative definitions"):
            alternatives(parse_condition(text, option.scenario), option)
    [first, _] = alternatives(parse_condition("mean(target.good) >= 0.5", option.scenario), option)
    assert first.asked.text.startswith("mean(target.good[share_of=")


def test_a_value_that_is_not_allowed(home: Path) -> None:
    with pytest.raises(BadGrid, match="places=-1"):
        sized(home, "places", "-1..3", "P(many) >= 0.5")


def test_a_statement_about_nothing_certain() -> None:
    """By hand: fails, not sure, not sure but met, certain."""
    from sim.studies.asked import Asked
    from sim.studies.size import Tried, _answer

    condition = Condition(Asked("mean", "x"), ">=", 10)
    ends = ((1, 5), (8, 11), (9, 13), (12, 14))
    tried = [
        Tried(i, estimate, 5, condition.verdict(estimate))
        for i, (low, high) in enumerate(ends)
        for estimate in [Estimate("x", (low + high) / 2, 0, 0, 0, 0, 0, 5, low, high)]
    ]
    found = _answer(condition, tried)
    assert (found.value, found.earliest, found.latest, found.certain) == (2, 1, 3, False)
    assert not _answer(condition, tried[:2]).impossible
    assert _answer(condition, tried[:2]).nearest.value == 1
    surely_not = Tried(7, Estimate("x", 9.8, 0, 0, 0, 0, 0, 5, 9.7, 9.9), 5, False)
    assert _answer(condition, [surely_not, tried[1]]).nearest_possible.value == 1  # not one that is ruled out
    assert _answer(condition, tried[:1]).impossible
    assert _answer(condition, [tried[0], tried[3]]).certain


def test_neighbouring_values_that_came_out_alike_share_a_row() -> None:
    rows = tuple((f"{n} pladser", *(("0,0", "nej") if n < 5 else ("50,0", "ja"))) for n in range(2, 7))
    table = gathered(Table("", ("Pladser", "nås", "nået?"), rows), Texts("da"))
    assert [row[0] for row in table.rows] == ["2 pladser til 4 pladser (3 værdier)", "5 pladser", "6 pladser"]
    assert table.rows[0][1:] == ("0,0", "nej")
