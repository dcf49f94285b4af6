"""``rengsim check``: every problem of every file at once, warnings, and the flow arithmetic."""

from __future__ import annotations

import argparse
import sys

from sim.cli import BAD_INPUT, DONE
from sim.cli.common import settings, tell_percentages
from sim.limits import TooMuchError
from sim.loaded import LoadedScenario
from sim.report.problems_in_words import problems_in_words, warnings_in_words
from sim.report.terminal import paragraph, terminal_width
from sim.report.texts import Texts
from sim.scenario.assemble import check_parameters
from sim.scenario.problems import ProblemsFound
from sim.scenario.reading import read
from sim.scenario.schema import Scenario


def command(options: argparse.Namespace) -> int:
    texts, given, code = Texts(options.lang), settings(options.settings), DONE
    for path in options.scenarios:
        try:
            source = read(path, options.allow_folders)
            if source.parameters_only:
                print(texts("check.parameters", file=path, n=check_parameters(source, given)))
                continue
            question = LoadedScenario(source, given)
            _ = question.scenario
        except ProblemsFound as found:
            code = BAD_INPUT
            print(texts.count("check.problems", len(found.problems), file=path), file=sys.stderr)
            print(problems_in_words(found, texts), file=sys.stderr)
            continue
        tell_percentages(question, options.settings, options.lang)
        print(texts("check.ok", file=path))
        _say_whose_values(question.scenario, texts)
        for warning in warnings_in_words(question.scenario.warnings, texts):
            print(paragraph(texts("check.warning", text=warning), terminal_width(), "    "))
        _say_if_too_large(question.scenario, texts)
        from sim.report.arithmetic_in_words import arithmetic_in_words

        print(arithmetic_in_words(question.scenario, texts))
    return code


def _say_whose_values(scenario: Scenario, texts: Texts) -> None:
    """How many of the assumptions are choices of this file or of the command line, which no source speaks for."""
    from sim.analysis.basis import assumptions
    from sim.report.parameters_in_words import own_values_in_words

    for own in own_values_in_words(scenario, texts):
        print(paragraph(texts("basis.of_all", all=len(assumptions(scenario)), own=own), terminal_width()))


def _say_if_too_large(scenario: Scenario, texts: Texts) -> None:
    """What the other commands refuse to simulate."""
    from sim.analysis.workload import check_workload
    from sim.report.trouble import in_words

    try:
        check_workload(scenario)
    except TooMuchError as error:
        said = in_words(error, texts)
        assert said is not None
        print(texts("check.warning", text=said[0]))
