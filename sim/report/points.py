"""What a sweep or a search says when the assumptions are uncertain too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import isnan
from typing import Any

from sim.knowledge.on_average import Chance
from sim.knowledge.points import InWorlds, Points
from sim.loaded import Value
from sim.report.as_json import estimate_as_json
from sim.report.finding_out import of_hundred
from sim.report.knowledge import cut_note
from sim.report.size import condition_in_words, setting
from sim.report.sweep import settings
from sim.report.table import Table, with_narrow_header
from sim.report.terminal import kept_table, paragraph, stored_width
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.scenario.schema import Scenario
from sim.studies.condition import Condition
from sim.studies.size import Size
from sim.studies.sweep import Sweep

WANTED = 0.8
"""The share of possible sets of assumptions in which a condition is to hold."""


def size_in_worlds_text(found: Size, values: Sequence[Value], points: Points, texts: Texts) -> str:
    """Which value is enough in a year that happens, which one over what is not known, and both at every value."""
    condition, words = found.found.condition, Wording(found.option.scenario, texts)
    lines = list(_enough(found, values, points, condition, words))
    rows = tuple(
        (setting(found, value, texts), words.value(one.asked, one.estimate.mean),
         words.span(one.asked, one.estimate.low, one.estimate.high), of_hundred(one.holds_in(condition), texts))
        for value, (one,) in zip(values, points.found, strict=True)
    )  # fmt: skip
    header = (
        words.parameter(found.axis.name), texts("points.column.year"), texts("points.column.between"),
        texts("points.column.holds"),
    )  # fmt: skip
    table = with_narrow_header(Table(_heading(points, texts), header, rows))
    return "\n\n".join(["\n".join(paragraph(line, stored_width()) for line in lines), kept_table(table),
                        *_notes(points, found.option.scenario, texts)])  # fmt: skip


def _enough(
    found: Size, values: Sequence[Value], points: Points, condition: Condition, words: Wording
) -> Iterator[str]:
    texts, sign = words.texts, 1 if condition.sign == ">=" else -1
    each = [one for (one,) in points.found]
    said = {"condition": condition_in_words(condition, words), "n": texts.write.number(len(values))}
    first = next((v for v, one in zip(values, each, strict=True) if condition.holds(one.estimate.mean)), None)
    nearest = max(range(len(each)), key=lambda i: _ordered(sign * each[i].estimate.mean))
    key, value = ("points.size.year", first) if first is not None else ("points.size.year.none", values[nearest])
    yield texts(key, value=setting(found, value, texts), **said)
    holds = [one.holds_in(condition) for one in each]
    shares = [_ordered(one.mean) for one in holds]
    enough = next((place for place, share in enumerate(shares) if share >= WANTED), None)
    most = max(range(len(shares)), key=lambda i: shares[i])
    wanted = texts.write.of_hundred(WANTED)
    if enough is not None:
        yield texts("points.size.sets", value=setting(found, values[enough], texts), wanted=wanted)
        sure = next((place for place, one in enumerate(holds) if one.low >= WANTED), None)
        if sure is None:
            yield texts("points.size.sets.open", value=setting(found, values[enough], texts),
                        share=of_hundred(holds[enough], texts))  # fmt: skip
        elif sure != enough:
            yield texts("points.size.sets.sure", value=setting(found, values[sure], texts))
    else:
        yield texts("points.size.sets.none", value=setting(found, values[most], texts), wanted=wanted, n=said["n"],
                    most=of_hundred(holds[most], texts))  # fmt: skip


def sweep_in_worlds_text(found: Sweep, points: Points, texts: Texts) -> str:
    """Each figure at every point as it happens, and between what its mean lies in 8 of 10 sets of assumptions."""
    words = Wording(found.option.scenario, texts)
    parts = [_heading(points, texts)]
    for place, asked in enumerate(found.asked):
        rows = tuple(
            (*settings(found, point, words), words.value(asked, here[place].estimate.mean),
             words.span(asked, here[place].estimate.low, here[place].estimate.high),
             words.span(asked, *here[place].sets))
            for point, here in zip(found.points, points.found, strict=True)
        )  # fmt: skip
        names = tuple(words.parameter(axis.name) for axis in found.grid.axes)
        columns = ("points.column.year", "points.column.between", "points.column.sets")
        header = (*names, *(texts(key) for key in columns))
        parts.append(kept_table(with_narrow_header(Table(words.title(asked), header, rows, labels=len(names)))))
    return "\n\n".join([*parts, *_notes(points, found.option.scenario, texts)])


def points_json(points: Points, condition: Condition | None = None) -> dict[str, Any]:
    """``points`` parallel to the study's: for each figure ``as_it_happens``, ``split``, ``sets``, ``holds_in``.

    ``holds_in_interval``: how well that is computed.
    """

    def plain(value: float) -> float | None:
        return None if isnan(value) else value

    def one_json(one: InWorlds) -> dict[str, Any]:
        return {
            "as_it_happens": estimate_as_json(one.estimate),
            "split": {key: plain(value) for key, value in asdict(one.parts).items()},
            "sets": [plain(value) for value in one.sets],
            **({} if condition is None else _holds_json(one.holds_in(condition))),
        }

    def _holds_json(found: Chance) -> dict[str, Any]:
        return {"holds_in": plain(found.mean), "holds_in_interval": [plain(found.low), plain(found.high)]}

    return {
        "worlds": points.worlds,
        "impossible": points.impossible,
        "replications": points.replications,
        "parameters": [prior.name for prior in points.priors],
        "points": [{one.asked.text: one_json(one) for one in here} for here in points.found],
    }


def _heading(points: Points, texts: Texts) -> str:
    write = texts.write
    return texts(
        "knowledge.heading", worlds=write.number(points.worlds - points.impossible),
        parameters=write.number(len(points.priors)),
    )  # fmt: skip


def _notes(points: Points, scenario: Scenario, texts: Texts) -> Iterator[str]:
    write = texts.write
    lines = [
        texts(
            "points.note",
            parameters=write.number(len(points.priors)),
            runs=write.number(points.replications),
            worlds=write.number(points.worlds),
        )
    ]
    if points.impossible:
        lines.append(
            texts("knowledge.impossible", n=write.number(points.impossible), worlds=write.number(points.worlds))
        )
    lines += cut_note(points.priors, scenario, texts)
    yield "\n".join(paragraph(line, stored_width()) for line in lines)


def _ordered(value: float) -> float:
    return float("-inf") if isnan(value) else value
