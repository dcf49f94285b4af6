"""Figures that a user adds at run time, each by a function of the event log of one replication.

They stand beside the figures of the program: in the registry, in results, frames, studies, targets and the results
store, which tells them apart by the digest of their functions (:mod:`sim.store.program`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal

from sim.fingerprint import fingerprint
from sim.given import checked, flag, one_of, text
from sim.measures.kpi import Kpi
from sim.measures.names import RENAMED
from sim.measures.registry import BY_GROUP, KPIS
from sim.scenario.targets import FIGURES

if TYPE_CHECKING:
    from sim.measures.one_log import ReplicationLog

KINDS = ("total", "ratio", "value")
OF = ("stage", "step", "exit", "resource", "gate", "pool")
"""What an own figure may be of: nothing, or each thing of a kind."""
RESERVED = ("joint", "mean", "target")


@dataclass(frozen=True)
class OwnKpi:
    """An own figure: its entry in the registry, the function, where that stands, and the digest of it all."""

    entry: Kpi
    function: Callable[[ReplicationLog], Any]
    of: str
    by_year: bool
    by_group: bool
    where: str
    digest: str


OWN: dict[str, OwnKpi] = {}
"""By name; added to by :func:`kpi`, taken from by :func:`remove`."""


@checked(by_year=flag, by_group=flag, replace=flag, unit=text, en=text, da=text)
def kpi(
    name: str,
    function: Callable[[ReplicationLog], Any],
    *,
    unit: str,
    kind: Literal["total", "ratio", "value"] = "value",
    of: str = "",
    en: str = "",
    da: str = "",
    by_year: bool = False,
    by_group: bool = False,
    replace: bool = False,
) -> None:
    """Add a figure of one's own, from now on in this process: ``function(log)`` makes it from one replication's log.

    ``log`` is a :class:`sim.measures.one_log.ReplicationLog`: columns, ``log.where(event, step)``,
    ``log.first(event, step)`` by person, ``log.frame()``.  ``kind`` says what the function gives back:

    * ``"value"``: a number, NaN where nothing was measured; the estimate is the mean of those that are known.
    * ``"total"``: a number that is always known, such as a count.
    * ``"ratio"``: numerator and denominator; the estimate is the ratio of sums, NaN where the denominator is 0.

    ``of``: ``"stage"``, ``"step"``, ``"exit"``, ``"resource"``, ``"gate"`` or ``"pool"``; each of these is then an
    array in the order of ``log.things``, or a dictionary by their names (who is missing was not measured), and the
    figures are called ``name.thing``.  ``unit``: ``"days"``, ``"share"``, ``"people"``, ``"kr."`` or another word.
    ``en`` and ``da``: what it is called in tables and figures.  ``by_year``: the function is also asked about each
    calendar year, from ``log.start`` to ``log.end``; only such a figure can be that of a target.  ``by_group``: also
    about the people of each group of ``[report] by`` alone.  ``replace``: in place of one of that name.

    Figures depend on the log alone, so the function must not draw random numbers.  Several threads may call it.  Its
    digest is part of what identifies the program: what was stored without the figure, or with another function, is
    simulated again.  Raises TypeError and ValueError for an argument that cannot be used or a name that is taken; a
    run raises :class:`sim.measures.own_values.KpiFailed` with figure, scenario and replication if the function fails.

    >>> import sim
    >>> def leavers(log):
    ...     return len(log.where("exit").in_span())
    >>> sim.kpi("leavers", leavers, unit="people", kind="total", en="People who leave")
    >>> sim.run("scenarios/rengoering.toml", replications=2, engine="reference")["leavers"].mean > 100
    True
    >>> sim.remove_kpi("leavers")
    """
    _check(name, function, unit, kind, of)
    plain = name.replace("_", " ").capitalize()
    about = (function.__doc__ or "").strip().partition("\n")[0] or "as its function says"
    entry = Kpi(
        name, of.upper(), en or plain, da or en or plain, unit, about, "its function", kind=kind,
        denominator="as its function says" if kind == "ratio" else "",
    )  # fmt: skip
    where = f"{function.__module__}.{getattr(function, '__qualname__', type(function).__qualname__)}"
    settings = (name, unit, kind, of, bool(by_year), bool(by_group))
    digest = fingerprint(function, settings)
    if name in OWN and OWN[name].digest != digest and not replace:
        raise ValueError(f"there is an own figure {name!r} already; replace=True puts this one in its place")
    OWN[name] = OwnKpi(entry, function, of, bool(by_year), bool(by_group), where, digest)
    KPIS[name] = entry
    FIGURES.pop(name, None)
    BY_GROUP.discard(name)
    if by_year:
        FIGURES[name] = of
    if by_group:
        BY_GROUP.add(name)


@checked()
def remove_kpi(name: str) -> None:
    """Take away a figure that :func:`kpi` added; raises KeyError if there is none of that name."""
    if name not in OWN:
        near = get_close_matches(str(name), OWN, 1)
        raise KeyError(f"no own figure {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    del OWN[name], KPIS[name]
    FIGURES.pop(name, None)
    BY_GROUP.discard(name)


def _check(name: str, function: object, unit: str, kind: str, of: str) -> None:
    """Raises TypeError and ValueError for what cannot be an own figure."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"name={name!r}: a figure is called by small letters a-z, digits and _")
    if name in RESERVED or name in RENAMED or (name in KPIS and name not in OWN):
        raise ValueError(f"name={name!r}: that is a figure of the program; another one needs another name")
    if not callable(function):
        raise TypeError(f"function={function!r}: a function of the log of one replication is expected")
    if not unit.strip():
        raise ValueError(f"unit={unit!r}: a unit such as 'days', 'share', 'people' or 'kr.' is expected")
    one_of("kind", kind, KINDS)
    if of:
        one_of("of", of, OF)


def registered() -> dict[str, str]:
    """The digests of the own figures, by name."""
    return {name: own.digest for name, own in OWN.items()}
