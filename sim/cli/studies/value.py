"""``rengsim value``: what is worth finding out before choosing among scenarios."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.arguments import Inquiry, Study, add_cluster, add_draws, add_running, add_several, positive
from sim.scenario.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.knowledge.groups import Groups
    from sim.report.texts import Texts
    from sim.store.answers import Answer
    from sim.studies.option import Option
    from sim.studies.runs import Runs


def arguments(command: argparse.ArgumentParser) -> None:
    add_several(command)
    command.add_argument("--target", metavar="NAME", help="what the choice is for (default: all targets at once)")
    command.add_argument("--per-person", metavar="KR",
                         help="what a person who attains the target is worth; own costs are taken off")  # fmt: skip
    command.add_argument("--worlds", type=positive, metavar="N", help="possible sets of assumptions (default 1000)")
    command.add_argument("--figure", metavar="FILE", help="also draw the figure there (.svg, .png or .pdf)")
    command.add_argument(
        "--groups", dest="together", metavar="FILE", help="parameters that one investigation would find out together"
    )
    add_draws(command)
    add_cluster(command)
    add_running(command)


def ask(options: argparse.Namespace) -> Inquiry:
    from sim.cli.joint_draws import draws_digest, joint_draws
    from sim.cli.study import several_options
    from sim.cli.uncertain import stated_priors
    from sim.knowledge.decision import LEAST, WORLDS
    from sim.studies.result_view import JOINT

    compared = several_options(options)
    if len(compared) < 2:
        raise BadInputError(said("a decision needs two scenarios: a second file, or --with NAME=VALUE"))
    per_person = _kroner(options.per_person)
    if options.figure and per_person is None:
        raise BadInputError(said("--figure draws what is best by what a person is worth: say --per-person KR too"))
    target, worlds = _target(options, per_person), options.worlds or WORLDS
    if target not in (JOINT, *(one.name for one in compared[0].scenario.targets)):
        raise _no_target(target, compared[0])
    if worlds < LEAST:
        raise BadInputError(said("--worlds {worlds}: at least {least} are needed", worlds=worlds, least=LEAST))
    groups = _groups(options, compared)
    question = {
        "scenarios": [option.scenario.hash for option in compared],
        "titles": [option.name for option in compared],
        "wording": [[option.titles.da, option.titles.en] for option in compared],
        "target": target,
        "per_person": per_person,
        "worlds": worlds,
        "priors": stated_priors(compared),
        "draws": draws_digest(options),
        "groups": groups,
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.cli.study import drawings
        from sim.cli.uncertain import kept_in, telling
        from sim.knowledge.decision import NoValue, value
        from sim.report.value import value_json, value_text
        from sim.report.value_figure import value_figure
        from sim.store.answers import Answer

        loaded = [option.loaded for option in compared if option.loaded is not None]
        with telling(texts) as show:
            try:
                found = value(
                    *loaded, target=target, per_person=per_person, worlds=worlds, seed=options.seed,
                    engine=options.engine, workers=options.workers, progress=show, cluster=runs.machines,
                    joint=joint_draws(options, compared[0].scenario), groups=groups, results=kept_in(options),
                )  # fmt: skip
            except NoValue as problem:
                raise _no_target(problem.missing, compared[0]) from None
        titles = [texts.title(option.titles, option.name) for option in compared]
        text, files = value_text(found, titles, texts), {}
        if found.curve is not None and per_person is not None:
            figure = value_figure(found.curve, per_person, titles, texts)
            files = drawings(options, "value", figure, text.partition("\n")[0], text)
        return Answer(text, value_json(found), files)

    return Inquiry(compared[0].scenario, question, compute)


def _groups(options: argparse.Namespace, compared: Sequence[Option]) -> Groups:
    """What ``--groups`` names; raises :class:`sim.ProblemsFound`."""
    if not options.together:
        return {}
    from sim.knowledge.groups import read_groups
    from sim.knowledge.uncertain import decided_in

    loaded = [option.loaded for option in compared if option.loaded is not None]
    return read_groups(options.together, loaded[0].scenario.parameters, decided_in(loaded))


def _no_target(name: str, option: Option) -> BadInputError:
    known = [target.name for target in option.scenario.targets]
    if not known:
        return BadInputError(said("--target {name}: the scenario states no target", name=name))
    return BadInputError(said("--target {name}: the targets are {known}", name=name, known=", ".join(known)))


def _kroner(text: str | None) -> float | None:
    from sim.studies.asked import number

    if text is None:
        return None
    try:
        found = number(text)
    except ValueError:
        raise BadInputError(said("--per-person {text}: write a number of kroner above 0", text=text)) from None
    if not 0 < found < 1e9:
        raise BadInputError(said("--per-person {text}: write a number of kroner above 0", text=text))
    return found


def _target(options: argparse.Namespace, per_person: float | None) -> str:
    if options.target is None and per_person is not None:
        raise BadInputError(said("--per-person needs --target NAME: who is worth the kroner"))
    return options.target or "joint"


STUDY = Study("value", "what is worth finding out before choosing among scenarios", arguments, ask)
