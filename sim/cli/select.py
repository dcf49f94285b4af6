"""``rengsim select``: which of several scenarios is best, chosen rightly with a promised chance."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.study import answer, mendable, several_options
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.store.answers import Answer
    from sim.studies.runs import Runs


def command(options: argparse.Namespace) -> int:
    from sim.studies.asked import parse
    from sim.studies.selection import FIRST, MOST

    compared = several_options(options)
    if len(compared) < 2:
        raise BadInputError("a selection needs two scenarios: a second file, or --with NAME=VALUE")
    scenario = compared[0].scenario
    with mendable():
        asked = parse(options.measure, scenario)
    worth = _number("--worth", options.worth, "a number above 0", 0, float("inf"))
    confidence = _number("--confidence", options.confidence, "between 0.5 and 1", 0.5, 1)
    most = options.max_replications or MOST
    if most < FIRST:
        raise BadInputError(f"--max-replications {most}: at least {FIRST} are needed for the first look")
    question = {
        "scenarios": [option.scenario.hash for option in compared],
        "titles": [option.name for option in compared],
        "wording": [[option.titles.da, option.titles.en] for option in compared],
        "asked": asked.text,
        "worth": worth,
        "smallest": options.smallest,
        "confidence": confidence,
        "most": most,
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.report.select import selection_text
        from sim.report.study_json import selection_json
        from sim.store.answers import Answer
        from sim.studies.selection import select

        found = select(compared, runs, asked, worth, options.smallest, confidence, most)
        return Answer(selection_text(found, texts), selection_json(found), {})

    with mendable():
        return answer(options, "select", scenario, question, compute)


def _number(name: str, text: str, allowed: str, above: float, below: float) -> float:
    """The number of an option; raises :class:`BadInputError`."""
    from sim.studies.asked import number

    try:
        found = number(text)
    except ValueError:
        raise BadInputError(f"{name} {text}: a number is meant, {allowed}") from None
    if not above < found < below:
        raise BadInputError(f"{name} {text}: {allowed} is meant")
    return found
