"""``rengsim verify``: the cases whose exact answer is known, through the whole program."""

from __future__ import annotations

import argparse
import sys

from sim.cli.progress import progress_line
from sim.report.texts import Texts
from sim.verify import main


def command(options: argparse.Namespace) -> int:
    with progress_line(Texts(options.lang)) as progress:
        return main(options.lang, options.engine, sys.stdout, options.workers, progress, options.sources, options.quick)
