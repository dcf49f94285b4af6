"""What can be written after ``rengsim``: the kinds of numbers, and the options that several commands share.

Needs nothing but the standard library, so that ``--help`` is instant.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.cli.help_texts import spoken
from sim.cli.language import LANGUAGES, reader_language

if TYPE_CHECKING:
    from sim.report.texts import Texts
    from sim.scenario.schema import Scenario
    from sim.store.answers import Answer
    from sim.studies.runs import Runs

MEASURE_HELP = (
    "what to look at (repeatable): P(TARGET), P(joint), P(FIGURE >= NUMBER), mean(FIGURE); "
    "default: mean and chance of each target, and all targets at once"
)

WORLDS, LEAST_WORLDS, MOST_WORLDS = 200, 16, 1_000_000
"""Possible sets of assumptions that ``--uncertain`` draws: by default, at least, at most."""


@dataclass(frozen=True)
class Inquiry:
    """What is asked of a study: ``question`` names it in full (the same question has the same answer)."""

    scenario: Scenario  # whose name the folder of the answer has
    question: Mapping[str, Any]
    compute: Callable[[Runs, Texts], Answer]


@dataclass(frozen=True)
class Study:
    """A command that asks a study: ``STUDY`` of the module ``sim.cli.studies.NAME``.

    ``arguments`` adds its options to the parser, ``ask`` makes of them what is asked, before anything is simulated;
    ``ask`` raises :class:`sim.cli.BadInputError`, :class:`sim.studies.asked.NotUnderstood` or
    :class:`sim.studies.grid.BadGrid`.
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    ask: Callable[[argparse.Namespace], Inquiry]

    def add_to(self, commands: Any) -> None:
        """Add the command to the subparsers."""
        self.arguments(commands.add_parser(self.name, help=self.help, description=self.help))


def positive(text: str) -> int:
    """A whole number above 0."""
    value = whole(text)
    if value < 1:
        raise argparse.ArgumentTypeError(spoken("{text} is not a whole number above 0", text=text))
    return value


def whole(text: str) -> int:
    """A whole number from 0 to 2^63 - 1."""
    try:
        value = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(spoken("{text} is not a whole number", text=text)) from None
    if not 0 <= value < 1 << 63:
        raise argparse.ArgumentTypeError(spoken("{text} must lie between 0 and 2^63 - 1", text=text))
    return value


def add_several(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="scenario files (TOML)")
    command.add_argument("--with", action="append", default=[], dest="variants", metavar="NAME=VALUE,...",
                         help="one more scenario: the first file with these parameter values (repeatable)")  # fmt: skip


def add_results_command(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", nargs="?", choices=("list", "show", "remove", "query"), default="list")
    command.add_argument("ids", nargs="*", metavar="ID", help="the beginning of an id is enough; for query: SQL")
    command.add_argument("--old", action="store_true", help="with remove: what an older version of the program made")
    command.add_argument("--all", action="store_true", help="with remove: everything")
    command.add_argument("--json", action="store_true", help="print JSON instead of words")
    add_results(command)
    add_language(command)


def add_by(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", action="append", default=[], dest="groups", metavar="PROPERTY",
                         help="figures by group as well: a property, source, or age=30,50 (repeatable)")  # fmt: skip


def add_measures(command: argparse.ArgumentParser) -> None:
    command.add_argument("--measure", action="append", default=[], dest="measures", metavar="WHAT", help=MEASURE_HELP)


def add_precision(command: argparse.ArgumentParser) -> None:
    command.add_argument("--precision", action="append", default=[], metavar="[WHAT=]WIDTH",
                         help="run until every figure is within this half-width at 95%%: 0.01 is one point of a share "
                         "or chance and 1%% of a count's target; 'mean(target.volume)=0.1' for one figure")  # fmt: skip
    command.add_argument("--min-replications", type=positive, metavar="N", help="with --precision: at least (200)")
    command.add_argument("--max-replications", type=positive, metavar="N", help="with --precision: at most (20000)")


def add_shared(
    command: argparse.ArgumentParser,
    precise: bool = False,
    rounds: bool = False,
) -> None:
    """What most studies take."""
    command.add_argument("--replications", type=positive, metavar="N",
                         help="simulated runs of each scenario (default: what the file says)")  # fmt: skip
    if precise:
        add_precision(command)
    if rounds:
        command.add_argument("--min-replications", type=positive, metavar="N", help="in the first round (200)")
        command.add_argument("--max-replications", type=positive, metavar="N", help="in the last round (3200)")
    command.add_argument("--figure", metavar="FILE", help="also draw the figure there (.svg, .png or .pdf)")
    add_cluster(command)
    add_running(command)


def add_reading(command: argparse.ArgumentParser) -> None:
    """Of every command that reads scenario files."""
    command.add_argument("--own", action="append", default=[], metavar="FILE.py",
                         help="add figures and laws of your own from this Python file (repeatable)")  # fmt: skip
    command.add_argument("--allow-folder", action="append", default=[], metavar="DIR", dest="allow_folders",
                         help="take files from here too, not only from the scenario's own project")  # fmt: skip


def add_set(command: argparse.ArgumentParser, help: str = "give a parameter another value") -> None:
    command.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="settings", help=help)
    add_reading(command)


