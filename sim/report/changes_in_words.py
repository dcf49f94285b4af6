"""What a file changes on dates, and its calendar, in words: each ``[[change]]`` with dates and reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sim.analysis.moved_sessions import moved_sessions
from sim.report.phrases import Phrases
from sim.report.texts import TABLE, Texts
from sim.scenario.schema import Titles

_WEEKS = re.compile(r"^weeks? (\d+)(?:-(\d+))?$")
_DATES = re.compile(r"^(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$")


def changes_in_words(stated: object, say: Phrases) -> Iterator[str]:
    """One sentence or two for each change of the file, in the order in which they stand there."""
    for change in stated if isinstance(stated, list) else []:
        if isinstance(change, dict):
            yield _change(change, say)


def _change(change: Mapping[str, Any], say: Phrases) -> str:
    t = say.texts
    first, last = _when(change.get("from"), say), _last_day(change.get("to"), say)
    when = t("change.between", first=first, last=last) if last else t("change.from", first=first)
    parts = [
        *(
            t("change.set", thing=_thing(name, say), value=_set_to(name, value, say))
            for name, value in _items(change, "set")
        ),
    ]
    for name, value in _items(change, "times"):
        parts.append(t("change.times", thing=_thing(name, say), value=_value(value, say)))
    for key in ("stop", "pause"):
        things = [_thing(name, say) for name in _names(change.get(key))]
        if things:
            parts.append(t(f"change.{key}", things=t.listing(things)))
    reason = _in_language(change.get("reason") or change.get("title"), t)
    because = t("change.reason", reason=reason) if reason else ""
    return t("change.line", when=when, what="; ".join(parts), because=because)


def _in_language(stated: Any, texts: Texts) -> str:
    """A text that stands in one language or, as a table, in both."""
    if isinstance(stated, dict):
        return texts.title(Titles(str(stated.get("da", "")), str(stated.get("en", ""))), "")
    return stated if isinstance(stated, str) else ""


def _items(change: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
    found = change.get(key)
    return list(found.items()) if isinstance(found, dict) else []


def _names(value: object) -> Sequence[str]:
    return [value] if isinstance(value, str) else [one for one in value if isinstance(one, str)] if isinstance(
        value, list) else []  # fmt: skip


def _given(value: object, say: Phrases) -> object:
    """The value of a parameter where ``$name`` stands."""
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    found = next((one for one in say.scenario.parameters if one.name == value[1:]), None)
    return value if found is None else found.value


def _when(value: object, say: Phrases) -> str:
    value = _given(value, say)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = value.date()
    return say.texts.write.date(value) if isinstance(value, date) else "" if value is None else str(value)


def _last_day(value: object, say: Phrases) -> str:
    """The day before the one on which something ends; the moment itself where it has a time of day."""
    value = _given(value, say)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        value = date.fromisoformat(value)
    if isinstance(value, datetime) and value.time() == value.time().min:
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return say.texts.write.date(value - timedelta(days=1))
    return _when(value, say)


def _value(value: object, say: Phrases) -> str:
    value = _given(value, say)
    return say.number(value) if isinstance(value, int | float) else str(value)


def _set_to(name: str, value: object, say: Phrases) -> str:
    """A parameter's value with its unit, and a choice by its title."""
    from sim.report.wording import Wording

    value = _given(value, say)
    parameter = next((one for one in say.scenario.parameters if one.name == name), None)
    if parameter is None or not isinstance(value, int | float | str):
        return _value(value, say)
    return Wording(say.scenario, say.texts).setting(parameter, value)


def _thing(name: str, say: Phrases) -> str:
    """``gate.hold`` and ``resource.place.capacity`` by their titles; ``next.a.b`` as the way from a to b."""
    parameter = next((one for one in say.scenario.parameters if one.name == name), None)
    if parameter is not None:
        return f"»{say.texts.title(parameter.titles, name)}«"
    kind, *rest = name.split(".")
    if kind == "next" and len(rest) == 2:
        return say.texts("change.way", first=say.name(rest[0]), last=say.name(rest[1]))
    if name == "background.rate":
        return say.texts("change.background")
    return say.name(rest[0] if rest else kind)


def moved_in_words(say: Phrases) -> Iterator[str]:
    """What becomes of the holds that were planned in a long closed period."""
    for one in moved_sessions(say.scenario):
        first, write = say.scenario.run.first_day, say.texts.write
        planned, held = (
            say.texts.listing([write.short_date(first + timedelta(seconds=time)) for time in times])
            for times in (one.planned, (one.held,))
        )
        key = "answer.moved.one" if len(one.planned) == 1 else "answer.moved.other"
        yield say.texts(key, gate=say.name(one.gate), planned=planned, held=held)


def calendar_in_words(calendar: object, say: Phrases) -> Iterator[str]:
    """Holidays, closed periods, and what a closure does to whoever is inside."""
    if not isinstance(calendar, dict):
        return
    t = say.texts
    if calendar.get("holidays"):
        yield t("calendar.holidays", country=calendar["holidays"])
    for since, words in _by_choice(calendar.get("closed"), say):
        closed = [_closed(_given(word, say), say) for word in _names(words)]
        if closed or since:
            yield since + t("calendar.closed" if closed else "calendar.closed.none", periods=t.listing(closed))
    for since, stays in _by_choice(calendar.get("stays"), say):
        if stays in ("run on", "pause"):
            yield since + t(f"calendar.stays.{str(stays).replace(' ', '_')}")


def _by_choice(stated: object, say: Phrases) -> Iterator[tuple[str, object]]:
    """What holds first, and from each date on what a choice that changes then makes of it, as ("from ...: ", value)."""
    by = stated.get("by") if isinstance(stated, dict) else None
    found = next((one for one in say.scenario.parameters if by == f"${one.name}"), None)
    if found is None or not isinstance(stated, dict):
        yield "", stated
        return
    for time, value in ((None, found.value), *found.later):
        since = "" if time is None else say.texts("calendar.from", date=say.date(time))
        yield since, stated.get(str(value), stated.get("other"))


def paths_in_words(paths: Iterable[str], say: Phrases) -> list[str]:
    """Key paths outside the parameters as a reader knows them: ``»Tilbud« (uses)``, the calendar by what it says."""
    return list(dict.fromkeys(_path_in_words(path, say) for path in paths))


def _path_in_words(path: str, say: Phrases) -> str:
    first, _, rest = path.partition(".")
    first = first.partition("[")[0]
    if first in ("calendar", "change", "run", "report"):
        key = f"path.{first}.{rest}"
        return say.texts(key if key in TABLE else f"path.{first}")
    name, _, key = rest.partition(".")
    if not name:
        return first
    return say.texts("path.thing", name=say.name(name), word=key) if key else f"»{say.name(name)}«"


def _closed(word: object, say: Phrases) -> str:
    text = str(word)
    if weeks := _WEEKS.match(text):
        numbers = weeks[1] if weeks[2] is None else f"{weeks[1]}–{weeks[2]}"
        return say.texts("calendar.week" if weeks[2] is None else "calendar.weeks", numbers=numbers)
    if dates := _DATES.match(text):
        return say.texts("calendar.dates", first=_when(dates[1], say), last=_last_day(dates[2], say))
    return text
