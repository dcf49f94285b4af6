"""Targets by hand: who attains, when, under which reading."""

from dataclasses import replace

import pytest

from sim.measures.judge import definitions, length_words
from sim.model.model import Model
from sim.scenario.schema import DAY, Law, Property, Risk, Span, Status, Step, Target, When
from tests.measures.handmade import Row, Values, days, model_of, scenario_of

pytestmark = pytest.mark.unit

STEPS = [
    Step("offer", "stage"),
    Step("practice", "stage"),
    Step("job", "stage", support="self"),
    Step("care", "stage", support="self"),
    Step("partwork", "stage", support="partly"),
    Step("idle", "wait"),
    Step("self_job", "exit", support="self"),
    Step("back", "exit"),
]
SELF = Status()
TARGET = Target(
    "work", at_least=0.5, share_of=When("entered", ("offer",)), who_are=SELF, lasting=Span(3, "months"),
    within=28 * DAY, after=When("last day", ("offer", "practice")),
)  # fmt: skip


def build(*targets: Target, years: int = 1, end: float = 1000) -> Model:
    hours = Property("hours")
    scenario = scenario_of(STEPS, years=years, targets=targets, properties=(hours,))
    return model_of(scenario, window=(0, 365 * years), end=end)


def journey(
    owner: int, *parts: tuple[str, float], end: float = 1000, hours: dict[str, float] | None = None
) -> list[Row]:
    """Stays one after the other; a part is (step, day of entry); the last one holds on to the end of the run."""
    rows: list[Row] = [(parts[0][1], owner, "ARRIVE", parts[0][0], "in")]
    inside = ""
    since = 0.0
    for name, day in parts:
        if inside:
            rows.append((day, owner, "END", inside, 0, days(day - since)))
        inside = ""
        kind = next(step.kind for step in STEPS if step.name == name)
        if kind == "exit":
            rows.append((day, owner, "EXIT", name, "", 0))
        elif kind == "wait":
            rows.append((day, owner, "JOIN", name))
        else:
            rows.append((day, owner, "START", name))
            if hours and name in hours:
                rows.append((day, owner, "MARK", name, "hours", round(hours[name] * 1_000_000)))
            inside, since = name, day
    if inside:
        rows.append((end, owner, "INSIDE", inside, "", days(end - since)))
    return rows


def of(target: Target, *journeys: list[Row], years: int = 1, end: float = 1000) -> Values:
    rows = sorted((row for journey in journeys for row in journey), key=lambda row: row[0])
    return Values(build(target, years=years, end=end), rows)


def work(*journeys: list[Row], **changes: object) -> float:
    return of(replace(TARGET, **changes), *journeys)["attaining.work"]  # type: ignore[arg-type]


def test_three_civil_months_reached_exactly_count() -> None:
    # offer ends on day 31 (1 February); three months later is 1 May, day 120
    assert work(journey(0, ("offer", 0), ("job", 31), ("back", 120))) == 1
    almost = [(day, *rest) for day, *rest in journey(0, ("offer", 0), ("job", 31), ("back", 120 - 1 / 86400))]
    assert work(almost) == 0


def test_the_gap_counts_from_the_last_day_and_its_limit_is_included() -> None:
    on_time = journey(0, ("offer", 0), ("idle", 31), ("job", 59))
    late = journey(1, ("offer", 0), ("idle", 31), ("job", 59 + 1 / 86400))
    assert work(on_time) == 1
    assert work(late) == 0
    assert work(late, within=None) == 1
    assert work(on_time, within=0) == 0


def test_the_origin_is_the_later_of_offer_and_practice() -> None:
    person = journey(0, ("offer", 0), ("practice", 31), ("job", 61))
    assert work(person, within=0) == 1
    assert work(person, within=0, after=When("last day", ("offer",))) == 0
    assert work(person, within=30 * DAY, after=When("last day", ("offer",))) == 1


def test_somebody_who_comes_back_counts_from_the_last_visit() -> None:
    # a job of four months between two visits is no job after the last day
    there_again = journey(0, ("offer", 0), ("job", 31), ("practice", 160), ("back", 190))
    assert work(there_again) == 0
    assert work(journey(0, ("offer", 0), ("job", 31), ("practice", 160), ("job", 190))) == 1


