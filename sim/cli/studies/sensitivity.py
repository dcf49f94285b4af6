"""``rengsim sensitivity``: which unknown matters for a figure, luck as one more factor."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.arguments import Inquiry, Study, add_cluster, add_draws, add_measures, add_running, positive
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.report.texts import Texts
    from sim.scenario.schema import Scenario
    from sim.store.answers import Answer
    from sim.studies.asked import Asked
    from sim.studies.runs import Runs

TRAJECTORIES, DETAIL, SIZE, REPLICATIONS = 20, 8, 256, 10


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    add_measures(command)
    command.add_argument("--trajectories", type=positive, default=TRAJECTORIES, metavar="N",
                         help="ways through all assumptions in the screening (default 20)")  # fmt: skip
    command.add_argument("--detail", type=positive, default=DETAIL, metavar="N",
                         help="so many assumptions are looked at in detail for each figure (default 8)")  # fmt: skip
    command.add_argument("--size", type=positive, default=SIZE, metavar="N",
                         help="points of the Sobol' sequence, a power of 2 (default 256)")  # fmt: skip
    command.add_argument("--replications", type=positive, default=REPLICATIONS, metavar="N",
                         help="simulated runs of each set of assumptions (default 10)")  # fmt: skip
    command.add_argument("--figure", metavar="FILE", help="also draw the figure there (.svg, .png or .pdf)")
    add_draws(command)
    add_cluster(command)
    add_running(command)


def ask(options: argparse.Namespace) -> Inquiry:
    from sim.cli.joint_draws import draws_digest, joint_draws
    from sim.cli.study import load_option
    from sim.cli.uncertain import stated_priors

    option = load_option(options, options.scenario)
    scenario = option.scenario
    asked = _asked(options, option.scenario)
    if options.size < 8 or options.size & (options.size - 1):
        raise BadInputError(said("--size {size}: a power of 2 from 8 on, for example 64 or 128", size=options.size))
    if options.trajectories < 2:
        raise BadInputError(said("--trajectories {number}: at least 2 are needed", number=options.trajectories))
    question = {
        "scenario": scenario.hash,
        "titles": [option.name],
        "wording": [option.titles.da, option.titles.en],
        "priors": stated_priors([option]),
        "asked": [one.text for one in asked],
        "draws": draws_digest(options),
        "trajectories": options.trajectories,
        "detail": options.detail,
        "size": options.size,
        "replications": options.replications,
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.cli.study import drawings
        from sim.cli.uncertain import kept_in, telling
        from sim.knowledge.sensitivity import sensitivity
        from sim.report.sensitivity import sensitivity_json, sensitivity_text
        from sim.report.sensitivity_figure import sensitivity_figure
        from sim.store.answers import Answer

        assert option.loaded is not None
        runs.check(option, asked)
        with telling(texts) as show:
            try:
                found = sensitivity(
                    option.loaded, *asked, trajectories=options.trajectories, detail=options.detail,
                    size=options.size, replications=options.replications, seed=options.seed,
                    engine=options.engine, workers=options.workers, progress=show, cluster=runs.machines,
                    results=kept_in(options), joint=joint_draws(options, scenario),
                )  # fmt: skip
            except ModuleNotFoundError as missing:
                if missing.name is None or missing.name.partition(".")[0] != "SALib":
                    raise
                raise BadInputError(texts("sensitivity.no_salib")) from None
        text = sensitivity_text(found, texts)
        figure = sensitivity_figure(found, texts)
        return Answer(
            text, sensitivity_json(found), drawings(options, "sensitivity", figure, text.partition("\n")[0], text)
        )

    return Inquiry(scenario, question, compute)


def _asked(options: argparse.Namespace, scenario: Scenario) -> tuple[Asked, ...]:
    from sim.cli.study import asked_of
    from sim.knowledge.sensitivity import means

    return asked_of(options, scenario) if options.measures or not scenario.targets else means(scenario)


STUDY = Study(
    "sensitivity", "which unknown matters for a figure: screening, then parts of its variance", arguments, ask
)
