"""``rengsim bottleneck``: what one more unit, and one step of each parameter, buys."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.study import answer, asked_of, check_outputs, drawings, load_option, mendable, replications_of
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.store.answers import Answer
    from sim.studies.runs import Runs


def command(options: argparse.Namespace) -> int:
    from sim.studies.small_changes import changes

    check_outputs(options)
    option = load_option(options, options.scenario)
    only = [name.strip() for name in (options.only or "").split(",") if name.strip()]
    try:
        changes(option, options.levers, only)
    except ValueError as problem:
        raise BadInputError(f"--only: {problem}") from None
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
        from sim.report.bottleneck import bottleneck_text, tornado
        from sim.report.study_json import bottleneck_json
        from sim.store.answers import Answer
        from sim.studies.bottleneck import bottleneck

        found = bottleneck(option, runs, replications, asked, options.levers, only)
        text = bottleneck_text(found, texts)
        files = drawings(options, "bottleneck", tornado(found, texts), text.partition("\n")[0], text)
        return Answer(text, bottleneck_json(found), files)

    with mendable():
        return answer(options, "bottleneck", option.scenario, question, compute)
