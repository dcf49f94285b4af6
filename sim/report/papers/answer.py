"""The answer in natural frequencies, what the targets mean, and why they are missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan, sqrt
from typing import TYPE_CHECKING

from sim.analysis.cause import causes
from sim.report.answer import cause_in_words, every_year, part_years, places_in_words
from sim.report.distance_in_words import distance_in_words, waiting_in_words
from sim.report.figures.chance import chance_grid
from sim.report.joint_in_words import joint_in_words
from sim.report.numbers import DASH
from sim.report.papers.blocks import Block, Bullets, Card, Cards, Grid, Paragraph, Section
from sim.report.phrases import Phrases
from sim.report.screen_lines import people_missing
from sim.report.target_table import target_tables
from sim.report.target_values import TargetValues
from sim.report.targets_in_words import bound_in_words, target_in_words
from sim.report.texts import Texts
from sim.report.years_in_words import years_apart
from sim.studies.distance import OFTEN
from sim.studies.result_view import JOINT, Reading

if TYPE_CHECKING:
    from sim.scenario.schema import Target
    from sim.studies.result import Result

EIGHTY = 1.2816  # of a normal distribution, 8 of 10 lie within so many standard deviations


def answer_section(result: Result, texts: Texts) -> Section:
    """Cards for each target and for all at once, then what the numbers mean and how well they are known."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    blocks: list[Block] = []
    if reading.bounded:
        blocks += [Paragraph(texts("paper.period", period=period_of(reading, texts))), Cards(cards(result, texts))]
        if len(reading.years) > 1:
            blocks += [Paragraph(words) for words in every_year(reading, say)]
        blocks += [Paragraph(words) for words in part_years(reading, say)]
    else:
        blocks.append(Paragraph(texts("answer.no_targets"), lead=True))
    blocks += [Paragraph(words) for words in _chance_noise(reading, say)]
    reasons = tuple(_reasons(reading, say))
    if reasons:
        blocks += [Paragraph(texts("paper.why")), Bullets(reasons)]
    blocks.append(Paragraph(computed(reading, texts)))
    return Section("svar", texts("paper.answer"), tuple(blocks))


def period_of(reading: Reading, texts: Texts) -> str:
    """``2021–2023``: the years that are judged; first and last day where there is no whole year."""
    years = reading.years
    if years:
        return str(years[0]) if len(years) == 1 else f"{years[0]}{DASH}{years[-1]}"
    first, last = reading.part_years[0]
    return texts.write.short_dates(first, last)


def period(reading: Reading, target: Target) -> str:
    """``year``, or ``window`` where whole runs are judged."""
    return "window" if target.per == "window" or not reading.years else "year"


def cards(result: Result, texts: Texts) -> tuple[Card, ...]:
    """One card for each target that can be met, and one for all of them together.

    Beside what is met stands what it costs in waiting, beside what is missed how far away it is.
    """
    reading, say = Reading(result), Phrases(result.scenario, texts)
    found = [_card(reading, target, say) for target in reading.bounded]
    if len(reading.bounded) > 1:
        chance = reading.chance(JOINT).mean
        window = all(period(reading, target) == "window" for target in reading.bounded)
        title = texts("figure.joint.both" if len(reading.bounded) == 2 else "figure.joint.all")
        headline = texts(f"paper.card.{'window' if window else 'year'}", n=texts.write.of_hundred(chance))
        detail = " ".join((texts("paper.card.joint"), *joint_in_words(reading, say)))
        found.append(Card(title, headline, detail, chance, _grid(chance, texts)))
    return tuple(found)


def _card(reading: Reading, target: Target, say: Phrases) -> Card:
    texts, values = say.texts, TargetValues(target, say.texts.write)
    chance = reading.chance(target.name).mean
    mean = values.mean(reading.judged(target).mean)
    low, high = reading.outcomes(target)
    which = period(reading, target)
    detail = texts(f"paper.card.detail.{which}", mean=mean, span=values.outcomes(low, high))
    title = texts("paper.card.title", title=say.of(target), bound=bound_in_words(target, say))
    headline = texts(f"paper.card.{which}", n=texts.write.of_hundred(chance))
    beside = (
        *years_apart(reading, target, say),
        *distance_in_words(reading, target, say),
        *(waiting_in_words(reading, target, say) if chance >= OFTEN else ()),
    )
    return Card(title, headline, " ".join((detail, *beside)), chance, _grid(chance, texts))


def _grid(chance: float, texts: Texts) -> str:
    return chance_grid(chance, texts.lang) if not isnan(chance) else ""


def _chance_noise(reading: Reading, say: Phrases) -> Iterator[str]:
    """How much a share varies by chance alone when it is of so few people."""
    from sim.report.figures.from_result import possible_years

    for target in reading.targets:
        share = reading.judged(target).mean
        if target.share_of is None or not 0 < share < 1:
            continue
        people = possible_years(reading.result, target.name).of
        if people:
            points = 100 * EIGHTY * sqrt(share * (1 - share) / people)
            yield say.texts("paper.chance_noise", n=say.texts.write.number(people), title=say.of(target),
                            points=say.texts.write.number(points))  # fmt: skip


def _reasons(reading: Reading, say: Phrases) -> Iterator[str]:
    for target in reading.targets:
        for cause in causes(reading, target):
            yield f"{say.of(target)}: {cause_in_words(cause, say)}."
        yield from (f"{say.of(target)}: {line}" for line in places_in_words(reading, target, say))
        missed = " ".join(people_missing(reading, target, say))
        if missed:
            yield f"{say.of(target)}: {missed}"


def computed(reading: Reading, texts: Texts) -> str:
    """How many years were simulated, and how well the chances are known."""
    manifest = reading.result.manifest
    years = manifest.replications * max(1, len(reading.years))
    widths = [100 * (c.high - c.low) / 2 for c in (reading.chance(target.name) for target in reading.bounded)]
    known = [width for width in widths if not isnan(width)]
    return texts("paper.computed", years=texts.write.number(years), runs=texts.write.number(manifest.replications),
                 width=texts.write.number(max(1.0, *known) if known else 1.0), seed=manifest.seed)  # fmt: skip


def targets_section(result: Result, texts: Texts) -> Section:
    """Every target in a sentence, and what it comes to under every other definition."""
    reading, say = Reading(result), Phrases(result.scenario, texts)
    blocks: list[Block] = [Bullets(tuple(target_in_words(target, say) for target in reading.targets))]
    grids: Sequence[Grid] = [Grid(table, folded=i > 0) for i, table in enumerate(target_tables(reading, say))]
    if len(grids) > 1:
        blocks.append(Paragraph(texts("paper.definitions")))
    return Section("maal", texts("paper.targets"), (*blocks, *grids))
