"""Pages made when the site is built: commands, keys, the Python reference from docstrings, figures of a run."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import sim
from sim.cli.command_line import parser
from sim.report.texts import LANGUAGES

ROOT = Path(__file__).parents[2]


def write_all(folder: Path) -> None:
    """Every page, with the pictures beside it; a page that would be the same is left alone."""
    folder.mkdir(exist_ok=True)
    result = sim.run(sim.load(ROOT / "scenarios" / "rengoering.toml").by("group"), replications=200, workers=2)
    pages = {
        "commands.md": commands("en"), "keys.md": keys("en"), "api.md": api(),
        "gallery.md": gallery(folder, result, "en"),
        "studies-gallery.md": of_studies(folder),
        "da-kommandoer.md": commands("da"), "da-noegler.md": keys("da"), "da-figurer.md": gallery(folder, result, "da"),
        "da-scenarier.md": scenarios(), "da-ordliste.md": words(),
    }  # fmt: skip
    for name, lines in pages.items():
        _write(folder / name, "\n".join(lines) + "\n")


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")


def commands(lang: str) -> Iterator[str]:
    """Every command with its options, as ``rengsim COMMAND --help`` says them."""
    top, say = parser(lang), COMMANDS[lang]
    yield from (f"# {say[0]}", "", f"{top.description} {top.epilog}", "", say[1])
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
    plain = (action.help or "").replace("%%", "%").replace("|", "\\|")
    return re.sub(r"(?<!`)(--[a-z][\w-]*)", r"`\1`", plain)  # else two hyphens become a dash


def keys(lang: str) -> Iterator[str]:
    """Every table and key of a scenario file, as the schema for editors has them."""
    from sim.report.texts.language import HEAD, KEYS, TABLES

    yield from KEYS_HEAD[lang]
    at = LANGUAGES.index(lang)
    for name, rows in (("", HEAD), *((name, KEYS.get(name, {})) for name in TABLES)):
        about = TABLES.get(name, ("Øverst i filen", "At the head of the file"))[at]
        yield from (f"## {f'[{name}]' if name else about}", "", f"{about}." if name else "", "")
        if rows:
            yield from (("| key | form | meaning |", "| nøgle | form | betydning |")[lang == "da"], "|---|---|---|")
        for key, (form, *meaning) in rows.items():
            yield f"| `{key}` | {form.replace('|', ', ').replace('words ', '')} | {meaning[at]} |"
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


def gallery(folder: Path, result: sim.Result, lang: str) -> Iterator[str]:
    """Every figure of one result, with what it shows, how it is read, and the command that draws it."""
    from sim.report.figures.catalogue import figures_of

    yield from GALLERY_HEAD[lang]
    for drawn in figures_of(result):
        name = f"{drawn.name.replace('.', '-')}.svg" if lang == "en" else f"{drawn.name.replace('.', '-')}-{lang}.svg"
        _write(folder / name, drawn.svg(lang))
        yield from (
            f"## {drawn.name}",
            "",
            f"![{_alternative(drawn.finding(lang))}]({name})",
            "",
            drawn.how_to_read(lang),
        )
        yield from ("", "```sh", f"rengsim run scenarios/rengoering.toml --figure {drawn.name}={name}", "```", "")


def of_studies(folder: Path) -> Iterator[str]:
    """A figure of each kind of study, with the lines of Python that draw it."""
    yield from (
        "# Figures of studies",
        "",
        "Each is drawn by `result.figure(lang, ax=...)`, and by `--figure FILE` at the",
    )
    yield from (
        "command line; [studies.md](../../studies.md) says how each is read. Few replications are behind these.",
        "",
    )
    names: dict[str, Any] = {"sim": sim, "date": date}
    exec("\n".join(BEFORE), names)
    for title, (line, shows) in STUDIES.items():
        found = eval(line, names)
        figure = found.figure("en")
        name = f"study-{title.lower().replace(' ', '-')}.svg"
        figure.savefig(folder / name, metadata={"Date": None})
        code = "\n".join([*(one for one in BEFORE if one.partition(" ")[0] in line), f'{line}.figure("en")'])
        yield from (
            f"## {title}",
            "",
            f"![{title}: {shows}]({name})",
            "",
            f"{shows}.",
            "",
            f"```python\n{code}\n```",
            "",
        )


def scenarios() -> Iterator[str]:
    """Every scenario file with its title and its question, in Danish."""
    yield from ("# Scenarierne", "", "Hver fil er ét spørgsmål: `rengsim run scenarios/FIL.toml` svarer på det.", "")
    for title, folder in (("Rengøringsprojektet", "scenarios"), ("Andre forløb", "scenarios/neighbours")):
        yield from (f"## {title}", "", "| fil | titel | spørgsmål |", "|---|---|---|")
        for path in sorted((ROOT / folder).glob("*.toml")):
            head = tomllib.loads(path.read_text("utf-8"))
            if "title" in head:
                asked = head.get("asks", {}).get("da", "")
                yield f"| `{path.name}` | {head['title']['da']} | {asked} |".replace("\n", " ")
        yield ""


def words() -> Iterator[str]:
    """The words of the trade, in Danish, with the English one."""
    from sim.report.texts.glossary import GLOSSARY

    yield from ("# Ordliste", "", "| ord | betydning | engelsk |", "|---|---|---|")
    for word in sorted(GLOSSARY, key=lambda one: one.term[0].lower()):
        yield f"| {word.term[0]} | {word.meaning[0]} | {word.term[1]} |"


def _alternative(finding: str) -> str:
    return finding.replace("[", "(").replace("]", ")")


COMMANDS = {
    "en": ("Commands", "Every command takes `--lang da | en` and `--debug`."),
    "da": ("Kommandoer", "Alle kommandoer tager `--lang da | en` og `--debug`."),
}
KEYS_HEAD = {
    "en": ("# Every key", "", "The tables and keys of a scenario file, from the schema that `rengsim schema` gives to",
           "editors ([editors.md](../../editors.md)).",
           "[The scenario language](../../scenario-language.md) says more.", ""),
    "da": ("# Alle nøgler", "", "Tabeller og nøgler i en scenariefil, fra det skema, som `rengsim schema` giver til",
           "tekstredigering ([editors.md](../../editors.md)). Feltet *form* er på engelsk som filens ord.", ""),
}  # fmt: skip
GALLERY_HEAD = {
    "en": ("# Figures of a result", "", "Figures of the baseline, drawn when this site was built. Each is one SVG with",
           "a title and a description for screen readers, in Danish or English, and in a form for 320 pixels.", ""),
    "da": ("# Figurerne, og hvordan de læses", "", "Grundmodellens figurer, tegnet da disse sider blev bygget.",
           "De findes også på siden (`rengsim app`) og i papirerne (`rengsim report`).", ""),
}  # fmt: skip
BEFORE = (
    'base = sim.load("scenarios/rengoering.toml")',
    'records = sim.read_records("scenarios/registreringer/herning-2021.toml")',
)
STUDIES = {
    "Compare": (
        "sim.compare(base, base.set(intake_mode='rolling'), replications=60)",
        "differences between two scenarios with the same people, and their intervals",
    ),
    "Why they differ": (
        "sim.compare(base, base.set(intake_mode='rolling', slots=14), replications=60).waterfalls[0]",
        "one changed input at a time, from the one scenario to the other",
    ),
    "Sweep": (
        "sim.sweep(base, {'slots': range(8, 21, 4), 'intake_mode': ['cohort', 'rolling']}, replications=40)",
        "a figure over the values of one parameter, a line for each value of another",
    ),
    "Chance and knowledge": (
        "sim.uncertain(base, worlds=64, replications=2)[0]",
        "how much of the spread is luck, and how much is not knowing",
    ),
    "Forecast": (
        "sim.forecast(records, date(2021, 6, 30), changes={'intake_mode': 'rolling'}, replications=100)",
        "how far the year may come from where people are today, if rolling intake begins tomorrow",
    ),
}
"""Of each figure: the line of Python that makes its result, and what it shows."""
