"""``[background]``: the life outside the project, that is how people find and keep jobs that the project does not give.

Both lives of a person are led by it, the one without the project from arrival on and the one with it after leaving; so
it may depend only on what is the same in both, the attributes drawn at arrival.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.scenario.cases import leaves_of, map_leaves
from sim.scenario.changes import Changes
from sim.scenario.keys import NAMED, Key, fields
from sim.scenario.lawtables import constant_hazard, length_or_law
from sim.scenario.leaves import one_of, personal
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.properties import SOURCE, read_draw
from sim.scenario.reader import Reader
from sim.scenario.schema import DAY, Background, Case, Draw, Scenario
from sim.scenario.seasons import months, season
from sim.scenario.time_leaves import rate
from sim.scenario.words import said

MOST_OFFERS_A_DAY = 1.0
"""So that the life of one person is a short list however long the run."""


def _marks(reader: Reader, path: KeyPath, raw: object) -> Any:
    """Marks of a job outside (its hours): those that some step draws for a job of the project."""
    table = reader.table(path, raw)
    marks = [
        name
        for name in reader.properties
        if name not in reader.names["attribute"] and name != SOURCE and name not in reader.durations
    ]
    drawn = []
    for name in sorted(set(table) - reader.unread, key=str.encode):
        if name not in marks:
            reader.add((*path, name), "unknown-name", "No step draws a mark of that name", name, marks)
        else:
            drawn.append((name, read_draw(reader, (*path, name), table[name], name)))
    return tuple(pair for pair in drawn if pair[1] is not BROKEN)


def _rate(reader: Reader, path: KeyPath, raw: object) -> Any:
    """The constant hazard of each case; a rate so high that nobody is ever without a job is refused."""

    def law(per_second: Any) -> Any:
        if per_second is not BROKEN and per_second * DAY > MOST_OFFERS_A_DAY:
            message = "More jobs are found than one a day"
            return reader.add(path, "out-of-range", message, raw, said("at most {most} a day", most=1))
        return BROKEN if per_second is BROKEN else constant_hazard(per_second)

    return map_leaves(personal(rate(plain=False))(reader, path, raw), law)


BACKGROUND = {
    **NAMED,
    "rate": Key(_rate, required=True),
    "retention": Key(length_or_law, required=True),
    "support": Key(personal(one_of("partly", "self")), "self"),
    "marks": Key(_marks, ()),
    "months": Key(months, ()),
}


def read_background(reader: Reader, changes: Changes) -> Background | None:
    """The life outside, or None where the file has no such table."""
    if "background" not in reader.tables:
        return None
    path: KeyPath = ("background",)
    f = fields(reader, path, reader.table(path, reader.tables["background"]), BACKGROUND)
    _only_attributes(reader, f)
    factor = changes.factor("background.rate", season(reader, f["months"]))
    if BROKEN in (*leaves_of(f["rate"]), *leaves_of(f["retention"]), *leaves_of(f["support"])):
        return None
    return Background(
        f["rate"], f["retention"], f["support"], f["marks"], factor, f["months"] or (), f["title"], f["text"]
    )


def _only_attributes(reader: Reader, stated: Mapping[str, object]) -> None:
    """A mark that the project draws, and a time spent in it, are unknown to the life without it."""
    known = {SOURCE, *reader.names["attribute"]}
    for key in ("rate", "retention", "support", "marks"):
        for name in sorted(_properties(stated[key]) - known):
            message = "The life outside can only depend on attributes, which are drawn at arrival"
            reader.add(("background", key), "wrong-type", message, name, sorted(known, key=str.encode))


def _properties(value: object) -> set[str]:
    """The properties that a value, or the draws of marks, depend on."""
    if isinstance(value, Draw):
        return _properties(value.law) | _properties(value.shares)
    if isinstance(value, tuple):
        return {name for part in value for name in _properties(part)}
    if isinstance(value, Case):
        return {value.by} | _properties(tuple(branch for _, branch in value.cases)) | _properties(value.other)
    return set()


def check(reader: Reader, scenario: Scenario) -> None:
    """Warn where jobs outside end all benefit while those of the project may not."""
    background, supplement = scenario.background, scenario.benefit.supplement
    if background is None or supplement is None or supplement is BROKEN:
        return
    if supplement.hours not in dict(background.marks) and "self" in leaves_of(background.support):
        reader.findings.warn(
            said(
                "[background] draws no {mark}, so a job outside ends all benefit, and one of the project may not; "
                "give it marks",
                mark=supplement.hours,
            )
        )
