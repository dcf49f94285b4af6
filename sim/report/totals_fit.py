"""What a few totals taught, in words: also that they teach little, or that the model cannot give them."""

from __future__ import annotations

from math import isnan

from sim.records.learnt import Learnt
from sim.records.totals_fit import TRIED, TotalsFit
from sim.report.measured import learnt_json, learnt_table, measured_file
from sim.report.phrases import Phrases
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import Asked


def totals_fit_text(found: TotalsFit, file: str, texts: Texts, width: int) -> str:
    """The answer on a terminal."""
    scenario, write = found.scenario.scenario, texts.write
    wording = Wording(scenario, texts)
    if not found.agrees:
        return paragraph(texts("totals.fit.none", worlds=write.number(found.worlds), file=file), width)
    head = texts(
        "totals.fit.head", totals=texts.count("totals.fit.totals", len(found.observed)),
        worlds=write.number(found.worlds), learnt=write.number(len(found.learnt)),
        nothing=write.number(len(found.untouched)),
    )  # fmt: skip
    parts = [paragraph(head, width)]
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
