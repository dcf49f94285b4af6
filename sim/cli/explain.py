"""``rengsim explain``: the pathway in words, every parameter with basis and source."""

from __future__ import annotations

import argparse

from sim.cli import DONE
from sim.cli.common import load_scenario
from sim.report.explain import explain
from sim.report.texts import Texts


def command(options: argparse.Namespace) -> int:
    question = load_scenario(options.scenario, options.settings, options.allow_folders)
    print(explain(question.scenario, Texts(options.lang)), end="")
    return DONE
