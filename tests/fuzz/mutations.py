"""Mutations of scenario files: of the bytes, of the lines, and of the tables with what the language knows.

Everything is decided by a :class:`random.Random`, so that a file comes back from its seed and number.
"""

from __future__ import annotations

import copy
import datetime
import random
import re
import tomllib
from collections.abc import Callable
from typing import Any

from tests.fuzz.toml_text import document
from tests.fuzz.values import BROKEN_NUMBERS, DATES, KEYS, LENGTHS, ODD_NUMBERS, SHAPES, TIMES, UNITS, WHOLE, WORDS

Tables = dict[str, Any]
Path = tuple[str | int, ...]


def mutated(text: bytes, rng: random.Random) -> bytes:
    """One to four mutations of a file; mostly of its tables, else of lines or bytes."""
    kind = rng.random()
    for _ in range(rng.choice((1, 1, 1, 2, 2, 4))):
        if kind < 0.1:
            text = rng.choice(BYTE_WISE)(text, rng)
        elif kind < 0.25:
            text = rng.choice(LINE_WISE)(text, rng)
        else:
            text = _by_tables(text, rng)
    return text


# --- bytes and lines -------------------------------------------------------------------------------------------------


def _flip(text: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(text) or 1)
    return text[:at] + bytes([rng.randrange(256)]) + text[at + 1 :]


def _cut(text: bytes, rng: random.Random) -> bytes:
    return text[: rng.randrange(len(text) + 1)]


def _insert(text: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(text) + 1)
    piece = rng.choice(
        [
            b"\x00",
            b"\xff",
            b'"""',
            b"'''",
            b"[[",
            b"]",
            b"{",
            b"=",
            b"\r",
            b"\xef\xbb\xbf",
            b"#",
            b".",
            b"-",
            b"[" * 200,
            b"a." * 200 + b"b = 1\n",
        ]
    )
    return text[:at] + piece + text[at:]


def _line(change: Callable[[list[bytes], int, random.Random], None]) -> Callable[[bytes, random.Random], bytes]:
    def apply(text: bytes, rng: random.Random) -> bytes:
        lines = text.split(b"\n")
        change(lines, rng.randrange(len(lines)), rng)
        return b"\n".join(lines)

    return apply


def _double(lines: list[bytes], at: int, rng: random.Random) -> None:
    lines.insert(rng.randrange(len(lines) + 1), lines[at])


def _drop(lines: list[bytes], at: int, _: random.Random) -> None:
    del lines[at]


def _swap(lines: list[bytes], at: int, rng: random.Random) -> None:
    other = rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _digits(lines: list[bytes], at: int, rng: random.Random) -> None:
    """Another number in a line that has one, as it stands in the text."""
    number = rng.choice([b"0", b"-1", b"1e9", b"nan", b"9" * 30, b"0.1", b"2021-13-01", b"1__0", b"0x", b"007"])
    lines[at] = re.sub(rb"\d+(\.\d+)?", number, lines[at], count=1)


BYTE_WISE = [_flip, _cut, _insert]
LINE_WISE = [_line(_double), _line(_drop), _line(_swap), _line(_digits), _line(_digits)]


# --- tables ----------------------------------------------------------------------------------------------------------


def _by_tables(text: bytes, rng: random.Random) -> bytes:
    try:
        tables = tomllib.loads(text.decode())
    except (ValueError, RecursionError):  # no TOML any more
        return _flip(text, rng)
    paths = list(places(tables))
    if not paths:
        return _insert(text, rng)
    changed = copy.deepcopy(tables)
    rng.choice(TABLE_WISE)(changed, paths, rng)
    return document(changed).encode("utf-8", "surrogatepass")


