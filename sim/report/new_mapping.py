"""An empty mapping for a scenario: what a job centre fills in so that its records can be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta

from sim.report.texts import Texts
from sim.scenario.schema import Scenario, Step

SPELLS_FILE = "forloeb.csv"


def new_mapping(scenario: Scenario, path: str, texts: Texts) -> str:
    """The text of a mapping; ``path`` is the scenario file as seen from the folder of the mapping."""
    first = scenario.run.first_day + timedelta(seconds=scenario.run.start)
    head = texts(
        "records.new.head", scenario=json.dumps(path), file=json.dumps(SPELLS_FILE), first=first,
        last=date(first.year, 12, 31),
    )  # fmt: skip
    steps = [step for step in scenario.steps if step.kind in ("stage", "exit")]
    pools = [texts("records.new.pool", pool=pool.name) for pool in scenario.pools]
    return "\n".join([head, *_words(steps, texts), *_properties(scenario, texts), *pools]).rstrip() + "\n"


def _words(steps: Sequence[Step], texts: Texts) -> list[str]:
    titles = [texts.title(step.titles, step.name) for step in steps]
    words = [f"{title} ({step.name})" if titles.count(title) > 1 else title
             for step, title in zip(steps, titles, strict=True)]  # fmt: skip
    return [f"{_quoted(word)} = {_quoted(step.name)}" for word, step in zip(words, steps, strict=True)]


def _properties(scenario: Scenario, texts: Texts) -> list[str]:
    """Attributes with categories, each as a line to take into use."""
    lines = []
    for one in scenario.properties:
        if one.name not in scenario.attributes or not one.categories:
            continue
        titles = dict(one.category_titles)
        words = [texts.title(titles[name], name) if name in titles else name for name in one.categories]
        values = ", ".join(
            f"{_quoted(word)} = {_quoted(name)}" for word, name in zip(words, one.categories, strict=True)
        )
        column = _quoted(texts.title(one.titles, one.name))
        lines.append(f"# {one.name} = {{ column = {column}, values = {{ {values} }} }}")
    return ["", "[spells.properties]", *lines] if lines else []


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
