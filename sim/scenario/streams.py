"""``[arrivals.*]`` and ``[pool.*]``: people and tokens that come."""

from __future__ import annotations

from typing import Any

from sim.distributions import mean
from sim.scenario.changes import Changes
from sim.scenario.csvpeople import arrivals_from_csv
from sim.scenario.dated import Piece, dated, overlaid, value_at
from sim.scenario.keys import NAMED, Key, exactly_one, fields
from sim.scenario.lawtables import clock_length, count_or_law, impersonal_law, impersonal_length
from sim.scenario.leaves import amount, chosen, count, integer, listed, name_of, one_of, step, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.properties import stated_attributes
from sim.scenario.reader import Reader
from sim.scenario.remembered import elements
from sim.scenario.schema import DAY, FOREVER, Arrivals, Draw, Law, Pool, Steps
from sim.scenario.seasons import days_off, months, season
from sim.scenario.series import DATES, EVERY, FIRST, SINCE, UNTIL, begins_before, written_out
from sim.scenario.time_leaves import in_working_days, rate, seconds
from sim.scenario.words import Words, in_both, said

MOST_IN_A_MONTH = 1_000_000  # people expected, at the fastest rate
LONGEST_MONTH = 31 * DAY


def _watched(reader: Reader, path: KeyPath, raw: object) -> Any:
    """``"matching"`` means the people inside a step, ``"line tilbud"`` those who wait for it."""
    words = text(reader, path, raw)
    if words is BROKEN:
        return BROKEN
    line = words.startswith("line ")
    name = name_of("step")(reader, path, words.removeprefix("line ").strip())
    return BROKEN if name is BROKEN else ("line" if line else "inside", name)


def _pause(reader: Reader, path: KeyPath, raw: object) -> Any:
    keys = {"while": Key(listed(_watched), required=True), "at_least": Key(dated(integer(1)), required=True)}
    return fields(reader, path, raw, keys)


def _profile(reader: Reader, path: KeyPath, raw: object) -> Any:
    keys = {
        "period": Key(chosen(seconds), required=True),
        "begins": Key(one_of("run", "monday"), "run"),
        "factors": Key(listed(chosen(amount)), required=True),
    }
    found = fields(reader, path, raw, keys)
    period, factors = found["period"], found["factors"]
    if BROKEN not in (period, factors) and (period <= 0 or not factors or period % len(factors)):
        message = "The period must divide into as many equal parts as there are factors"
        return reader.add(
            path, "out-of-range", message, f"{period} s, {len(factors)} factors", "whole seconds for each part"
        )
    if BROKEN not in (period, factors) and found["begins"] == "monday":
        return _from_monday(reader, path, period, factors)
    return found


