"""Entries, stays, waits and lines on logs small enough to add up by hand."""

from itertools import product

import numpy as np
import pytest

from sim.measures import measure
from sim.measures.civil import Ints
from sim.measures.spans import Spans
from sim.measures.waiting import quantiles
from sim.model.model import Model
from sim.scenario.schema import DAY, Law, Resource, Risk, Step, Steps
from tests.measures.handmade import Row, Values, days, log_of, model_of, scenario_of

pytestmark = pytest.mark.unit

STEPS = [
    Step("offer", "stage", uses=(("place", 1),)),
    Step("course", "stage"),
    Step("vacancy", "wait"),
    Step("choice", "decision"),
    Step("job", "exit"),
    Step("back", "exit"),
]


@pytest.fixture
def model() -> Model:
    scenario = scenario_of(STEPS, years=2, resources=(Resource("place", Steps(1)),))
    return model_of(scenario, window=(0, 730), end=800)


@pytest.fixture
def rows() -> list[Row]:
    """One place.  Three people; the third waits when the run ends.  Day 365 is 1 January 2022."""
    return [
        (0, -1, "CAPACITY", "", "place", 1),
        (10, 0, "ARRIVE", "offer", "in"),
        (10, 0, "JOIN", "offer"),
        (10, 0, "ADMIT", "offer", "", 0),
        (10, 0, "CLAIM", "offer", "place", 1),
        (10, 0, "START", "offer"),
        (20, 1, "ARRIVE", "offer", "in"),
        (20, 1, "JOIN", "offer"),
        (60, 0, "END", "offer", 0, days(50)),
        (60, 0, "RELEASE", "offer", "place", 1),
        (60, 0, "START", "course"),
        (60, 1, "ADMIT", "offer", "", days(40)),
        (60, 1, "CLAIM", "offer", "place", 1),
        (60, 1, "START", "offer"),
        (70, 0, "END", "course", 0, days(10)),
        (70, 0, "DECIDE", "choice", "job"),
        (70, 0, "EXIT", "job", "", days(60)),
        (350, 2, "ARRIVE", "offer", "in"),
        (350, 2, "JOIN", "offer"),
        (395, 1, "END", "offer", 0, days(335)),
        (395, 1, "RELEASE", "offer", "place", 1),
        (395, 1, "JOIN", "vacancy"),
        (395, 1, "BALKED", "vacancy"),
        (395, 1, "EXIT", "back", "", days(375)),
        (395, 2, "ADMIT", "offer", "", days(45)),
        (395, 2, "CLAIM", "offer", "place", 1),
        (395, 2, "START", "offer"),
        (400, 3, "ARRIVE", "offer", "in"),
        (400, 3, "JOIN", "offer"),
        (400, 4, "ARRIVE", "offer", "in"),
        (400, 4, "JOIN", "offer"),
        (410, 4, "RENEGED", "offer", "", days(10)),
        (410, 4, "EXIT", "back", "", days(10)),
        (800, 2, "INSIDE", "offer", "", days(405)),
        (800, 3, "IN_LINE", "offer", "", days(400)),
    ]


def test_entries_count_by_the_year_in_which_they_happen(model: Model, rows: list[Row]) -> None:
    values = Values(model, rows)
    assert [values[f"entries.offer{span}"] for span in ("", "@2021", "@2022")] == [3, 2, 1]
    assert [values[f"arrivals.in{span}"] for span in ("", "@2021", "@2022")] == [5, 3, 2]
    assert values["entries.vacancy"] == 1
    assert values["entries.choice"] == 1
    assert [values["exits.job"], values["exits.back@2022"]] == [1, 2]


