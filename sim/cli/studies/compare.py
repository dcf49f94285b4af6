"""``rengsim compare``: which scenario is better, by how much, and why."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sim.cli import BadInputError
from sim.cli.arguments import Inquiry, Study, add_by, add_measures, add_several, add_shared, add_uncertain
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.cluster.machines import Machines
    from sim.report.texts import Texts
    from sim.store.answers import Answer
    from sim.studies.asked import Asked
    from sim.studies.option import Option
    from sim.studies.runs import Runs


def arguments(command: argparse.ArgumentParser) -> None:
    add_several(command)
    command.add_argument(
        "--baseline", metavar="SCENARIO", help="what the others are compared with (default: the first)"
    )
    command.add_argument("--waterfall", action=argparse.BooleanOptionalAction, default=None,
                         help="one changed input at a time (default: for two scenarios)")  # fmt: skip
    command.add_argument("--without", action="store_true",
                         help="net of what would have happened without the project: one file or several")  # fmt: skip
    add_by(command)
    add_measures(command)
    add_uncertain(command)
    add_shared(command, precise=True)


def _asked(options: argparse.Namespace, compared: list[Option], baseline: int) -> tuple[Asked, ...]:
    """What ``--measure`` asks, else the targets, by group too."""
    from sim.cli.study import asked_of
    from sim.studies.compare import stated_of_all

    asked = asked_of(options, compared[baseline].scenario)
    return asked if options.measures else stated_of_all(compared, baseline)


def ask(options: argparse.Namespace) -> Inquiry:
    from sim.cli.joint_draws import check_draws, draws_digest
    from sim.cli.study import drawings, precision_of, replications_of, several_options
    from sim.cli.uncertain import stated_priors

    check_draws(options)
    compared = several_options(options)
    if options.without:
        from sim.cli.without import inquiry

        return inquiry(options, compared)
    if len(compared) < 2:
        raise BadInputError(said("a comparison needs two scenarios: a second file, or --with NAME=VALUE"))
    baseline = _baseline(options, compared)
    scenario = compared[baseline].scenario
    asked = _asked(options, compared, baseline)
    precision = precision_of(options, scenario, asked)
    replications = replications_of(options, scenario)
    waterfall = options.waterfall if options.waterfall is not None else len(compared) == 2
    question = {
        "scenarios": [option.scenario.hash for option in compared],
        "titles": [option.name for option in compared],
        "wording": [[option.titles.da, option.titles.en] for option in compared],
        "baseline": baseline,
        "asked": [one.text for one in asked],
        "replications": replications if precision is None else None,
        "precision": None if precision is None else asdict(precision),
        "waterfall": waterfall,
        "uncertain": options.uncertain,
        "priors": stated_priors(compared) if options.uncertain else None,
        "draws": draws_digest(options) if options.uncertain else None,
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.report.compare import comparison_json, comparison_text, never_met_text
        from sim.report.compare_figure import difference_figure
        from sim.report.dead_end import dead_end_json
        from sim.report.waterfall import waterfall_figure
        from sim.store.answers import Answer
        from sim.studies.compare import compare
        from sim.studies.dead_end import never_met

        found = compare(compared, runs, replications, baseline, asked, precision, waterfall)
        end = never_met(found, runs)
        text, summary = comparison_text(found, texts), {**comparison_json(found), "dead_end": dead_end_json(end)}
        if end is not None:
            text += "\n\n" + never_met_text(found, end, texts)
        if options.uncertain:
            words, summary["knowledge"] = _in_worlds(options, compared, baseline, texts, runs.machines)
            text += words
        title = text.partition("\n")[0]
        files = drawings(options, "compare", difference_figure(found, texts), title, text)
        for i, one in zip(found.against, found.waterfalls, strict=False):
            if one.names:
                name = "waterfall" if len(found.waterfalls) == 1 else f"waterfall-{i}"
                files |= drawings(options, name, waterfall_figure(one, texts), title, text)
        return Answer(text, summary, files)

    return Inquiry(scenario, question, compute)


def _baseline(options: argparse.Namespace, compared: list[Option]) -> int:
    """The place of the scenario named, by path or by name."""
    if options.baseline is None:
        return 0
    for i, path in enumerate(options.scenarios):
        if options.baseline in (path, compared[i].scenario.name):
            return i
    raise BadInputError(
        said("--baseline {text}: it is none of {known}", text=options.baseline, known=", ".join(options.scenarios))
    )


def _in_worlds(
    options: argparse.Namespace, compared: list[Option], baseline: int, texts: Texts, machines: Machines | None
) -> tuple[str, list[dict[str, Any]]]:
    """The differences from the baseline when the assumptions are uncertain, in words and as JSON."""
    from sim.cli.uncertain import in_worlds
    from sim.report.knowledge import difference_lines, knowledge_json
    from sim.report.terminal import paragraph, stored_width

    loaded = [option.loaded for option in compared if option.loaded is not None]
    ordered = [loaded.pop(baseline), *loaded]
    names = [option.titles for option in compared]
    titles = [texts.title(one, "") for one in (names.pop(baseline), *names)]
    found = in_worlds(options, ordered, texts, machines)
    heading = texts(
        "knowledge.heading", worlds=texts.write.number(options.uncertain),
        parameters=texts.write.number(len(found[0].draws.names)),
    )  # fmt: skip
    lines = [
        line
        for one, title in zip(found[1:], titles[1:], strict=True)
        for line in difference_lines(found[0], one, (titles[0], title), texts)
    ]
    written = [paragraph(line, stored_width()) for line in (*lines, texts("knowledge.brackets.short"))]
    return "\n\n" + "\n".join([heading, *written]), [knowledge_json(one) for one in found]


STUDY = Study("compare", "which scenario is better, and by how much: paired differences", arguments, ask)
