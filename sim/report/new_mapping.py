"""An empty mapping for a scenario: what a job centre fills in so that its records can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sim.report.texts import Texts
from sim.scenario.schema import Property, Scenario, Step

if TYPE_CHECKING:
    from sim.records.export import Export

SPELLS_FILE = "forloeb.csv"
COLUMNS = {"person": "Borger-id", "step": "Aktivitet", "begin": "Fra", "end": "Til"}
SHOWN_LINES = 5
SHORTEST = 3  # of a word by which a category is known


def new_mapping(
    scenario: Scenario, path: str, texts: Texts, file: str = SPELLS_FILE, found: Export | None = None
) -> str:
    """The text of a mapping; ``path`` is the scenario file, and ``file`` that of the records, as seen from its folder.

    With what was ``found`` in the records, columns, dates and window are those of the file, and its words are there to
    be given their steps; else it holds the scenario's own words.
    """
    first = scenario.run.first_day + timedelta(seconds=scenario.run.start)
    last = date(first.year, 12, 31)
    columns, dates = COLUMNS, "DD-MM-YYYY"
    if found is not None:
        columns = {name: getattr(found, name) for name in COLUMNS}
        dates, first, last = found.dates, found.first or first, found.last or last
    head = texts(
        "records.new.head", scenario=_quoted(path), file=_padded(file), first=first, last=last, dates=_padded(dates),
        window=texts("records.new.window.yours" if found is None else "records.new.window.found"),
        **{name: _padded(column) for name, column in columns.items()},
    )  # fmt: skip
    steps = [step for step in scenario.steps if step.kind in ("stage", "exit")]
    words = _words(steps, texts) if found is None else _found_words(steps, found, texts)
    pools = [texts("records.new.pool", pool=pool.name) for pool in scenario.pools]
    text = "\n".join([head, *words, *_properties(scenario, texts, found), *pools])
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n")) + "\n"


def _padded(text: str) -> str:
    return _quoted(text).ljust(22)


def _found_words(steps: Sequence[Step], found: Export, texts: Texts) -> Iterator[str]:
    """The words of the records with room for the step of each; a step that has the very same name stands there."""
    titles = {step.name: texts.title(step.titles, step.name) for step in steps}
    width = max((len(name) for name in titles), default=0)
    yield texts("records.new.steps")
    yield from (f"#   {name.ljust(width)}  {title}" for name, title in titles.items())
    same = {called.casefold(): name for name, title in titles.items() for called in (title, name)}
    longest = max((len(_quoted(word)) for word, _ in found.words), default=0)
    for word, rows in found.words:
        step = same.get(word.casefold(), "")
        yield f"{_quoted(word).ljust(longest)} = {_quoted(step)}   # {texts.count('records.new.rows', rows)}"
    for lines in found.rare:
        yield texts("records.new.rare", lines=", ".join(str(line) for line in lines[:SHOWN_LINES]))


def _words(steps: Sequence[Step], texts: Texts) -> list[str]:
    titles = [texts.title(step.titles, step.name) for step in steps]
    words = [f"{title} ({step.name})" if titles.count(title) > 1 else title
             for step, title in zip(steps, titles, strict=True)]  # fmt: skip
    return [f"{_quoted(word)} = {_quoted(step.name)}" for word, step in zip(words, steps, strict=True)]


def _properties(scenario: Scenario, texts: Texts, found: Export | None) -> list[str]:
    """Attributes with categories: the column of the records whose words are those, else a line to take into use; then
    the other columns of the records."""
    lines, left = [], dict(found.others) if found is not None else {}
    for one in scenario.properties:
        if one.name not in scenario.attributes or not one.categories:
            continue
        titles = dict(one.category_titles)
        words = [texts.title(titles[name], name) if name in titles else name for name in one.categories]
        mark, column = "# ", texts.title(one.titles, one.name)
        pairs = list(zip(words, one.categories, strict=True))
        for name, held in left.items():
            meant = _meant(held, one)
            if meant:
                mark, column, pairs = "", name, meant
                del left[name]
                break
        values = ", ".join(f"{_quoted(word)} = {_quoted(name)}" for word, name in pairs)
        lines.append(f"{mark}{one.name} = {{ column = {_quoted(column)}, values = {{ {values} }} }}")
    others = [
        texts("records.new.other", column=_quoted(name), words=", ".join(_quoted(word) for word in words))
        for name, words in left.items() if words
    ]  # fmt: skip
    return ["", "[spells.properties]", *lines, *others] if lines else []


def _meant(words: Sequence[str], one: Property) -> list[tuple[str, str]]:
    """The category that each word means, by its name or the beginning of its title; empty unless each means its own."""
    titles = dict(one.category_titles)
    called = {name: [name, *((titles[name].da, titles[name].en) if name in titles else ())] for name in one.categories}
    pairs = []
    for word in words:
        begin = word.casefold()
        fits = [name for name, some in called.items()
                if len(begin) >= SHORTEST and any(title.casefold().startswith(begin) for title in some)]  # fmt: skip
        if len(fits) == 1:
            pairs.append((word, fits[0]))
    return pairs if len(pairs) == len(words) == len({name for _, name in pairs}) else []


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
