"""Arguments of Python's functions as they were given: what is expected is said at the call, not deep inside."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import wraps
from inspect import Parameter, cleandoc, signature
from operator import index
from pathlib import Path
from typing import Any, ParamSpec, TypeAlias, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Rule: TypeAlias = Callable[[str, Any], object]
"""Raises TypeError or ValueError, with the name of the argument and the value, for one that cannot be used.

Gives the value as the function takes it (a whole number of numpy as one of Python), or None to leave it."""


def whole(name: str, value: Any, least: int = 1) -> int:
    """A whole number of at least so much; raises TypeError and ValueError with the name, the value and what is allowed.

    >>> whole("replications", 20)
    20
    >>> whole("replications", "20")
    Traceback (most recent call last):
    TypeError: replications='20': a whole number of at least 1 is expected, not a text
    """
    try:
        if isinstance(value, bool):
            raise TypeError
        number = index(value)
    except TypeError:
        raise TypeError(f"{name}={value!r}: a whole number of at least {least} is expected, {_not(value)}") from None
    if number < least:
        raise ValueError(f"{name}={value!r}: at least {least} is needed")
    return number


def one_of(name: str, value: Any, choices: Sequence[str]) -> str:
    """One of some words; raises ValueError with the nearest."""
    if isinstance(value, str) and value in choices:
        return value
    near = get_close_matches(str(value), choices, 1)
    there = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(choices)}"
    raise ValueError(f"{name}={value!r}: {there}")


def strings(name: str, value: str | Iterable[object]) -> tuple[str, ...]:
    """Some texts, or a single one; raises TypeError for anything else."""
    if not isinstance(value, Iterable):
        raise TypeError(f"{name}={value!r}: texts are expected, {_not(value)}")
    found = (value,) if isinstance(value, str) else tuple(value)
    for one in found:
        if not isinstance(one, str):
            raise TypeError(f"{name}={value!r}: texts are expected, {_not(one)}")
    return tuple(map(str, found))


def text(name: str, value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(f"{name}={value!r}: a text is expected, {_not(value)}")
    return value


def flag(name: str, value: Any) -> bool:
    """True or False; a number is neither."""
    if not isinstance(value, bool) and type(value).__name__ != "bool":  # numpy has one of its own
        raise TypeError(f"{name}={value!r}: True or False is expected, {_not(value)}")
    return bool(value)


def number(name: str, value: Any) -> float:
    """A number, whichever."""
    try:
        if isinstance(value, str | bytes | bool):
            raise TypeError
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name}={value!r}: a number is expected, {_not(value)}") from None


def between(low: float, high: float = math.inf) -> Rule:
    """A number above ``low`` and below ``high``."""
    wanted = f"a number above {low:g}" if math.isinf(high) else f"a number between {low:g} and {high:g}"

    def check(name: str, value: Any) -> None:
        if not low < number(name, value) < high:
            raise ValueError(f"{name}={value!r}: {wanted} is expected")

    return check


def or_nothing(rule: Rule) -> Rule:
    """The same, and None."""
    return lambda name, value: None if value is None else rule(name, value)


def at_least(least: int) -> Rule:
    """A whole number of at least so much."""
    return lambda name, value: whole(name, value, least)


def made_by(kind: type | tuple[type, ...], what: str) -> Rule:
    """Something that another function gives, or a kind of thing that has a name."""

    def check(name: str, value: Any) -> None:
        if not isinstance(value, kind):
            raise TypeError(f"{name}={value!r}: {what} is expected, {_not(value)}")

    return check


def day(name: str, value: Any) -> None:
    """A date, without a time of day."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"{name}={value!r}: a date such as datetime.date(2027, 3, 1) is expected, {_not(value)}")


def mappings(name: str, value: Any) -> tuple[Mapping[str, Any], ...]:
    """Dictionaries, such as draws of parameters."""
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise TypeError(f"{name}={value!r}: dictionaries of values by name are expected, {_not(value)}")
    found = tuple(value)
    for one in found:
        if not isinstance(one, Mapping):
            raise TypeError(f"{name}: dictionaries of values by name are expected, {_not(one)}: {one!r}")
    return found


def a_function(name: str, value: Any) -> None:
    """Something that can be called."""
    if not callable(value):
        raise TypeError(f"{name}={value!r}: a function is expected, {_not(value)}")


def _values(name: str, value: Any) -> None:
    if not isinstance(value, Iterable):
        raise TypeError(f"{name}={value!r}: values such as '8..20' or range(8, 21) are expected, {_not(value)}")


def _cluster(name: str, value: Any) -> None:
    if not (value is None or isinstance(value, str) or hasattr(value, "threads")):
        raise TypeError(f"{name}={value!r}: an address such as 'local:4', or machines that are connected, is expected")


