"""Which unknown matters, in words, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import isnan
from typing import Any

from sim.knowledge.draws import JOINT_ROWS
from sim.knowledge.indices import Effect, Index
from sim.knowledge.sensitivity import LUCK, REST, Sensitivity
from sim.report.knowledge import cut_note
from sim.report.numbers import DASH
from sim.report.table import Table
from sim.report.terminal import kept_table
from sim.report.texts import Texts
from sim.report.wording import Wording

MOST_SCREENED, MOST_RIVALS = 10, 3
NEXT_TO_NOTHING = 0.01
"""A parameter that certainly has a smaller part than this in the variance of a figure is not shown beside it."""


def sensitivity_text(found: Sensitivity, texts: Texts) -> str:
    """The conclusion for each figure, then each in detail, then the screening."""
    places = range(len(found.asked))
    parts = ["\n".join(line for place in places for line in conclusion(found, place, texts))]
    shown = [place for place in places if not _constant(found, place)]
    parts += [kept_table(detail_table(found, place, texts)) for place in shown]
    parts += [kept_table(screening_table(found, place, texts)) for place in shown]
    return "\n\n".join([*parts, "\n".join(_notes(found, texts))])


def conclusion(found: Sensitivity, place: int, texts: Texts) -> Iterator[str]:
    """Which parameter matters most for a figure, which may matter as much, and how much of it is luck."""
    title = Wording(found.scenario, texts).title(found.asked[place])
    if _constant(found, place):
        yield texts("sensitivity.constant", title=title)
        return
    ranked = found.ranked(place)
    if not ranked or not ranked[0].certain:
        yield texts("sensitivity.none", title=title)
    else:
        first = ranked[0]
        yield texts(
            "sensitivity.first", title=title, name=factor_name(found, first.factor, texts),
            first=_between(first.first, first.first_half, texts), total=_between(first.total, first.total_half, texts),
        )  # fmt: skip
        rivals = [one.factor for one in ranked[1:] if one.total + one.total_half > first.total - first.total_half]
        if rivals:
            shown, more = _quoted(found, rivals[:MOST_RIVALS], texts), len(rivals) - MOST_RIVALS
            key = "sensitivity.rivals" if more <= 0 else "sensitivity.rivals_and_more"
            yield texts(key, names=shown, n=texts.write.number(max(0, more)))
        rest = found.of(place, REST)
        if rest is not None and rest.total > first.total:
            yield texts("sensitivity.more", name=factor_name(found, REST, texts),
                        total=_between(rest.total, rest.total_half, texts))  # fmt: skip
    luck = found.of(place, LUCK)
    if luck is not None:
        total = texts.write.percent(_part(luck.total))
        yield texts("sensitivity.luck", runs=texts.write.number(found.replications), total=total)


def detail_table(found: Sensitivity, place: int, texts: Texts) -> Table:
    """First and total order of the strongest, of all others together, and of luck."""
    rows = tuple(
        (factor_name(found, one.factor, texts), _plus_minus(one.first, one.first_half, texts),
         _plus_minus(one.total, one.total_half, texts))
        for one in in_order(found, place)
    )  # fmt: skip
    title = Wording(found.scenario, texts).title(found.asked[place])
    header = ("", texts("sensitivity.column.first"), texts("sensitivity.column.total"))
    return Table(texts("sensitivity.detail", title=title), header, rows)


def screening_table(found: Sensitivity, place: int, texts: Texts) -> Table:
    """The largest effects of the screening, of parameters and of luck."""
    words, asked = Wording(found.scenario, texts), found.asked[place]
    known = [one for one in found.effects[place] if one.size > 0 and one.factor != LUCK]

    def cells(one: Effect) -> tuple[str, ...]:
        size = words.change(asked, one.size, unit=False).lstrip("+")
        others = words.change(asked, one.mean, unit=False), words.change(asked, one.spread, unit=False)
        if one.factor == JOINT_ROWS:  # rows have no order in which they could go up
            others = DASH, DASH
        return (factor_name(found, one.factor, texts), size, others[0], others[1].replace("+", "±"))

    rows = tuple(cells(one) for one in sorted(known, key=lambda one: -one.size)[:MOST_SCREENED])
    header = ("", *(texts(f"sensitivity.column.{name}") for name in ("size", "mean", "spread")))
    return Table(texts("sensitivity.screening", title=words.title(asked)), header, rows)


def in_order(found: Sensitivity, place: int) -> tuple[Index, ...]:
    """The parameters by their total index, without those next to nothing; then all others together, then luck."""
    last = (found.of(place, name) for name in (REST, LUCK))
    return (
        *(one for one in found.ranked(place) if not _next_to_nothing(one)),
        *(one for one in last if one is not None),
    )


def _next_to_nothing(one: Index) -> bool:
    return one.total + one.total_half < NEXT_TO_NOTHING


def factor_name(found: Sensitivity, factor: str, texts: Texts) -> str:
    """A parameter's title, or what the groups that are no parameter are called."""
    if factor == LUCK:
        return texts("sensitivity.factor.luck")
    joint = sum(bool(prior.joint) for prior in found.priors)
    if factor == JOINT_ROWS:
        return texts("sensitivity.joint", n=texts.write.number(joint))
    if factor == REST:
        alone = [one for one in found.ranked(0) if one.factor != JOINT_ROWS]
        return texts("sensitivity.rest", n=texts.write.number(len(found.priors) - joint - len(alone)))
    return Wording(found.scenario, texts).parameter(factor)