def _from_monday(reader: Reader, path: KeyPath, period: int, factors: tuple[float, ...]) -> Any:
    """The profile as it is from the start of the run, where it begins on the Monday of that week."""
    parts, rest = divmod(reader.first_day.weekday() * DAY % period, period // len(factors))
    if rest:
        message = "The run starts within a part of the profile"
        return reader.add((*path, "factors"), "out-of-range", message, f"{len(factors)}", said("parts of days"))
    return {"period": period, "factors": (*factors[parts:], *factors[:parts])}


def _between(reader: Reader, path: KeyPath, raw: object) -> Any:
    """A law of the time between two arrivals; one that gives nothing but 0 would bring everybody at one instant."""
    law = clock_length(impersonal_law)(reader, path, raw)
    if isinstance(law, Law) and mean(law) < 1:
        message = "The time between two arrivals must be longer than nothing"
        return reader.add(path, "out-of-range", message, raw, "a mean of at least 1 second")
    return law


ARRIVALS = {
    **NAMED,
    "to": Key(chosen(step), required=True),
    "rate": Key(dated(rate(working=True))),
    "profile": Key(_profile),
    "months": Key(months, ()),
    "a_year": Key(dated(count)),
    "spread": Key(one_of("random", "even"), "random"),
    "every": Key(EVERY),
    "first": Key(FIRST),
    "dates": Key(DATES),
    "size": Key(count_or_law),
    "between": Key(_between),
    "csv": Key(text),
    "from": Key(SINCE),
    "until": Key(UNTIL),
    "number": Key(chosen(count)),
    "pause": Key(_pause),
    "attributes": Key(stated_attributes, ()),
}
HOW = ("rate", "a_year", "every", "dates", "between", "csv")
WEIGHED = ("rate", "a_year", "every", "dates", "between")  # everything but rows of a file
ONLY_WITH = {
    "profile": WEIGHED,
    "months": WEIGHED,
    "spread": ("a_year",),
    "first": ("every",),
    "size": ("every", "dates"),
}


def read_arrivals(reader: Reader, changes: Changes) -> tuple[Arrivals, ...]:
    """All streams, sorted by name."""
    return tuple(elements(reader, "arrivals", _stream, changes))


def _stream(reader: Reader, name: str, table: dict[str, Any], changes: Changes) -> Arrivals:
    path: KeyPath = ("arrivals", name)
    reader.name(path, name)
    found = fields(reader, path, table, ARRIVALS)
    exactly_one(reader, path, table, HOW)
    _fitting(reader, path, table, ONLY_WITH)
    start, end = found["from"] or 0, FOREVER if found["until"] in (None, BROKEN) else found["until"]
    times, rows = _times(reader, path, found, start, end)
    attributes = found["attributes"] or ()
    size = _cohort_size(reader, path, found["size"], attributes)
    rate, working = _rate(reader, path, found["rate"], changes)
    stream = Arrivals(
        name,
        found["to"],
        found["title"],
        found["text"],
        start=start,
        end=end,
        number=found["number"],
        rate=rate,
        working_days=working,
        profile_period=(found["profile"] or {}).get("period", 0),
        profile=(found["profile"] or {}).get("factors", ()),
        factor=changes.factor(f"arrivals.{name}", season(reader, found["months"]), _days_off(reader, working)),
        months=found["months"],
        a_year=overlaid(found["a_year"], changes.sets.get(f"arrivals.{name}.a_year", [])),
        spread=found["spread"],
        times=times,
        size=size,
        between=found["between"],
        pause_while=tuple(sorted((found["pause"] or {}).get("while") or ())),
        pause_at_least=(found["pause"] or {}).get("at_least", Steps(0)),
        attributes=attributes,
        rows=rows,
        stops=changes.stopped(f"arrivals.{name}"),
    )
    compositions = [name for name, draw in attributes if draw.composition]
    if compositions and stream.times and (stream.factor or stream.profile):
        message = "A composition states how many come, so nothing can multiply them"
        reader.add(
            (*path, "attributes", compositions[0]), "conflicting-keys", message, allowed=said("shares of categories")
        )
    return _not_too_many(reader, path, stream) if isinstance(stream.rate, Steps) else stream


def _rate(reader: Reader, path: KeyPath, steps: Any, changes: Changes) -> tuple[Any, bool]:
    """The rate by date with what changes set, and whether it is one of working days."""
    if not isinstance(steps, Steps):
        return steps, False
    found = overlaid(steps, changes.sets.get(f"{path[0]}.{path[1]}.rate", []))
    working = in_working_days(reader, (*path, "rate"), (found.first, *(value for _, value in found.changes)))
    return Steps(float(found.first), tuple((time, float(value)) for time, value in found.changes)), working


def _days_off(reader: Reader, working: bool) -> list[Piece]:
    return days_off(reader.calendar, reader.first_day, reader.horizon) if working else []


def _not_too_many(reader: Reader, path: KeyPath, stream: Any) -> Any:
    """The stream, whose cells cannot have more people than the table of a Poisson number can (contract R4)."""
    factor = stream.factor.steps if stream.factor else ()
    times = {0, *(time for time, _ in (*stream.rate.changes, *factor))}
    fastest = max(value_at(stream.rate, time) * value_at(Steps(1.0, factor), time) for time in times)
    most = fastest * max(getattr(stream, "profile", ()) or (), default=1.0) * LONGEST_MONTH
    if most > MOST_IN_A_MONTH:
        message = "More people than can be drawn for one month, with factors and profile"
        reader.add(
            (*path, "rate"),
            "too-many",
            message,
            _a_month(most),
            said("at most {most}", most=_a_month(MOST_IN_A_MONTH)),
        )
    return stream


def _a_month(people: float) -> Words:
    written = f"{people:,.0f}"
    return in_both(f"{written} a month", f"{written.replace(',', '.')} om måneden")


def _fitting(reader: Reader, path: KeyPath, table: dict[str, Any], only_with: dict[str, tuple[str, ...]]) -> None:
    """Keys that mean something only beside another one."""
    for key, needed in only_with.items():
        if key in table and not any(one in table for one in needed):
            reader.add(
                (*path, key),
                "conflicting-keys",
                said("`{key}` needs `{needed}`", key=key, needed="` or `".join(needed)),
                key,
                needed,
            )


def _times(reader: Reader, path: KeyPath, found: dict[str, Any], start: int, end: int) -> tuple[tuple[int, ...], Any]:
    """The written-out times of a stream and the attributes of CSV rows."""
    if found["csv"]:
        return arrivals_from_csv(reader, path, found["csv"])
    if found["dates"]:
        return tuple(sorted(filter(reader.in_run, found["dates"]))), ()
    if found["every"] and found["first"] is not BROKEN:
        first = start if found["first"] is None else reader.seconds(found["first"])
        if found["first"] is not None:
            begins_before(reader, (*path, "first"), first)
        return tuple(time for time in written_out(reader, path, first, found["every"], end) or () if time >= start), ()
    return (), ()


def _cohort_size(reader: Reader, path: KeyPath, size: Any, attributes: tuple[tuple[str, Draw], ...]) -> Any:
    """People at each date; a composition states it as well and must agree."""
    sums = {name: sum(people for _, people in draw.composition) for name, draw in attributes if draw.composition}
    if size is BROKEN:
        return BROKEN
    if size is None:
        size = float(next(iter(sums.values()))) if sums else 1.0
    if not isinstance(size, float):
        return size
    if not size.is_integer():
        return reader.add((*path, "size"), "not-whole", "People come whole", size, "a whole number")
    for name, people in sums.items():
        if people != size:
            message = "The composition does not add up to the size of the cohort"
            reader.add(
                (*path, "attributes", name),
                "composition",
                message,
                f"{people} people",
                said("{size} people", size=format(size, "g")),
            )
    return size


POOL = {
    **NAMED,
    "rate": Key(dated(rate(working=True))),
    "months": Key(months, ()),
    "every": Key(EVERY),
    "first": Key(FIRST),
    "dates": Key(DATES),
    "size": Key(chosen(count), 1),
    "from": Key(SINCE),
    "until": Key(UNTIL),
    "lifetime": Key(impersonal_length),
    "max_open": Key(chosen(count)),
    "initial": Key(chosen(count), 0),
    "serve": Key(one_of("first", "last"), "first"),
    "token": Key(one_of("oldest", "newest"), "oldest"),
}


def read_pools(reader: Reader, changes: Changes) -> tuple[Pool, ...]:
    """All pools of tokens, sorted by name."""
    return tuple(elements(reader, "pool", _pool, changes))


def _pool(reader: Reader, name: str, table: dict[str, Any], changes: Changes) -> Pool:
    path: KeyPath = ("pool", name)
    reader.name(path, name)
    found = fields(reader, path, table, POOL)
    if "initial" not in table or any(key in table for key in ("rate", "every", "dates")):
        exactly_one(reader, path, table, ("rate", "every", "dates"))
    _fitting(
        reader, path, table, {"months": ("rate", "every", "dates"), "first": ("every",), "size": ("every", "dates")}
    )
    start, end = found["from"] or 0, FOREVER if found["until"] in (None, BROKEN) else found["until"]
    times, _ = _times(reader, path, {**found, "csv": None}, start, end)
    rate, working = _rate(reader, path, found["rate"], changes)
    pool = Pool(
        name,
        start=start,
        end=end,
        rate=rate,
        working_days=working,
        factor=changes.factor(f"pool.{name}", season(reader, found["months"]), _days_off(reader, working)),
        months=found["months"],
        times=times,
        size=found["size"],
        lifetime=found["lifetime"],
        max_open=found["max_open"],
        initial=found["initial"],
        serve=found["serve"],
        newest=found["token"] == "newest",
        stops=changes.stopped(f"pool.{name}"),
        titles=found["title"],
        text=found["text"],
    )
    return _not_too_many(reader, path, pool) if isinstance(pool.rate, Steps) else pool
