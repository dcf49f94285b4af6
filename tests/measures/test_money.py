"""Costs, budgets and benefit by hand."""

import pytest

from sim.measures.money import has_costs
from sim.model.model import Task
from sim.scenario.schema import (
    DAY,
    MONTH,
    Benefit,
    Budget,
    Calendar,
    Case,
    Cost,
    Dated,
    FixedCost,
    FollowUp,
    Property,
    Resource,
    Span,
    Staff,
    Step,
    Steps,
    Target,
    When,
)
from tests.measures.handmade import Row, Values, days, model_of, scenario_of

pytestmark = pytest.mark.unit


def test_costs_of_starts_days_working_days_and_exits() -> None:
    group = Property("group", ("a", "b"))
    course = Cost(
        per_start=Case("group", (("a", 100.0),), 200.0),
        per_day=10,
        per_working_day=1000,
        funder_share=0.8,
        funder="region",
    )
    steps = [
        Step("course", "stage", cost=course),
        Step("job", "exit", cost=Cost(per_start=5000), positive=True),
        Step("back", "exit"),
    ]
    scenario = scenario_of(
        steps, years=2, properties=(group,), fixed_costs=(FixedCost("project", Steps(140_000)),),
        staff=(Staff("guide", Steps(1), Steps(10), cost_per_hour=Steps(420)),),
        targets=(Target("starts", count=When("entered", ("course",))),),
    )  # fmt: skip
    model = model_of(scenario, window=(0, 730), end=800)
    values = Values(model, [
        (3, 0, "ARRIVE", "course", "in"),  # Monday 4 January 2021
        (3, 0, "ATTRIBUTE", "", "group", 0),
        (3, 0, "START", "course"),
        (17, 0, "END", "course", 0, days(14)),  # ten working days
        (17, 0, "EXIT", "job"),
        (360, 1, "ARRIVE", "course", "in"),  # Monday 27 December 2021
        (360, 1, "ATTRIBUTE", "", "group", 1),
        (360, 1, "START", "course"),
        (370, 1, "END", "course", 0, days(10)),  # Thursday 6 January: 5 + 3 working days
        (370, 1, "EXIT", "back"),
        (728, 2, "ARRIVE", "course", "in"),  # Friday 30 December 2022
        (728, 2, "ATTRIBUTE", "", "group", 1),
        (728, 2, "START", "course"),
        (740, 2, "END", "course", 0, days(12)),
        (740, 2, "EXIT", "job"),
    ])  # fmt: skip
    first = 100 + 140 + 10_000
    second = 200 + 100 + 8_000
    third = 200 + 20 + 1_000
    assert values["cost.course"] == pytest.approx(first + second + third)
    assert values["cost.course@2021"] == pytest.approx(first + 200 + 50 + 5_000)
    assert values["cost.job"] == 5_000  # the other exit is after the window
    assert values["cost_fixed.project"] == 280_000
    assert values["cost_staff.guide@2021"] == 261 * 2 * 420  # 261 Mondays to Fridays
    total = first + second + third + 5_000 + 280_000 + (261 + 260) * 2 * 420
    assert values["cost_total"] == pytest.approx(total)
    assert values["cost_funded.region"] == pytest.approx(0.8 * (first + second + third))
    assert values["cost_own"] == pytest.approx(total - 0.8 * (first + second + third))
    assert values["cost_per_start"] == pytest.approx(total / 3)
    assert values["positive"] == 2  # however late
    assert values["cost_per_positive"] == pytest.approx(total / 2)
    assert values["cost_per_positive@2022"] == pytest.approx(values["cost_total@2022"])


def test_ratios_of_costs_are_ratios_of_sums() -> None:
    """FFF: 140,000 a year and 9 positive outcomes of 20: 15,556 each."""
    steps = [Step("course", "stage"), Step("good", "exit", positive=True), Step("bad", "exit")]
    model = model_of(scenario_of(steps, fixed_costs=(FixedCost("team", Steps(140_000)),)), window=(0, 365), end=365)

    def year(positive: int) -> list[Row]:
        rows: list[Row] = []
        for person in range(20):
            rows += [(1, person, "ARRIVE", "course", "in"), (1, person, "START", "course")]
        for person in range(20):
            rows += [
                (99, person, "END", "course", 0, days(98)),
                (99, person, "EXIT", "good" if person < positive else "bad"),
            ]
        return rows

    sheet = Values(model, year(8), year(10)).sheet
    place = sheet.names.index("cost_per_positive")
    assert sheet.numerator[:, place].sum() / sheet.denominator[:, place].sum() == pytest.approx(15_555.56, abs=0.01)
    assert sheet.values[:, sheet.names.index("cost_per_start")].tolist() == [7_000, 7_000]


