"""Whether a comparison saves money, or serves fewer people: what is spent in all beside how many it is spent on."""

from __future__ import annotations

from collections.abc import Iterator

from sim.measures.civil import years_covered
from sim.report.wording import Wording
from sim.studies.asked import Asked
from sim.studies.compare import Comparison

LEAST = 0.005  # a change of the cost, or of that of one person, that is worth a sentence
MOSTLY = 0.5  # of the change of the cost: as much as people change by explains it


def cost_and_people(found: Comparison, option: int, letter: str, wording: Wording) -> Iterator[str]:
    """``Udgiften i alt falder 17 pct., men det gør antallet også: ...``; nothing where the cost is much the same.

    What is spent in all over the window is what one person who attains a target costs times how many attain it: both
    are of the same sums.  People are those of the first count that is asked about.
    """
    cost, people = _change(found, option, _total(found)), _people(found, wording)
    if cost is None or people is None or abs(cost) < LEAST:
        return
    texts, write = wording.texts, wording.write
    apart = found.contrast(option, people).difference
    share = _change(found, option, [row[found.asked.index(people)].mean for row in found.estimates])
    if share is None:
        return
    same_way = apart.settled and share * cost > 0
    side = "up" if cost > 0 else "down"
    kind = "alone" if not same_way else "mostly" if abs(share) >= MOSTLY * abs(cost) else "partly"
    number = abs(apart.mean) * _years(people, wording)
    yield texts(f"compare.cost.{side}.{kind}", letter=letter, kroner=write.money(_apart(found, option)),
                cost=write.percent(abs(cost)), people=write.percent(abs(share)), title=wording.title(people),
                n=write.number(number, int(number < 10)))  # fmt: skip
    each = (1 + cost) / (1 + share) - 1
    if same_way and abs(each) >= LEAST:
        yield texts(f"compare.cost.each.{'up' if each > 0 else 'down'}", each=write.percent(abs(each)))


def _apart(found: Comparison, option: int) -> float:
    """By how many kroner the totals differ, in thousands."""
    totals = _total(found)
    return round(abs(totals[option] - totals[found.baseline]), -3) if totals else 0.0


def _years(people: Asked, wording: Wording) -> float:
    """The years by which a count a year is multiplied to be that of the window."""
    run = wording.scenario.run
    yearly = any(one.name == people.target and one.per != "window" for one in wording.scenario.targets)
    return years_covered(run.start + run.warm_up, run.end, run.first_day) if yearly else 1.0


def _total(found: Comparison) -> list[float] | None:
    """What each option spends in all; None where that was not asked about."""
    places = {one.name: j for j, one in enumerate(found.asked) if one.kind == "mean"}
    for name, attaining in places.items():
        cost = places.get(f"cost_per_attained.{name.removeprefix('attaining.')}")
        if name.startswith("attaining.") and cost is not None:
            return [row[attaining].mean * row[cost].mean for row in found.estimates]
    return None


def _people(found: Comparison, wording: Wording) -> Asked | None:
    counts = {target.name for target in wording.scenario.targets if target.count is not None}
    return next((one for one in found.asked if one.kind == "mean" and one.target in counts), None)


def _change(found: Comparison, option: int, values: list[float] | None) -> float | None:
    """By which share an option is above the baseline; None where that is not known."""
    if values is None or not values[found.baseline] > 0 or not values[option] > 0:
        return None
    return values[option] / values[found.baseline] - 1
