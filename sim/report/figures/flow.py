"""The pathway with counts: each step in the order of the way, and arcs as thick as the people who go them."""

from __future__ import annotations

from dataclasses import dataclass

from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, SMALL, Canvas, Width, wrap
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles

THICKEST = {"wide": 16.0, "narrow": 10.0}
ROOM = {"wide": 190.0, "narrow": 96.0}  # for the arcs


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
    """The figure as SVG: steps from top to bottom; arcs on the left, those that go back dashed orange."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    steps = [step for step in data.steps if step.people >= 0.05]
    x = canvas.left + ROOM[width]
    top = canvas.y + 6
    room = canvas.right - x - 16
    y, places = top, {}
    labels = {}
    for step in steps:
        name = texts.title(step.titles, step.name)
        labels[step.name] = wrap(f"{name} · {_people(step.people, texts)}", room, SMALL, bold=step.kind == "stage")
        high = max(26.0, 17.0 * len(labels[step.name]) + 9)
        places[step.name] = y + high / 2
        y += high
    most = max((arc.people for arc in data.arcs), default=1.0)
    order = {step.name: i for i, step in enumerate(steps)}
    for arc in sorted(data.arcs, key=lambda arc: arc.people):
        if arc.origin in places and arc.target in places and arc.people >= 0.05:
            _arc(canvas, arc, x, places, order, THICKEST[width] * arc.people / most, ROOM[width], y - top)
    for step in steps:
        _step(canvas, step, x, places[step.name], labels[step.name])
    canvas.y = y + 2
    canvas.paragraph(texts("figure.flow.key"), SMALL, colour=GREY)
    return canvas.finish(texts("figure.flow.desc"))


def _people(people: float, texts: Texts) -> str:
    return texts.write.number(people, 0 if people >= 9.95 else 1)


def _arc(
    canvas: Canvas,
    arc: FlowArc,
    x: float,
    places: dict[str, float],
    order: dict[str, int],
    thick: float,
    room: float,
    height: float,
) -> None:
    a, b = places[arc.origin], places[arc.target]
    back = order[arc.target] <= order[arc.origin]
    if arc.origin == arc.target:
        a, b = a - 6, b + 6
    reach = min(room - 6, 14 + (room - 20) * (abs(b - a) / height) ** 0.6)
    d = f"M{x - 6:.2f} {a:.2f}C{x - 6 - reach:.2f} {a:.2f} {x - 6 - reach:.2f} {b:.2f} {x - 6:.2f} {b:.2f}"
    if back:
        canvas.path(d, ORANGE, max(1.2, thick), dashes="5 3", opacity=0.75)
    else:
        canvas.path(d, BLUE, max(0.8, thick), opacity=0.4)


def _step(canvas: Canvas, step: FlowStep, x: float, y: float, lines: list[str]) -> None:
    """A box for a stage, a diamond for a decision, a circle for a wait, a black square for an exit."""
    if step.kind == "stage":
        canvas.rect(x - 6, y - 7, 14, 14, "#ffffff", INK)
    elif step.kind == "decision":
        canvas.diamond(x, y, 6, GREY)
    elif step.kind == "wait":
        canvas.circle(x, y, 5, "#ffffff", INK)
    else:
        canvas.rect(x - 5, y - 5, 10, 10, INK)
    first = y + 4 - (len(lines) - 1) * 8.5
    for i, line in enumerate(lines):
        canvas.text(x + 14, first + 17 * i, line, bold=step.kind == "stage")


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
