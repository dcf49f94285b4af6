"""Running the kernel: memory, buffers for the log, threads, and another try with more room when something is full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.engines.compiled import layout
from sim.engines.compiled.image import Image, image_of
from sim.engines.order import LoopWithoutProgress
from sim.kernels.known import ENGINE
from sim.kernels.stored import kernel_of
from sim.log.buffers import buffer
from sim.log.events import COLUMNS
from sim.log.table import Log, from_columns
from sim.model.model import Model, Names
from sim.model.tables import Tables
from sim.random_keys import GOLDEN, MASK, mix, mix_array

Words = NDArray[np.int64]
T = TypeVar("T")

MOST_IMAGES = 4
MOST_ROWS_GUESSED = 100_000
"""Of one replication; above it one is simulated first to see how long its log is."""
MOST_ARENA = 1 << 31
"""Words; a replication that needs more than 16 GB is not going to end well."""

_images: dict[tuple[int, int, int], tuple[Tables, Names, Image]] = {}
"""By the very tables, names and end of a model; they are kept beside the image, so that no others can be there."""
_lock = Lock()


def run(model: Model, seed: int, replications: Sequence[int], threads: int = 1) -> Log:
    """The log of the replications named; each is the same however they are batched (contract L2)."""
    numbers = np.array(replications, dtype=np.int64)
    image = _image(model)
    keys = _keys(seed, numbers)
    if image.rows == 0:  # how long will the logs be?
        image.rows = int(_count(image, keys[:1])[-1])
    pieces = [piece for found in _in_threads(partial(_logs, image), keys, threads) for piece in found]
    columns, first_row = _joined(pieces)
    return from_columns(columns, first_row, numbers)


def simulate(model: Model, seed: int, replications: Sequence[int], threads: int = 1) -> Words:
    """The number of rows that the log of each replication has; no log is kept."""
    keys = _keys(seed, np.array(replications, dtype=np.int64))
    image = _image(model)
    return np.concatenate([np.diff(found) for found in _in_threads(partial(_count, image), keys, threads)])


def _in_threads(work: Callable[[Words], T], keys: Words, threads: int) -> list[T]:
    """The results of stretches of the keys, in order; the kernel lets go of the interpreter lock."""
    if threads <= 1 or len(keys) <= 1:
        return [work(keys)]
    parts = np.array_split(keys, min(threads, len(keys)))
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(work, parts))


def _keys(seed: int, numbers: Words) -> Words:
    """``draws.replication_key`` of many replications at once."""
    first = np.uint64(mix((seed + GOLDEN) & MASK))
    return mix_array(first + (numbers + 1).astype(np.uint64) * np.uint64(GOLDEN)).view(np.int64)


def _image(model: Model) -> Image:
    """The image of a model; the last few are kept, with what they have shown about the room they need.

    One of the same names is as a rule another set of assumptions: its logs are taken to be as long as those before.
    """
    key = id(model.tables), id(model.names), model.end
    with _lock:
        if key not in _images:
            image = image_of(model)
            alike = [known.rows for _, names, known in _images.values() if names == model.names]
            image.rows = alike[-1] if alike and alike[-1] <= MOST_ROWS_GUESSED else 0
            while len(_images) >= MOST_IMAGES:
                _images.pop(next(iter(_images)))
            _images[key] = model.tables, model.names, image
        return _images[key][2]


def prepare() -> None:
    """Compile the kernel, or load it from the cache."""
    kernel_of(ENGINE)


# --- running with enough room ----------------------------------------------------------------------------------------


class Piece:
    """Replications one after the other in one buffer: flat, seven columns of ``size`` rows."""

    def __init__(self, count: int, size: int) -> None:
        self.size = size
        self.log = buffer(size * len(COLUMNS))
        self.first_row = np.zeros(count + 1, dtype=np.int64)

    @property
    def rows(self) -> int:
        return int(self.first_row[-1])

    def column(self, index: int) -> Words:
        return self.log[index * self.size : index * self.size + self.rows]


def _logs(image: Image, keys: Words) -> list[Piece]:
    """The logs of the replications with these keys, in as many pieces as it took."""
    pieces: list[Piece] = []
    memory, done = image.memory(), 0
    while done < len(keys) or not pieces:
        left = len(keys) - done
        piece = Piece(left, image.rows * left + image.rows // 2 + 1000)
        finished, memory = _run(image, memory, keys[done:], piece.log, piece.first_row, piece.size)
        piece.first_row = piece.first_row[: finished + 1]
        pieces.append(piece)
        done += finished
        needed = piece.rows // finished + 1 if finished else 2 * image.rows
        image.rows = max(image.rows, needed + needed // 8)
    return pieces


def _count(image: Image, keys: Words) -> Words:
    """Where each log would begin and the last one end."""
    first_row = np.zeros(len(keys) + 1, dtype=np.int64)
    _run(image, image.memory(), keys, np.empty(0, dtype=np.int64), first_row, 0)
    return first_row


def _run(image: Image, memory: Words, keys: Words, log: Words, first_row: Words, size: int) -> tuple[int, Words]:
    """Run until all are done or the log is full; (how many, memory).  A full arena is doubled."""
    replicate_all = kernel_of(ENGINE)
    done, floats = 0, image.floats.copy()
    while True:
        done += replicate_all(memory, floats, keys[done:], log, first_row[done:], size)
        status = memory[layout.STATUS]
        if status == layout.LOOP:
            now, owner, step = (int(memory[slot]) for slot in (layout.NOW, layout.TROUBLE_OWNER, layout.TROUBLE_STEP))
            raise LoopWithoutProgress(owner, now, step)
        if status == layout.TOO_MANY:
            raise OverflowError(f"one replication has more than {layout.MOST_PEOPLE:,} participants")
        if status != layout.ARENA_FULL:
            return done, memory
        memory = _with_more_room(image, memory)


def _with_more_room(image: Image, memory: Words) -> Words:
    arena = 2 * (len(memory) - len(image.words))
    if arena > MOST_ARENA:
        raise MemoryError("one replication needs more memory than the engine allows")
    image.arena = max(image.arena, arena)
    return image.memory()


def _joined(pieces: list[Piece]) -> tuple[list[Words], Words]:
    """The columns of all pieces; one piece is used as it is."""
    if len(pieces) == 1:
        return [pieces[0].column(i) for i in range(len(COLUMNS))], pieces[0].first_row
    begins = np.cumsum([0, *(piece.rows for piece in pieces)])
    columns = [np.empty(begins[-1], dtype=np.int64) for _ in COLUMNS]
    for piece, begin in zip(pieces, begins[:-1], strict=True):
        for i, column in enumerate(columns):
            column[begin : begin + piece.rows] = piece.column(i)
    first_rows = [piece.first_row[1:] + begin for piece, begin in zip(pieces, begins[:-1], strict=True)]
    return columns, np.concatenate([[0], *first_rows])