def test_the_share_who_leave_by_a_risk_is_over_all_their_stays() -> None:
    """Three begin: the first is struck in the second stay, the second by another risk, the third is still inside.

    Each belongs to the year of the first stay; whoever begins twice counts once.
    """
    law = Law("exponential", (("mean", 20.0 * DAY),))
    steps = [Step("course", "stage"), Step("work", "stage"), Step("out", "exit")]
    risks = (Risk("drop", ("work", "course"), law, "out"), Risk("ill", ("course",), law, "out"))
    model = model_of(scenario_of(steps, years=2, risks=risks), window=(0, 730), end=800)
    rows: list[Row] = [
        (10, 0, "ARRIVE", "course", "in"), (10, 0, "START", "course"),
        (20, 0, "END", "course", 0, days(10)), (20, 0, "START", "work"),
        (30, 1, "ARRIVE", "course", "in"), (30, 1, "START", "course"),
        (35, 1, "RISK", "course", "ill", days(5)), (35, 1, "EXIT", "out"),
        (400, 0, "RISK", "work", "drop", days(380)), (400, 0, "EXIT", "out"),
        (400, 2, "ARRIVE", "course", "in"), (400, 2, "START", "course"),
        (410, 2, "END", "course", 0, days(10)), (410, 2, "START", "course"),
        (800, 2, "INSIDE", "course", "", days(390)),
    ]  # fmt: skip
    values = Values(model, rows)
    assert [values[f"risk_share.drop{span}"] for span in ("", "@2021", "@2022")] == [1 / 3, 1 / 2, 0]
    assert [values[f"risk_share.ill{span}"] for span in ("", "@2021", "@2022")] == [1 / 3, 1 / 2, 0]


def test_exit_shares_keep_the_unfinished_in_the_denominator(model: Model, rows: list[Row]) -> None:
    values = Values(model, rows)
    assert values["exit_share.job"] == 1 / 5
    assert values["exit_share.job@2021"] == 1 / 3  # person 2 came in 2021 and never left
    assert values["exit_share.back@2022"] == 1 / 2
    assert values["share_reaching.course"] == 1 / 5
    assert values["unfinished"] == 2
    assert [values["inside_end"], values["inside_end.offer"], values["in_line_end"], values["in_line_end.offer"]] == [
        1,
        1,
        1,
        1,
    ]


def test_waits_belong_to_the_year_of_joining(model: Model, rows: list[Row]) -> None:
    values = Values(model, rows)
    assert values["joined.offer"] == 5
    assert values["wait_mean.offer"] == (0 + 40 + 45) / 3
    assert values["wait_mean.offer@2021"] == (0 + 40 + 45) / 3  # person 2 joined in 2021, was admitted in 2022
    assert values.is_nan("wait_mean.offer@2022")  # nobody who joined then was ever admitted
    assert values["wait_p50.offer"] == 40
    assert values["wait_p90.offer"] == pytest.approx(44)  # type 7: 40 + 0.8 * (45 - 40)
    assert values["waited_share.offer"] == 4 / 5
    assert values["wait_over_28_days.offer"] == 3 / 5  # 40, 45 and the 400 of person 3 who still waits
    assert values["reneged.offer"] == 1
    assert values["reneged_share.offer@2022"] == 1 / 2
    assert values["balked_share.vacancy"] == 1


def test_a_stage_without_a_line_is_a_wait_of_nothing(model: Model, rows: list[Row]) -> None:
    values = Values(model, rows)
    assert values["joined.course"] == 1
    assert values["wait_mean.course"] == 0
    assert values["waited_share.course"] == 0


def test_levels_are_averages_over_time(model: Model, rows: list[Row]) -> None:
    values = Values(model, rows)
    assert values["queue.offer"] == pytest.approx((40 + 45 + 330 + 10) / 730)  # person 3 from 400 to 730
    assert values["queue.offer@2021"] == pytest.approx((40 + 15) / 365)
    assert values["occupancy.offer@2021"] == pytest.approx((50 + 305) / 365)
    assert values["occupancy.offer"] == pytest.approx((50 + 335 + 335) / 730)
    assert values["in_system"] == pytest.approx((60 + 375 + 380 + 330 + 10) / 730)


def test_stays_and_time_in_the_system(model: Model, rows: list[Row]) -> None:
    values = Values(model, rows)
    assert values["stay_mean.offer"] == (50 + 335) / 2
    assert values["time_in_system"] == (60 + 375 + 10) / 3