def add_seed(command: argparse.ArgumentParser) -> None:
    command.add_argument("--seed", type=whole, default=1, metavar="S", help="seed of the random numbers (default 1)")


def add_engine(command: argparse.ArgumentParser, workers: bool = True) -> None:
    command.add_argument("--engine", choices=("auto", "reference", "compiled"), default="auto")
    if workers:
        command.add_argument("--workers", type=positive, metavar="N", help="processors to use (default: all)")


def add_cluster(command: argparse.ArgumentParser) -> None:
    """Many machines instead of the processors of this one; the figures are the same."""
    command.add_argument("--cluster", metavar="ADDRESS", help="compute on a Dask cluster: local, local:4 (processes "
                         "here), tls://HOST:PORT, or the file that a scheduler writes")  # fmt: skip
    command.add_argument("--cluster-unencrypted", action="store_true",
                         help="allow an address without TLS beyond this machine")  # fmt: skip


def add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON object instead of words")


def add_running(command: argparse.ArgumentParser) -> None:
    """What every study takes."""
    add_set(command, "give a parameter another value in every scenario")
    add_seed(command)
    add_engine(command)
    add_json(command)
    add_store(command)
    add_language(command)


def add_uncertain(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--uncertain", nargs="?", type=_worlds, const=WORLDS, metavar="N",
        help=f"count in that the assumptions are uncertain: N possible sets of them (default {WORLDS})",
    )  # fmt: skip
    add_draws(command)


def add_draws(command: argparse.ArgumentParser) -> None:
    command.add_argument("--draws", metavar="FILE.parquet", help="joint draws of the parameters from rengsim fit")


def _worlds(text: str) -> int:
    value = whole(text)
    if not LEAST_WORLDS <= value <= MOST_WORLDS:
        raise argparse.ArgumentTypeError(
            spoken(
                "{text} is not a whole number from {least} to {most}", text=text, least=LEAST_WORLDS, most=MOST_WORLDS
            )
        )
    return value


def add_store(command: argparse.ArgumentParser) -> None:
    add_results(command)
    command.add_argument("--fresh", action="store_true", help="compute again even what is stored")
    add_limit(command)


def add_limit(
    command: argparse.ArgumentParser, usual: str = "the most allowed (people=5e6,rows=2e8,memory=50%%,replications=1e6)"
) -> None:
    command.add_argument("--limit", default="", metavar="LIMITS", help=usual)


def add_results(command: argparse.ArgumentParser) -> None:
    command.add_argument("--results", metavar="DIR", help="where results are kept ($RENGSIM_RESULTS, else results)")


def add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGUAGES, default=reader_language(()),
                         help="language of the answer (default: RENGSIM_LANG, else that of the machine)")  # fmt: skip
    command.add_argument("--debug", action="store_true", help="show a traceback if the program fails")
