"""Running the digest: the sections of its memory, plain or compiled, and the results by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.kernels.known import DIGEST
from sim.kernels.stored import kernel_of
from sim.kernels.usable import usable
from sim.log.buffers import buffer
from sim.log.table import Log
from sim.measures.circular import people_in_circles
from sim.measures.civil import Ints
from sim.measures.digest import layout
from sim.measures.digest.digest import Digest
from sim.measures.digest.image import Image
from sim.measures.digest.reading import read_replication
from sim.measures.levels import levels_of

PLAIN_SECONDS_PER_ROW = 4.5e-6
"""What reading takes without compiling."""


def digest_of(log: Log, image: Image, compiled: bool | None = None) -> Digest:
    """Read the log of a batch.  The result is the same compiled or not; None: whichever is sooner ready."""
    sizes = _people(log)
    places, words = _sections(image, sizes, log.first_row)
    static = _prepared(image, places, sizes)
    wanted = pays_off(len(log)) if compiled is None else compiled
    read = _read_compiled if wanted and usable(DIGEST) else _read_plainly
    memory = read(static, words, log, sizes)
    return _named(log, image, sizes, memory, places)


def pays_off(rows: int) -> bool:
    """Whether reading so many rows in plain Python would take longer than to have the compiled reading ready."""
    return rows * PLAIN_SECONDS_PER_ROW > DIGEST.seconds_until_ready


@dataclass(frozen=True)
class _Places:
    """Where the sections of the memory begin."""

    rows: int
    changes: int
    cells: int
    results: int
    waits: int
    spells: int


def _sections(image: Image, sizes: Ints, first_row: Ints) -> tuple[_Places, int]:
    """The sections and the number of words.

    A row ends at most one wait and one spell of each status; a person has one of each left at the end.
    """
    people, rows = int(sizes.sum()), int(first_row[-1])
    statuses = image[layout.STATUS_COUNT]
    widths = (
        1 + int(sizes.max(initial=0)) + 2 * int(np.diff(first_row).max(initial=0)) + 1,
        layout.BENEFIT_WIDTH * (image[layout.CELLS_WIDTH] - image[layout.BENEFIT_CELLS]),
        len(sizes) * image[layout.CELLS_WIDTH],
        people * image[layout.RESULT_WIDTH],
        (rows + people) * layout.WAIT_WIDTH,
        (rows + people) * statuses * layout.SPELL_WIDTH,
    )
    places = np.cumsum([len(image.words), *widths]).tolist()
    return _Places(*places[:-1]), places[-1]


def _prepared(image: Image, places: _Places, sizes: Ints) -> list[int]:
    """The first words of the memory, with the addresses of the sections."""
    words = list(image.words)
    words[layout.HEADS], words[layout.SHARED_END] = places.rows + 1, places.changes
    words[layout.LINKS] = words[layout.HEADS] + int(sizes.max(initial=0))
    words[layout.RESULTS], words[layout.EVERYBODY] = places.results, int(sizes.sum())
    words[layout.WAITS], words[layout.SPELLS] = places.waits, places.spells
    for header in range(layout.STEP_CELLS, layout.BENEFIT_CELLS + 1):
        words[header] += places.cells
    words[layout.BENEFIT_CHANGES] = places.changes
    return words


def _read_compiled(static: list[int], words: int, log: Log, sizes: Ints) -> Ints:
    memory = buffer(words)[:words]
    memory[: static[layout.WAITS]] = 0  # the lists behind are written before they are read
    memory[: len(static)] = static
    kernel_of(DIGEST)(memory, *_columns(log), _words(log.first_row), sizes)
    return memory


def _read_plainly(static: list[int], words: int, log: Log, sizes: Ints) -> Ints:
    memory = [*static, *[0] * (words - len(static))]
    time, owner, code, step, what, value = (column.tolist() for column in _columns(log))
    bounds = log.first_row.tolist()
    for first, last, people in zip(bounds, bounds[1:], sizes.tolist(), strict=False):
        read_replication(memory, time, owner, code, step, what, value, first, last, people)
    return np.array(memory, dtype=np.int64)


def _columns(log: Log) -> tuple[Ints, ...]:
    """The columns as the compiled code takes them: one word behind the other, and not read-only."""
    columns = (log.time, log.owner, log.code, log.step, log.object, log.value)
    return tuple(_words(column) for column in columns)


def _words(column: Ints) -> Ints:
    return np.require(column, np.int64, ["C", "W"])


def _named(log: Log, image: Image, sizes: Ints, memory: Ints, places: _Places) -> Digest:
    def table(first: int, last: int, width: int) -> Ints:
        return memory[first:last].reshape(-1, width)

    return Digest(
        image=image,
        replications=log.replications,
        cells=memory[places.cells : places.results].reshape(len(sizes), -1),
        people=memory[places.results : places.waits].reshape(image[layout.RESULT_WIDTH], -1),
        replication=np.repeat(np.arange(len(sizes)), sizes),
        waits=table(places.waits, int(memory[layout.WAITS]), layout.WAIT_WIDTH),
        _spells=table(places.spells, int(memory[layout.SPELLS]), layout.SPELL_WIDTH),
        levels=levels_of(log, image.model),
        in_circles=people_in_circles(log, image.model) if image.can_block else np.zeros(len(sizes), dtype=np.int64),
    )


def _people(log: Log) -> Ints:
    """Number of people of each replication: the largest number plus 1."""
    sizes = np.diff(log.first_row)
    people = np.zeros(len(sizes), dtype=np.int64)
    filled = np.flatnonzero(sizes)
    if len(filled):
        people[filled] = np.maximum.reduceat(log.owner, log.first_row[:-1][filled]) + 1
    return people