def test_a_spell_goes_on_across_steps_without_a_gap_and_into_the_exit() -> None:
    # 31 -> 80 job, 80 -> 100 care, then an exit that is self-supporting to the end of the run
    assert work(journey(0, ("offer", 0), ("job", 31), ("care", 80), ("back", 130))) == 1
    assert work(journey(0, ("offer", 0), ("job", 31), ("self_job", 80))) == 1
    assert work(journey(0, ("offer", 0), ("self_job", 31))) == 1
    with_gap = journey(0, ("offer", 0), ("job", 31), ("idle", 80), ("care", 81), ("back", 130))
    assert work(with_gap) == 0
    no_time = journey(0, ("offer", 0), ("job", 31), ("idle", 80), ("care", 80), ("back", 130))
    assert work(no_time) == 1  # asked for something and answered at once: no second without work


def test_a_spell_that_runs_on_the_last_day_is_measured_from_there() -> None:
    # self-supporting during practice: two months before the last day do not count
    steps = [replace(step, support="self") if step.name == "practice" else step for step in STEPS]
    scenario = scenario_of(steps, targets=(replace(TARGET, within=0),))
    model = model_of(scenario, window=(0, 365), end=1000)
    short = journey(0, ("offer", 0), ("practice", 31), ("job", 90), ("back", 120))
    long = journey(1, ("offer", 0), ("practice", 31), ("job", 90), ("back", 181))
    values = Values(model, sorted(short + long, key=lambda row: row[0]))
    assert values["attaining.work"] == 1


def test_partly_and_hours() -> None:
    part = journey(0, ("offer", 0), ("partwork", 31))
    assert work(part) == 0
    assert work(part, who_are=Status(partly=True, words="self or partly")) == 1
    enough = Status(mark="hours", at_least=25, words="self with hours >= 25")
    assert work(journey(0, ("offer", 0), ("job", 31), hours={"job": 25.0}), who_are=enough) == 1
    assert work(journey(0, ("offer", 0), ("job", 31), hours={"job": 24.999999}), who_are=enough) == 0
    assert work(journey(0, ("offer", 0), ("job", 31)), who_are=enough) == 0  # never drawn
    # the hours of a job hold on in what follows it
    assert work(journey(0, ("offer", 0), ("job", 31), ("self_job", 60), hours={"job": 30.0}), who_are=enough) == 1
    # a new job with fewer hours ends the spell
    fewer = journey(0, ("offer", 0), ("job", 31), ("care", 60), hours={"job": 30.0, "care": 10.0})
    assert work(fewer, who_are=enough) == 0


def test_undecided_are_reported_and_count_as_not_attained() -> None:
    end = 400
    journeys = [
        journey(0, ("offer", 300), ("job", 340), end=end),  # in work, not yet three months
        journey(1, ("offer", 300), end=end),  # still inside
        journey(2, ("offer", 300), ("idle", 380), end=end),  # 20 days after the last day, may still find work
        journey(3, ("offer", 300), ("idle", 360), end=end),  # 40 days after: too late
        journey(4, ("offer", 300), ("back", 390), end=end),  # has left
        journey(5, ("offer", 100), ("job", 110), end=end),
    ]
    values = of(TARGET, *journeys, end=end)
    assert [values["target.work"], values["attaining.work"], values["undecided.work"]] == [1 / 6, 1, 3]
    assert of(replace(TARGET, within=None), *journeys, end=end)["undecided.work"] == 4


def test_people_who_never_were_there_have_no_last_day() -> None:
    target = replace(TARGET, share_of=When("entered", ("in",)))
    own_job = journey(0, ("idle", 5), ("self_job", 10))
    starter = journey(1, ("offer", 0), ("self_job", 31))
    values = of(target, own_job, starter)
    assert values["target.work"] == 1 / 2
    assert values["undecided.work"] == 0


