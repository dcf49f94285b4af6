"""``rengsim explain``: the pathway in words, every parameter with basis and source."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import DONE
from sim.cli.common import load_scenario
from sim.report.explain import explain
from sim.report.glossary import all_words
from sim.report.terminal import terminal_width, within
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def _draw(scenario: Scenario, options: argparse.Namespace, texts: Texts) -> None:
    """The pathway as a figure, with the people a year that the flow arithmetic expects where nobody waits."""
    from sim import disk
    from sim.cli.figures import named
    from sim.cli.outputs import check_free
    from sim.report.figures.flow import flow
    from sim.report.figures.from_scenario import expected_flow

    path = check_free(Path(named(f"flow={options.figure}", texts)[1]), options.force, texts)
    disk.write_bytes(path, flow(expected_flow(scenario), texts.lang).encode())
    print(texts("run.written", path=path), file=sys.stderr)


def command(options: argparse.Namespace) -> int:
    question = load_scenario(options.scenario, options.settings, options.allow_folders, lang=options.lang)
    texts = Texts(options.lang)
    if options.figure:
        _draw(question.scenario, options, texts)
    print(within(explain(question.scenario, texts, question.source.tables), terminal_width()))
    print(all_words(texts, terminal_width()))
    return DONE
