"""The rest of the year in words, and a table by week."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

from sim.records.forecast import Forecast, TargetForecast
from sim.report.forecast_shares import share_effects, share_sentences, shares_json
from sim.report.numbers import DASH
from sim.report.phrases import Phrases
from sim.report.show import in_html
from sim.report.small_numbers import can_tell, people, shown
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.scenario.cases import leaves_of
from sim.scenario.schema import Scenario

WITHIN = (0.1, 0.5, 0.9)
ROWS = 9  # of the table: not every week


def forecast_text(
    found: Forecast, changed: Forecast | None, changes: str, scenario: Scenario, texts: Texts, width: int
) -> str:
    """Where everybody is, how the targets stand, and with ``changed`` (the same luck) what acting now would do."""
    parts = [paragraph(_today(found, texts, False), width)]
    for place, one in enumerate(found.targets):
        parts.append(paragraph(_sentence(one, found, scenario, texts, False), width))
        if changed is not None:
            parts.append(paragraph(_effect(one, changed.targets[place], changes, texts), width))
    effects = [] if changed is None else share_effects(found, changed, changes, texts)
    for words, effect in zip_longest(share_sentences(found, scenario, texts), effects):
        parts += [paragraph(said, width) for said in (words, effect) if said]
    for one in found.targets:
        parts += ["", table_text(_table(one, found, scenario, texts), width)]
    return "\n".join([*parts, "", *(paragraph(note, width) for note in forecast_notes(found, texts))])


def forecast_sentences(found: Forecast, scenario: Scenario, texts: Texts, handed_on: bool = False) -> list[str]:
    """Where everybody is today, then what there is to say of each target; ``handed_on``: without small numbers."""
    targets = [_sentence(one, found, scenario, texts, handed_on) for one in found.targets]
    return [_today(found, texts, handed_on), *targets, *share_sentences(found, scenario, texts, handed_on)]


def _today(found: Forecast, texts: Texts, handed_on: bool) -> str:
    now = found.now

    def where(key: str, number: int) -> str:
        if handed_on and not can_tell(number):
            return texts(f"forecast.{key}.other", n=people(number, texts, handed_on))
        return texts.count(f"forecast.{key}", number)

    return texts(
        "forecast.today", day=texts.write.date(now.as_of), inside=where("inside", len(now.inside)),
        waiting=where("waiting", len(now.waiting)), gone=where("gone", now.gone),
    )  # fmt: skip


def html(result: Forecast, lang: str) -> str:
    """The answer in words and a table for each target."""
    texts = Texts(lang)
    tables = [_table(one, result, result.scenario, texts) for one in result.targets]
    return in_html([*forecast_sentences(result, result.scenario, texts), *tables, *forecast_notes(result, texts)])


def table(result: Forecast, lang: str, of: str = "") -> Table:
    """People by week, of one target (the first if not named)."""
    return _table(one_target(result.targets, of), result, result.scenario, Texts(lang))


def one_target(targets: Sequence[TargetForecast], of: str) -> TargetForecast:
    """The target of that name, the first without one; raises KeyError with what there is."""
    found = next((one for one in targets if of in ("", one.target.name)), None)
    if found is None:
        raise KeyError(f"no target {of!r}; there is {', '.join(one.target.name for one in targets)}")
    return found


def _sentence(one: TargetForecast, found: Forecast, scenario: Scenario, texts: Texts, handed_on: bool) -> str:
    write = texts.write
    low, _, high = _spread(one.totals)
    facts = {
        "title": Wording(scenario, texts).say.of(one.target), "so_far": people(one.so_far, texts, handed_on),
        "mean": write.number(float(one.totals.mean()), 1), "low": write.number(low), "high": write.number(high),
        "until": write.date(found.until),
    }  # fmt: skip
    bound = one.target.bound
    if bound is None:
        said = texts("forecast.target.plain", **facts)
    else:
        key = "forecast.target" if one.target.at_least is not None else "forecast.target.at_most"
        said = texts(key, bound=write.number(bound), chance=write.of_hundred(one.chance), **facts)
    return f"{said} {_room(one, found, scenario, texts)}".rstrip()


def _room(one: TargetForecast, found: Forecast, scenario: Scenario, texts: Texts) -> str:
    """How many can still come where nobody enters without a session; nothing where the bound does not depend on it."""
    bound = one.target.at_least
    if one.room is None or (bound is not None and one.so_far >= bound):
        return ""
    gates = next(step.gate for step in scenario.steps if one.target.count and step.name in one.target.count.steps)
    number = texts.write.number
    gate = Phrases(scenario, texts).names([name for name in leaves_of(gates) if name][:1])
    facts = {"gate": gate, "until": texts.write.date(found.until), "seats": number(one.room.seats),
             "most": number(one.so_far + one.room.seats)}  # fmt: skip
    if not one.room.sessions:
        return texts("forecast.room.none", **facts)
    return texts.count("forecast.room", one.room.sessions, **facts)


def _effect(before: TargetForecast, after: TargetForecast, changes: str, texts: Texts) -> str:
    """The paired difference of acting now."""
    write, size = texts.write, min(len(before.totals), len(after.totals))
    difference = after.totals[:size] - before.totals[:size]
    error = 1.96 * float(difference.std()) / size**0.5
    return texts(
        "forecast.effect", changes=changes, chance=write.of_hundred(after.chance),
        difference=write.number(float(difference.mean()), 1), error=write.number(error, 1),
    )  # fmt: skip


def _spread(values: np.ndarray[Any, Any]) -> tuple[float, float, float]:
    low, middle, high = (float(value) for value in np.quantile(values, WITHIN, method="inverted_cdf"))
    return low, middle, high


def _table(one: TargetForecast, found: Forecast, scenario: Scenario, texts: Texts) -> Table:
    """Every so many weeks, and the last one."""
    write = texts.write
    every = -(-len(found.weeks) // ROWS)
    places = sorted({*range(len(found.weeks) - 1, -1, -every)})
    rows = []
    for place in places:
        low, middle, high = _spread(one.by_week[:, place])
        spread = f"{write.number(low)}{DASH}{write.number(high)}"
        rows.append((write.date(found.weeks[place]), write.number(middle), spread))
    header = tuple(texts(f"forecast.column.{name}") for name in ("until", "middle", "spread"))
    title = texts("forecast.table", title=Wording(scenario, texts).say.of(one.target))
    return Table(title, header, tuple(rows))


def forecast_notes(
    found: Forecast, texts: Texts, alone: str = "forecast.chance_only", handed_on: bool = False
) -> list[str]:
    """What is not counted, and what the spread holds; ``alone``: said where the parameters are those of the file."""
    notes = []
    for key, few in (("guessed", found.now.guessed), ("unclear", found.now.unclear)):
        if handed_on and not can_tell(few):
            notes.append(texts(f"forecast.{key}.other", n=people(few, texts, handed_on)))
        elif few:
            notes.append(texts.count(f"forecast.{key}", few))
    if found.impossible:
        notes.append(texts.count("forecast.impossible", found.impossible))
    key = alone if found.worlds == 1 else "forecast.both"
    number = texts.write.number
    counted = texts(key, n=number(found.replications), worlds=number(found.worlds))
    return [*notes, counted]


def forecast_json(found: Forecast, changed: Forecast | None) -> dict[str, object]:
    """Plain values; numbers of people, None for small ones, and nothing of any one."""

    def plain(one: TargetForecast, after: TargetForecast | None) -> dict[str, object]:
        numbers: dict[str, object] = {
            "target": one.target.name, "so_far": shown(one.so_far), "at_least": one.target.at_least,
            "at_most": one.target.at_most, "chance": one.chance, "mean": float(one.totals.mean()),
            "by_week": [{"until": str(day), "low": low, "median": middle, "high": high}
                        for day, values in zip(found.weeks, one.by_week.T, strict=True)
                        for low, middle, high in [_spread(values)]],
        }  # fmt: skip
        if after is not None:
            numbers["changed"] = {"chance": after.chance, "mean": float(after.totals.mean())}
        return numbers

    after = changed.targets if changed is not None else [None] * len(found.targets)
    now = found.now
    return {
        "as_of": str(now.as_of), "until": str(found.until), "inside": shown(len(now.inside)),
        "waiting": shown(len(now.waiting)), "gone": shown(now.gone), "guessed": shown(now.guessed),
        "unclear": shown(now.unclear),
        "worlds": found.worlds, "impossible": found.impossible,
        "targets": [plain(one, other) for one, other in zip(found.targets, after, strict=True)],
        "shares": shares_json(found, changed),
    }  # fmt: skip
