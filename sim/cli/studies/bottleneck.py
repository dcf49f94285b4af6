"""``rengsim bottleneck``: what one more unit, and one step of each parameter, buys."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.arguments import Inquiry, Study, add_measures, add_shared
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.report.texts import Texts
    from sim.store.answers import Answer
    from sim.studies.runs import Runs


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    command.add_argument("--levers", action="store_true", help="only the parameters that are marked as levers")
    command.add_argument("--only", metavar="NAME,...", help="only these parameters, resources and staff groups")
    add_measures(command)
    add_shared(command)


def ask(options: argparse.Namespace) -> Inquiry:
    from sim.cli.study import asked_of, drawings, load_option, replications_of
    from sim.studies.small_changes import NothingToChange, changes

    option = load_option(options, options.scenario)
    only = [name.strip() for name in (options.only or "").split(",") if name.strip()]
    try:
        changes(option, options.levers, only)
    except NothingToChange as problem:
        raise BadInputError(said("--only: {problem}", problem=problem)) from None
    asked, replications = asked_of(options, option.scenario), replications_of(options, option.scenario)
    question = {
        "scenario": option.scenario.hash,
        "titles": [option.name],
        "wording": [option.titles.da, option.titles.en],
        "asked": [one.text for one in asked],
        "replications": replications,
        "levers": options.levers,
        "only": only,
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.report.bottleneck import bottleneck_json, bottleneck_text
        from sim.report.bottleneck_figure import tornado
        from sim.store.answers import Answer
        from sim.studies.bottleneck import bottleneck

        found = bottleneck(option, runs, replications, asked, options.levers, only)
        text = bottleneck_text(found, texts)
        files = drawings(options, "bottleneck", tornado(found, texts), text.partition("\n")[0], text)
        return Answer(text, bottleneck_json(found), files)

    return Inquiry(option.scenario, question, compute)


STUDY = Study("bottleneck", "what one more unit or one step of each parameter buys", arguments, ask)
