"""The answer of a whole study as a directory: ``results/<scenario>/<id>/``, there completely or not at all.

The id is the hash of the question (scenarios, what was asked, replications or precision, seed, language) and of the
program, so that the same question finds its answer.  The manifest holds a digest of every other file and of itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim import disk
from sim.store.program import check_unchanged, content_id, program, source_digest
from sim.store.replications import MANIFEST, slug
from sim.store.sealed import Damaged, as_json, read_or_damaged, read_sealed, sealed

WORDS = ("analysis", "knowledge", "records", "loaded.py", "store", "studies", "report", "cli")
"""What makes an answer of figures."""
ANSWER, SUMMARY = "answer.txt", "summary.json"


@dataclass(frozen=True)
class Answer:
    """What a study says: in words, as JSON, and as other files by name."""

    text: str
    summary: dict[str, Any]
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class AnswerPlace:
    """Where the answer to a question is kept, or would be."""

    path: Path
    identity: str
    kind: str
    question: dict[str, Any]

    def read(self) -> Answer | None:
        """The answer, or None if there is none; raises :class:`Damaged` if it is not what was written."""
        if not os.path.lexists(self.path):
            return None
        return read_answer(self.path, self.identity)

    def write(self, answer: Answer, command: str, seconds: float) -> None:
        """Write everything beside its place and then let it take its place.

        Raises :class:`sim.disk.FileTrouble` and :class:`sim.store.program.ProgramChanged`.
        """
        check_unchanged()
        with disk.new_folder(self.path) as folder:
            for name, content in answer.files.items():
                disk.write_bytes(folder / name, content)
            disk.write_bytes(folder / ANSWER, (answer.text + "\n").encode("utf-8", "backslashreplace"))
            disk.write_bytes(folder / SUMMARY, as_json(answer.summary))
            manifest = {
                "kind": self.kind,
                "id": self.identity,
                "scenario": self.path.parent.name,
                "question": self.question,
                "program": program(),
                "command": command,
                "created": datetime.now(UTC).isoformat(timespec="seconds"),
                "seconds": round(seconds, 3),
                "files": {name: _digest(disk.read_bytes(folder / name)) for name in disk.names_in(folder)},
            }
            disk.write_bytes(folder / MANIFEST, sealed(manifest))


def answer_place(results: Path, scenario: str, kind: str, question: dict[str, Any]) -> AnswerPlace:
    """The place of an answer; nothing is written."""
    identity = content_id({"kind": kind, "words": source_digest(WORDS), **question})
    return AnswerPlace(results / slug(scenario) / identity, identity, kind, question)


def read_answer(path: Path, identity: str) -> Answer:
    """The answer in a directory of the store; raises :class:`Damaged`."""
    manifest = read_sealed(path / MANIFEST)
    if manifest.get("id") != identity:
        raise Damaged(f"{path}: it is the answer to another question")
    try:
        files = {name: read_or_damaged(path / name) for name in manifest["files"]}
        for name, content in files.items():
            if _digest(content) != manifest["files"][name]:
                raise Damaged(f"{path / name}: the content has changed since it was written")
        text, summary = files.pop(ANSWER).decode(), json.loads(files.pop(SUMMARY))
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(f"{path}: {error}") from None
    return Answer(text, summary, files)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
