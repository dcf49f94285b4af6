"""``rengsim size``: what it takes to reach something."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.arguments import Inquiry, Study, add_shared, add_uncertain
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.report.texts import Texts
    from sim.scenario.schema import Scenario
    from sim.store.answers import Answer
    from sim.studies.grid import Axis
    from sim.studies.runs import Runs
    from sim.studies.size import Rounds

LEAST, MOST = 200, 3200


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    command.add_argument("--find", required=True, metavar="NAME", help="the parameter whose value is sought")
    command.add_argument("--until", required=True, metavar="CONDITION",
                         help="'P(volume) >= 0.8', 'P(joint) >= 0.5', 'mean(entries.tilbud) >= 140', ...")  # fmt: skip
    command.add_argument("--range", metavar="VALUES", help="1..40, 0..48:6 (default: the range of the parameter)")
    command.add_argument("--largest", action="store_true", help="the largest value instead of the smallest")
    command.add_argument("--method", choices=("auto", "all", "grid"), default="auto",
                         help="all values, or a grid refined around the best (default: all if at most 25)")  # fmt: skip
    command.add_argument("--by", choices=("definition",), help="the answer under every definition of the target")
    add_uncertain(command)
    add_shared(command, rounds=True)


def ask(options: argparse.Namespace) -> Inquiry:
    from sim.cli.joint_draws import check_draws, draws_digest
    from sim.cli.study import drawings, load_option
    from sim.cli.uncertain import stated_priors
    from sim.studies.condition import NoDefinitions, alternatives, parse_condition

    option = load_option(options, options.scenario)
    scenario = option.scenario
    condition = parse_condition(options.until, scenario)
    axis = _axis(options, scenario)
    if options.by == "definition":
        try:
            alternatives(condition, option)
        except NoDefinitions as problem:
            raise BadInputError(said("--by definition: {problem}", problem=problem)) from None
    rounds = _rounds(options)
    check_draws(options)
    question = {
        "scenario": scenario.hash,
        "titles": [option.name],
        "wording": [option.titles.da, option.titles.en],
        "find": [axis.name, list(axis.values)],
        "until": condition.text,
        "rounds": list(rounds.numbers),
        "largest": options.largest,
        "method": options.method,
        "by": options.by,
        "uncertain": options.uncertain,
        "priors": stated_priors([option]) if options.uncertain else None,
        "draws": draws_digest(options),
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.report.size import size_json, size_text
        from sim.report.size_figure import size_figure
        from sim.store.answers import Answer
        from sim.studies.size import size

        found = size(
            option, axis, condition, runs, rounds, options.largest, options.method, options.by == "definition"
        )  # fmt: skip
        text, summary = size_text(found, texts), size_json(found)
        if options.uncertain:
            from sim.cli.uncertain import points_of
            from sim.report.points import points_json, size_in_worlds_text

            values = [one.value for one in found.found.tried]
            at = [option.set(**{axis.name: value}) for value in values]
            points = points_of(options, at, [condition.asked], [axis.name], texts, runs.machines)
            text += "\n\n" + size_in_worlds_text(found, values, points, texts)
            summary["knowledge"] = points_json(points, condition)
        files = drawings(options, "size", size_figure(found, texts), text.partition("\n")[0], text)
        return Answer(text, summary, files)

    return Inquiry(scenario, question, compute)


def _axis(options: argparse.Namespace, scenario: Scenario) -> Axis:
    """The values of ``--range``, or all of the parameter's range."""
    from sim.studies.grid import axis_of
    from sim.studies.inputs import parameter_of

    parameter = parameter_of(scenario, options.find)
    values = options.range
    if values is None and parameter is not None:
        if parameter.choices:
            values = "*"
        elif parameter.low is None or parameter.high is None:
            raise BadInputError(
                said("--find {name}: the parameter states no range; say --range LOW..HIGH", name=options.find)
            )
        else:
            step = parameter.step or (
                1 if (parameter.high - parameter.low) >= 1 else (parameter.high - parameter.low) / 10
            )
            values = f"{parameter.low:g}..{parameter.high:g}:{step:g}"
    return axis_of(options.find, values or "1", scenario)


def _rounds(options: argparse.Namespace) -> Rounds:
    from sim.studies.size import Rounds

    if options.replications is not None:
        if options.min_replications or options.max_replications:
            raise BadInputError(said("either --replications, or --min-replications and --max-replications"))
        return Rounds((options.replications,))
    least, most = options.min_replications, options.max_replications
    least, most = least or min(LEAST, most or LEAST), most or max(MOST, least or MOST)
    if least > most:
        raise BadInputError(
            said("--min-replications {least} is more than --max-replications {most}", least=least, most=most)
        )
    return Rounds.up_to(least, most)


STUDY = Study("size", "the smallest value of a parameter with which a condition holds", arguments, ask)