def test_places(model: Model, rows: list[Row]) -> None:
    values = Values(model, rows)
    assert values["busy.place@2021"] == pytest.approx(355 / 365)
    assert values["utilisation.place@2021"] == pytest.approx(355 / 365)
    assert values["idle.place"] == pytest.approx(10 / 730)
    assert values["idle_while_queued.place"] == 0


def test_every_person_of_a_line_counts_visits_from_the_first_entry() -> None:
    model = model_of(scenario_of([Step("a", "stage"), Step("x", "exit")], years=2), window=(0, 730), end=730)
    values = Values(model, [
        (1, 0, "ARRIVE", "a", "in"),
        (1, 0, "START", "a"),
        (300, 0, "END", "a", 0, days(299)),
        (300, 0, "START", "a"),
        (400, 0, "END", "a", 0, days(100)),
        (400, 0, "START", "a"),
        (401, 0, "END", "a", 0, days(1)),
        (401, 0, "EXIT", "x", "", days(400)),
        (500, 1, "ARRIVE", "a", "in"),
        (500, 1, "START", "a"),
        (501, 1, "END", "a", 0, days(1)),
        (501, 1, "EXIT", "x", "", days(1)),
    ])  # fmt: skip
    assert values["visits.a"] == 2
    assert values["visits.a@2021"] == 3
    assert values["visits.a@2022"] == 1
    assert values["entries.a@2021"] == 2


def test_people_there_at_the_start_count_when_they_truly_came() -> None:
    scenario = scenario_of(
        [Step("a", "stage", uses=(("p", 1),)), Step("x", "exit")], resources=(Resource("p", Steps(1)),)
    )
    model = model_of(scenario, window=(0, 365), end=365)
    values = Values(model, [
        (0, -1, "CAPACITY", "", "p", 1),
        (0, 0, "ARRIVE", "a", "in", days(30)),
        (0, 0, "CLAIM", "a", "p", 1),
        (0, 0, "START", "a", "", days(30)),
        (0, 1, "ARRIVE", "a", "in", days(20)),
        (0, 1, "JOIN", "a", "", days(20)),
        (73, 0, "END", "a", 0, days(103)),
        (73, 0, "RELEASE", "a", "p", 1),
        (73, 0, "EXIT", "x", "", days(103)),
        (73, 1, "ADMIT", "a", "", days(93)),
        (73, 1, "CLAIM", "a", "p", 1),
        (73, 1, "START", "a"),
        (365, 1, "INSIDE", "a", "", days(292)),
    ])  # fmt: skip
    assert values["arrivals.in"] == 0
    assert values["entries.a"] == 1  # person 1 starts on day 73
    assert values["joined.a"] == 0
    assert values.is_nan("wait_mean.a")
    assert values["wait_mean_begun_before.a"] == 93
    assert values["occupancy.a"] == 1
    assert values["queue.a"] == 73 / 365
    assert values["in_system"] == pytest.approx((73 + 365) / 365)