def _progress(name: str, value: Any) -> None:
    if not (value is None or isinstance(value, bool) or callable(value)):
        raise TypeError(f"{name}={value!r}: True, None or a function of (done, wanted) is expected")


def _folders(name: str, value: Any) -> None:
    for one in (value,) if isinstance(value, str | Path) or not isinstance(value, Iterable) else value:
        FOLDER(name, one)


FOLDER = made_by((str, Path), "a path (a text or a pathlib.Path)")
COUNT = or_nothing(at_least(1))
RULES: dict[str, Rule] = {
    **dict.fromkeys(("replications", "workers", "keep", "worlds", "trajectories", "detail", "size", "most"), COUNT),
    **dict.fromkeys(
        ("fresh", "keep_log", "smallest", "largest", "by_definition", "levers", "knowledge", "refit"), flag
    ),
    **dict.fromkeys(
        ("name", "target", "find", "until", "measure", "engine", "method", "text", "minimise", "maximise"), text
    ),
    **dict.fromkeys(("vary", "groups", "changes"), or_nothing(made_by(Mapping, "a dictionary"))),
    **dict.fromkeys(("measures", "only"), strings),
    **dict.fromkeys(("joint", "draws"), mappings),
    "seed": at_least(0),
    "waterfall": or_nothing(flag),
    "confidence": between(0, 1),
    "worth": between(0),
    "per_person": or_nothing(between(0)),
    "progress": _progress,
    "cluster": _cluster,
    "values": _values,
    "results": or_nothing(made_by((str, Path), "a folder")),
    "path": FOLDER,
    "allow_folders": _folders,
    "as_of": or_nothing(day),
}
"""What an argument has to be, by its name; a function may say otherwise of its own."""


ABOUT = {
    "scenario": "a loaded scenario, or the path of its file",
    "scenarios": "loaded scenarios, or paths of their files",
    "records": "what :func:`sim.read_records` gives",
    "measures": "what is asked: ``P(TARGET)``, ``P(FIGURE >= NUMBER)``, ``mean(FIGURE)``; by default each target",
    "replications": "how many independent runs are simulated; None: as many as the file says",
    "precision": "a half-width, or a :class:`sim.Precision`, instead of a number of replications",
    "worlds": "how many sets of assumptions are drawn",
    "confidence": "of all that is stated together, between 0 and 1",
    "joint": "equally likely joint draws of some parameters, dictionaries by name",
    "draws": "draws of parameters, dictionaries by name, used in turn; without them the values of the file",
    "seed": "of all random numbers, a whole number from 0; the same seed gives the same figures on every machine",
    "engine": "``auto``, ``compiled`` or ``reference``; the figures are the same",
    "workers": "processors to use; None: all; the figures are the same",
    "results": "a folder where what was simulated is kept, and never computed again; None: nowhere",
    "fresh": "compute again even what is kept",
    "progress": "True for a line on stderr, or a function of (done, wanted)",
    "cluster": "``local:4``, the address of a scheduler, or machines that are connected (docs/cluster.md)",
    "allow_folders": "further folders that the file may take files from",
}
"""Arguments that several functions have; the documentation of each says those that its own text does not."""


def _documented(text: str, names: Iterable[str]) -> str:
    """A docstring with the arguments of :data:`ABOUT` that it leaves unsaid."""
    text = cleandoc(text)
    unsaid = [f"* ``{name}``: {ABOUT[name]}." for name in names if name in ABOUT and f"``{name}``" not in text]
    return "\n".join([text, "", "Further arguments:", "", *unsaid]) if unsaid else text


def checked(**own: Rule) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function whose arguments are looked at before it is called.

    By :data:`RULES`, or by ``own`` where a name means something else there.  An argument that the function does not
    have is refused with the nearest that it has.
    """

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        form = signature(function)
        rules = {**RULES, **own}
        takes_any = any(one.kind is Parameter.VAR_KEYWORD for one in form.parameters.values())

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            unknown = [] if takes_any else [name for name in kwargs if name not in form.parameters]
            if unknown:
                there = _nearest(unknown[0], form.parameters)
                raise TypeError(f"{function.__name__} has no argument {unknown[0]!r}{there}")
            bound = form.bind(*args, **kwargs)
            for name, value in bound.arguments.items():
                found = rules[name](name, value) if name in rules else None
                bound.arguments[name] = value if found is None else found
            return function(*bound.args, **bound.kwargs)

        call.__doc__ = _documented(function.__doc__ or "", form.parameters)
        return call

    return decorated


def _nearest(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, list(names), 1)
    return f"; did you mean {near[0]!r}?" if near else f"; it has {', '.join(names)}"


def _not(value: Any) -> str:
    kinds = {str: "a text", float: "a number with decimals", bool: "True or False", type(None): "nothing (None)"}
    return f"not {kinds.get(type(value), f'a {type(value).__name__}')}"
