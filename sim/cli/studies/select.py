"""``rengsim select``: which of several scenarios is best, chosen rightly with a promised chance."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.arguments import Inquiry, Study, add_cluster, add_running, add_several, positive
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.report.texts import Texts
    from sim.store.answers import Answer
    from sim.studies.runs import Runs


def arguments(command: argparse.ArgumentParser) -> None:
    add_several(command)
    command.add_argument("--measure", required=True, metavar="WHAT",
                         help="what is to be best: P(TARGET), P(joint), P(FIGURE >= NUMBER), mean(FIGURE)")  # fmt: skip
    command.add_argument("--worth", required=True, metavar="NUMBER",
                         help="the smallest difference that matters; 0.01: a point of a share or chance")  # fmt: skip
    command.add_argument("--smallest", action="store_true", help="the smallest value is the best")
    command.add_argument("--confidence", default="0.95", metavar="CHANCE", help="of choosing rightly (default 0.95)")
    command.add_argument("--max-replications", type=positive, metavar="N", help="of each scenario at most (20000)")
    add_cluster(command)
    add_running(command)
    command.set_defaults(figure=None)


def ask(options: argparse.Namespace) -> Inquiry:
    from sim.cli.study import several_options
    from sim.studies.asked import parse
    from sim.studies.selection import FIRST, MOST

    compared = several_options(options)
    if len(compared) < 2:
        raise BadInputError(said("a selection needs two scenarios: a second file, or --with NAME=VALUE"))
    scenario = compared[0].scenario
    asked = parse(options.measure, scenario)
    worth = _number("--worth", options.worth, said("a number above 0"), 0, float("inf"))
    confidence = _number("--confidence", options.confidence, said("a number between 0.5 and 1"), 0.5, 1)
    most = options.max_replications or MOST
    if most < FIRST:
        raise BadInputError(
            said("--max-replications {most}: at least {least} are needed for the first look", most=most, least=FIRST)
        )
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
        from sim.report.selection import selection_json, selection_text
        from sim.store.answers import Answer
        from sim.studies.selection import select

        found = select(compared, runs, asked, worth, options.smallest, confidence, most)
        return Answer(selection_text(found, texts), selection_json(found), {})

    return Inquiry(scenario, question, compute)


def _number(name: str, text: str, allowed: str, above: float, below: float) -> float:
    """The number of an option; raises :class:`BadInputError`."""
    from sim.studies.asked import number

    try:
        found = number(text)
    except ValueError:
        found = float("nan")
    if not above < found < below:
        raise BadInputError(said("{option} {text}: write {allowed}", option=name, text=text, allowed=allowed))
    return found


STUDY = Study("select", "the best of several scenarios, chosen rightly with a promised chance", arguments, ask)
