"""The benefit ledger of one person against a ledger kept day by day, in five life stories; and the rules one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from sim.scenario.schema import (
    MONTH,
    WEEK,
    Benefit,
    Case,
    Dated,
    Property,
    Span,
    Status,
    Step,
    Supplement,
    Target,
    When,
)
from tests.measures.handmade import FIRST_DAY, Row, days, model_of, scenario_of
from tests.measures.test_money import Values

LADDER = ((4, 0.8), (26, 0.4), (52, 0.3), (1000, 0.2))
AMOUNTS = {2021: 11_698.0, 2022: 11_716.0, 2023: 11_944.0, 2024: 12_326.0}
PROVIDER = {2021: 15_547.0, 2022: 15_571.0, 2023: 15_874.0, 2024: 16_382.0}
DISREGARD = {2021: 28.40, 2022: 28.66, 2023: 29.43, 2024: 30.37}
WAGE = 138.0
END = 1461  # days from 1 January 2021: four years

Story = Sequence[tuple[str, int, float]]  # state, days, hours a week


def dated(table: dict[int, float]) -> Dated:
    return Dated(tuple((days((date(year, 1, 1) - FIRST_DAY).days), amount) for year, amount in table.items()))


def days_of_month(day: date) -> int:
    return ((day.replace(day=1) + timedelta(32)).replace(day=1) - day.replace(day=1)).days


def by_hand(
    story: Story,
    weeks: int,
    started: int = 0,
    later: tuple[float, int] | None = None,
    amounts: dict[int, float] = AMOUNTS,
) -> dict[str, float]:
    """Kroner over the whole story, one day after the other."""
    paid = refunded = supplement = saved = saved_net = 0.0
    on_benefit, as_if, free, day, in_job = 7 * weeks, 7 * weeks, 0, 0, 0
    for state, length, contract in story:
        for place in range(length):
            today = FIRST_DAY + timedelta(day)
            full = amounts[today.year] / days_of_month(today)
            in_job = place
            hours = later[0] if later and in_job >= later[1] else contract
            earned = hours * (WAGE - DISREGARD[today.year]) * MONTH / WEEK / days_of_month(today)
            amount = full if state == "benefit" else max(full - earned, 0.0)
            if amount > 0 and free >= 365:
                on_benefit = 0
            share = next((refund for week, refund in LADDER if on_benefit < 7 * week), 0.2)
            if day >= started:
                paid += amount
                refunded += share * amount
                supplement += amount if state == "job" else 0.0
                if state == "job":
                    saved += full - amount
                    saved_net += (full - amount) * (1 - next((r for week, r in LADDER if as_if < 7 * week), 0.2))
            free = 0 if amount > 0 else free + 1
            on_benefit += amount > 0
            as_if, day = as_if + 1, day + 1
    return {
        "benefit_gross": paid, "benefit_refund": refunded, "benefit_supplement": supplement,
        "benefit_saved_gross": saved, "benefit_saved_net": saved_net,
    }  # fmt: skip


def simulated(
    story: Story, weeks: int, started: int = 0, later: tuple[float, int] | None = None, provider: bool = False
) -> Values:
    supplement = Supplement("hours", WAGE, dated(DISREGARD), *(("later", days(later[1])) if later else ()))
    monthly = Case("provider", (("yes", dated(PROVIDER)), ("no", dated(AMOUNTS))))
    benefit = Benefit(monthly, LADDER, "weeks", 0.5, supplement, days(365))
    steps = [Step("queue", "stage"), Step("course", "stage"), Step("job", "stage", support="self"), Step("out", "exit")]
    count = Target("starts", count=When("entered", ("course",)))
    free = Target("free", share_of=When("entered", ("course",)), who_are=Status(words="x", free_of_benefit=True),
                  lasting=Span(3, "months"))  # fmt: skip
    scenario = scenario_of(
        steps, years=4, benefit=benefit,
        properties=(Property("weeks"), Property("hours"), Property("later"), Property("provider", ("yes", "no"))),
        targets=(count, free),
    )  # fmt: skip
    rows: list[Row] = [
        (0, 0, "ARRIVE", "queue", "in"),
        (0, 0, "ATTRIBUTE", "", "weeks", weeks * 1_000_000),
        (0, 0, "ATTRIBUTE", "", "provider", 0 if provider else 1),
    ]
    day = 0
    if started:
        rows += [
            (0, 0, "START", "queue"),
            (started, 0, "END", "queue", 0, days(started)),
            (started, 0, "START", "course"),
        ]
    for place, (state, length, hours) in enumerate(story):
        step = "course" if state == "benefit" else "job"
        if not (place == 0 and started):
            rows.append((day, 0, "START", step))
        if state == "job":
            rows.append((day, 0, "MARK", "job", "hours", round(hours * 1_000_000)))
            rows += [(day, 0, "MARK", "job", "later", round(later[0] * 1_000_000))] if later else []
        day += length
        rows.append((day, 0, "INSIDE" if day == END else "END", step, 0, days(length)))
    assert day == END
    return Values(model_of(scenario, window=(0, END), end=END), rows)


STORIES: dict[str, tuple[Story, int]] = {
    "part-time work": ((("benefit", 140, 0), ("job", END - 140, 12.5)), 60),
    "relapse within a year": ((("benefit", 100, 0), ("job", 200, 37), ("benefit", END - 300, 0)), 20),
    "relapse after a year": ((("benefit", 100, 0), ("job", 400, 37), ("benefit", END - 500, 0)), 20),
    "ill in between": ((("benefit", 300, 0), ("job", 90, 30), ("benefit", 250, 0), ("job", END - 640, 30)), 0),
    "a rung crossed inside the project": ((("benefit", 400, 0), ("job", END - 400, 37)), 16),
    "hours at the edge": ((("benefit", 50, 0), ("job", END - 50, 24.6)), 80),
}


@pytest.mark.parametrize("provider", [False, True])
@pytest.mark.parametrize("name", STORIES)
def test_a_life_story_comes_to_the_same_day_by_day(name: str, provider: bool) -> None:
    """Of somebody with and without children; a provider has more to lose and needs more hours to do without."""
    story, weeks = STORIES[name]
    values = simulated(story, weeks, provider=provider)
    for kpi, amount in by_hand(story, weeks, amounts=PROVIDER if provider else AMOUNTS).items():
        assert values[kpi] == pytest.approx(amount, rel=1e-9), kpi


def test_who_starts_late_is_billed_from_the_start_and_has_the_clock_of_the_time_before() -> None:
    story: Story = (("benefit", 250, 0), ("job", END - 250, 15))
    values = simulated(story, 10, started=100)
    for kpi, amount in by_hand(story, 10, started=100).items():
        assert values[kpi] == pytest.approx(amount, rel=1e-9), kpi


def test_hours_may_grow() -> None:
    story: Story = (("benefit", 100, 0), ("job", END - 100, 15))
    values, plain = simulated(story, 60, later=(30, 365)), simulated(story, 60)
    for kpi, amount in by_hand(story, 60, later=(30, 365)).items():
        assert values[kpi] == pytest.approx(amount, rel=1e-9), kpi
    assert values["benefit_supplement"] < plain["benefit_supplement"]
    assert (values["target.free"], plain["target.free"]) == (1, 0)


def test_a_provider_needs_more_hours_to_do_without_benefit() -> None:
    """At 138 kr. less 28.40: 11,698 kr. a month end at 24.6 hours a week, 15,547 at 32.6."""
    story: Story = (("benefit", 100, 0), ("job", END - 100, 28))
    alone, provider = simulated(story, 60), simulated(story, 60, provider=True)
    assert (alone["benefit_supplement"], alone["target.free"]) == (0, 1)
    assert provider["benefit_supplement"] > 0
    assert provider["target.free"] == 0
    enough = simulated((("benefit", 100, 0), ("job", END - 100, 36)), 60, provider=True)  # 35.0 in 2024
    assert (enough["benefit_supplement"], enough["target.free"]) == (0, 1)


def test_every_krone_of_benefit_is_paid_or_saved() -> None:
    """In work, benefit beside the job and benefit saved make up the full amount, whatever the hours."""
    full = by_hand((("benefit", END, 0),), 60)["benefit_gross"]
    for hours in (0.5, 8, 15, 24, 26, 37):
        values = simulated((("benefit", 1, 0), ("job", END - 1, hours)), 60)
        assert values["benefit_gross"] + values["benefit_saved_gross"] == pytest.approx(full)
