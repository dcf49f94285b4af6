"""Totals that happened beside simulated ones, in words."""

from __future__ import annotations

from math import isnan

from sim.records.totals import Total, Totals
from sim.report.terminal import paragraph
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.scenario.schema import Scenario
from sim.studies.asked import Asked


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


def _sentence(one: Total, wording: Wording, texts: Texts) -> str:
    figure = one.observed.figure if one.observed.year is None else f"{one.observed.figure}@{one.observed.year}"
    asked = Asked("mean", figure)
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
