"""``rengsim compare --without``: what a project does to people, net of what would have happened without it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.arguments import Inquiry
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.report.texts import Texts
    from sim.store.answers import Answer
    from sim.studies.option import Option
    from sim.studies.runs import Runs

ALONE = ("measures", "precision", "uncertain", "waterfall", "baseline", "figure", "groups")
"""Options that say nothing here, by where the parser keeps them."""
WRITTEN = {"measures": "measure", "groups": "by"}


def inquiry(options: argparse.Namespace, compared: list[Option]) -> Inquiry:
    """The question; raises :class:`BadInputError` where a file has no [background] or an option does not fit."""
    from sim.cli.study import replications_of

    for name in ALONE:
        if getattr(options, name):
            raise BadInputError(
                said("{option} does not go with {other}", option=f"--{WRITTEN.get(name, name)}", other="--without")
            )
    for option in compared:
        if option.scenario.background is None:
            raise BadInputError(
                said(
                    "{file} says nothing of life without the project: it has no [background]", file=option.scenario.path
                )
            )
    replications = replications_of(options, compared[0].scenario)
    question = {
        "without": True,
        "scenarios": [option.scenario.hash for option in compared],
        "titles": [option.name for option in compared],
        "wording": [[option.titles.da, option.titles.en] for option in compared],
        "replications": replications,
    }

    def compute(runs: Runs, texts: Texts) -> Answer:
        from sim.report.without import without_json, without_text
        from sim.store.answers import Answer
        from sim.studies.without import without

        found = without(compared, runs, replications)
        return Answer(without_text(found, texts), without_json(found), {})

    return Inquiry(compared[0].scenario, question, compute)