def test_places_without_use_capacity_changes_and_turnaround() -> None:
    """Two places, one from day 100 on; person 0 uses one for 50 days, then it is turned around for 10 days."""
    from sim.scenario.schema import Span

    place = Resource("p", Steps(2, ((days(100), 1),)), turnaround=Span(10 * DAY, "seconds"))
    scenario = scenario_of([Step("a", "stage", uses=(("p", 1),), gate="g"), Step("x", "exit")], resources=(place,))
    model = model_of(scenario, window=(0, 365), end=365)
    values = Values(model, [
        (0, -1, "CAPACITY", "", "p", 2),
        (0, 0, "ARRIVE", "a", "in"),
        (0, 0, "JOIN", "a"),
        (0, 0, "ADMIT", "a"),
        (0, 0, "CLAIM", "a", "p", 1),
        (0, 0, "START", "a"),
        (20, 1, "ARRIVE", "a", "in"),
        (20, 1, "JOIN", "a"),
        (50, 0, "END", "a", 0, days(50)),
        (50, 0, "RELEASE", "a", "p", 1),
        (50, 0, "EXIT", "x", "", days(50)),
        (60, -1, "TURNED", "", "p", 1),
        (80, 1, "RENEGED", "a", "", days(60)),
        (80, 1, "EXIT", "x", "", days(60)),
        (100, -1, "CAPACITY", "", "p", 1),
    ])  # fmt: skip
    assert values["busy.p"] == pytest.approx(50 / 365)
    assert values["turnaround.p"] == pytest.approx(10 / 365)
    assert values["capacity.p"] == pytest.approx((2 * 100 + 265) / 365)
    assert values["utilisation.p"] == pytest.approx(50 / 465)
    # free: 1 to day 60, 2 to day 100, 1 to the end; in line: days 20 to 80
    assert values["idle.p"] == pytest.approx((60 + 2 * 40 + 265) / 365)
    assert values["idle_while_queued.p"] == pytest.approx((40 + 2 * 20) / 365)


def test_use_above_capacity_leaves_nothing_free() -> None:
    scenario = scenario_of(
        [Step("a", "stage", uses=(("p", 1),)), Step("x", "exit")], resources=(Resource("p", Steps(1)),)
    )
    model = model_of(scenario, window=(0, 365), end=365)
    values = Values(model, [
        (0, -1, "CAPACITY", "", "p", 1),
        (0, 0, "ARRIVE", "a", "in"),
        (0, 0, "JOIN", "a"),
        (0, 0, "ADMIT", "a"),
        (0, 0, "CLAIM", "a", "p", 1),
        (0, 0, "START", "a"),
        (73, -1, "CAPACITY", "", "p", 0),
        (365, 0, "INSIDE", "a", "", days(365)),
    ])  # fmt: skip
    assert values["idle.p"] == 0
    assert values["utilisation.p"] == 5.0  # 365 days used of 73 offered: shown as it is


def test_replications_stay_apart(model: Model, rows: list[Row]) -> None:
    """A batch gives what its replications give alone, empty ones included."""
    few: list[Row] = [(0, -1, "CAPACITY", "", "place", 1), (5, 0, "NOT_CONTACTED", "", "in")]
    together = measure(log_of(model, rows, [], few, rows), model)
    alone = [measure(log_of(model, part), model) for part in (rows, [], few, rows)]
    assert together.names == alone[0].names
    for i, sheet in enumerate(alone):
        np.testing.assert_array_equal(together.numerator[i], sheet.numerator[0])
        np.testing.assert_array_equal(together.denominator[i], sheet.denominator[0])
    assert together.column("not_contacted.in").tolist() == [0, 0, 1, 0]
    assert together.column("arrivals.in").tolist() == [5, 0, 0, 5]


def test_quantiles_are_those_of_numpy() -> None:
    generator = np.random.default_rng(1)
    spans = Spans((0, 1, 2), ("", "@1", "@2"), (0, 0, 1), (2, 1, 2), np.array([2.0, 1.0, 1.0]))
    group, slice_ = generator.integers(0, 7, 300), generator.integers(0, 4, 300)
    group[group == 3] = 4
    values: Ints = np.maximum(generator.integers(-20, 50, 300), 0)
    inside = [(slice_ > first) & (slice_ <= last) for first, last in zip(spans.first, spans.last, strict=True)]
    sizes = np.stack([np.bincount(group[which], minlength=7) for which in inside], axis=1)
    some = values > 0
    found = quantiles(spans, group[some], slice_[some], values[some], sizes, (0.1, 0.5, 0.9))
    assert found.shape == (3, 7, 3)
    assert (sizes[3] == 0).all()
    assert (found[:, 3] == 0).all()
    for i, j in product((0, 1, 2, 4, 5, 6), range(3)):
        assert found[:, i, j] == pytest.approx(np.quantile(values[inside[j] & (group == i)], [0.1, 0.5, 0.9]))
