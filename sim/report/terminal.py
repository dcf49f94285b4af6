"""Text for a terminal of any width: prose wrapped, tables by rich; nothing is cut and no column is left out.

Where a table does not fit, or the terminal is narrow, every row is written with each label over its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from textwrap import fill, wrap

from sim.report.numbers import NBSP
from sim.report.screen import Line, Screen
from sim.report.table import Table
from sim.report.texts import Texts

USUAL, WIDEST, NARROW = 80, 120, 72
LINES = 24  # of a screen as wide as usual
ASIDE = 70  # the weight of lines of a screen that are about no one target, and of lighter ones
LEAST_LABEL = 16  # characters of a column of words, before a table is rather written row by row
GAP = 2
_BOUND_SPACE = "\ue000"  # rich would break a line at a space that must not break


def terminal_width() -> int:
    """Columns of the terminal, at most what is pleasant to read; of a pipe or file as many as usual."""
    return max(20, min(WIDEST, get_terminal_size((USUAL, LINES)).columns))


def stored_width() -> int:
    """As :func:`terminal_width` in steps of 20, for answers that are kept: one for each width would be too many."""
    return max(40, terminal_width() // 20 * 20)


def kept_table(table: Table) -> str:
    """The table as it is kept in an answer."""
    return table_text(table, stored_width())


def kept(parts: Iterable[str | Table]) -> str:
    """The parts of an answer as it is kept, an empty line between them; a part without text is left out."""
    texts = (kept_table(part) if isinstance(part, Table) else part for part in parts)
    return "\n\n".join(text for text in texts if text)


def within(text: str, width: int) -> str:
    """The text with every line that is too long wrapped, set in by two more than its beginning."""
    return "\n".join(line if len(line) <= width else paragraph(line, width, _inset(line)) for line in text.split("\n"))


def _inset(line: str) -> str:
    return " " * (len(line) - len(line.lstrip()) + 2)


def paragraph(text: str, width: int, indent: str = "  ") -> str:
    """One sentence or more, with later lines set in."""
    return fill(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def table_text(table: Table, width: int) -> str:
    """The table within the width, its title first."""
    title = [fill(table.title, width, break_long_words=False)] if table.title else []
    widths = _widths(table, width) if width >= NARROW else []
    body = _by_rich(table, widths) if widths else _stacked(table, width)
    return "\n".join([*title, *body, *([table.note] if table.note else [])])


def _longest_word(text: str) -> int:
    return max(map(len, text.replace("\n", " ").split(" ")))


def _widths(table: Table, width: int) -> list[int]:
    """The width of each column; none where the table does not fit.

    Cells of numbers stay whole.  Where room is short the columns of words are narrowed first, the widest before others,
    then the headers of numbers are broken between words.
    """
    columns = list(range(len(table.header)))
    cells = [max([0, *(len(row[i]) for row in table.rows)]) for i in columns]
    natural = [max(cells[i], *map(len, table.header[i].split("\n"))) for i in columns]
    words = [max(_longest_word(text) for text in (table.header[i], *(row[i] for row in table.rows))) for i in columns]
    least = [
        max(words[i], min(natural[i], LEAST_LABEL)) if i < table.labels else max(cells[i], _longest_word(header))
        for i, header in enumerate(table.header)
    ]
    room = width - GAP * (len(columns) - 1)
    widths = list(natural)
    for group in (columns[: table.labels], columns[table.labels :]):
        while sum(widths) > room and any(widths[i] > least[i] for i in group):
            widths[max((i for i in group if widths[i] > least[i]), key=lambda i: widths[i])] -= 1
    return widths if sum(widths) <= room else []


def _by_rich(table: Table, widths: Sequence[int]) -> list[str]:
    """Columns of these widths; words to the left, numbers to the right, a line under the header of a titled table."""
    from io import StringIO

    from rich.box import Box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    line = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
    shown = RichTable(box=line, pad_edge=False, padding=(0, GAP - 1, 0, 0), show_edge=False, header_style="")
    for i, (heading, column) in enumerate(zip(table.header, widths, strict=True)):
        side, top = ("left", "top") if i < table.labels else ("right", "bottom")
        shown.add_column(Text(_tied(heading)), justify=side, vertical=top, width=column, overflow="fold")  # type: ignore[arg-type]
    for row in table.rows:
        shown.add_row(*(Text(_tied(cell)) for cell in row))
    room = sum(widths) + GAP * len(widths) + 1
    console = Console(file=StringIO(), width=room, color_system=None, force_terminal=False, legacy_windows=False,
                      markup=False, highlight=False, emoji=False)  # fmt: skip
    with console.capture() as capture:
        console.print(shown)
    lines = [part.rstrip() for part in capture.get().replace(_BOUND_SPACE, NBSP).rstrip("\n").split("\n")]
    return lines if table.title else [part for part in lines if set(part) != {"-"}]


def _tied(text: str) -> str:
    return text.replace(NBSP, _BOUND_SPACE)


def _stacked(table: Table, width: int) -> list[str]:
    """Row by row: what the row is, then each heading with its value, to the right where there is room."""
    lines: list[str] = []
    for row in table.rows:
        name = ", ".join(cell for cell in row[: max(1, table.labels)] if cell)
        lines += wrap(name, width, subsequent_indent="  ", break_long_words=False)
        for heading, cell in zip(table.header[max(1, table.labels) :], row[max(1, table.labels) :], strict=True):
            if cell:
                lines += _pair(" ".join(heading.split("\n")), cell, width)
    return lines


def _pair(label: str, value: str, width: int) -> list[str]:
    room = width - 2 - len(value) - GAP
    if len(label) <= room:
        return [f"  {label.ljust(room)}{' ' * GAP}{value}"]
    parts = wrap(label, width - 2, break_long_words=False) or [""]
    return [*(f"  {part}" for part in parts), *(f"    {part}" for part in wrap(value, width - 4) or [value])]


def labelled(lines: Sequence[Line], width: int) -> list[str]:
    """Labels to the left, their texts beside them; over them where the terminal is narrow."""
    if width < NARROW:
        return [part for line in lines for part in (*wrap(line.label, width), *_indented(line.text, width, 2))]
    longest = max((len(line.label) for line in lines), default=0)
    column = min(longest, 16, width // 4) + GAP
    found = []
    for line in lines:
        labels = wrap(line.label, column - GAP, break_long_words=False) or [""]
        if any(len(label) > column - GAP for label in labels):  # a long word stands on a line of its own
            found += [*labels, *_indented(line.text, width, column)]
            continue
        texts = wrap(line.text, width - column, break_long_words=False, break_on_hyphens=False) or [""]
        for i in range(max(len(labels), len(texts))):
            label = labels[i] if i < len(labels) else ""
            found.append((label.ljust(column) + (texts[i] if i < len(texts) else "")).rstrip())
    return found


def _indented(text: str, width: int, by: int) -> list[str]:
    return [" " * by + part for part in wrap(text, width - by, break_long_words=False, break_on_hyphens=False)]


def screen_text(screen: Screen, texts: Texts, width: int) -> str:
    """The whole screen; at the usual width at most 24 lines, with what weighs least left for ``--all``."""
    kept, left = fitting(screen, texts)
    return "\n".join(_all_lines(screen, kept, left, texts, width))


def beside_tables(screen: Screen, texts: Texts, width: int) -> str:
    """The lines that stand beside all tables: those that the screen has no room for, and those about no one target."""
    left = fitting(screen, texts)[1]
    return "\n".join(labelled([one for one in screen.lines if one in left or one.weight <= ASIDE], width))


def fitting(screen: Screen, texts: Texts) -> tuple[list[Line], list[Line]]:
    """The lines that stay at the usual width, and those that went: the heaviest first, each if there is room for it."""
    kept: list[Line] = []
    for line in sorted(screen.lines, key=lambda line: -line.weight):
        more = [one for one in screen.lines if one in kept or one is line]
        left = [one for one in screen.lines if one not in more]
        if len(_all_lines(screen, more, left, texts, USUAL)) <= LINES:
            kept = more
    return kept, [one for one in screen.lines if one not in kept]


def _all_lines(screen: Screen, kept: list[Line], left: list[Line], texts: Texts, width: int) -> list[str]:
    labels = texts.listing(list(dict.fromkeys(line.label for line in left)))
    more = texts("screen.more.left", labels=labels) if left else texts("screen.more")
    question = [paragraph(screen.question, width, "")] * bool(screen.question)
    blocks: Iterable[str] = (
        "\n".join([paragraph(screen.title, width, ""), *question]),
        paragraph(screen.headline, width, ""),
        table_text(screen.table, width),
        "\n".join(labelled(kept, width)),
        "\n".join([paragraph(screen.computed, width, ""), paragraph(more, width, "")]),
    )
    return "\n\n".join(block for block in blocks if block).split("\n")
