"""``rengsim optimise``: the cheapest candidate that reaches a goal with a stated probability."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.arguments import Inquiry, Study, add_cluster, add_draws, add_running, add_several, positive
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.loaded import Value
    from sim.report.texts import Texts
    from sim.store.answers import Answer
    from sim.studies.option import Option
    from sim.studies.runs import Runs

WORLDS, LEAST_WORLDS, REPLICATIONS, CONFIDENCE = 512, 32, 6, 0.95


def arguments(command: argparse.ArgumentParser) -> None:
    add_several(command)
    command.add_argument("--vary", action="append", default=[], metavar="NAME=VALUES",
                         help="8..20, 0..48:6, 6,18,36, cohort,rolling, or * for all choices (repeatable)")  # fmt: skip
    goal = command.add_mutually_exclusive_group(required=True)
    goal.add_argument("--minimise", metavar="FIGURE", help="what is to be small: cost_own, entries.tilbud, ...")
    goal.add_argument("--maximise", metavar="FIGURE", help="what is to be large")
    command.add_argument("--subject", action="append", required=True, metavar="CONDITION",
                         help="what has to hold: 'P(volume) >= 0.8', 'P(joint) >= 0.5' (repeatable)")  # fmt: skip
    command.add_argument("--certain", action="store_true", help="take the assumptions as they stand: luck alone")
    command.add_argument("--worlds", type=positive, default=WORLDS, metavar="N",
                         help="possible sets of assumptions at most (default 512)")  # fmt: skip
    command.add_argument("--replications", type=positive, default=REPLICATIONS, metavar="N",
                         help="simulated runs of each set (default 6)")  # fmt: skip
    command.add_argument("--figure", metavar="FILE", help="also draw the figure there (.svg, .png or .pdf)")
    add_draws(command)
    add_cluster(command)
    add_running(command)


def ask(options: argparse.Namespace) -> Inquiry:
    from sim.cli.joint_draws import draws_digest, joint_draws
    from sim.cli.study import several_options
    from sim.cli.uncertain import stated_priors
    from sim.knowledge.optimise import candidates, check_conditions, objective_of
    from sim.studies.condition import parse_condition

    compared = several_options(options)
    loaded = [option.loaded for option in compared if option.loaded is not None]
    vary = _vary(options, compared[0])
    found, _ = candidates(loaded, vary)
    if len(found) < 2:
        raise BadInputError(said("there is one candidate only: say --vary NAME=VALUES, --with, or another file"))
    if options.draws and options.certain:
        raise BadInputError(said("{option} does not go with {other}", option="--draws", other="--certain"))
    if options.worlds < LEAST_WORLDS:
        raise BadInputError(said("--worlds {number}: at least {least} are needed", number=options.worlds,
                                 least=LEAST_WORLDS))  # fmt: skip
    objective = objective_of(options.minimise or options.maximise, loaded[0])
    conditions = [parse_condition(text, compared[0].scenario) for text in options.subject]
    check_conditions(conditions)
    question = {
        "scenarios": [option.scenario.hash for option in compared],
        "titles": [option.name for option in compared],
        "wording": [[option.titles.da, option.titles.en] for option in compared],
        "priors": None if options.certain else stated_priors(compared),
        "vary": [[name, list(values)] for name, values in vary.items()],
        "objective": [objective.text, options.maximise is not None],
        "subject": [one.text for one in conditions],
        "worlds": options.worlds,
        "draws": draws_digest(options),
        "replications": options.replications,
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.cli.study import drawings
        from sim.cli.uncertain import kept_in, telling
        from sim.knowledge.optimise import optimise
        from sim.report.optimise import optimise_json, optimise_text
        from sim.report.optimise_figure import optimise_figure
        from sim.store.answers import Answer

        runs.check(compared[0], [objective, *(one.asked for one in conditions)])
        with telling(texts) as show:
            answer = optimise(
                *loaded, subject=conditions, vary=vary, worlds=options.worlds, replications=options.replications,
                minimise=objective if options.minimise else "", maximise=objective if options.maximise else "",
                knowledge=not options.certain, seed=options.seed, engine=options.engine, workers=options.workers,
                progress=show, cluster=runs.machines, results=kept_in(options),
                joint=joint_draws(options, compared[0].scenario),
            )  # fmt: skip
        text, figure = optimise_text(answer, texts), optimise_figure(answer, texts)
        files = drawings(options, "optimise", figure, text.partition("\n")[0], text)
        return Answer(text, optimise_json(answer), files)

    return Inquiry(compared[0].scenario, question, compute)


def _vary(options: argparse.Namespace, first: Option) -> dict[str, tuple[Value, ...]]:
    """The values of each ``--vary``; raises :class:`sim.studies.grid.BadGrid`."""
    from sim.studies.grid import grid_of, parse_axis

    if not options.vary:
        return {}
    grid = grid_of([parse_axis(text, first.scenario) for text in options.vary])
    return {axis.name: axis.values for axis in grid.axes}


STUDY = Study("optimise", "the cheapest candidate that reaches a goal with a stated probability", arguments, ask)