def test_positive_without_marked_exits_means_self_support() -> None:
    steps = [Step("course", "stage"), Step("job", "stage", support="self"), Step("out", "exit")]
    model = model_of(scenario_of(steps, fixed_costs=(FixedCost("team", Steps(1000)),)), window=(0, 365), end=365)
    values = Values(model, [
        (0, 0, "ARRIVE", "course", "in"), (0, 0, "START", "course"),
        (0, 1, "ARRIVE", "course", "in"), (0, 1, "START", "course"),
        (9, 0, "END", "course", 0, 9), (9, 0, "START", "job"), (10, 0, "END", "job", 0, 1), (10, 0, "EXIT", "out"),
        (20, 1, "END", "course", 0, 20), (20, 1, "EXIT", "out"),
    ])  # fmt: skip
    assert values["positive"] == 1
    assert values["cost_per_positive"] == 1000


def test_no_costs_no_columns() -> None:
    scenario = scenario_of([Step("a", "stage"), Step("x", "exit")])
    assert not has_costs(scenario)
    assert not [name for name in Values(model_of(scenario, window=(0, 365), end=365), []).sheet.names if "cost" in name]


def test_budgets() -> None:
    budget = Budget("pulje", ((0, 1000), (days(365), 500)))
    steps = [Step("course", "stage", uses=(("pulje", 600),)), Step("out", "exit")]
    scenario = scenario_of(
        steps, years=2, budgets=(budget,), resources=(Resource("pulje", Steps(1000), consumable=True),)
    )
    model = model_of(scenario, window=(0, 730), end=730)
    values = Values(model, [
        (0, -1, "CAPACITY", "", "pulje", 1000),
        (1, 0, "ARRIVE", "course", "in"), (1, 0, "JOIN", "course"), (1, 0, "ADMIT", "course"),
        (1, 0, "CLAIM", "course", "pulje", 600), (1, 0, "START", "course"),
        (2, 1, "ARRIVE", "course", "in"), (2, 1, "JOIN", "course"), (2, 1, "BALKED", "course"), (2, 1, "EXIT", "out"),
        (9, 0, "END", "course", 0, 8), (9, 0, "EXIT", "out"),
        (365, -1, "CAPACITY", "", "pulje", 1500),
        (400, 2, "ARRIVE", "course", "in"), (400, 2, "JOIN", "course"), (400, 2, "ADMIT", "course"),
        (400, 2, "CLAIM", "course", "pulje", 600), (400, 2, "START", "course"),
        (409, 2, "END", "course", 0, 9), (409, 2, "EXIT", "out"),
    ])  # fmt: skip
    assert [values[f"budget_used.pulje{span}"] for span in ("", "@2021", "@2022")] == [1200, 600, 600]
    assert [values[f"budget_left.pulje{span}"] for span in ("", "@2021", "@2022")] == [300, 400, 300]
    assert [values[f"budget_refused.pulje{span}"] for span in ("", "@2021", "@2022")] == [1, 1, 0]
    assert "utilisation.pulje" not in values.sheet.names


LADDER = ((4, 0.8), (26, 0.4), (52, 0.3), (1000, 0.2))


def benefit_values(*rows: Row, weeks: float = 0, end: float = 365, **parts: object) -> Values:
    benefit = Benefit(Dated(((0, 11_698.0),)), LADDER, "weeks", 0.5)
    steps = [
        Step("course", "stage"), Step("part", "stage", support="partly"), Step("job", "stage", support="self"),
        Step("out", "exit"), Step("work", "exit", support="self"),
    ]  # fmt: skip
    scenario = scenario_of(steps, properties=(Property("weeks"),), **{"benefit": benefit, **parts})  # type: ignore[arg-type]
    model = model_of(scenario, window=(0, 365), end=end)
    arrival: list[Row] = [(0, 0, "ARRIVE", "course", "in"), (0, 0, "ATTRIBUTE", "", "weeks", round(weeks * 1_000_000))]
    return Values(model, [*arrival, *rows])


