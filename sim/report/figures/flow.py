"""The pathway with counts: steps as boxes from top to bottom, and ways as thick as the people who go them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from sim.report.figures.canvas import (
    BLUE,
    BLUE_TEXT,
    GREY,
    INK,
    ORANGE,
    PALE,
    SMALL,
    Canvas,
    Point,
    Width,
    path_of,
    text_width,
    wrap,
)
from sim.report.figures.layers import Layout, layout
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

THICKEST, BETWEEN, LABEL, LINE = 12.0, 34.0, 128.0, 15.0  # px: of a way, between layers, of a label, of its lines
WAY = "#9fc1e0"  # a light blue without transparency, which costs a group in a PDF for each line
LONGEST = 200.0  # px of a single word; what is longer is broken
LEAST = 0.05  # people a year; what would be written as 0,0 is left out
SIGNS = {"stage": "□", "decision": "◇", "wait": "○", "exit": "■"}


@dataclass(frozen=True)
class FlowStep:
    """A step; ``people`` come to it in a year."""

    name: str
    titles: Titles
    kind: str  # "stage" | "decision" | "wait" | "exit"
    people: float


@dataclass(frozen=True)
class FlowArc:
    """People a year who go from one step straight to another."""

    origin: str
    target: str
    people: float


@dataclass(frozen=True)
class Flow:
    """Steps in the order of the way.  ``start``: the step whose entries the finding names, or empty."""

    steps: tuple[FlowStep, ...]
    arcs: tuple[FlowArc, ...]
    start: str = ""


def finding(data: Flow, language: str) -> str:
    """How many come, how many start, and the exit that most of them take."""
    texts, write = Texts(language), Texts(language).write
    exits = [step for step in data.steps if step.kind == "exit" and step.people > 0]
    first = data.steps[0]
    start = next((step for step in data.steps if step.name == data.start), None)
    if not exits:
        return texts("figure.flow.no_exit", n=write.number(first.people), first=texts.title(first.titles, first.name))
    last = max(exits, key=lambda step: step.people)
    names = {"n": write.number(first.people), "first": texts.title(first.titles, first.name),
             "exit": texts.title(last.titles, last.name), "k": write.number(last.people)}  # fmt: skip
    if start is None or start.name == first.name:
        return texts("figure.flow", **names)
    return texts(
        "figure.flow.start", m=write.number(start.people), start=texts.title(start.titles, start.name), **names
    )


def flow(data: Flow, language: str, width: Width = "wide") -> str:
    """The figure as SVG.  Wide: boxes in layers from top to bottom; narrow: a list with the ways on below each step."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    steps = [step for step in data.steps if step.people >= LEAST]
    names = {step.name for step in steps}
    arcs = [arc for arc in data.arcs if arc.people >= LEAST and {arc.origin, arc.target} <= names]
    (_draw_list if canvas.narrow else _draw_layers)(canvas, steps, arcs, texts)
    canvas.paragraph(texts(f"figure.flow.key.{width}"), SMALL, colour=GREY)
    return canvas.finish(texts("figure.flow.desc"))


def _people(people: float, texts: Texts) -> str:
    return texts.write.number(people, 0 if people >= 9.95 else 1)


@dataclass(frozen=True)
class _Box:
    """A step as it is drawn: its lines, and where it stands."""

    step: FlowStep
    lines: tuple[str, ...]
    wide: float
    high: float
    x: float = 0.0
    y: float = 0.0  # the middle


def _draw_layers(canvas: Canvas, steps: list[FlowStep], arcs: list[FlowArc], texts: Texts) -> None:
    order = {step.name: i for i, step in enumerate(steps)}
    onward = [arc for arc in arcs if order[arc.origin] < order[arc.target]]
    boxes = {step.name: _box(step, texts) for step in steps}
    found = layout([step.name for step in steps], [(arc.origin, arc.target) for arc in onward],
                   {name: box.wide for name, box in boxes.items()}, canvas.right - canvas.left)  # fmt: skip
    middles, y = [], canvas.y + 4
    for row in found.rows:
        high = max((boxes[name].high for name in row), default=0.0)
        middles.append(y + high / 2)
        for name in row:
            boxes[name] = replace(boxes[name], x=canvas.left + found.x[name], y=y + high / 2)
        y += high + BETWEEN
    canvas.y = y - BETWEEN + 4
    most = max((arc.people for arc in arcs), default=1.0)
    ways = _ways(onward, boxes, found, middles, canvas.left)
    for arc in sorted(onward, key=lambda arc: arc.people):
        canvas.path(_curve(ways[arc]), WAY, max(0.9, THICKEST * arc.people / most))
    for arc in arcs:
        if arc not in ways:
            _back(canvas, boxes[arc.origin], boxes[arc.target], max(1.2, THICKEST * arc.people / most))
    for box in boxes.values():
        _draw_box(canvas, box, texts)
    _numbers(canvas, ways, texts)


