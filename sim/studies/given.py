"""Arguments as they were given: what is expected is said at the call, not found out deep inside."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from operator import index
from typing import Any


def whole(name: str, value: Any, least: int = 1) -> int:
    """A whole number of at least so much; raises TypeError and ValueError with the name, the value and what is allowed.

    >>> whole("replications", 20)
    20
    >>> whole("replications", "20")
    Traceback (most recent call last):
    TypeError: replications='20': a whole number of at least 1 is expected, not a text
    """
    try:
        number = index(value)
    except TypeError:
        raise TypeError(f"{name}={value!r}: a whole number of at least {least} is expected, {_not(value)}") from None
    if isinstance(value, bool):
        raise TypeError(f"{name}={value!r}: a whole number of at least {least} is expected, {_not(value)}")
    if number < least:
        raise ValueError(f"{name}={value!r}: at least {least} is needed")
    return number


def one_of(name: str, value: Any, choices: Sequence[str]) -> str:
    """One of some words; raises ValueError with the nearest."""
    if value in choices:
        return str(value)
    near = get_close_matches(str(value), choices, 1)
    there = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(choices)}"
    raise ValueError(f"{name}={value!r}: {there}")


def strings(name: str, value: str | Sequence[str]) -> tuple[str, ...]:
    """Some texts, or a single one; raises TypeError for anything else."""
    found = (value,) if isinstance(value, str) else tuple(value)
    for one in found:
        if not isinstance(one, str):
            raise TypeError(f"{name}={value!r}: texts are expected, {_not(one)}")
    return found


def _not(value: Any) -> str:
    kinds = {str: "a text", float: "a number with decimals", bool: "True or False", type(None): "nothing (None)"}
    return f"not {kinds.get(type(value), f'a {type(value).__name__}')}"
