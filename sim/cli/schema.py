"""``rengsim schema``: the scenario language for editors."""

from __future__ import annotations

import argparse

from sim.cli import DONE
from sim.cli.streams import print_json


def command(options: argparse.Namespace) -> int:
    from sim.report.toml_schema import toml_schema

    print_json(toml_schema(options.lang))
    return DONE
