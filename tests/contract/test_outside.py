"""Contract O1-O4: the life outside of a person, without the project and after leaving it."""

from __future__ import annotations

from collections.abc import Callable
from math import log1p

import pytest

from sim.log.events import Event
from sim.random_keys import draw, person_key, replication_key, stream_key
from sim.scenario.schema import DAY
from tests.contract.story import Row, Story, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]

OUTSIDE = '[background]\nrate = "0.05 per day"\nretention = "30 days"\n'
WITHOUT = ("WITHOUT_FOUND", "WITHOUT_LOST")
AFTER = ("AFTER_FOUND", "AFTER_LOST")


def instants(found: Story, who: int, *events: str) -> list[tuple[str, int, int]]:
    """(FOUND or LOST, ordinal of the job, second) of a person, in order."""
    rows = [row for row in found.rows if row.who == who and row.event in events]
    return [(row.event.split("_")[1], row.visit, round(row.day * DAY) + row.value) for row in rows]


def offers(person: int, rate: float, until: float, seed: int = 1) -> list[float]:
    """Seconds after arrival at which jobs are on offer, from their addresses."""
    found, at, n = [], 0.0, 1
    while at < until:
        at -= log1p(-draw(replication_key(seed, 0), stream_key("without.offer"), person, n, 0)) * DAY / rate
        found.append(at)
        n += 1
    return found[:-1]


def test_o1_without_the_table_no_log_has_a_row_of_it(play: Play) -> None:
    text = stage("s", "5 days") + comes("a", "s", 3, 8, size=5)
    told, untold = play(text + OUTSIDE), play(text)
    assert {row.event for row in told.rows} - {row.event for row in untold.rows} == {*WITHOUT, *AFTER}
    assert [row for row in told.rows if row.event not in (*WITHOUT, *AFTER)] == untold.rows


def test_o1_whoever_is_not_contacted_has_no_other_life(play: Play) -> None:
    pause = 'pause = { while = ["s"], at_least = 1 }\n'
    found = play(OUTSIDE + stage("s", "300 days") + comes("a", "s", 3, 8, size=5) + pause)
    assert found.who("NOT_CONTACTED")
    assert not set(found.who("NOT_CONTACTED")) & set(found.who("WITHOUT_FOUND"))


def test_o1_an_exit_that_supports_people_ends_the_search(play: Play) -> None:
    text = OUTSIDE + stage("s", "5 days", onward="away") + comes("a", "s", 3, size=20)
    for support, goes_on in (("benefit", True), ("self", False), ("partly", False)):
        found = play(text + f'[exit.away]\nsupport = "{support}"\n')
        assert bool(found.of("AFTER_FOUND")) is goes_on


def test_o2_jobs_on_offer_are_found_at_their_addresses(play: Play) -> None:
    found = play(OUTSIDE + stage("s", "5 days") + comes("a", "s", 3))
    key = person_key(stream_key("arrivals.a"), 3 * DAY, 0)
    busy, expected = 0.0, []
    for n, at in enumerate(offers(key, 0.05, 397 * DAY), start=1):
        if at >= busy:
            busy = at + 30 * DAY
            expected.append((n, at))
    rows = found.of("WITHOUT_FOUND")
    assert [row.visit for row in rows] == [n for n, _ in expected]
    assert [row.value for row in rows] == pytest.approx([at for _, at in expected], abs=DAY / 10)


def test_o2_the_length_and_the_marks_of_a_job_go_by_its_ordinal(play: Play) -> None:
    marks = (
        '[background]\nrate = "0.05 per day"\nretention = {{ uniform = ["0 days", "{} days"] }}\n'
        "marks = {{ hours = {{ uniform = [0, 1] }} }}\n"
    )
    text = stage("s", "40 days", marks="{ hours = { uniform = [8, 9] } }") + comes("a", "s", 3, size=30)
    short, long = (play(marks.format(days) + text) for days in (20, 40))
    drawn = [{(row.who, row.visit): row.value for row in one.of("WITHOUT_MARK")} for one in (short, long)]
    both = drawn[0].keys() & drawn[1].keys()
    assert len(both) > 30
    assert all(drawn[0][key] == drawn[1][key] for key in both)
    lengths = [
        {(row.who, row.visit): row.value - begun[row.who, row.visit] for row in one.of("WITHOUT_LOST")}
        for one in (short, long)
        for begun in ({(row.who, row.visit): row.value for row in one.of("WITHOUT_FOUND")},)
    ]
    for key in lengths[0].keys() & lengths[1].keys():
        assert lengths[1][key] == pytest.approx(2 * lengths[0][key], abs=1)


def test_o2_dated_factors_and_months_act_on_the_rate(play: Play) -> None:
    text = stage("s", "5 days") + comes("a", "s", 1, size=200)
    quiet = (
        OUTSIDE
        + 'months = { 3 = 0 }\n[[change]]\nfrom = 2021-06-01\nto = 2021-07-01\ntimes = { "background.rate" = 0 }\n'
    )
    found = play(quiet + text)
    days = [row.day + row.value / DAY for row in found.of("WITHOUT_FOUND") + found.of("AFTER_FOUND")]
    assert len(days) > 1000
    assert not [day for day in days if 56 <= day < 87 or 148 <= day < 178]  # March and June, from 4 January on


def test_o3_the_lives_are_one_as_soon_as_both_have_no_job(play: Play) -> None:
    found = play(OUTSIDE + stage("s", "60 days") + comes("a", "s", 3, size=100))
    met = 0
    for who in range(100):
        without, after = instants(found, who, *WITHOUT), instants(found, who, *AFTER)
        changes = sorted({at for _, _, at in (*without, *after) if at >= 63 * DAY} | {63 * DAY})
        free = [at for at in changes if _without_job(without, at) and _without_job(after, at)]
        if free:
            met += 1
            assert [one for one in without if one[2] > free[0]] == [one for one in after if one[2] > free[0]]
    assert met > 90


