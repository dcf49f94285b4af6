"""The names of values in ``--help`` (``--set NAME=VALUE``), in Danish.  Needs nothing but the standard library."""

from __future__ import annotations

import re

DANISH = {
    "ADDRESS": "ADRESSE", "CHANCE": "SANDSYNLIGHED", "COMMAND": "KOMMANDO", "CONDITION": "BETINGELSE", "DATE": "DATO",
    "DIR": "MAPPE", "FIGURE": "FIGUR", "FILE": "FIL", "LIMITS": "GRÆNSER", "MAPPING": "REGISTRERINGSFIL",
    "NAME": "NAVN", "NUMBER": "TAL", "PROPERTY": "EGENSKAB", "RESULT": "RESULTAT", "SCENARIO": "SCENARIE",
    "TEXT": "TEKST", "VALUE": "VÆRDI", "VALUES": "VÆRDIER", "WHAT": "HVAD", "WIDTH": "BREDDE",
}  # fmt: skip
_WORD = re.compile(r"\b[A-Z]{3,}\b")


def in_danish(text: str) -> str:
    """A text with the names of values in Danish; everything else stays."""
    return _WORD.sub(lambda found: DANISH.get(found[0], found[0]), text)
