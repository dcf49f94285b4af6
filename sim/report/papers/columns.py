"""How wide the columns of a printed table are: no word broken, and room in proportion to what they hold."""

from __future__ import annotations

from math import sqrt

from sim.report.figures.canvas import text_width
from sim.report.table import Table

EDGE = 12.0  # points that the edges of a cell take


def shares(table: Table, wide: float, size: float) -> list[float]:
    """The share of the width of each column, adding up to 1; ``wide``: points of the table, ``size``: of its letters.

    Every column has at least the room of its longest word (a figure with its unit is one), measured in a wide font.
    What is left goes where lines would be many, by the square root of their length, so that long texts become neither a
    ribbon nor everything; what nobody needs is given to all alike.
    """
    columns = [[row[i].replace("\n", " ") for row in (table.header, *table.rows)] for i in range(len(table.header))]

    def measured(text: str, column: int, row: int) -> float:
        return text_width(text, size, bold=row == 0 or column == 0)

    least = [max(measured(word, i, j) for j, text in enumerate(cells) for word in text.split(" ")) + EDGE
             for i, cells in enumerate(columns)]  # fmt: skip
    natural = [max(measured(text, i, j) for j, text in enumerate(cells)) + EDGE for i, cells in enumerate(columns)]
    room = wide - sum(least)
    if room <= 0:
        return [one / sum(least) for one in least]
    wanted = [max(whole - word, 0.0) for whole, word in zip(natural, least, strict=True)]
    if sum(wanted) > room:
        weights = [sqrt(one) for one in wanted]
        wanted = [min(one, room * weight / sum(weights)) for one, weight in zip(wanted, weights, strict=True)]
    spare = (room - sum(wanted)) / len(least)
    return [(word + more + spare) / wide for word, more in zip(least, wanted, strict=True)]