def test_cohorts_and_years() -> None:
    """One of two of 2021 attains, in 2022; nobody enters in 2022: no value, and no verdict."""
    journeys = [
        journey(0, ("offer", 340), ("job", 371)),
        journey(1, ("offer", 350), ("back", 371)),
    ]
    values = of(TARGET, *journeys, years=2)
    assert values["target.work@2021"] == 1 / 2
    assert values["attained.work@2021"] == 1
    assert values.is_nan("target.work@2022")
    assert values.is_nan("attained.work@2022")
    assert values.is_nan("attained.work")
    assert values["target.work"] == 1 / 2


def test_a_person_belongs_to_the_year_of_the_first_entry() -> None:
    twice = journey(0, ("offer", 10), ("idle", 20), ("offer", 400), ("self_job", 431))
    values = of(TARGET, twice, years=2)
    assert values["target.work@2021"] == 1
    assert values.is_nan("target.work@2022")


def test_exactly_the_bound_is_reached_whatever_floating_point_says() -> None:
    good = [journey(i, ("offer", 0), ("self_job", 31)) for i in range(3)]
    bad = [journey(i, ("offer", 0), ("back", 31)) for i in range(3, 5)]
    assert of(replace(TARGET, at_least=0.6), *good, *bad)["attained.work"] == 1
    assert of(replace(TARGET, at_least=0.61), *good, *bad)["attained.work"] == 0


def test_counts_shortfall_and_joint_attainment() -> None:
    """2021: 2 entries, both attain; 2022: 3 entries, none.  Wanted: at least 3 a year and half of them."""
    volume = Target("volume", count=When("entered", ("offer",)), at_least=3)
    model = build(volume, TARGET, years=2)
    rows = sorted(
        (
            row
            for person in (
                journey(0, ("offer", 1), ("self_job", 31)),
                journey(1, ("offer", 2), ("self_job", 31)),
                journey(2, ("offer", 400), ("back", 431)),
                journey(3, ("offer", 400), ("back", 431)),
                journey(4, ("offer", 400), ("back", 431)),
            )
            for row in person
        ),
        key=lambda row: row[0],
    )
    values = Values(model, rows)
    assert [values["target.volume"], values["target.volume@2021"], values["target.volume@2022"]] == [2.5, 2, 3]
    assert [values["attained.volume"], values["attained.volume@2021"], values["attained.volume@2022"]] == [0, 0, 1]
    assert [values["attained.work@2021"], values["attained.work@2022"]] == [1, 0]
    assert [values["attained.joint"], values["attained.joint@2021"], values["attained.joint@2022"]] == [0, 0, 0]
    assert [values["shortfall.volume"], values["shortfall.volume@2021"]] == [0.5, 1]


def test_a_target_over_the_window() -> None:
    volume = Target("volume", per="window", count=When("entered", ("offer",)), at_least=2, at_most=2)
    values = of(volume, journey(0, ("offer", 1), ("back", 31)), journey(1, ("offer", 400), ("back", 431)), years=2)
    assert values["target.volume"] == 2
    assert values["attained.volume"] == 1
    assert values["attained.joint"] == 1
    assert values.is_nan("attained.joint@2021")


def test_events_within_a_limit() -> None:
    target = Target(
        "hired", share_of=When("entered", ("offer",)), reach=When("entered", ("job", "self_job")), within=60 * DAY
    )
    journeys = [
        journey(0, ("job", 0), ("offer", 10), ("job", 70)),  # exactly 60 days; the job before does not count
        journey(1, ("offer", 10), ("self_job", 71)),  # 61
        journey(2, ("offer", 10), ("back", 20)),
        journey(3, ("offer", 360)),  # the run ends 40 days later
    ]
    values = of(target, *journeys, end=400)
    assert values["target.hired"] == 1 / 4
    assert values["undecided.hired"] == 1
    assert of(replace(target, within=None), *journeys)["attaining.hired"] == 2