def places(value: Any, path: Path = ()) -> list[Path]:
    """Every key path."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        found += places(item, (*path, name))
    return found


def at(tables: Any, path: Path) -> Any:
    for name in path:
        tables = tables[name]
    return tables


def _leaves(tables: Tables, paths: list[Path], kind: type | tuple[type, ...]) -> list[Path]:
    return [path for path in paths if isinstance(at(tables, path), kind) and not isinstance(at(tables, path), bool)]


def _put(tables: Tables, path: Path, value: Any) -> None:
    at(tables, path[:-1])[path[-1]] = value


def anything(rng: random.Random) -> Any:
    pool: list[Any] = rng.choice([WHOLE, BROKEN_NUMBERS, ODD_NUMBERS, LENGTHS, LENGTHS, WORDS, DATES, TIMES, SHAPES])
    return copy.deepcopy(rng.choice(pool))


def _replace(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    _put(tables, rng.choice(paths), anything(rng))


def _number(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    """A number a little or much larger or smaller, or none at all."""
    numbers = _leaves(tables, paths, (int, float))
    if numbers:
        path = rng.choice(numbers)
        old = at(tables, path)
        scaled = [old * 10, old * 1000, old // 7, -old, old + 1, old - 1, old * 10**9, old * 2**40]
        _put(tables, path, rng.choice([*scaled, *WHOLE, *BROKEN_NUMBERS, *ODD_NUMBERS]))


def _text(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    """A text gets another unit, another number, the text of another place, or nonsense."""
    texts = _leaves(tables, paths, str)
    if not texts:
        return
    path = rng.choice(texts)
    number, _, unit = at(tables, path).partition(" ")
    others = [at(tables, rng.choice(texts)), rng.choice(WORDS), rng.choice(LENGTHS), f"{number} {rng.choice(UNITS)}"]
    others.append(f"{rng.choice([*WHOLE, *BROKEN_NUMBERS])} {unit or 'days'}")
    _put(tables, path, rng.choice(others))


def _delete(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    path = rng.choice(paths)
    del at(tables, path[:-1])[path[-1]]


def _rename(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    """A key misspelt, or named as another one is."""
    path = rng.choice([path for path in paths if isinstance(path[-1], str)])
    table, name = at(tables, path[:-1]), str(path[-1])
    spot = rng.randrange(len(name) + 1)
    spelt = [name[:spot] + name[spot + 1 :], name[:spot] + "x" + name[spot:], name.upper(), name + " ", name + ".x"]
    new = rng.choice([*spelt, rng.choice(KEYS), str(rng.choice(paths)[-1])])
    renamed = {new if key == name else key: item for key, item in table.items()}
    table.clear()
    table.update(renamed)


def _add(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    path = rng.choice(paths)
    inside = at(tables, path)
    if isinstance(inside, list):
        inside.append(anything(rng))
    else:
        inside = inside if isinstance(inside, dict) else at(tables, path[:-1])
        if isinstance(inside, dict):
            inside[rng.choice(KEYS)] = anything(rng)


def _swap_places(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    one, other = rng.choice(paths), rng.choice(paths)
    first, second = copy.deepcopy(at(tables, one)), copy.deepcopy(at(tables, other))
    if one[: len(other)] != other and other[: len(one)] != one:
        _put(tables, one, second)
        _put(tables, other, first)


def _copy_place(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    """A thing under another name beside it, or in the place of something else."""
    path = rng.choice(paths)
    thing = copy.deepcopy(at(tables, path))
    inside = at(tables, path[:-1])
    if isinstance(inside, list):
        inside.append(thing)
    elif rng.random() < 0.5:
        inside[f"{path[-1]}2"] = thing
    else:
        _put(tables, rng.choice(paths), thing)


def _wrap(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    path = rng.choice(paths)
    old = copy.deepcopy(at(tables, path))
    deep: Any = old
    for _ in range(60):
        deep = [deep]
    _put(
        tables,
        path,
        rng.choice(
            [
                [old],
                {"x": old},
                {"other": old},
                {"by": "group", "other": old},
                {"start": old, "2022-01-01": old},
                deep,
                [old, old],
            ]
        ),
    )


def _date(tables: Tables, paths: list[Path], rng: random.Random) -> None:
    dates = _leaves(tables, paths, datetime.date)
    if dates:
        path = rng.choice(dates)
        old = at(tables, path)
        near = [old + datetime.timedelta(days) for days in (-1, 1, -3650, 3650)] if 1000 < old.year < 9000 else []
        _put(tables, path, rng.choice([*near, *DATES, *TIMES, old.isoformat()]))


TABLE_WISE = [
    _replace,
    _replace,
    _number,
    _number,
    _text,
    _text,
    _delete,
    _rename,
    _add,
    _swap_places,
    _copy_place,
    _wrap,
    _date,
]
