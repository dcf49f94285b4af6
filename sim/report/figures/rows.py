"""Figures made of rows: a label, a mark on a common scale, and the value in words.

Wide: labels to the left of the scale.  Narrow: each label above its mark, so that nothing is squeezed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.figures.axes import Scale
from sim.report.figures.canvas import SMALL, Canvas, text_width, wrap

LABELS, LINE = 240, 16


@dataclass(frozen=True)
class Rows:
    """Where the rows stand: ``middles`` are the heights of the marks, from ``top`` to ``base``."""

    scale: Scale
    middles: tuple[float, ...]
    top: float
    base: float


def on_own_scale(value: float, low: float, high: float, beyond: float) -> float:
    """Where a value lies with ``low`` at 0 and ``high`` at 1, cut to what is drawn: so far beyond either end."""
    return min(max((value - low) / ((high - low) or 1.0), -beyond), 1 + beyond)


def place_rows(
    canvas: Canvas, labels: Sequence[str], low: float, high: float, values: Sequence[str] = (), row: float = 30
) -> Rows:
    """Draw the labels and say where the marks go; ``values`` are texts that need room to the right of the scale."""
    room = max((text_width(words, SMALL) for words in values), default=0.0) + (12 if values else 4)
    left = canvas.left + 4 if canvas.narrow else canvas.left + LABELS + 12
    scale = Scale(low, high, left + 4, canvas.right - room)
    top = y = canvas.y + 4
    middles = []
    for label in labels:
        lines = wrap(label, (canvas.right - canvas.left) if canvas.narrow else LABELS, SMALL)
        if canvas.narrow:
            for i, line in enumerate(lines):
                canvas.label(canvas.left, y + 14 + i * LINE, line)
            y += len(lines) * LINE
            middles.append(y + row / 2 - 3)
            y += row - 4
        else:
            high_of_row = max(row, len(lines) * LINE + 8)
            first = y + high_of_row / 2 - (len(lines) - 1) * LINE / 2 + 4
            for i, line in enumerate(lines):
                canvas.text(canvas.left + LABELS, first + i * LINE, line, "end")
            middles.append(y + high_of_row / 2)
            y += high_of_row
    canvas.y = y
    return Rows(scale, tuple(middles), top, y + 4)
