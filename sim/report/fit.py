"""What records taught: a sentence and a table for people, and a scenario file with what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sim.records.fit import Fitted
from sim.records.learnt import Learnt
from sim.report.learnt_figure import learnt_figure
from sim.report.measured import learnt_json, learnt_table, measured_file
from sim.report.show import Given, in_html
from sim.report.small_numbers import FEWEST, can_tell, people, shown
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts
from sim.report.wording import Wording

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DISPERSED = 1.05  # dispersion between holds that is worth a word
OUTSIDE = 0.15  # part of a posterior beyond the stated range that is worth a word; of a prior a tenth lies there


def fit_text(fitted: Fitted, texts: Texts, width: int) -> str:
    """The answer on a terminal, most learnt first."""
    sentence, table, said = fit_answer(fitted, texts)
    parts = [paragraph(sentence, width)]
    if table is not None:
        parts += ["", table_text(table, width)]
    return "\n".join([*parts, "", *(paragraph(note, width) for note in said)])


def html(result: Fitted, lang: str) -> str:
    """The answer in words and a table; nothing in it is of one person."""
    sentence, found, notes = fit_answer(result, Texts(lang))
    return in_html([sentence, *([found] if found else []), *notes])


def table(result: Fitted, lang: str) -> Table:
    """Each parameter of which something was learnt, before and now."""
    texts = Texts(lang)
    wording = Wording(result.records.mapping.scenario.scenario, texts)
    return learnt_table(texts("fit.table"), result.told, wording, spells=True)


def figure(result: Fitted, lang: str, of: str = "", ax: Given = None) -> Figure:
    """Each parameter before and now, the most learnt first."""
    return learnt_figure(result.told, Wording(result.records.mapping.scenario.scenario, Texts(lang)), of, ax)


def fit_answer(fitted: Fitted, texts: Texts, handed_on: bool = False) -> tuple[str, Table | None, list[str]]:
    """How much was learnt, each parameter before and now (None where nothing was), and what is to be noted.

    ``handed_on``: without small numbers of people.
    """
    wording, write = Wording(fitted.records.mapping.scenario.scenario, texts), texts.write
    measured = sum(one.measured for one in fitted.learnt)
    nothing = len(fitted.untouched)
    head = texts("fit.head", file=fitted.records.mapping.spells.file, measured=write.number(measured),
                 adjusted=write.number(len(fitted.learnt) - measured), nothing=write.number(nothing),
                 people=texts.count("records.people", len(fitted.records.episodes)))  # fmt: skip
    table = learnt_table(texts("fit.table"), fitted.told, wording, True, handed_on) if fitted.learnt else None
    return head, table, _notes(fitted, wording, texts, handed_on)


def _notes(fitted: Fitted, wording: Wording, texts: Texts, handed_on: bool) -> list[str]:
    say = wording.say
    notes = [texts("fit.note.star")] if any(not one.measured for one in fitted.told) else []
    if fitted.derived:
        notes.append(texts("fit.note.derived"))
    outside = [one for one in fitted.learnt if one.outside > OUTSIDE]
    if outside:
        names = say.names([wording.parameter(one.name) for one in outside])
        notes.append(texts("fit.note.outside", names=names))
    if fitted.doubtful:
        notes.append(texts("fit.note.doubtful", names=say.names([wording.parameter(name) for name in fitted.doubtful])))
    for (before, after), spells in sorted(fitted.misfits.items(), key=lambda pair: -pair[1]):
        where = say.name(after) if after else texts("fit.nowhere")
        if handed_on and not can_tell(spells):
            continue
        notes.append(texts.count("fit.note.misfit", spells, before=say.name(before), after=where))
    for reason, spells in sorted(fitted.unused.items()):
        notes.append(texts(f"fit.note.unused.{reason.replace(' ', '_')}", n=people(spells, texts, handed_on)))
    alike = [say.name(name) for name, one in fitted.dispersions.items() if one.factor > DISPERSED]
    if alike:
        notes.append(texts("fit.note.alike", names=say.names(alike)))
    notes.append(texts("fit.note.not_seen"))
    return notes


def measured_scenario(
    fitted: Fitted, extends: str, texts: Texts, title: str = "", notes: Sequence[str] = ()
) -> str:  # fmt: skip
    """A scenario file that extends the one of the records, with what was learnt.  It holds nothing of any person."""
    mapping = fitted.records.mapping
    facts = {"file": mapping.spells.file, "digest": fitted.records.digest[:12], "first": mapping.first,
             "last": mapping.last}  # fmt: skip

    def source(one: Learnt, known: str, before: str) -> str:
        key = "fit.file.measured" if one.measured else "fit.file.adjusted"
        return texts(key, spells=_few(one.spells, texts), before=before, source=known, **facts)

    head = texts("fit.file.head", **facts)
    return measured_file(head, extends, mapping.scenario, fitted.learnt, source, texts, title, notes)


def _few(number: int, texts: Texts) -> str:
    return str(number) if shown(number) is not None else texts("fit.file.few", n=FEWEST)


def fit_json(fitted: Fitted) -> dict[str, object]:
    """The answer as plain values; nothing in it is of one person."""
    mapping = fitted.records.mapping
    return {
        "records": {"digest": fitted.records.digest, "episodes": len(fitted.records.episodes),
                    "from": _iso(mapping.first), "until": _iso(mapping.last)},
        "scenario": mapping.scenario.scenario.hash,
        "seed": fitted.seed,
        "draws": len(fitted.draws),
        "parameters": [learnt_json(one) for one in fitted.learnt],
        "derived": [learnt_json(one) for one in fitted.derived],
        "nothing_learnt": list(fitted.untouched),
        "doubtful": list(fitted.doubtful),
        "dispersions": {name: one.factor for name, one in fitted.dispersions.items()},
        "misfits": [{"from": before, "to": after, "spells": shown(n)} for (before, after), n in fitted.misfits.items()],
        "unused": {reason: shown(n) for reason, n in fitted.unused.items()},
    }  # fmt: skip


def _iso(day: date) -> str:
    return day.isoformat()