def test_a_year_on_the_last_rung_costs_80_percent_net() -> None:
    values = benefit_values((0, 0, "START", "course"), (365, 0, "INSIDE", "course"), weeks=52)
    assert values["benefit_gross"] == pytest.approx(140_376)
    assert values["benefit_net"] == pytest.approx(112_300.8)  # 112,301 in the domain report
    assert values["benefit_saved_gross"] == 0


def test_the_ladder_is_climbed_in_weeks_on_benefit() -> None:
    """11,698 a month; 2 weeks before arrival: 80 % for 14 days, then 40 %, 30 % from day 168, 20 % from day 350."""
    values = benefit_values((0, 0, "START", "course"), (365, 0, "INSIDE", "course"), weeks=2)
    monthly = 11_698
    january = 14 / 31  # days 0-14 at 80 %
    until_26 = (17 / 31) + 4 + 17 / 30  # days 14-168: 17 June
    until_52 = 13 / 30 + 5 + 16 / 31  # days 168-350: to 16 December inclusive
    rest = 15 / 31
    assert january + until_26 + until_52 + rest == pytest.approx(12)
    refund = monthly * (0.8 * january + 0.4 * until_26 + 0.3 * until_52 + 0.2 * rest)
    assert values["benefit_refund"] == pytest.approx(refund)
    assert values["benefit_net"] == pytest.approx(140_376 - refund)


def test_self_support_saves_benefit_and_stops_the_clock() -> None:
    """January on benefit, February to April in a job, then benefit again; the clock stands still meanwhile."""
    values = benefit_values(
        (0, 0, "START", "course"), (31, 0, "END", "course", 0, days(31)), (31, 0, "START", "job"),
        (120, 0, "END", "job", 0, days(89)), (120, 0, "EXIT", "out"), weeks=20 - 31 / 7,
    )  # fmt: skip
    assert values["benefit_gross"] == pytest.approx(9 * 11_698)
    assert values["benefit_saved_gross"] == pytest.approx(3 * 11_698)
    # the clock shows 20 weeks on 1 May: 42 more days at 40 % (to 12 June), then 30 % for 26 weeks (to 10 December)
    rung_2, rung_3 = 1 + 1 + 11 / 30, 19 / 30 + 5 + 10 / 31
    refund = 11_698 * (0.4 * rung_2 + 0.3 * rung_3 + 0.2 * (9 - rung_2 - rung_3))
    assert values["benefit_refund"] == pytest.approx(refund)
    # had the person stayed: 20 weeks on day 31, so 26 on day 73 (15 March), 30 % from then
    until_26 = 1 + 14 / 31
    assert values["benefit_saved_net"] == pytest.approx(11_698 * (0.6 * until_26 + 0.7 * (3 - until_26)))


def present(elapsed: float, *rows: Row, weeks: float = 0, step: str = "course") -> Values:
    """One person who was there at the start: in line or inside for so many days."""
    benefit = Benefit(Dated(((0, 11_698.0),)), LADDER, "weeks", 0.5)
    steps = [Step("course", "stage"), Step("job", "stage", support="self"), Step("out", "exit")]
    scenario = scenario_of(steps, properties=(Property("weeks"),), benefit=benefit)
    model = model_of(scenario, window=(0, 365), end=365)
    arrival: list[Row] = [
        (0, 0, "ARRIVE", step, "in", days(elapsed)), (0, 0, "ATTRIBUTE", "", "weeks", round(weeks * 1_000_000)),
    ]  # fmt: skip
    return Values(model, [*arrival, *rows])


def test_the_ladder_goes_on_from_the_time_that_people_have_been_there() -> None:
    """2 weeks before arrival and 154 days in line or inside: 24 weeks on benefit, so 40 % for 14 days and then 30 %."""
    inside: list[Row] = [(0, 0, "START", "course", "", days(154)), (365, 0, "INSIDE", "course")]
    in_line: list[Row] = [
        (0, 0, "JOIN", "course", "", days(154)), (100, 0, "ADMIT", "course", "", days(254)),
        (100, 0, "START", "course"), (365, 0, "INSIDE", "course"),
    ]  # fmt: skip
    until_26, until_52 = 14 / 31, 17 / 31 + 5 + 15 / 31  # days 0-14; 14-196, to 15 July inclusive
    refund = 11_698 * (0.4 * until_26 + 0.3 * until_52 + 0.2 * (12 - until_26 - until_52))
    for rows in (inside, in_line):
        values = present(154, *rows, weeks=2)
        assert values["benefit_gross"] == pytest.approx(140_376)
        assert values["benefit_refund"] == pytest.approx(refund)