def _box(step: FlowStep, texts: Texts) -> _Box:
    bold = step.kind == "stage"
    title = texts.title(step.titles, step.name)
    longest = max(text_width(word, SMALL, bold) for word in title.split(" "))
    lines = tuple(wrap(title, max(LABEL, min(longest, LONGEST)), SMALL, bold))
    people = _people(step.people, texts)
    wide = max(text_width(line, SMALL, bold) for line in (*lines, people)) + (34 if step.kind == "decision" else 18)
    return _Box(step, (*lines, people), wide, LINE * (len(lines) + 1) + 10)


def _ways(
    arcs: list[FlowArc], boxes: dict[str, _Box], found: Layout, middles: list[float], left: float
) -> dict[FlowArc, list[Point]]:
    """The points through which each arc goes; arcs that share a box leave and enter it side by side."""
    row_of = {name: number for number, row in enumerate(found.rows) for name in row}
    between = {
        arc: [(left + x, middles[row_of[arc.origin] + 1 + i]) for i, x in enumerate(found.ways[arc.origin, arc.target])]
        for arc in arcs
    }

    def port(arc: FlowArc, box: _Box, leaving: bool) -> float:
        beside = [one for one in arcs if (one.origin if leaving else one.target) == box.step.name]

        def towards(one: FlowArc) -> tuple[float, int]:
            other = boxes[one.target if leaving else one.origin]
            points = between[one]
            return (points[0 if leaving else -1][0] if points else other.x), arcs.index(one)

        beside.sort(key=towards)
        return box.x + box.wide * 0.76 * ((beside.index(arc) + 0.5) / len(beside) - 0.5)

    ways: dict[FlowArc, list[Point]] = {}
    for arc in arcs:
        a, b = boxes[arc.origin], boxes[arc.target]
        ways[arc] = [(port(arc, a, True), a.y + a.high / 2), *between[arc], (port(arc, b, False), b.y - b.high / 2)]
    return ways


def _curve(points: list[Point]) -> str:
    """A smooth line that is vertical at every point."""
    d = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x, y), (u, v) in pairwise(points):
        middle = (y + v) / 2
        d += f"C{x:.1f} {middle:.1f} {u:.1f} {middle:.1f} {u:.1f} {v:.1f}"
    return d


def _back(canvas: Canvas, a: _Box, b: _Box, thick: float) -> None:
    """A way back, dashed, at the right side of the boxes; a loop at the side of its own."""
    start, end = (a.x + a.wide / 2, a.y), (b.x + b.wide / 2, b.y)
    if a is b:
        start, end = (start[0], a.y + a.high / 3), (end[0], a.y - a.high / 3)
    reach = min(max(start[0], end[0]) + 18 + 0.1 * abs(a.y - b.y), canvas.right)
    d = f"M{start[0]:.1f} {start[1]:.1f}C{reach:.1f} {start[1]:.1f} {reach:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    canvas.path(d, ORANGE, thick, dashes="5 3")