def test_left_and_finished() -> None:
    risk = Risk("drop", ("offer",), Law("exponential", (("mean", 20.0 * DAY),)), "back")
    scenario = scenario_of(STEPS, risks=(risk,), targets=(
        Target("left", count=When("left", ("offer",))),
        Target("done", count=When("finished", ("offer",))),
        Target("waited", count=When("left", ("idle",))),
        Target("came", count=When("entered", ("in", "back"))),
    ))  # fmt: skip
    model = model_of(scenario, window=(0, 365), end=365)
    values = Values(model, [
        (0, 0, "ARRIVE", "offer", "in"),
        (0, 0, "START", "offer"),
        (1, 1, "ARRIVE", "offer", "in"),
        (1, 1, "START", "offer"),
        (5, 0, "RISK", "offer", "drop", days(5)),
        (5, 0, "EXIT", "back"),
        (6, 1, "END", "offer", 0, days(5)),
        (6, 1, "JOIN", "idle"),
        (9, 1, "RENEGED", "idle", "", days(3)),
        (9, 1, "START", "offer"),
        (365, 1, "INSIDE", "offer", "", days(356)),
    ])  # fmt: skip
    assert [values[f"target.{name}"] for name in ("left", "done", "waited", "came")] == [2, 1, 1, 3]


def test_every_combination_of_the_alternatives_has_a_column() -> None:
    target = replace(
        TARGET, also_share_of=(When("finished", ("offer", "practice")),), also_within=(0, None),
        also_who_are=(Status(partly=True, words="self or partly"),),
    )  # fmt: skip
    assert len(definitions(target)) == 2 * 3 * 2
    journeys = [
        journey(0, ("offer", 0), ("idle", 31), ("self_job", 50)),
        journey(1, ("offer", 0), ("partwork", 31)),
        journey(2, ("offer", 0), ("back", 31)),
    ]
    values = of(target, *journeys)
    option = "target.work[share_of={}|within={}|who_are={}]"
    assert values[option.format("entered offer", "28 days", "self")] == values["target.work"] == 1 / 3
    assert values[option.format("entered offer", "0 days", "self")] == 0
    assert values[option.format("entered offer", "0 days", "self or partly")] == 1 / 3
    assert values[option.format("finished offer, practice", "any", "self or partly")] == 2 / 3
    assert values["attained.work[share_of=finished offer, practice|within=any|who_are=self or partly]@2021"] == 1
    # each reading alone gives the same
    for reading in definitions(target):
        alone = replace(TARGET, share_of=reading.share_of, within=reading.within, who_are=reading.who_are)
        assert of(alone, *journeys)["target.work"] == values["target.work" + reading.option]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "any"),
        (0, "0 days"),
        (91 * DAY, "91 days"),
        (36 * 3600, "36 hours"),
        (90, "90 seconds"),
        (120, "2 minutes"),
    ],
)
def test_lengths_in_words(seconds: int | None, words: str) -> None:
    assert length_words(seconds) == words


@pytest.mark.parametrize(("within", "day", "attained"), [
    (Span(3, "months"), 119, 1),  # 31 January to 30 April
    (Span(3, "months"), 119.5, 0),
    (91 * DAY, 119.5, 1),
    (Span(1, "months"), 58, 1),  # to 28 February
    (Span(1, "months"), 60, 0),  # though it is less than the mean month of 30.44 days
])  # fmt: skip
def test_within_whole_months_is_civil(within: int | Span, day: float, attained: int) -> None:
    target = Target(
        "hired", share_of=When("entered", ("offer",)), reach=When("entered", ("job", "self_job")), within=within,
        at_least=0.5,
    )  # fmt: skip
    found = of(target, journey(0, ("offer", 30), ("job", day)))
    assert found["attaining.hired"] == attained


def test_gaps_of_months_and_days_stand_side_by_side() -> None:
    also = (Span(1, "months"), 28 * DAY, Span(2, "months"), None)
    target = replace(TARGET, within=0, after=When("entered", ("offer",)), also_within=also)
    found = of(target, journey(0, ("offer", 30), ("self_job", 58)))
    names = ("0 days", "1 month", "28 days", "2 months", "any")
    options = [f"target.work[share_of=entered offer|within={gap}|who_are=self]" for gap in names]
    assert [found[option] for option in options] == [0, 1, 1, 1, 1]