def test_time_in_a_job_before_the_start_counts_only_as_if_the_person_had_stayed() -> None:
    """140 days in the job already: saved from the 20th week on; then benefit from the clock of 0 weeks."""
    values = present(
        140, (0, 0, "START", "job", "", days(140)), (181, 0, "END", "job", 0, days(321)), (181, 0, "EXIT", "out"),
        step="job",
    )  # fmt: skip
    until_26 = 1 + 11 / 28  # days 0-42
    assert values["benefit_saved_net"] == pytest.approx(11_698 * (0.6 * until_26 + 0.7 * (6 - until_26)))
    first, second = 28 / 31, 3 / 31 + 31 / 31 + 30 / 30 + 31 / 31 + 30 / 30 + 29 / 31  # 28 days, then 154 days
    refund = 11_698 * (0.8 * first + 0.4 * second + 0.3 * (6 - first - second))
    assert values["benefit_refund"] == pytest.approx(refund)


def test_partly_supported_people_get_a_part() -> None:
    values = benefit_values((0, 0, "START", "part"), (365, 0, "INSIDE", "part"), weeks=100)
    assert values["benefit_gross"] == pytest.approx(70_188)
    assert values["benefit_saved_gross"] == pytest.approx(70_188)
    assert values["benefit_saved_net"] == pytest.approx(0.8 * 70_188)


def test_amounts_change_on_dates_and_differ_between_people() -> None:
    by_source = Case("source", (("in", Dated(((0, 10_000.0), (days(181), 20_000.0)))),), Dated(((0, 1.0),)))
    values = benefit_values((0, 0, "START", "course"), (365, 0, "INSIDE", "course"), benefit=Benefit(by_source))
    assert values["benefit_gross"] == pytest.approx(6 * 10_000 + 6 * 20_000)
    assert values["benefit_refund"] == 0


def test_retention_and_time_to_self_support() -> None:
    rows: list[Row] = [
        (0, 0, "START", "course"),
        (31, 0, "END", "course", 0, days(31)),
        (31, 0, "EXIT", "work"),
        (60, 1, "ARRIVE", "course", "in"),
        (60, 1, "START", "job"),
        (140, 1, "END", "job", 0, days(80)),
        (140, 1, "EXIT", "out"),
        (300, 2, "ARRIVE", "course", "in"),
        (300, 2, "START", "job"),
        (365, 2, "INSIDE", "job", "", days(65)),
    ]
    values = benefit_values(*rows)
    assert values["retention.self[3 months]"] == 1 / 2  # the third began too late to be seen for three months
    assert values["retention.self[6 months]"] == 1 / 2
    assert values.is_nan("retention.self[12 months]")
    assert values["time_to_self_p50"] == 0  # 31, 0, 0
    assert values["time_to_self_mean"] == 31 / 3
    assert values["time_to_self_p90"] == pytest.approx(0.8 * 31)


def test_months_to_break_even() -> None:
    """One positive outcome for 30,000; February and March saved at 80 % net, a month 30.44 days."""
    rows: list[Row] = [
        (0, 0, "START", "course"),
        (31, 0, "END", "course", 0, days(31)),
        (31, 0, "START", "job"),
        (90, 0, "END", "job", 0, days(59)),
        (90, 0, "EXIT", "out"),
    ]
    values = benefit_values(*rows, weeks=60, fixed_costs=(FixedCost("team", Steps(30_000)),))
    assert values["positive"] == 1
    assert values["saved_per_month"] == pytest.approx(2 * 0.8 * 11_698 / (59 * DAY / MONTH))
    assert values["break_even_months"] == pytest.approx(30_000 / values["saved_per_month"])
    nobody = benefit_values((0, 0, "START", "course"), fixed_costs=(FixedCost("team", Steps(30_000)),))
    assert nobody.is_nan("break_even_months")


