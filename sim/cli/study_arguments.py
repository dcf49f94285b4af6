"""What can be written after ``rengsim compare``, ``select``, ``sweep``, ``size``, ``bottleneck`` and ``results``.

Needs nothing but the standard library, so that ``--help`` is instant.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

MEASURE_HELP = (
    "what to look at (repeatable): P(TARGET), P(joint), P(FIGURE >= NUMBER), mean(FIGURE); "
    "default: mean and chance of each target, and all targets at once"
)


def add_studies(commands: Any, positive: Callable[[str], int], whole: Callable[[str], int]) -> None:
    """Add the commands to the subparsers."""

    def study(name: str, what: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
        return command

    _compare(study("compare", "which scenario is better, and by how much: paired differences"), positive, whole)
    _select(study("select", "the best of several scenarios, chosen rightly with a promised chance"), positive, whole)
    _sweep(study("sweep", "every combination of some parameter values"), positive, whole)
    _size(study("size", "the smallest value of a parameter with which a condition holds"), positive, whole)
    _bottleneck(study("bottleneck", "what one more unit or one step of each parameter buys"), positive, whole)
    _results(study("results", "list, show, query and remove what is stored"))


def _several(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="scenario files (TOML)")
    command.add_argument("--with", action="append", default=[], dest="variants", metavar="NAME=VALUE,...",
                         help="one more scenario: the first file with these parameter values (repeatable)")  # fmt: skip


def _select(command: argparse.ArgumentParser, positive: Callable[[str], int], whole: Callable[[str], int]) -> None:
    _several(command)
    command.add_argument("--measure", required=True, metavar="WHAT",
                         help="what is to be best: P(TARGET), P(joint), P(FIGURE >= NUMBER), mean(FIGURE)")  # fmt: skip
    command.add_argument("--worth", required=True, metavar="NUMBER",
                         help="the smallest difference that matters; 0.01: a point of a share or chance")  # fmt: skip
    command.add_argument("--smallest", action="store_true", help="the smallest value is the best")
    command.add_argument("--confidence", default="0.95", metavar="CHANCE", help="of choosing rightly (default 0.95)")
    command.add_argument("--max-replications", type=positive, metavar="N", help="of each scenario at most (20000)")
    add_running(command, positive, whole)
    command.set_defaults(figure=None)


def _compare(command: argparse.ArgumentParser, positive: Callable[[str], int], whole: Callable[[str], int]) -> None:
    _several(command)
    command.add_argument(
        "--baseline", metavar="SCENARIO", help="what the others are compared with (default: the first)"
    )
    command.add_argument("--waterfall", action=argparse.BooleanOptionalAction, default=None,
                         help="one changed input at a time (default: for two scenarios)")  # fmt: skip
    add_measures(command)
    add_shared(command, positive, whole, precise=True)


def _sweep(command: argparse.ArgumentParser, positive: Callable[[str], int], whole: Callable[[str], int]) -> None:
    command.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    command.add_argument("--vary", action="append", required=True, metavar="NAME=VALUES",
                         help="8..20, 0..48:6, 6,18,36, cohort,rolling, or * for all choices (repeatable)")  # fmt: skip
    command.add_argument("--table", metavar="FILE.parquet", help="also write the tidy table of all figures there")
    add_measures(command)
    add_shared(command, positive, whole, precise=True)


def _size(command: argparse.ArgumentParser, positive: Callable[[str], int], whole: Callable[[str], int]) -> None:
    command.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    command.add_argument("--find", required=True, metavar="NAME", help="the parameter whose value is sought")
    command.add_argument("--until", required=True, metavar="CONDITION",
                         help="'P(volume) >= 0.8', 'P(joint) >= 0.5', 'mean(entries.tilbud) >= 140', ...")  # fmt: skip
    command.add_argument("--range", metavar="VALUES", help="1..40, 0..48:6 (default: the range of the parameter)")
    command.add_argument("--largest", action="store_true", help="the largest value instead of the smallest")
    command.add_argument("--method", choices=("auto", "all", "grid"), default="auto",
                         help="all values, or a grid refined around the best (default: all if at most 25)")  # fmt: skip
    command.add_argument("--by", choices=("definition",), help="the answer under every definition of the target")
    add_shared(command, positive, whole, rounds=True)


def _bottleneck(command: argparse.ArgumentParser, positive: Callable[[str], int], whole: Callable[[str], int]) -> None:
    command.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    command.add_argument("--levers", action="store_true", help="only the parameters that are marked as levers")
    command.add_argument("--only", metavar="NAME,...", help="only these parameters, resources and staff groups")
    add_measures(command)
    add_shared(command, positive, whole)


def _results(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", nargs="?", choices=("list", "show", "remove", "query"), default="list")
    command.add_argument("ids", nargs="*", metavar="ID", help="the beginning of an id is enough; for query: SQL")
    command.add_argument("--old", action="store_true", help="with remove: what an older version of the program made")
    command.add_argument("--all", action="store_true", help="with remove: everything")
    command.add_argument("--json", action="store_true", help="print JSON instead of words")
    add_results(command)
    _add_language(command)


def add_measures(command: argparse.ArgumentParser) -> None:
    command.add_argument("--measure", action="append", default=[], dest="measures", metavar="WHAT", help=MEASURE_HELP)


def add_precision(command: argparse.ArgumentParser, positive: Callable[[str], int]) -> None:
    command.add_argument("--precision", action="append", default=[], metavar="[WHAT=]WIDTH",
                         help="run until every figure is within this half-width at 95%%: 0.01 is one point of a share "
                         "or chance and 1%% of a count's target; 'mean(target.volume)=0.1' for one figure")  # fmt: skip
    command.add_argument("--min-replications", type=positive, metavar="N", help="with --precision: at least (200)")
    command.add_argument("--max-replications", type=positive, metavar="N", help="with --precision: at most (20000)")


def add_shared(
    command: argparse.ArgumentParser,
    positive: Callable[[str], int],
    whole: Callable[[str], int],
    precise: bool = False,
    rounds: bool = False,
) -> None:
    """What most studies take."""
    command.add_argument("--replications", type=positive, metavar="N",
                         help="simulated runs of each scenario (default: what the file says)")  # fmt: skip
    if precise:
        add_precision(command, positive)
    if rounds:
        command.add_argument("--min-replications", type=positive, metavar="N", help="in the first round (200)")
        command.add_argument("--max-replications", type=positive, metavar="N", help="in the last round (3200)")
    command.add_argument("--figure", metavar="FILE", help="also draw the figure there (.svg, .png or .pdf)")
    add_running(command, positive, whole)


def add_allow_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("--allow-folder", action="append", default=[], metavar="DIR", dest="allow_folders",
                         help="take files from here too, not only from the scenario's own project")  # fmt: skip


def add_running(command: argparse.ArgumentParser, positive: Callable[[str], int], whole: Callable[[str], int]) -> None:
    """What every study takes."""
    add_allow_folder(command)
    command.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="settings",
                         help="give a parameter another value in every scenario")  # fmt: skip
    command.add_argument("--seed", type=whole, default=1, metavar="S", help="seed of the random numbers (default 1)")
    command.add_argument("--engine", choices=("auto", "reference", "compiled"), default="auto")
    command.add_argument("--workers", type=positive, metavar="N", help="processors to use (default: all)")
    command.add_argument("--json", action="store_true", help="print one JSON object instead of words")
    add_store(command)
    _add_language(command)


def add_store(command: argparse.ArgumentParser) -> None:
    add_results(command)
    command.add_argument("--fresh", action="store_true", help="compute again even what is stored")
    command.add_argument("--limit", default="", metavar="LIMITS",
                         help="the most allowed (people=5e6,rows=2e8,memory=50%%,replications=1e6)")  # fmt: skip


def add_results(command: argparse.ArgumentParser) -> None:
    command.add_argument("--results", metavar="DIR", help="where results are kept ($RENGSIM_RESULTS, else results)")


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=("da", "en"), default="da", help="language of the answer (default da)")
    command.add_argument("--debug", action="store_true", help="show a traceback if the program fails")
