"""Attributes and marks: which there are, their categories, and how they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from sim.scenario.cases import branch, leaves_of, remainder
from sim.scenario.keys import NAMED, Key, fields
from sim.scenario.lawtables import number_law
from sim.scenario.leaves import count, titles
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.reading import is_law
from sim.scenario.remembered import remembered
from sim.scenario.schema import Case, Draw, Property, Titles
from sim.scenario.shares import read_shares
from sim.scenario.words import said

SOURCE = "source"  # built in: the name of the stream that a person came by
MARKED = ("stage", "decision", "wait")
WORDING = ("title", "text", "category_titles")
"""Keys beside the draw of a property that say what it is called."""


class Called(NamedTuple):
    """What a property and its categories are called."""

    title: Titles = Titles()
    categories: tuple[tuple[str, Titles], ...] = ()


def survey(reader: Reader) -> None:
    """Find all properties and their categories before anything that may depend on them is read."""
    found: dict[str, set[str]] = {SOURCE: {*reader.names["arrivals"], *reader.names["backlog"]}}
    tables = dict(reader.section("attribute"))
    reader.unread.update(name for name in reader.names["attribute"] if name not in tables)
    reader.names["attribute"] = tuple(tables)
    for name, table in tables.items():
        reader.name(("attribute", name), name)
        if name == SOURCE:
            reader.add(("attribute", name), "defined-twice", "`source` is built in", name)
        found[name] = categories_of({key: value for key, value in table.items() if key not in WORDING})
    for kind in MARKED:
        for step, table in reader.section(kind):
            marks = table.get("marks", {})
            for mark, raw in marks.items() if isinstance(marks, dict) else ():
                _survey_mark(reader, (kind, step, "marks", mark), mark, categories_of(raw), found)
    known = sorted(set(found) - reader.unread, key=str.encode)
    reader.properties = {name: tuple(sorted(found[name], key=str.encode)) for name in known}


def _survey_mark(reader: Reader, path: KeyPath, mark: str, categories: set[str], found: dict[str, set[str]]) -> None:
    reader.name(path, mark)
    if mark in reader.names["attribute"] or mark == SOURCE:
        reader.add(path, "defined-twice", "A mark and an attribute cannot share a name", mark)
    elif mark in found and bool(found[mark]) != bool(categories):
        reader.add(path, "defined-twice", "The mark is a number in one step and a category in another", mark)
        reader.unread.add(mark)
    else:
        found.setdefault(mark, set()).update(categories)


def categories_of(raw: object) -> set[str]:
    """The categories that a draw can give; none if it gives a number."""
    if isinstance(raw, str) and not raw.startswith("$"):
        return {raw}
    if not isinstance(raw, dict) or is_law(raw):
        return set()
    if "by" in raw:
        return {name for key, branch in raw.items() if key != "by" for name in categories_of(branch)}
    return set(raw["exactly"]) if isinstance(raw.get("exactly"), dict) else set(raw)


def read_draw(reader: Reader, path: KeyPath, raw: object, name: str) -> Any:
    """How a property is drawn: Draw, or BROKEN."""
    value = reader.deref(path, raw)
    if value is BROKEN:
        return BROKEN
    if isinstance(value, dict) and "exactly" in value:
        return _composition(reader, path, value, name)
    if isinstance(value, dict) and str(value.get("by", "")).startswith("$"):
        return reader.case(path, value, lambda inner, here, found: read_draw(inner, here, found, name), person=False)
    if not reader.properties[name]:
        law = number_law(reader, path, value)
        return BROKEN if BROKEN in leaves_of(law) else Draw(law=law)

    def category(inner: Reader, here: KeyPath, found: object) -> Any:
        if found in reader.properties[name] and isinstance(found, str):
            inner.name(here, found)
            return found
        known = reader.properties[name]
        return inner.add(here, "unknown-category", said("{name} has no such category", name=name), found, known)

    read = read_shares(reader, path, value, category)
    if BROKEN in leaves_of(read.rest):
        return BROKEN
    if isinstance(read.rest, str) and not read.shares:
        return Draw(category=read.rest)
    return _shares(reader, path, read.shares, read.rest)


def _shares(reader: Reader, path: KeyPath, shares: tuple[tuple[str, Any], ...], rest: Any) -> Any:
    """The category that takes what is left comes last; where it differs by case, all shares are spelt out."""
    same = sorted(set(leaves_of(rest)), key=str.encode)
    if len(same) > 1:
        shares, rest = tuple(sorted(_spelt_out(dict(shares), rest, reader.properties).items())), same[-1]
    else:
        rest = same[0]
    kept = [(name, value) for name, value in shares if name != rest]
    left = remainder([value for _, value in kept], reader.properties)
    return Draw(shares=(*kept, (rest, left)))


def _spelt_out(shares: dict[str, Any], rest: Any, properties: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Every share, also of the category that takes what is left in some case."""
    if not isinstance(rest, Case):
        others = [value for name, value in shares.items() if name != rest]
        return {**shares, rest: remainder(others, properties)}

    def there(label: str) -> dict[str, Any]:
        at = float(label.removeprefix("<")) if label.startswith("<") else label
        return _spelt_out(
            {name: branch(value, rest.by, at) for name, value in shares.items()}, inner[label], properties
        )

    inner = {**dict(rest.cases), **({} if rest.other is None else {"": rest.other})}
    tables = {label: there(label) for label in inner}
    names = {name for table in tables.values() for name in table}

    def column(name: str) -> Any:
        cases = tuple((label, tables[label].get(name, 0.0)) for label, _ in rest.cases)
        return Case(rest.by, cases, tables[""].get(name, 0.0) if "" in tables else None)

    return {name: column(name) for name in names}