def _quoted(found: Sensitivity, factors: Sequence[str], texts: Texts) -> str:
    return ", ".join(texts("knowledge.quoted", name=factor_name(found, one, texts)) for one in factors)


def table(result: Sensitivity, lang: str, place: int = 0) -> Table:
    """First and total order for one of the things asked."""
    return detail_table(result, place, Texts(lang))


def sensitivity_json(found: Sensitivity) -> dict[str, Any]:
    """For each thing asked ``indices`` and ``effects`` by factor, NaN as null."""

    def plain(one: Effect | Index) -> dict[str, Any]:
        fields = asdict(one)
        del fields["factor"]
        return {key: None if isnan(value) else value for key, value in fields.items()}

    return {
        "kind": "sensitivity",
        "scenario": found.scenario.name,
        "hash": found.scenario.hash,
        "seed": found.seed,
        "replications": found.replications,
        "trajectories": found.trajectories,
        "size": found.size,
        "points": found.points,
        "figures": {
            asked.text: {
                "indices": {one.factor: plain(one) for one in found.indices[place]},
                "effects": {one.factor: plain(one) for one in found.effects[place]},
            }
            for place, asked in enumerate(found.asked)
        },
    }


def _notes(found: Sensitivity, texts: Texts) -> Iterator[str]:
    write = texts.write
    yield texts(
        "sensitivity.method", trajectories=write.number(found.trajectories), parameters=write.number(len(found.priors)),
        size=write.number(found.size), groups=write.number(len(found.indices[0]) + 2),
        points=write.number(found.points), runs=write.number(found.replications), seed=found.seed,
    )  # fmt: skip
    for place, asked in enumerate(found.asked):
        small = [one.factor for one in found.ranked(place) if _next_to_nothing(one)]
        if small:
            title = Wording(found.scenario, texts).title(asked)
            yield texts("sensitivity.small", title=title, names=_quoted(found, small, texts))
    if any(prior.joint for prior in found.priors):
        yield texts("sensitivity.joint.note")
    if any(prior.rank_correlation for prior in found.priors):
        yield texts("sensitivity.apart")
    yield from cut_note(found.priors, found.scenario, texts)


def _constant(found: Sensitivity, place: int) -> bool:
    return all(isnan(one.total) for one in found.indices[place])


def _part(index: float) -> float:
    """An estimate as a part of a whole: never below 0 or above 1."""
    return min(1.0, max(0.0, index))


def _between(value: float, half: float, texts: Texts) -> str:
    """``19 pct. (0-39)``."""
    span = texts.write.span(100 * _part(value - half), 100 * _part(value + half))
    return f"{texts.write.percent(_part(value))} ({span})"


def _plus_minus(value: float, half: float, texts: Texts) -> str:
    if isnan(value):
        return DASH
    return f"{texts.write.percent(_part(value))} ±{texts.write.number(100 * half)}"
