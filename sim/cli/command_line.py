"""The command line: commands with their arguments, in one language; needs nothing but the standard library."""

from __future__ import annotations

import argparse
from importlib import import_module

from sim.cli.arguments import (
    add_by,
    add_cluster,
    add_engine,
    add_json,
    add_language,
    add_limit,
    add_precision,
    add_reading,
    add_results,
    add_results_command,
    add_seed,
    add_set,
    add_store,
    add_uncertain,
    positive,
    whole,
)
from sim.cli.help_texts import in_english, in_language
from sim.cli.record_commands import add_record_commands
from sim.cli.studies import STUDIES

NEW_PROJECT = {
    "title": "what the project is called", "start": "its first day: 1.3.2027 or 2027-03-01",
    "years": "how many years it is followed", "places": "places", "intake": "cohort, cohort_with_backfill or rolling",
    "holds": "holds a year", "target": "how many are to start in a year", "praktik": "length of the praktik: 6 weeks",
    "dropout": "how many of those who start drop out: 20%%", "vacancies": "vacancies a year",
    "colleagues": "colleagues who can train",
}  # fmt: skip
"""Options of ``rengsim new``, one for each question of :data:`sim.report.new_project.ASKS`."""


def parser(lang: str = "en") -> argparse.ArgumentParser:
    """The command line in one language; needs nothing but the standard library."""
    in_english()
    top = argparse.ArgumentParser(
        prog="rengsim",
        description="Simulate a municipal employment pathway from a scenario file.",
        epilog="Exit codes: 0 done, 2 problem in the input, 130 interrupted, 1 anything else.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_run(commands.add_parser("run", help="simulate a scenario and say what it comes to"))
    _add_check(commands.add_parser("check", help="report every problem in scenario files and do the flow arithmetic"))
    _add_explain(commands.add_parser("explain", help="say the pathway in words, with every parameter and its source"))
    for name in STUDIES:
        import_module(f"sim.cli.studies.{name}").STUDY.add_to(commands)
    stored = "list, show, query and remove what is stored"
    add_results_command(commands.add_parser("results", help=stored, description=stored))
    again = "repeat a stored result: are the figures equal?"
    _add_rerun(commands.add_parser("rerun", help=again, description=again))
    add_record_commands(commands)
    _add_report(commands.add_parser("report", help="write a paper to hand on: HTML, PDF, Word, Excel or CSV"))
    _add_new(commands.add_parser("new", help="make a project of your own by answering a few questions"))
    _add_app(commands.add_parser("app", help="open the planner's page in a browser"))
    editors = "print the scenario language as a JSON Schema, for completion in an editor"
    add_language(commands.add_parser("schema", help=editors, description=editors))
    copies = "write a copy of the scenario files that come with the program, to run and to change"
    _add_scenarios(commands.add_parser("scenarios", help=copies, description=copies))
    _add_verify(commands.add_parser("verify", help="try the program on cases whose exact answer is known"))
    return in_language(top, lang)


def _add_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="scenario files (TOML), run one by one")
    add_set(command)
    command.add_argument(
        "--replications", type=positive, metavar="N", help="simulated runs (default: what the file says)"
    )
    add_seed(command)
    add_engine(command)
    add_cluster(command)
    command.add_argument("--all", action="store_true", help="all tables, not just the first screen")
    command.add_argument("--json", action="store_true", help="print one JSON object instead of words (docs/json.md)")
    command.add_argument(
        "--figure", action="append", default=[], dest="figures", metavar="NAME[=FILE.svg]",
        help="also draw a figure: dotplot, curve, flow, waiting, weeks, cohort; with --by groups; with --uncertain "
        "knowledge and tornado; or all (repeatable)",
    )  # fmt: skip
    add_by(command)
    command.add_argument("--force", action="store_true", help="replace figures that are already there")
    command.add_argument("--log", metavar="FILE", help="write the event log; FILE ends in .csv, .parquet or .xes")
    command.add_argument("--out", metavar="DIR", help="write manifest, summary and all replications to a new directory")
    add_precision(command)
    add_store(command)
    add_uncertain(command)
    add_language(command)


def _add_check(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenarios", nargs="+", metavar="FILE", help="scenario files (TOML)")
    add_set(command)
    add_language(command)


def _add_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenario", metavar="SCENARIO", help="scenario file (TOML)")
    command.add_argument("--figure", metavar="FILE.svg", help="also draw the pathway with expected people a year there")
    command.add_argument("--force", action="store_true", help="replace a figure that is already there")
    add_set(command)
    add_language(command)


def _add_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="the new scenario file")
    command.add_argument("--from", dest="base", default="rengoering", metavar="SCENARIO",
                         help="the scenario to build on (rengoering)")  # fmt: skip
    command.add_argument("--yes", action="store_true", help="ask nothing: what has no option is as in that scenario")
    for option, what in NEW_PROJECT.items():
        command.add_argument(f"--{option}", metavar="TEXT", help=what)
    add_reading(command)
    add_language(command)


def _add_app(command: argparse.ArgumentParser) -> None:
    command.add_argument("--folder", default="scenarios", metavar="DIR", help="folder with scenario files (scenarios)")
    command.add_argument("--port", type=whole, default=8765, metavar="N", help="port to listen on (8765, or the next)")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this computer only)")
    command.add_argument("--public", metavar="HOST", help="the name by which a proxy with TLS serves the page")
    command.add_argument("--no-browser", action="store_true", help="write the address, and open no browser")
    add_limit(command, "the most allowed (people=1e5,rows=2e7,memory=50%%,replications=1e6)")
    add_engine(command)
    add_language(command)


def _add_rerun(command: argparse.ArgumentParser) -> None:
    command.add_argument("manifest", metavar="RESULT", help="a folder of `rengsim run --out`, its manifest.json, or an "
                         "id of `rengsim results`")  # fmt: skip
    command.add_argument("--scenario", metavar="FILE", help="the scenario file, where it is not where it was")
    add_reading(command)
    add_engine(command)
    add_json(command)
    add_results(command)
    add_language(command)


def _add_report(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "scenarios", nargs="+", metavar="SCENARIO|RESULT",
        help="scenario files (TOML), or ids of `rengsim results`; several are compared with the first; or a mapping",
    )  # fmt: skip
    command.add_argument("--format", choices=("html", "csv", "csv-machine", "xlsx", "docx", "pdf"),
                         help="default: what --out ends in, else html")  # fmt: skip
    command.add_argument("--out", metavar="FILE", help="where to write it (default: name of the scenario)")
    command.add_argument("--force", action="store_true", help="replace a file that is already there")
    add_set(command)
    command.add_argument(
        "--replications", type=positive, metavar="N", help="simulated runs (default: what the file says)"
    )
    add_seed(command)
    add_engine(command)
    add_by(command)
    add_store(command)
    add_uncertain(command)
    add_language(command)


def _add_scenarios(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", default="scenarios", metavar="DIR", help="a new folder (scenarios)")
    add_language(command)


def _add_verify(command: argparse.ArgumentParser) -> None:
    add_engine(command)
    command.add_argument("--quick", action="store_true", help="only the cases whose every event is written out by hand")
    command.add_argument("--sources", action="store_true", help="say where each exact value comes from")
    add_language(command)


class _Version(argparse.Action):
    """Looks the version up only when asked: reading package metadata takes longer than all of --help."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from sim import __version__

        print(f"rengsim {__version__}")
        parser.exit(0)
