"""What a few totals taught, in words: also that they teach little, or that the model cannot give them."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from sim.records.learnt import Learnt
from sim.records.totals_fit import TRIED, TotalsFit
from sim.report.learnt_figure import learnt_figure
from sim.report.measured import learnt_json, learnt_table, measured_file
from sim.report.phrases import Phrases
from sim.report.show import Given, in_html
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import Asked

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def totals_fit_text(found: TotalsFit, file: str, texts: Texts, width: int) -> str:
    """The answer on a terminal."""
    scenario, write = found.scenario.scenario, texts.write
    wording = Wording(scenario, texts)
    if not found.agrees:
        return paragraph(texts("totals.fit.none", worlds=write.number(found.worlds), file=file), width)
    parts = [paragraph(_head(found, texts), width)]
    if found.learnt:
        most = found.learnt[0]
        key = "totals.fit.little" if found.teaches_little else "totals.fit.most"
        parts.append(
            paragraph(texts(key, name=wording.parameter(most.name), left=write.number(100 * most.spread)), width)
        )
        parts += [
            "",
            table_text(learnt_table(texts("totals.fit.table"), found.learnt, wording, spells=False), width),
            "",
        ]
        if any(not one.measured for one in found.learnt):
            parts.append(paragraph(texts("fit.note.star"), width))
    if not isnan(found.covered):
        parts.append(paragraph(texts("totals.fit.covered", n=write.number(min(TRIED, found.worlds)),
                                     covered=write.of_hundred(found.covered)), width))  # fmt: skip
    return "\n".join([*parts, paragraph(texts("totals.fit.note"), width)])


def html(result: TotalsFit, lang: str) -> str:
    """How much was learnt, or that the model cannot give such totals, and the table."""
    texts = Texts(lang)
    if not result.agrees:
        file = result.scenario.scenario.path
        return in_html([texts("totals.fit.none", worlds=texts.write.number(result.worlds), file=file)])
    return in_html([_head(result, texts), table(result, lang), texts("totals.fit.note")])


def table(result: TotalsFit, lang: str) -> Table:
    """Each parameter of which something was learnt, before and now."""
    texts = Texts(lang)
    wording = Wording(result.scenario.scenario, texts)
    return learnt_table(texts("totals.fit.table"), result.learnt, wording, spells=False)


def figure(result: TotalsFit, lang: str, of: str = "", ax: Given = None) -> Figure:
    """Each parameter before and now, the most learnt first."""
    return learnt_figure(result.learnt, Wording(result.scenario.scenario, Texts(lang)), of, ax)


def _head(found: TotalsFit, texts: Texts) -> str:
    write = texts.write
    return texts(
        "totals.fit.head", totals=texts.count("totals.fit.totals", len(found.observed)),
        worlds=write.number(found.worlds), learnt=write.number(len(found.learnt)),
        nothing=write.number(len(found.untouched)),
    )  # fmt: skip


def totals_scenario(found: TotalsFit, extends: str, texts: Texts) -> str:
    """A scenario file that extends the one of the totals, with what was learnt."""
    wording = Wording(found.scenario.scenario, texts)
    figures = Phrases(found.scenario.scenario, texts).names([
        wording.title(Asked("mean", one.figure if one.year is None else f"{one.figure}@{one.year}"))
        for one in found.observed
    ])  # fmt: skip

    def source(one: Learnt, known: str, before: str) -> str:
        return texts("totals.fit.file.source", figures=figures, before=before, source=known)

    return measured_file(texts("totals.fit.file.head", figures=figures), extends, found.scenario, found.learnt, source,
                         texts)  # fmt: skip


def totals_fit_json(found: TotalsFit) -> dict[str, object]:
    """Plain values."""
    observed = [
        {"figure": one.figure, "year": one.year, "value": one.value, "of": one.of} for one in found.observed
    ]  # fmt: skip
    return {
        "agrees": found.agrees,
        "farther": found.farther,
        "covered": None if isnan(found.covered) else found.covered,
        "worlds": found.worlds,
        "seed": found.seed,
        "scenario": found.scenario.scenario.hash,
        "totals": observed,
        "parameters": [learnt_json(one) for one in found.learnt] if found.agrees else [],
        "nothing_learnt": list(found.untouched),
    }
