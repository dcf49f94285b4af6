"""JSON documents that say themselves whether they are still what was written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sim import disk

SEAL = "sha256"


class Damaged(Exception):
    """What is in the store is gone, or is not what was written there."""


def as_json(content: Any) -> bytes:
    """Readable JSON; a name that is no text (undecodable bytes) is kept as an escape."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace")


def sealed(content: dict[str, Any]) -> bytes:
    """The document with a digest of itself as its last entry."""
    digest = hashlib.sha256(as_json({**content, SEAL: ""})).hexdigest()
    return as_json({**content, SEAL: digest})


def read_sealed(path: Path) -> dict[str, Any]:
    """The content of a document; raises :class:`Damaged` unless it is byte for byte what was written."""
    raw = read_or_damaged(path)
    try:
        content = json.loads(raw)
        del content[SEAL]
        intact = sealed(content) == raw
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Damaged(f"{path}: {error}") from None
    if not intact:
        raise Damaged(f"{path}: the content has changed since it was written")
    found: dict[str, Any] = content
    return found


def read_or_damaged(path: Path) -> bytes:
    try:
        return disk.read_bytes(path)
    except disk.FileTrouble as trouble:
        raise Damaged(f"{path}: {trouble.strerror}") from None
