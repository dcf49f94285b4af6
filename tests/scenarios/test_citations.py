"""Every sentence of the minutes (lines 81-127) is cited verbatim by the baseline, and every citation is verbatim.

``minutes.txt`` is a copy of those lines: number, tab, text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BASELINE = HERE.parents[1] / "scenarios" / "rengoering.toml"
HEADINGS = frozenset(("Organisering", "Periode", "Projektets målsætninger"))
CITATION = re.compile(r"^L(\d+): (.+)$", re.DOTALL)
NEXT_CITATION = re.compile(r" / (?=L\d+: )")  # the minutes use " / " themselves
SENTENCE_END = re.compile(r"(?<=\.)\s+(?=[A-ZÆØÅ])")  # not after "pr.", "evt." and "1."


def spoken(note: object) -> list[str]:
    """What a note says, in each language in which it is stated."""
    return [str(said) for said in note.values()] if isinstance(note, dict) else [str(note)]


def minutes() -> dict[int, str]:
    numbered = (line.split("\t", 1) for line in (HERE / "minutes.txt").read_text("utf-8").splitlines()[1:])
    return {int(number): text for number, text in numbered}


def sentences() -> list[tuple[int, str]]:
    return [
        (number, sentence)
        for number, text in minutes().items()
        if text not in HEADINGS
        for sentence in SENTENCE_END.split(text)
    ]


def citations(tables: dict[str, object]) -> list[tuple[int, str]]:
    """(line, quote) of every ``text`` and of the notes; a note may add a remark after " -- "."""
    notes = tables.get("notes", [])
    assert isinstance(notes, list)
    texts = [*texts_of(tables), *(said.split(" -- ")[0] for note in notes for said in spoken(note))]
    parts = (CITATION.match(part) for text in texts for part in NEXT_CITATION.split(text))
    return [(int(match[1]), match[2]) for match in parts if match]


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from texts_of(inner)


def not_cited(tables: dict[str, object]) -> list[str]:
    cited = citations(tables)
    return [
        f"L{number}: {sentence}"
        for number, sentence in sentences()
        if not any(line == number and sentence in quote for line, quote in cited)
    ]


def baseline() -> dict[str, object]:
    return tomllib.loads(BASELINE.read_text("utf-8"))


def test_the_copy_of_the_minutes_has_the_sentences_of_lines_81_to_127() -> None:
    found = sentences()
    assert len(found) == 30
    assert {number for number, _ in found} == {81, 84, 87, 90, 93, 96, 99, 102, 108, 111, 114, 119, 124, 127}


def test_every_sentence_is_cited() -> None:
    assert not_cited(baseline()) == []


def test_every_citation_is_verbatim() -> None:
    text = minutes()
    quotes = citations(baseline())
    assert len(quotes) >= 30
    assert [(line, quote) for line, quote in quotes if quote not in text.get(line, "")] == []


@pytest.mark.parametrize("element", [("stage", "praktik"), ("exit", "returned"), ("followup", "aftercare")])
def test_a_missing_citation_is_noticed(element: tuple[str, str]) -> None:
    tables = baseline()
    kind, name = element
    group = tables[kind]
    assert isinstance(group, dict)
    quote = group[name].pop("text")
    assert not_cited(tables) == NEXT_CITATION.split(quote)
