"""What is known least, what the model cannot say, and every parameter with its basis and source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.analysis.basis import assumptions, by_basis
from sim.report.papers.blocks import Block, Bullets, Grid, Paragraph, Section
from sim.report.papers.influence import influence_blocks, ranked_blocks
from sim.report.parameters_in_words import basis_in_words, own_values_in_words, source_in_words
from sim.report.phrases import Phrases
from sim.report.problems_in_words import warnings_in_words
from sim.report.table import Table
from sim.report.texts import Texts
from sim.report.wording import Wording

if TYPE_CHECKING:
    from sim.knowledge.uncertain import Uncertain
    from sim.scenario.schema import Parameter, Scenario

RISKY = {"assumption": 3, "proxy": 2, "measured": 1, "text": 0}
MOST_ROWS = 8
LIMITS = ("conditional", "differences", "pathway", "chance", "effect", "background", "people")


def least_known_section(
    scenario: Scenario, texts: Texts, worlds: Uncertain | None = None, few: Uncertain | None = None
) -> Section:
    """By influence on the targets where ``worlds`` tell it; else by basis and range, behind what a ``few`` tell.

    Range alone puts first what is known least, whether or not the answer depends on it.
    """
    counts = by_basis(scenario)
    rests = texts("paper.basis", all=counts.total(), assumed=counts["assumption"], similar=counts["proxy"],
                  measured=counts["measured"], stated=counts["text"])  # fmt: skip
    reading = texts("paper.basis.reading")
    blocks: list[Block] = [Paragraph(" ".join((rests, *own_values_in_words(scenario, texts), reading)))]
    matter = [] if worlds is None else list(influence_blocks(worlds, _row, texts))
    ranked, wording = by_risk(scenario), Wording(scenario, texts)
    if few is not None and not matter:
        matter = list(ranked_blocks(few, ranked, _row, texts))
    blocks += matter
    if ranked and not matter:
        rows = tuple(_row(one, wording) for one in ranked[:MOST_ROWS])
        columns = ("parameter", "value", "range", "basis")
        header = tuple(texts(f"paper.column.{column}") for column in columns)
        blocks.append(Grid(Table(texts("paper.least.table", n=len(rows)), header, rows, labels=4)))
    return Section("usikkert", texts("paper.least.title"), tuple(blocks))


def by_risk(scenario: Scenario) -> list[Parameter]:
    """Parameters with a range, the riskiest first: by basis, then by range; what one decides left out.

    A lever that is agreed on, such as the number of places, is decided; one that nobody knows, such as how many
    vacancies there will be, is not.
    """
    unknown = (one for one in assumptions(scenario) if not one.decision and not (one.lever and one.basis == "text"))
    ranged = [one for one in unknown if width(one) > 0]
    return sorted(ranged, key=lambda one: (-RISKY.get(one.basis, 0), -width(one), one.name))


def width(parameter: Parameter) -> float:
    """How wide the range is, between 0 and 1: of a share in points, of anything else (high - low) / (high + low).

    What is 0 now is something that is not used, so its range says little; it comes last.
    """
    if parameter.low is None or parameter.high is None or isinstance(parameter.value, str):
        return 0.0
    span = parameter.high - parameter.low
    if parameter.unit != "share":
        span /= abs(parameter.high) + abs(parameter.low) or 1.0
    return min(1.0, span) * (0.01 if parameter.value == 0 else 1.0)


def _range(one: Parameter, wording: Wording) -> str:
    if one.low is None or one.high is None:
        return ""
    return wording.say.quantity_span(one.low, one.high, one.unit)


def _row(one: Parameter, wording: Wording) -> tuple[str, ...]:
    basis = basis_in_words(one, wording.texts)
    return wording.parameter(one.name), wording.setting(one, one.value), _range(one, wording), basis


def limits_section(scenario: Scenario, texts: Texts, uncertain: bool = False) -> Section:
    """What no number in the paper can answer, and what the reader of the file warned of.

    ``uncertain``: the paper says elsewhere what it means that the assumptions are uncertain.
    """
    said = {"chance"} if uncertain else set()
    said.add("effect" if scenario.background is not None else "background")
    limits = [limit for limit in LIMITS if limit not in said]
    blocks: list[Block] = [Bullets(tuple(texts(f"paper.limit.{limit}") for limit in limits))]
    if scenario.warnings:
        blocks += [Paragraph(texts("paper.warnings")), Bullets(warnings_in_words(scenario.warnings, texts))]
    return Section("graenser", texts("paper.limits"), tuple(blocks))


def parameters_section(scenario: Scenario, texts: Texts) -> Section:
    """Every parameter: value, range, basis, source; on paper without what follows by formula, and without sources."""
    table, short = parameter_table(scenario, texts), short_table(scenario, texts)
    grid = Grid(table, folded=True, on_paper=short)
    return Section("forudsaetninger", texts("paper.parameters"), (grid,))


def short_table(scenario: Scenario, texts: Texts) -> Table:
    """Value and range in one column, so that a row is mostly one line: a third of the pages."""
    wording, rows = Wording(scenario, texts), []
    for one in assumptions(scenario):
        title, value, span, basis = _row(one, wording)
        rows.append((title, f"{value} ({span})" if span else value, basis))
    header = (texts("paper.column.parameter"), texts("paper.column.value_range"), texts("paper.column.basis"))
    return Table(texts("paper.parameters.short", n=len(rows)), header, tuple(rows), labels=3)


def parameter_table(scenario: Scenario, texts: Texts) -> Table:
    wording = Wording(scenario, texts)
    rows = tuple((*_row(one, wording), source_in_words(one, wording)) for one in scenario.parameters if one.used)
    columns = ("parameter", "value", "range", "basis", "source")
    stated = len(assumptions(scenario))
    formulas = len(rows) - stated
    key = "paper.parameters.table"
    title = texts.count(key, formulas, stated=stated) if formulas else texts(f"{key}.none", stated=stated)
    return Table(title, tuple(texts(f"paper.column.{c}") for c in columns), rows,
                 labels=5)  # fmt: skip


def pathway_notes(scenario: Scenario, texts: Texts) -> Iterator[str]:
    """The pathway as ``explain`` says it, one line each, without the parameters."""
    from sim.report.explain import flow_order

    say = Phrases(scenario, texts)
    for step in flow_order(scenario):
        yield f"{say.of(step)} ({texts(f'figure.kind.{step.kind}')})"