def _composition(reader: Reader, path: KeyPath, value: dict[str, Any], name: str) -> Any:
    for key in value:
        if key != "exactly":
            reader.add((*path, key), "unknown-key", "Nothing can stand beside `exactly`", key, ("exactly",))
    table = reader.table((*path, "exactly"), value["exactly"])
    here = (*path, "exactly")
    counts = []
    for category in sorted(table, key=str.encode):
        if category not in reader.properties[name]:
            known = reader.properties[name]
            reader.add(
                (*here, category), "unknown-category", said("{name} has no such category", name=name), category, known
            )
        counts.append((category, count(reader, (*here, category), table[category])))
    return BROKEN if any(number is BROKEN for _, number in counts) else Draw(composition=tuple(counts))


def read_attributes(reader: Reader) -> tuple[dict[str, Draw], dict[str, Called]]:
    """How each ``[attribute.*]`` is drawn at arrival, and what it and each ``[mark.*]`` is called."""
    draws, called = {}, {}
    for name, table in reader.section("attribute"):
        path: KeyPath = ("attribute", name)
        if name in reader.unread:
            continue
        called[name], draws[name] = remembered(reader, path, partial(_attribute, reader, name, table))
    for name, table in reader.section("mark"):
        if name in reader.names["attribute"] or name == SOURCE or name not in reader.properties:
            marks = [one for one in reader.properties if one not in draws and one != SOURCE]
            reader.add(("mark", name), "unknown-name", "No step draws a mark of that name", name, marks)
        else:
            called[name] = remembered(reader, ("mark", name), partial(_called, reader, ("mark", name), table))
    return draws, called


def _attribute(reader: Reader, name: str, table: dict[str, Any]) -> tuple[Called, Any]:
    """What an attribute is called and how it is drawn."""
    path: KeyPath = ("attribute", name)
    called = _called(reader, path, {key: value for key, value in table.items() if key in WORDING})
    return called, read_draw(reader, path, {key: value for key, value in table.items() if key not in WORDING}, name)


def _called(reader: Reader, path: KeyPath, table: dict[str, Any]) -> Called:
    """The title of a property and those of its categories."""
    found = fields(reader, path, table, {**NAMED, "category_titles": Key(_raw, {})})
    here, categories = (*path, "category_titles"), reader.properties[str(path[1])]
    stated = reader.table(here, found["category_titles"])
    for category in stated:
        if category not in categories:
            message = "The title is of none of the categories"
            reader.add((*here, category), "unknown-category", message, category, categories)
    known = [category for category in categories if category in stated]
    return Called(found["title"], tuple((one, titles(reader, (*here, one), stated[one])) for one in known))


def _raw(reader: Reader, path: KeyPath, raw: object) -> Any:
    return raw


def order_of_drawing(reader: Reader) -> tuple[str, ...]:
    """Attributes so that each comes after those that its draw depends on, otherwise by name."""
    needs = {name: {use.name for use in reader.property_uses if use.path[:2] == ("attribute", name)}
             & set(reader.names["attribute"])
             for name in reader.names["attribute"]}  # fmt: skip
    ordered: list[str] = []
    while len(ordered) < len(needs):
        ready = [name for name in sorted(needs, key=str.encode) if name not in ordered and needs[name] <= set(ordered)]
        if not ready:
            stuck = sorted(set(needs) - set(ordered))
            circle = [name for name in stuck if needs[name] & set(stuck)]
            if circle:
                message = "Attributes depend on each other in a circle"
                reader.add(("attribute", circle[0]), "attribute-cycle", message, ", ".join(circle))
            return tuple(sorted(needs, key=str.encode))
        ordered.append(ready[0])
    return tuple(ordered)


def all_properties(reader: Reader, draws: dict[str, Draw], called: dict[str, Called]) -> tuple[Property, ...]:
    """Attributes, marks and the durations that cases name, sorted by name; attributes carry how they are drawn."""
    return tuple(
        Property(
            name,
            reader.properties[name],
            draws.get(name),
            *called.get(name, Called()),
            duration=reader.durations.get(name),
        )
        for name in sorted(reader.properties, key=str.encode)
    )


def stated_attributes(reader: Reader, path: KeyPath, raw: object) -> Any:
    """What a stream or a backlog says about the attributes of its people, sorted by name."""
    table = reader.table(path, raw)
    pairs = []
    for name in sorted(set(table) - reader.unread, key=str.encode):
        if name not in reader.names["attribute"]:
            reader.add((*path, name), "unknown-name", "There is no such attribute", name, reader.names["attribute"])
        else:
            pairs.append((name, read_draw(reader, (*path, name), table[name], name)))
    return tuple(pair for pair in pairs if pair[1] is not BROKEN)
