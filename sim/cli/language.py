"""Which language the reader has: ``--lang``, else RENGSIM_LANG, else the locale where it is Danish or English, else
Danish.  Needs nothing but the standard library, since ``--help`` asks it."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Sequence

LANGUAGES = ("da", "en")
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
NAMES = {"da": "da", "danish": "da", "en": "en", "english": "en"}


def reader_language(arguments: Sequence[str] | None = None) -> str:
    """The language of the answer, the problems and the help of a command line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for i, word in enumerate(given):
        following = given[i + 1] if word == "--lang" and i + 1 < len(given) else ""
        value = word[7:] if word.startswith("--lang=") else following
        if value in LANGUAGES:
            return value
    wished = os.environ.get("RENGSIM_LANG", "").lower()
    return wished if wished in LANGUAGES else of_locale()


def of_locale() -> str:
    """``da`` or ``en`` as the machine is set up; Danish where it is neither."""
    for variable in VARIABLES:
        value = os.environ.get(variable, "")
        if value:
            return NAMES.get(value.partition("_")[0].partition(".")[0].lower(), "da")
    if sys.platform == "win32":  # the locale of Windows is no environment variable
        return NAMES.get((locale.getlocale()[0] or "").partition("_")[0].lower(), "da")
    return "da"
