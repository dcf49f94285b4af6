"""What docs/scenario-language.md says by example is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sim
from sim.scenario.schema import DAY, MONTH
from tests.scenario.snippets import GROUP, HEAD, PATHWAY, write

pytestmark = pytest.mark.unit
PAGE = (Path(__file__).parents[2] / "docs" / "scenario-language.md").read_text(encoding="utf-8")


def example(start):
    """An inline example of the page, from its first words to the closing quote."""
    (found,) = {text for text in re.findall(r"`([^`\n]+)`", PAGE) if text.startswith(start)}
    return found


def stream(tmp_path, how, head=HEAD, rest=""):
    text = head + GROUP + PATHWAY.replace("rate = 100", how) + rest
    return sim.load(write(tmp_path, text))


def arrivals(question):
    log = sim.run(question, 1, engine="reference", keep_log=True).log
    return [int(time) for time, code in zip(log.time, log.code, strict=True) if code == 1]


def test_a_composition(tmp_path):
    how = f'every = "91 days"\n{example("attributes = { group = { exactly")}'
    ((name, draw),) = stream(tmp_path, how).scenario.arrivals[0].attributes
    assert (name, dict(draw.composition)) == ("group", {"jobparat": 6, "aktivitetsparat": 14})


def test_a_profile_begins_with_the_run(tmp_path):
    how = f"rate = 3000\n{example('profile')}"  # the run starts on a Friday
    assert {time // DAY % 7 for time in arrivals(stream(tmp_path, how))} == {
        0,
        1,
        2,
        3,
        4,
    }


def test_a_plain_rate_is_per_mean_year(tmp_path):
    assert "365.2425" in PAGE
    assert stream(tmp_path, example("rate = 48")).scenario.arrivals[0].rate.first == 48 / (12 * MONTH)
    assert 12 * MONTH == 365.2425 * DAY


def test_a_year_is_counted_in_blocks_from_its_first_date(tmp_path):
    head = HEAD.replace("years = 1", "years = 3")
    times = arrivals(stream(tmp_path, f"{example('a_year = 20')}\nfrom = 2021-07-01", head))
    begin, second = 181 * DAY, (181 + 365) * DAY
    assert sum(begin <= time < second for time in times) == 20
    assert sum(second <= time < second + 365 * DAY for time in times) == 20
    assert min(times) >= begin


def test_the_first_comes_one_interval_after_the_start(tmp_path):
    assert arrivals(stream(tmp_path, 'between = "100 days"\nfrom = 2021-01-11'))[0] == 110 * DAY


def test_a_change_lies_over_dated_values(tmp_path):
    rest = (
        "[resource.place]\ncapacity = { start = 1, 2021-03-01 = 2, 2021-06-01 = 3 }\n"
        "[[change]]\nfrom = 2021-02-01\nto = 2021-07-01\nset = { 'resource.place.capacity' = 9 }\n"
    )
    (place,) = stream(tmp_path, "rate = 100", rest=rest).scenario.resources
    assert (place.capacity.first, place.capacity.changes) == (1, ((31 * DAY, 9), (181 * DAY, 3)))


def test_all_targets_at_once_in_one_year(tmp_path):
    rest = "[target.t]\ncount = 'entered a'\nat_least = 5\n[target.u]\ncount = 'entered out'\nat_least = 5\n"
    result = sim.run(stream(tmp_path, "rate = 100", rest=rest), 3, engine="reference")
    assert example("attained.joint@").split("@")[0] == "attained.joint"
    assert result["attained.joint@2021"].mean == result["attained.joint"].mean == 1


def test_a_fixed_number_a_year_follows_the_dates_on_which_it_changes(tmp_path):
    """From 1 to 4 halfway through 2021: 2.5 on average, so three, a fifth of them in the first half."""
    how = f"{example('a_year = 20')}\nspread = 'even'".replace("20", "{ start = 1, '182.5 days' = 4 }")
    times = arrivals(stream(tmp_path, how, HEAD.replace("years = 1", "years = 2")))
    second_half = [182.5 + (share - 0.2) / 0.8 * 182.5 for share in (1 / 3, 2 / 3)]
    days = [0, *second_half, *(365 * (1 + share) for share in (0, 0.25, 0.5, 0.75))]
    assert times == pytest.approx([day * DAY for day in days], abs=1)


def test_a_change_sets_a_fixed_number_a_year_by_the_name_of_its_stream(tmp_path):
    rest = "[[change]]\nfrom = 2022-01-01\nset = { 'arrivals.search.a_year' = 7 }\n"
    times = arrivals(stream(tmp_path, example("a_year = 20"), HEAD.replace("years = 1", "years = 2"), rest))
    assert [sum(start <= time / DAY < start + 365 for time in times) for start in (0, 365)] == [20, 7]
