"""``--groups FILE``: parameters that one investigation would find out together, as a file of their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sim.knowledge.priors import why_none
from sim.scenario.problems import EnoughFound, Findings
from sim.scenario.reading import Source
from sim.scenario.schema import Parameter
from sim.scenario.tomlfiles import read_toml

Groups = dict[str, tuple[str, ...]]

WHY = {
    "formula": "It follows from other parameters by a formula",
    "choice": "It is a choice, and not uncertain",
    "decision": "It is ours to decide, and not uncertain",
    "text": "It is stated in the minutes, and not uncertain",
    "date": "It is a date, and not uncertain",
    "no range": "It has no range, so nothing says how uncertain it is",
    "decided": "It is what is decided here, and not uncertain",
}


def read_groups(path: str | Path, parameters: Sequence[Parameter], decided: frozenset[str]) -> Groups:
    """The groups of a TOML file ``[groups]`` with lines ``"What it is called" = ["parameter", ...]``.

    ``decided`` parameters differ between the options.  Raises :class:`sim.ProblemsFound` with everything that is wrong.
    """
    findings, found, source = Findings(), dict[str, tuple[str, ...]](), Source((), {}, {})
    with suppress(EnoughFound):
        file = read_toml(Path(path), str(path), findings)
        if file is not None:
            source = Source((file,), file.tables, {})
            found = _groups(file.tables, parameters, decided, findings)
    if len(findings):
        raise source.problems(findings)
    return found


def _groups(
    tables: Mapping[str, Any], parameters: Sequence[Parameter], decided: frozenset[str], findings: Findings
) -> Groups:
    for name in tables:
        if name != "groups":
            findings.add((name,), "unknown-key", "There is no such key here", name, ("groups",))
    stated = tables.get("groups")
    if not isinstance(stated, dict) or not stated:
        findings.add(("groups",), "missing-key", "A table of groups is expected",
                     allowed='[groups] with lines "name" = ["parameter", ...]')  # fmt: skip
        return {}
    reasons = {one.name: "decided" if one.name in decided else why_none(one) for one in parameters if one.used}
    for title, names in stated.items():
        _check(title, names, reasons, findings)
    return {title: tuple(dict.fromkeys(names)) for title, names in stated.items() if isinstance(names, list)}


def _check(title: str, names: Any, reasons: Mapping[str, str], findings: Findings) -> None:
    path = ("groups", title)
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        findings.add(path, "wrong-type", "A list of names of parameters is expected", names)
        return
    uncertain = tuple(sorted(name for name, reason in reasons.items() if not reason))
    for place, name in enumerate(names):
        if name not in reasons:
            findings.add((*path, place), "unknown-name", "There is no such uncertain parameter", name, uncertain)
        elif reasons[name]:
            findings.add((*path, place), "choice-not-allowed", WHY[reasons[name]], name, uncertain)