def _without_job(life: list[tuple[str, int, int]], at: int) -> bool:
    before = [kind for kind, _, when in life if when <= at]
    return not before or before[-1] == "LOST"


def test_o3_every_job_taken_was_on_offer_to_both(play: Play) -> None:
    found = play(OUTSIDE + stage("s", "60 days") + comes("a", "s", 3, size=100))

    def began(rows: list[Row]) -> dict[tuple[int, int], int]:
        return {(row.who, row.visit): round(row.day * DAY) + row.value for row in rows}

    without, after = began(found.of("WITHOUT_FOUND")), began(found.of("AFTER_FOUND"))
    assert all(without[key] == after[key] for key in without.keys() & after.keys())
    assert all(at >= 63 * DAY for at in after.values())


def test_o3_it_depends_on_attributes(play: Play) -> None:
    text = '[attribute.group]\na = 0.5\nb = "rest"\n[background]\nrate = { by = "group", a = "0.1 per day", b = 0 }\n'
    text = text.replace("b = 0 }", 'b = "0 per day" }') + 'retention = "2 days"\n'
    found = play(text + stage("s", "5 days") + comes("a", "s", 3, size=50))
    group = {row.who: row.value for row in found.of("ATTRIBUTE")}
    assert {group[who] for who in found.who("WITHOUT_FOUND")} == {0}
    assert {group[who] for who in found.who("AFTER_FOUND")} == {0}


def test_o4_the_rows_stand_behind_those_of_arrival_and_exit(play: Play) -> None:
    found = play(OUTSIDE + resource("r") + stage("s", "5 days", uses='"r"') + comes("a", "s", 3, 9))
    for who in (0, 1):
        events = found.events(who)
        assert events[0] == "ARRIVE"
        assert events[1] in WITHOUT
        first = events.index("JOIN")
        assert set(events[1:first]) <= set(WITHOUT)
        assert set(events[events.index("EXIT") + 1 :]) <= set(AFTER)
    times = found.log.time.tolist()
    assert times == sorted(times)
    outside = found.log.code >= Event.WITHOUT_FOUND
    assert (found.log.time + found.log.value)[outside].max() < found.model.end


def test_o4_who_was_there_before_the_start_begins_at_the_start(play: Play) -> None:
    found = play(OUTSIDE + stage("s", "500 days") + '[backlog.b]\ninside = "s"\npeople = 50\nelapsed = "90 days"\n')
    key = person_key(stream_key("arrivals.b"), 0, 0)
    first = next(row for row in found.of("WITHOUT_FOUND") if row.visit == 1)
    assert first.day == 0
    values = {row.who: row.value for row in found.of("WITHOUT_FOUND") if row.visit == 1}
    assert values[0] == pytest.approx(offers(key, 0.05, 400 * DAY)[0], abs=DAY / 10)


def test_o3_a_rate_that_is_set_on_a_date_acts_from_that_date_on_who_has_waited_long(play: Play) -> None:
    found = (
        '[parameters.found]\nvalue = 0.0005\nunit = "per day"\n[background]\nrate = "$found"\nretention = "3000 days"\n'
    )
    text = found + stage("s", "5 days") + comes("a", "s", 1, size=400)
    change = "[[change]]\nfrom = 2021-07-23\nset = { found = 0.02 }\n"  # day 200
    before, after = (_found_by(play(text + more)) for more in ("", change))
    assert {who: day for who, day in before.items() if day < 200} == {
        who: day for who, day in after.items() if day < 200
    }
    late = [day for day in after.values() if day >= 200]
    assert len(late) == pytest.approx((400 - len(after) + len(late)) * 0.98, rel=0.03)  # 1 - exp(-.02 x 200)
    assert min(late) < 202


def _found_by(story: Story) -> dict[int, float]:
    """The day on which each person finds the first job in the life without the project."""
    return {row.who: row.day + row.value / DAY for row in story.of("WITHOUT_FOUND")}


def test_o3_the_length_and_the_marks_are_those_of_the_day_on_which_the_job_comes(play: Play) -> None:
    text = (
        '[parameters.kept]\nvalue = 10\nunit = "days"\n[parameters.most]\nvalue = 9\nunit = "hours"\n'
        '[background]\nrate = "0.1 per day"\nretention = "$kept"\nmarks = { hours = { uniform = [8, "$most"] } }\n'
        "[[change]]\nfrom = 2021-07-23\nset = { kept = 20, most = 30 }\n"
    )
    text = text.replace('unit = "hours"\n', "")
    found = play(text + stage("s", "90 days", marks="{ hours = { uniform = [8, 9] } }") + comes("a", "s", 1, size=40))
    for life in ("WITHOUT", "AFTER"):
        begun = {(row.who, row.visit): row.day * DAY + row.value for row in found.of(f"{life}_FOUND")}
        ended = {(row.who, row.visit): row.day * DAY + row.value for row in found.of(f"{life}_LOST")}
        hours = {(row.who, row.visit): row.value / 1e6 for row in found.of(f"{life}_MARK")}
        kept = {key: (ended[key] - at) / DAY for key, at in begun.items() if key in ended}
        assert {round(kept[key]) for key, at in begun.items() if at < 200 * DAY and key in kept} == {10}
        assert {round(kept[key]) for key, at in begun.items() if at >= 200 * DAY and key in kept} == {20}
        assert max(hours[key] for key, at in begun.items() if at < 200 * DAY) <= 9
        assert max(hours[key] for key, at in begun.items() if at >= 200 * DAY) > 20
