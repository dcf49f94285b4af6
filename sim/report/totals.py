"""Totals that happened beside simulated ones, in words."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from sim.records.totals import Total, Totals, figure_of
from sim.report.drawing import no_part
from sim.report.show import Given, in_html
from sim.report.table import Table
from sim.report.terminal import paragraph
from sim.report.texts import Texts
from sim.report.validation_figure import Beside, beside_model, place_beside
from sim.report.wording import Wording
from sim.scenario.schema import Scenario
from sim.studies.asked import Asked

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def totals_text(found: Totals, scenario: Scenario, texts: Texts, width: int) -> str:
    """The verdict, and a sentence or two for each total."""
    wording = Wording(scenario, texts)
    parts = [paragraph(texts("totals.agree" if found.agree else "totals.disagree"), width)]
    parts += [paragraph("- " + _sentence(one, wording, texts), width, "  ") for one in found.totals]
    if not isnan(found.together):
        together = texts("totals.together", chance=texts.write.of_hundred(found.together))
        parts += ["", paragraph(together, width)]
    parts.append(paragraph(texts("totals.note", n=texts.write.number(found.replications)), width))
    return "\n".join(parts)


def html(result: Totals, lang: str) -> str:
    """The verdict, the table, and what would bring the model nearer."""
    texts = Texts(lang)
    wording = Wording(result.scenario, texts)
    parts: list[str | Table] = [texts("totals.agree" if result.agree else "totals.disagree"), table(result, lang)]
    parts += [_sentence(one, wording, texts) for one in result.totals if one.surprise]
    if not isnan(result.together):
        parts.append(texts("totals.together", chance=texts.write.of_hundred(result.together)))
    return in_html([*parts, texts("totals.note", n=texts.write.number(result.replications))])


def table(result: Totals, lang: str) -> Table:
    """Each total, 8 of 10 simulated years, and how many of 100 lie as far out, marked where that is a surprise."""
    texts = Texts(lang)
    wording = Wording(result.scenario, texts)
    rows = []
    for one in result.totals:
        asked = asked_of(one)
        rows.append((
            wording.title(asked), wording.value(asked, one.value), wording.span(asked, one.low, one.high),
            texts.write.of_hundred(min(1.0, 2 * min(one.at_most, one.at_least))) + ("!" if one.surprise else ""),
        ))  # fmt: skip
    header = tuple(texts(f"totals.column.{name}") for name in ("figure", "observed", "model", "farther"))
    return Table(texts("totals.table"), header, tuple(rows))


def figure(result: Totals, lang: str, of: str = "", ax: Given = None) -> Figure:
    """Where each total lies beside the simulated years, an orange square where it is a surprise."""
    no_part(of)
    texts = Texts(lang)
    wording = Wording(result.scenario, texts)
    return beside_model(
        [Beside(wording.title(asked_of(one)), wording.value(asked_of(one), one.value),
                place_beside(one.value, one.low, one.high), one.surprise) for one in result.totals],
        ax, texts, "totals",
    )  # fmt: skip


def asked_of(one: Total) -> Asked:
    """The figure of which a total is stated, as it is asked about elsewhere."""
    return Asked("mean", figure_of(one.observed))


def _sentence(one: Total, wording: Wording, texts: Texts) -> str:
    asked = asked_of(one)
    key = "totals.at_least" if one.value >= one.middle else "totals.at_most"
    chance = one.at_least if one.value >= one.middle else one.at_most
    text = texts(
        key, title=wording.title(asked), value=wording.value(asked, one.value), middle=wording.value(asked, one.middle),
        spread=wording.span(asked, one.low, one.high), chance=texts.write.of_hundred(chance),
    )  # fmt: skip
    ways = [texts(f"totals.{'higher' if higher else 'lower'}", name=wording.parameter(name))
            for name, higher in one.nearer]  # fmt: skip
    return f"{text} {texts('totals.nearer', ways=wording.say.names(ways, 'list.or'))}" if ways else text


def totals_json(found: Totals) -> dict[str, object]:
    """Plain values."""
    return {
        "agree": found.agree,
        "together": found.together,
        "replications": found.replications,
        "totals": [
            {"figure": one.observed.figure, "year": one.observed.year, "value": one.value, "low": one.low,
             "median": one.middle, "high": one.high, "at_most": one.at_most, "at_least": one.at_least,
             "nearer": [{"parameter": name, "higher": higher} for name, higher in one.nearer]}
            for one in found.totals
        ],
    }  # fmt: skip
