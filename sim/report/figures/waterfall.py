"""Waterfall: from A to B one changed input at a time, each as a floating bar, and what they do together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sim.report.figures.axes import cut_note, draw_x_axis
from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, Canvas, Width
from sim.report.figures.rows import place_rows
from sim.report.table import Table
from sim.report.texts import Texts
from sim.scenario.schema import Titles


@dataclass(frozen=True)
class FloatingBar:
    """The effect of one changed input; ``settled``: larger than the error of the computation."""

    titles: Titles
    change: Titles  # "12 → 14" in both languages, or empty
    effect: float
    settled: bool = True


@dataclass(frozen=True)
class WaterfallBars:
    """``start`` + effects + ``interaction`` = ``end``; values in per cent or years of 100 where ``unit`` says so."""

    titles: Titles
    unit: str  # "number" | "share" | "chance" | "kr."
    start_titles: Titles
    end_titles: Titles
    start: float
    end: float
    bars: tuple[FloatingBar, ...]
    interaction: float = 0.0


def finding(data: WaterfallBars, language: str) -> str:
    """From what to what, and the input that does most of it."""
    texts = Texts(language)
    names = {"title": texts.title(data.titles, ""), "start": _value(data.start, data, texts),
             "end": _value(data.end, data, texts)}  # fmt: skip
    largest = max(data.bars, key=lambda bar: abs(bar.effect), default=None)
    if largest is None or abs(largest.effect) < 0.05:
        together = abs(data.interaction) >= 0.05
        return texts("figure.waterfall.only_together" if together else "figure.waterfall.none", **names)
    return texts("figure.waterfall", largest=texts.title(largest.titles, ""),
                 effect=_signed(largest.effect, data, texts), **names)  # fmt: skip


def _value(value: float, data: WaterfallBars, texts: Texts) -> str:
    if data.unit == "kr.":
        return texts.write.money(value)
    number = texts.write.number(value, 1)
    return number + (texts("figure.percent") if data.unit == "share" else "")


def _signed(value: float, data: WaterfallBars, texts: Texts) -> str:
    number = texts.write.number(value, 0 if data.unit == "kr." else 1)
    return f"+{number}" if value > 0 and any(digit in number for digit in "123456789") else number


def steps_of(data: WaterfallBars) -> list[tuple[FloatingBar | None, float, float]]:
    """Each bar with where it begins and ends; None is the interaction."""
    at, found = data.start, []
    bars: list[FloatingBar | None] = [*data.bars]
    if len(data.bars) > 1 or abs(data.interaction) > 1e-9:
        bars.append(None)
    for bar in bars:
        after = at + (data.interaction if bar is None else bar.effect)
        found.append((bar, at, after))
        at = after
    return found


def without_noise(data: WaterfallBars) -> tuple[WaterfallBars, int]:
    """The bars that are larger than nothing as it would be written, and how many others there are.

    What the others do together goes into the interaction, so that the bars still add up.
    """
    kept = tuple(bar for bar in data.bars if abs(bar.effect) >= (500 if data.unit == "kr." else 0.05))
    rest = sum(bar.effect for bar in data.bars) - sum(bar.effect for bar in kept)
    return replace(data, bars=kept, interaction=data.interaction + rest), len(data.bars) - len(kept)


def waterfall(data: WaterfallBars, language: str, width: Width = "wide") -> str:
    """The figure as SVG."""
    texts = Texts(language)
    canvas = Canvas(width, finding(data, language))
    shown, left_out = without_noise(data)
    steps = steps_of(shown)
    levels = [data.start, data.end, *(after for _, _, after in steps)]
    air = max(0.08 * (max(levels) - min(levels)), 0.01 * abs(max(levels)))
    low, high = min(levels) - air, max(levels) + air
    if min(levels) >= 0 and (low < 0 or min(levels) < 0.3 * max(levels)):
        low = 0.0
    changes = [_signed(after - before, data, texts) for _, before, after in steps]
    values = [_value(data.start, data, texts), *changes, _value(data.end, data, texts)]
    labels = [_from(data, texts), *(_label(bar, texts) for bar, _, _ in steps), _to(data, texts)]
    rows = place_rows(canvas, labels, low, high, values)
    ends = [data.start, *(after for _, _, after in steps), data.end]
    for i, y in enumerate(rows.middles):
        if i in (0, len(rows.middles) - 1):
            canvas.rect(rows.scale(low), y - 8, rows.scale(ends[i]) - rows.scale(low), 16, GREY)
        else:
            _floating(canvas, rows.scale(ends[i - 1]), rows.scale(ends[i]), y, steps[i - 1][0])
        if i + 1 < len(rows.middles):
            x = rows.scale(ends[i])
            canvas.line((x, y + 8), (x, rows.middles[i + 1] - 8), INK, 1, "2 2")
        canvas.text(canvas.right, y + 4, values[i], "end", bold=True)
    unit = texts("figure.axis.percent") if data.unit == "share" else ""
    draw_x_axis(canvas, rows.scale, rows.base, texts, f"{texts.title(data.titles, '')}{', ' if unit else ''}{unit}")
    if left_out:
        canvas.paragraph(texts.count("figure.waterfall.rest", left_out), 12.5, colour=GREY)
    canvas.paragraph(texts("figure.waterfall.key"), 12.5, colour=GREY)
    return canvas.finish(f"{texts('figure.waterfall.desc')} {cut_note(rows.scale, texts)}".strip())


def _floating(canvas: Canvas, before: float, after: float, y: float, bar: FloatingBar | None) -> None:
    """Blue with an arrow to the right for more, orange with one to the left for less; pale if not settled."""
    colour = GREY if bar is None else BLUE if after >= before else ORANGE
    fill = "#ffffff" if bar is not None and not bar.settled else colour
    canvas.rect(min(before, after), y - 8, max(abs(after - before), 1.5), 16, fill, colour)
    if abs(after - before) > 14:
        tip, way = (after - 4, -1) if after > before else (after + 4, 1)
        mark = colour if fill == "#ffffff" else "#ffffff"
        canvas.path(f"M{tip + 5 * way:.2f} {y - 4:.2f}L{tip:.2f} {y:.2f}L{tip + 5 * way:.2f} {y + 4:.2f}", mark, 2)


def _label(bar: FloatingBar | None, texts: Texts) -> str:
    if bar is None:
        return texts("figure.waterfall.together")
    title = texts.title(bar.titles, "")
    change = texts.title(bar.change, "")
    return f"{title}: {change}" if change else title


def _from(data: WaterfallBars, texts: Texts) -> str:
    return texts.title(data.start_titles, "A")


def _to(data: WaterfallBars, texts: Texts) -> str:
    return texts.title(data.end_titles, "B")


def waterfall_table(data: WaterfallBars, language: str) -> Table:
    texts = Texts(language)
    rows = [(_from(data, texts), "", _value(data.start, data, texts))]
    for bar, before, after in steps_of(data):
        title = texts("figure.waterfall.together") if bar is None else texts.title(bar.titles, "")
        rows.append((title, _signed(after - before, data, texts), _value(after, data, texts)))
    rows.append((_to(data, texts), "", _value(data.end, data, texts)))
    columns = ("step", "effect", "after")
    header = tuple(texts(f"figure.column.{column}") for column in columns)
    return Table(finding(data, language), header, tuple(rows))
