"""One person's way through the pathway as a story: when, and what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sim.log.events import Event
from sim.model.tables import NUMERIC_SCALE
from sim.report.phrases import Phrases
from sim.report.show import in_html
from sim.report.table import Table
from sim.report.texts import Texts
from sim.studies.person import Person

OF_PROPERTY = ("attribute", "mark", "without_mark", "after_mark")
UNSAID = ("claim", "release", "turned", "work_due", "work_start", "work_dropped")
"""Claims and releases are said by the step that makes them, work by its end."""


def table(result: Person, lang: str) -> Table:
    """A line for each thing that happens, and for each thing that is drawn."""
    texts = Texts(lang)
    say = Phrases(result.model.scenario, texts)
    lines: list[tuple[datetime, str]] = []
    for place, row in zip(result.order, result.rows(), strict=True):
        words = _property(result, place, say) if row["event"] in OF_PROPERTY else _sentence(row, say)
        if words:
            lines.append((row["when"], words))
    rows = tuple((_moment(when, texts), words) for when, words in lines)
    title = texts("story.title", n=result.number, replication=result.replication)
    return Table(title, (texts("story.column.when"), texts("story.column.what")), rows, labels=2)


def html(result: Person, lang: str) -> str:
    """The story."""
    return in_html([table(result, lang)])


def _sentence(row: Mapping[str, Any], say: Phrases) -> str:
    """What a row says; nothing of a place in line that was left in the same second."""
    event, value = row["event"], row["value"]
    if event in UNSAID or (event == "admit" and value == 0):
        return ""
    key = f"story.{event}"
    if event == "end":
        key = f"story.end.{row['object']}"
    elif event in ("arrive", "start") and value > 0:
        key = f"story.{event}.there"
    step = say.name(row["step"]) if row["step"] else ""
    thing = _thing(row["object"], say) if row["object"] else ""
    return say.texts(key, step=step, object=thing, source=thing, span=say.span(value))


def _thing(name: str, say: Phrases) -> str:
    """The title of what a row is about; of a task, that of the follow-up or of the step."""
    kind, dot, rest = name.partition(".")
    return say.name(rest.partition(".")[0]) if dot and kind in ("work", "followup") else say.name(name)


def _property(result: Person, place: int, say: Phrases) -> str:
    """``Målgruppe: jobparat``; of a life outside nothing."""
    code, number, value = (int(column[place]) for column in (result.log.code, result.log.object, result.log.value))
    if code not in (Event.ATTRIBUTE, Event.MARK):
        return ""
    names = result.model.names
    by, categories = names.properties[number], names.categories[number]
    label = say.category(by, categories[value]) if categories else say.number(value / NUMERIC_SCALE)
    return say.texts("story.property", by=say.by(by), label=label)


def _moment(when: datetime, texts: Texts) -> str:
    clock = f" {when:%H:%M}" if (when.hour or when.minute) else ""
    return texts.write.date(when.date()) + clock
