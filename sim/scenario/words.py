"""Messages that can be said in another language: English text with named places, and what stands in them.

What is wrong in a file is found here, below the rooms that know a language.  A message is its English text;
``template`` is the key under which the report finds the Danish one.
"""

from __future__ import annotations

from collections.abc import Callable

LONGEST_VALUE = 200  # characters of one thing named in a message


class Words(str):
    """An English text that remembers its template and the values in it."""

    template: str
    values: dict[str, str]


class InBoth(Words):
    """A text that a file states in both languages, such as titles: it is its own Danish text."""

    danish: str


def in_both(english: str, danish: str) -> InBoth:
    """A text and its Danish."""
    words = InBoth(english)
    words.template, words.values, words.danish = english, {}, danish
    return words


class Absence(Words):
    """What is said because something never happens; where values change on dates, it has to hold at every time."""


def absence(words: Words) -> Absence:
    """The same words, known to speak of something that never happens."""
    found = Absence(words)
    found.template, found.values = words.template, words.values
    return found


def said(template: str, /, **values: object) -> Words:
    """``said("No value for {by}", by=name)``; a value may be :class:`Words`, too."""
    kept = {key: _kept(value) for key, value in values.items()}
    words = Words(template.format(**kept))
    words.template, words.values = template, kept
    return words


_speaker: Callable[[Exception], str] | None = None


def spoken_by(speaker: Callable[[Exception], str] | None) -> None:
    """Say what a :class:`Spoken` exception says by this function from now on; None: in English."""
    global _speaker
    _speaker = speaker


class Spoken(Exception):
    """An exception that is printed in the reader's language where one was chosen (``sim.language``)."""

    def __str__(self) -> str:
        return super().__str__() if _speaker is None else _speaker(self)


def text_of(error: Exception) -> str:
    """The message of an exception, as :class:`Words` where it was raised with them."""
    message = error.args[0] if error.args else ""
    return message if isinstance(message, str) else BaseException.__str__(error)


def _kept(value: object) -> str:
    text = text_of(value) if isinstance(value, Exception) else value
    return text if isinstance(text, Words) else _cut(str(text))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 3] + "..."
