"""Pages made when the site is built: commands, keys, the Python reference from docstrings, figures of a run."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import sim
from sim.cli.command_line import parser

ROOT = Path(__file__).parents[2]
NARROW = 3
"""Figures of the gallery that are drawn for a telephone as well."""


def write_all(folder: Path) -> None:
    """Every page, with the pictures beside it; a page that would be the same is left alone."""
    folder.mkdir(exist_ok=True)
    pages = {"commands.md": commands(), "keys.md": keys(), "api.md": api(), "gallery.md": gallery(folder)}
    for name, lines in pages.items():
        _write(folder / name, "\n".join(lines) + "\n")


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")


def commands() -> Iterator[str]:
    """Every command with its options, as ``rengsim COMMAND --help`` says them."""
    top = parser("en")
    yield from (
        "# Commands",
        "",
        f"{top.description} {top.epilog}",
        "",
        "Every command takes `--lang da | en` and `--debug`.",
    )
    (found,) = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    helps = {choice.dest: choice.help for choice in found._choices_actions}
    for name, command in found.choices.items():
        yield from ("", f"## rengsim {name}", "", f"{str(helps.get(name)).capitalize()}.", "", "| | |", "|---|---|")
        for action in command._actions:
            if action.dest not in ("help", "lang", "debug"):
                yield f"| `{_form(action)}` | {_said(action)} |"


def _form(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else " or ".join(map(str, action.choices or ()))
    value = value or ("" if action.nargs == 0 else action.dest.upper())
    return f"{', '.join(action.option_strings)} {value}".strip().replace("|", "\\|")


def _said(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%").replace("|", "\\|")


def keys() -> Iterator[str]:
    """Every table and key of a scenario file, as the schema for editors has them, in both languages."""
    from sim.report.texts.language import HEAD, KEYS, TABLES

    yield from (
        "# Every key",
        "",
        "The tables and keys of a scenario file, from the schema that `rengsim schema` gives to",
    )
    yield from (
        "editors ([editors.md](../../editors.md)). [The scenario language](../../scenario-language.md) says more.",
        "",
    )
    for name, rows in (("", HEAD), *((name, KEYS.get(name, {})) for name in TABLES)):
        danish, english = TABLES.get(name, ("Øverst i filen", "At the head of the file"))
        yield from (f"## {f'[{name}]' if name else english}", "", f"{english}. *{danish}.*", "")
        if rows:
            yield from ("| key | form | meaning | betydning |", "|---|---|---|---|")
        for key, (form, meaning_da, meaning_en) in rows.items():
            cells = (f"`{key}`", form.replace("|", ", ").replace("words ", ""), meaning_en, meaning_da)
            yield "| " + " | ".join(cells) + " |"
        yield ""


def api() -> Iterator[str]:
    """What ``import sim`` offers, from the docstrings."""
    yield from ("# Python", "", "What `import sim` offers. [From Python](../../python.md) shows it at work.", "")
    yield from ("```{eval-rst}", ".. currentmodule:: sim", "")
    for name in (one for one in sim.__all__ if one[0].islower()):
        yield from (f".. autofunction:: {name}", "")
    for name in (one for one in sim.__all__ if one[0].isupper()):
        yield from (f".. autoclass:: {name}", "   :members:", "   :inherited-members: tuple, Exception, ValueError", "")
    yield "```"


def gallery(folder: Path) -> Iterator[str]:
    """Every figure of one result, with what it shows, how it is read, and the command that draws it."""
    from sim.report.figures.catalogue import figures_of

    result = sim.run(sim.load(ROOT / "scenarios" / "rengoering.toml").by("group"), replications=200, workers=2)
    yield from (
        "# Gallery",
        "",
        "Figures of the baseline, drawn when this site was built. Each is one SVG with a title and a",
    )
    yield from ("description for screen readers, in Danish or English, and in a form for 320 pixels.", "")
    for drawn in figures_of(result):
        name = f"{drawn.name.replace('.', '-')}.svg"
        _write(folder / name, drawn.svg("en"))
        finding = drawn.finding("en").replace("[", "(").replace("]", ")")
        yield from (f"## {drawn.name}", "", f"![{finding}]({name})", "", drawn.how_to_read("en"), "")
        yield from ("```sh", f"rengsim run scenarios/rengoering.toml --figure {drawn.name}={name}", "```", "")
