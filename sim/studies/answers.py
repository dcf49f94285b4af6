"""The answer of a whole study as a directory: ``results/<scenario>/<id>/``, there completely or not at all.

The id is the hash of the question (scenarios, what was asked, replications or precision, seed, language) and of the
program, so that the same question finds its answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.studies.files import slug, write_directory
from sim.studies.program import content_id, program, source_digest
from sim.studies.store import MANIFEST

WORDS = ("studies", "report", "cli")  # what makes an answer of figures
ANSWER, SUMMARY = "answer.txt", "summary.json"


@dataclass(frozen=True)
class Answer:
    """What a study says: in words, as JSON, and as other files that are written into its directory."""

    text: str
    summary: dict[str, Any]
    files: Mapping[str, Callable[[Path], object]]


@dataclass(frozen=True)
class Kept:
    """Where the answer to a question is kept, or would be."""

    path: Path
    identity: str
    kind: str
    question: dict[str, Any]

    @property
    def there(self) -> bool:
        return all((self.path / name).is_file() for name in (MANIFEST, ANSWER, SUMMARY))

    def text(self) -> str:
        return (self.path / ANSWER).read_text(encoding="utf-8")

    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.path / SUMMARY).read_text(encoding="utf-8"))
        return found

    def write(self, answer: Answer, command: str, seconds: float) -> None:
        """Write everything beside its place and then let it take its place."""
        manifest = {
            "kind": self.kind,
            "id": self.identity,
            "scenario": self.path.parent.name,
            "question": self.question,
            "program": program(),
            "command": command,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(seconds, 3),
        }

        def fill(directory: Path) -> None:
            for name, write in answer.files.items():
                write(directory / name)
            (directory / ANSWER).write_text(answer.text + "\n", encoding="utf-8")
            (directory / SUMMARY).write_text(_json(answer.summary), encoding="utf-8")
            (directory / MANIFEST).write_text(_json(manifest), encoding="utf-8")

        write_directory(self.path, fill)


def kept(results: Path, scenario: str, kind: str, question: dict[str, Any]) -> Kept:
    """The place of an answer; nothing is written."""
    identity = content_id({"kind": kind, "words": source_digest(WORDS), **question})
    return Kept(results / slug(scenario) / identity, identity, kind, question)


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
