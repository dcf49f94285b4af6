"""The rest of the year for targets that are shares, in words."""

from __future__ import annotations

import numpy as np

from sim.records.forecast import Forecast
from sim.records.shares import ShareForecast
from sim.report.small_numbers import can_tell, people
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.scenario.schema import Scenario

WITHIN = (0.1, 0.9)


def share_sentences(found: Forecast, scenario: Scenario, texts: Texts, handed_on: bool = False) -> list[str]:
    """One for each share: how it stands, in how many courses it is met, and why it cannot be where it cannot."""
    say = Wording(scenario, texts).say
    title = say.of
    said = [" ".join(part for part in (_so_far(one, title(one.target), texts, handed_on), _ahead(one, found, texts),
                                       _why(one, texts)) if part) for one in found.shares]  # fmt: skip
    for other in found.unseen:
        facts = {"title": title(other.target), "steps": say.names([*other.steps])}
        said.append(texts("forecast.share.no_word" if other.steps else "forecast.share.unseen", **facts))
    return said


def _so_far(one: ShareForecast, title: str, texts: Texts, handed_on: bool) -> str:
    if not one.come:
        return texts("forecast.share.nobody", title=title)
    attained, lost = (people(number, texts, handed_on, one.come) for number in (one.attained, one.lost))
    come = people(one.come, texts, handed_on)
    return texts("forecast.share.so_far", title=title, come=come, attained=attained, lost=lost)


def _ahead(one: ShareForecast, found: Forecast, texts: Texts) -> str:
    write, shares = texts.write, one.shares[one.everybody > 0]
    if not len(shares):
        return ""
    low, high = (float(value) for value in np.quantile(shares, WITHIN, method="inverted_cdf"))
    facts = {
        "mean": write.percent(float(one.attaining.sum() / one.everybody.sum())),
        "spread": write.percent_span(low, high), "followed": write.date(found.followed_until),
    }  # fmt: skip
    bound = one.target.bound
    if bound is None:
        return texts("forecast.share.plain", **facts)
    key = "at_least" if one.target.at_least is not None else "at_most"
    return texts(f"forecast.share.{key}", bound=write.percent(bound), chance=write.of_hundred(one.chance), **facts)


def _why(one: ShareForecast, texts: Texts) -> str:
    """What is the most that can come of it, where the bound is never reached."""
    bound, shares = one.target.at_least, one.shares[one.everybody > 0]
    if bound is None or one.chance > 0 or not len(shares):
        return ""
    most = one.most
    if most < bound:
        return texts("forecast.share.too_late", best=texts.write.percent(most))
    best, n = texts.write.percent(float(shares.max())), texts.write.number(len(shares))
    return texts("forecast.share.best", best=best, n=n)


def share_effects(before: Forecast, after: Forecast, changes: str, texts: Texts) -> list[str]:
    """The paired difference that acting now makes to each share."""
    write, said = texts.write, []
    for one, other in zip(before.shares, after.shares, strict=True):
        size = min(len(one.shares), len(other.shares))
        difference = 100 * (other.shares[:size] - one.shares[:size])
        error = 1.96 * float(np.nanstd(difference)) / size**0.5
        said.append(texts("forecast.share.effect", changes=changes, chance=write.of_hundred(other.chance),
                          difference=write.number(float(np.nanmean(difference)), 1),
                          error=write.number(error, 1)))  # fmt: skip
    return said


def shares_json(found: Forecast, changed: Forecast | None) -> list[dict[str, object]]:
    """Plain values; numbers of people, None for small ones."""
    rows: list[dict[str, object]] = []
    for place, one in enumerate(found.shares):
        low, high = (float(value) for value in np.nanquantile(one.shares, WITHIN, method="inverted_cdf"))
        counts = {key: value if can_tell(value, one.come) else None
                  for key, value in (("attained", one.attained), ("lost", one.lost))}  # fmt: skip
        row: dict[str, object] = {
            "target": one.target.name, "come": one.come if can_tell(one.come) else None, **counts,
            "at_least": one.target.at_least, "at_most": one.target.at_most, "chance": one.chance,
            "mean": float(one.attaining.sum() / one.everybody.sum()), "low": low, "high": high,
            "followed_until": str(found.followed_until),
        }  # fmt: skip
        if changed is not None:
            other = changed.shares[place]
            row["changed"] = {"chance": other.chance, "mean": float(other.attaining.sum() / other.everybody.sum())}
        rows.append(row)
    return rows
