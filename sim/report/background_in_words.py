"""Life outside the project, as a planner reads it: what is said of it, and what it weighs."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from sim.analysis.background import Background, found_within
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from sim.scenario.cases import leaves_of
from sim.scenario.schema import Scenario


def background_in_words(scenario: Scenario, say: Phrases) -> Iterator[str]:
    """How people find jobs without the project, how long they keep them, and when that begins again."""
    background = scenario.background
    if background is None:
        return
    t, write = say.texts, say.texts.write
    found = say.by_case(background.rate, lambda law: write.percent(found_within(law, 1), 1))
    yield "- " + t("background.rate", found=found)
    yield "- " + t("background.retention", length=say.length(background.retention))
    for name, draw in background.marks:
        if draw.law is not None:
            yield "- " + t("background.mark", name=say.name(name), value=say.length(draw.law))
    if set(leaves_of(background.support)) != {"self"}:
        words = say.by_case(background.support, lambda word: t(f"explain.support.word.{word}"))
        yield "- " + t("background.support", support=words)
    if background.months:
        months = [t("explain.month", month=write.month(month), factor=say.number(factor))
                  for month, factor in background.months]  # fmt: skip
        yield "- " + t("explain.months", factors=t.listing(months))
    exits = [step for step in scenario.steps if step.kind == "exit" and "benefit" in leaves_of(step.support)]
    if exits:
        yield "- " + t("background.after", exits=t.listing([say.of(step) for step in exits]))
    if background.text:
        yield "- " + background.text


def background_weighed(found: Background, texts: Texts) -> str:
    """Jobs that people would find by themselves against those that the project can give."""
    first, second = (texts.write.of_hundred(share) for share in found.found)
    if isnan(found.gross):
        return texts("check.background.alone", first=first, second=second)
    return texts("check.background", first=first, second=second, gross=texts.write.of_hundred(found.gross))