def test_a_group_that_only_carries_load_is_paid_for_the_load() -> None:
    colleagues = Staff("colleagues", Steps(20), Steps(37), cost_per_hour=Steps(100))
    training = FollowUp("training", ("a",), "colleagues", Span(3600, "seconds"), rate=2 / DAY)
    steps = [Step("a", "stage"), Step("x", "exit")]
    rows: list[Row] = [
        (0, 0, "ARRIVE", "a", "in"),
        (0, 0, "START", "a"),
        (30, 0, "END", "a", 0, 0),
        (30, 0, "EXIT", "x"),
    ]
    model = model_of(scenario_of(steps, staff=(colleagues,), follow_ups=(training,)), window=(0, 365), end=365)
    assert Values(model, rows)["cost_staff.colleagues"] == pytest.approx(30 * 2 * 100)
    task = Task("work.a.0", "colleagues", "a")
    employed = model_of(model.scenario, window=(0, 365), end=365, tasks=[task])
    assert Values(employed, rows)["cost_staff.colleagues"] == pytest.approx(20 * 37 / 5 * 261 * 100)


def test_time_to_start_is_that_of_those_who_start() -> None:
    steps = [Step("course", "stage"), Step("offer", "stage"), Step("x", "exit")]
    target = Target("starts", count=When("entered", ("offer",)), at_least=1)
    model = model_of(scenario_of(steps, years=2, targets=(target,)), window=(0, 730), end=730)
    rows: list[Row] = []
    for person, (arrival, start) in enumerate([(0, 10), (0, 30), (350, 400)]):
        rows += [(arrival, person, "ARRIVE", "course", "in"), (arrival, person, "START", "course")]
        rows += [(start, person, "END", "course"), (start, person, "START", "offer")]
    values = Values(model, sorted(rows, key=lambda row: row[0]))
    assert [values[f"time_to_start_mean{span}"] for span in ("", "@2021", "@2022")] == [30, 20, 50]
    assert values["time_to_start_p50"] == 30
    assert values["time_to_start_p90"] == pytest.approx(46)


def test_holidays_are_no_working_days() -> None:
    steps = [Step("course", "stage", cost=Cost(per_working_day=100)), Step("out", "exit")]
    model = model_of(scenario_of(steps, calendar=Calendar(holidays=(4,))), window=(0, 365), end=365)
    values = Values(model, [
        (3.5, 0, "ARRIVE", "course", "in"), (3.5, 0, "START", "course"),
        (10.5, 0, "END", "course", 0, days(7)), (10.5, 0, "EXIT", "out"),
    ])  # fmt: skip
    assert values["cost.course"] == pytest.approx(400)  # half of Monday, Wednesday to Friday, half of Monday


def test_every_line_has_a_payer_and_a_funder_may_pay_for_some_people_only() -> None:
    """Two people of 10 days: 100 kr. a day each, of which the region pays 80 % for one of them."""
    share = Case("group", (("a", 0.8),), 0.0)
    cost = Cost(per_day=100, funder_share=share, funder="region", payer="job centre")
    steps = [Step("course", "stage", cost=cost), Step("out", "exit")]
    colleagues = Staff("colleagues", Steps(20), Steps(37), cost_per_hour=Steps(210), payer="cleaning")
    training = FollowUp("training", ("course",), "colleagues", Span(3600, "seconds"), rate=2 / DAY)
    scenario = scenario_of(
        steps, properties=(Property("group", ("a", "b")),), staff=(colleagues,), follow_ups=(training,),
        fixed_costs=(FixedCost("meetings", Steps(1000), payer="cleaning"), FixedCost("audit", Steps(500))),
    )  # fmt: skip
    rows: list[Row] = []
    for person in range(2):
        rows += [(0, person, "ARRIVE", "course", "in"), (0, person, "ATTRIBUTE", "", "group", person)]
        rows += [(0, person, "START", "course")]
    rows += [row for p in range(2) for row in [(10, p, "END", "course", 0, days(10)), (10, p, "EXIT", "out")]]
    values = Values(model_of(scenario, window=(0, 365), end=365), rows)
    assert values["cost_funded.region"] == pytest.approx(800)
    assert values["cost_paid.job centre"] == pytest.approx(2000 - 800)
    assert values["cost_paid.cleaning"] == pytest.approx(2 * 10 * 2 * 210 + 1000)
    assert values["cost_paid.nobody named"] == pytest.approx(500)
    paid = sum(values[f"cost_paid.{payer}"] for payer in ("job centre", "cleaning", "nobody named"))
    assert paid == pytest.approx(values["cost_own"])
    assert paid + values["cost_funded.region"] == pytest.approx(values["cost_total"])