def _draw_box(canvas: Canvas, box: _Box, texts: Texts) -> None:
    """A stage is a box, a decision has points at its sides, a wait is round, an exit is filled."""
    left, right, top, base = (box.x - box.wide / 2, box.x + box.wide / 2, box.y - box.high / 2, box.y + box.high / 2)
    if box.step.kind == "decision":
        cut = 9.0
        corners = ((left + cut, top), (right - cut, top), (right, box.y), (right - cut, base), (left + cut, base),
                   (left, box.y))  # fmt: skip
        canvas.path(path_of(corners) + "Z", GREY, 1.2, fill=PALE)
    elif box.step.kind == "wait":
        bend = min(16.0, box.high / 2)
        canvas.path(_rounded(left, right, top, base, bend), INK, 1.2, fill="#ffffff", dashes="2 2")
    else:
        canvas.rect(left, top, box.wide, box.high, INK if box.step.kind == "exit" else "#ffffff", INK)
    colour = "#ffffff" if box.step.kind == "exit" else INK
    for i, line in enumerate(box.lines):
        last = i == len(box.lines) - 1
        canvas.text(box.x, top + 5 + LINE * (i + 0.78), line, "middle", bold=last or box.step.kind == "stage",
                    colour=BLUE_TEXT if last and box.step.kind != "exit" else colour)  # fmt: skip


def _rounded(left: float, right: float, top: float, base: float, bend: float) -> str:
    def arc(x: float, y: float) -> str:
        return f"A{bend:.1f} {bend:.1f} 0 0 1 {x:.1f} {y:.1f}"

    return (f"M{left + bend:.1f} {top:.1f}H{right - bend:.1f}{arc(right, top + bend)}V{base - bend:.1f}"
            f"{arc(right - bend, base)}H{left + bend:.1f}{arc(left, base - bend)}V{top + bend:.1f}"
            f"{arc(left + bend, top)}Z")  # fmt: skip


def _numbers(canvas: Canvas, ways: dict[FlowArc, list[Point]], texts: Texts) -> None:
    """People a year beside the ways of boxes with several, the largest first, where there is room for the number."""
    taken: list[tuple[float, float, float]] = []
    several = Counter(arc.origin for arc in ways)
    for arc in sorted(ways, key=lambda arc: (-arc.people, arc.origin, arc.target)):
        if several[arc.origin] < 2:
            continue
        (x, y), (u, v) = ways[arc][:2]
        words = _people(arc.people, texts)
        half = text_width(words, SMALL) / 2 + 2
        at, height = x + 0.35 * (u - x), y + min(0.4 * (v - y), BETWEEN * 0.5) + 4
        if all(abs(at - other) > half + wide or abs(height - there) > LINE for other, there, wide in taken):
            canvas.number(at, height, words)
            taken.append((at, height, half))


def _draw_list(canvas: Canvas, steps: list[FlowStep], arcs: list[FlowArc], texts: Texts) -> None:
    """Each step with its number and a bar, and the ways on from it below."""
    titles = {step.name: texts.title(step.titles, step.name) for step in steps}
    most = max((step.people for step in steps), default=1.0)
    for step in steps:
        sign = SIGNS[step.kind]
        if step is not steps[0]:
            canvas.cuts.append(canvas.y + 2)
        canvas.y += 6
        canvas.paragraph(f"{sign} {titles[step.name]}: {_people(step.people, texts)}", 13, step.kind == "stage")
        canvas.rect(canvas.left, canvas.y + 1, (canvas.right - canvas.left) * step.people / most, 4, BLUE)
        canvas.y += 6
        for arc in sorted((arc for arc in arcs if arc.origin == step.name), key=lambda arc: -arc.people):
            canvas.paragraph(f"→ {titles[arc.target]}: {_people(arc.people, texts)}", SMALL, colour=GREY)
    canvas.y += 6


def flow_table(data: Flow, language: str) -> Table:
    """Every step with its count and where people go from it."""
    texts, write = Texts(language), Texts(language).write
    titles = {step.name: texts.title(step.titles, step.name) for step in data.steps}
    rows = []
    for step in data.steps:
        onward = sorted((arc for arc in data.arcs if arc.origin == step.name), key=lambda arc: -arc.people)
        ways = ", ".join(f"{titles[arc.target]} {write.number(arc.people, 1)}" for arc in onward if arc.people >= 0.05)
        rows.append((titles[step.name], texts(f"figure.kind.{step.kind}"), ways, write.number(step.people, 1)))
    columns = ("step", "kind", "onward", "people_a_year")
    header = tuple(texts(f"figure.column.{column}") for column in columns)
    return Table(finding(data, language), header, tuple(rows), labels=3)
