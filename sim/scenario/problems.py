"""What is wrong in a scenario file: collected while it is read, shown together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from sim.scenario.schema import Span
from sim.scenario.values import Rate, in_a_file
from sim.scenario.words import Spoken, Words, said

KeyPath: TypeAlias = tuple[str | int, ...]  # ("stage", "tilbud", "next", "praktik"); an int is a place in a list
SHOWN = 12  # names listed under "allowed"
LONGEST_SHOWN = 80  # characters of a found value
LONGEST_KEY, LONGEST_MESSAGE = 200, 400  # characters, where a name in the file is very long
MOST_FINDINGS = 200  # reading stops there: whoever has mended these checks again
MOST_COMPARED = 1_000  # names among which the nearest spelling is looked for


class Broken:
    """Stands for a value that was reported already, so that nothing else complains about it; false."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "BROKEN"


BROKEN: Final[Any] = Broken()

CODES: Final[dict[str, tuple[str, str]]] = {
    "attribute-cycle": ("attributes depend on each other in a circle", "egenskaber afhænger af hinanden i ring"),
    "bad-formula": ("the formula cannot be computed", "formlen kan ikke regnes ud"),
    "bad-grammar": ("the words do not follow the form that is expected", "ordene følger ikke den ventede form"),
    "bad-name": ("a name is not made of a-z, 0-9 and _", "et navn består ikke af a-z, 0-9 og _"),
    "case-not-covered": ("a case is neither listed nor covered by `other`", "et tilfælde mangler"),
    "choice-not-allowed": ("the value is none of the choices", "værdien er ikke et af valgene"),
    "circular-extends": ("the files extend each other in a circle", "filerne bygger på hinanden i ring"),
    "composition": ("the composition does not add up to the size of the cohort", "sammensætningen passer ikke"),
    "conflicting-keys": ("keys that exclude each other, or none of them", "nøgler der udelukker hinanden, eller ingen"),
    "csv": ("the CSV file does not hold what is needed", "CSV-filen har ikke det, der skal bruges"),
    "date-outside-run": ("the date lies outside the run", "datoen ligger uden for kørslen"),
    "decision-cycle": ("decisions lead to each other in a circle", "beslutninger fører til hinanden i ring"),
    "defined-twice": ("the same thing is defined twice", "det samme er defineret to gange"),
    "fixed-for-the-run": (
        "the parameter decides something that cannot change on a date",
        "parameteren afgør noget, der ikke kan ændres på en dato",
    ),
    "formula-cycle": ("formulas use each other in a circle", "formler bruger hinanden i ring"),
    "fraction-of-month": ("a fixed length is no whole number of months", "en fast længde er ikke hele måneder"),
    "follow-up-missing": ("a share target meets an unbounded wait and no `follow_up` is given", "`follow_up` mangler"),
    "impossible-law": ("no such law exists", "en sådan fordeling findes ikke"),
    "loop-without-time": ("a loop that takes no time and has no limit", "en løkke uden tid og uden grænse"),
    "missing-else": ("somebody can be turned away and `else` is not given", "`else` mangler"),
    "missing-file": ("the file does not exist or cannot be read", "filen findes ikke eller kan ikke læses"),
    "missing-key": ("a required key is missing", "en nøgle mangler"),
    "negative": ("the number must not be negative", "tallet må ikke være negativt"),
    "no-cost": ("a target asks what something costs that costs nothing", "det koster intet"),
    "no-rest": ('the shares do not reach 1 and none is "rest"', 'andelene når ikke 1, og ingen er "rest"'),
    "not-allowed": ("the file lies outside the folders of the project", "filen ligger uden for projektets mapper"),
    "not-drawn-yet": ("a property is used where it may not have been drawn", "en egenskab bruges, før den er trukket"),
    "not-finite": ("nan and infinity are no numbers here", "nan og uendelig er ikke tal her"),
    "not-held": (
        "a wait uses something that is not held on every way to it",
        "en ventetid bruger noget, der ikke haves",
    ),
    "not-toml": ("the file is not TOML", "filen er ikke TOML"),
    "not-utf8": ("the file is not UTF-8", "filen er ikke UTF-8"),
    "not-whole": ("the number must be whole", "tallet skal være helt"),
    "out-of-range": ("the number lies outside what is allowed", "tallet ligger uden for det tilladte"),
    "personal-number": ("a column holds what may be CPR numbers", "en kolonne ligner CPR-numre"),
    "record-order": ("spells repeat or overlap each other, or end before they begin", "forløb i forkert rækkefølge"),
    "record-path": ("a spell follows where the pathway has no way", "et forløb, som ingen vej fører til"),
    "record-value": ("a cell of the records cannot be read", "en celle kan ikke læses"),
    "record-window": ("a spell lies outside the window of the records", "et forløb uden for perioden"),
    "record-word": ("a word of the records means no step or category", "et ukendt ord"),
    "share-sum": ("the shares add up to more than 1", "andelene giver mere end 1"),
    "step-without-exit": ("no way leads from the step to an exit", "ingen vej fra trinnet til en afslutning"),
    "too-large": ("the file is too large", "filen er for stor"),
    "too-many": (
        "more dates, people or things than a run can hold",
        "flere datoer, personer eller ting end en kørsel kan rumme",
    ),
    "unknown-category": ("no such category of the property or choice", "kategorien findes ikke"),
    "unknown-key": ("no such key", "nøglen findes ikke"),
    "unknown-name": ("nothing of that name exists", "navnet findes ikke"),
    "unreachable-step": ("no way leads to the step", "ingen vej fører til trinnet"),
    "unused-parameter": ("the parameter is used nowhere", "parameteren bruges ikke"),
    "wrong-format": ("the format of the file is not 1", "filens format er ikke 1"),
    "wrong-type": ("the value is of another kind than is needed", "værdien er af en anden slags end den ventede"),
    "wrong-unit": ("the value has another unit than is needed", "værdien har en anden enhed end den ventede"),
}
"""Stable codes and their meaning in English and Danish (``docs/problems.md`` explains each)."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; ``line`` is 0 where no line can be named (a value given on the command line)."""

    file: str
    line: int
    key: str
    code: str
    message: str
    found: str = ""
    allowed: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        message = _cut(self.message, LONGEST_MESSAGE)
        text = f"{place}: {self.code}: {self.key}: {message}." if self.key else f"{place}: {self.code}: {message}."
        facts = [f"found {self.found}"] * bool(self.found) + [f"allowed {self.allowed}"] * bool(self.allowed)
        if facts:
            words = ", ".join(facts)
            text += f" {words[0].upper()}{words[1:]}."
        return text + (f" Did you mean {self.nearest}?" if self.nearest else "")

    def meaning(self, language: str = "en") -> str:
        """What the code stands for, in English or Danish."""
        return CODES[self.code][1 if language == "da" else 0]


class ProblemsFound(Spoken):
    """A scenario cannot be used; ``problems`` holds everything that was found, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        stopped = [f"Reading stopped after {MOST_FINDINGS} problems, and there may be more."] * self.stopped
        super().__init__("\n".join([*map(str, self.problems), *stopped]))

    @property
    def stopped(self) -> bool:
        """Whether reading stopped because so much was wrong; there may be more."""
        return len(self.problems) >= MOST_FINDINGS


@dataclass(frozen=True)
class Finding:
    """A problem before its place in a file is known."""

    path: KeyPath
    code: str
    message: str
    found: str = ""
    allowed: str = ""
    nearest: str = ""
    file: str = ""  # where it is not the file that states the key path
    line: int = 0


class EnoughFound(Exception):
    """So much is wrong that reading stops."""


class Findings:
    """Collects what is wrong; the same code is reported once for a key path.

    Raises :class:`EnoughFound` when there are ``MOST_FINDINGS``, so that no file takes long to be refused.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[KeyPath, str, str], Finding] = {}
        self.warnings: list[str] = []

    def add(
        self,
        path: KeyPath,
        code: str,
        message: str,
        found: object = "",
        allowed: str | Sequence[str] = "",
        nearest: str = "",
        **place: Any,
    ) -> Any:
        """Report a problem and return the BROKEN value; the nearest is given, or found among ``allowed`` names."""
        assert code in CODES, code
        names = () if isinstance(allowed, str) else tuple(allowed)
        words = allowed if isinstance(allowed, str) else listing(names)
        if not nearest and isinstance(found, str):
            nearest = nearest_name(found, names)
        finding = Finding(path, code, message, shown(found), words, nearest, **place)
        self.keep(finding)
        return BROKEN

    def keep(self, finding: Finding) -> None:
        """Add a finding unless the same is known."""
        self._found.setdefault((finding.path, finding.code, finding.found), finding)
        if len(self._found) >= MOST_FINDINGS:
            raise EnoughFound

    def warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)

    def __iter__(self) -> Any:
        return iter(self._found.values())

    def __len__(self) -> int:
        return len(self._found)


def dotted(path: KeyPath) -> str:
    """``stage.tilbud.next.praktik``; places in a list as ``change[0]`` (counted from 1 for people)."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            plain = part.replace("_", "").replace("-", "").isalnum() and part.isascii()
            text += ("." if text else "") + (part if plain else f'"{part}"')
    return _cut(text, LONGEST_KEY)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 3] + "..."


def listing(names: Sequence[str]) -> str:
    """Names for a message: sorted, the first few, and how many more."""
    ordered = sorted(dict.fromkeys(names))
    if not ordered:
        return "nothing (none is defined)"
    names = ", ".join(_cut(name, LONGEST_SHOWN) for name in ordered[:SHOWN])
    if len(ordered) <= SHOWN:
        return names
    return said("{names} and {n} more", names=names, n=len(ordered) - SHOWN)


def nearest_name(found: str, names: Iterable[str]) -> str:
    """The name that is spelt most alike, or an empty string."""
    from difflib import get_close_matches

    if len(found) > LONGEST_SHOWN:
        return ""
    alike = sorted(name for name in names if 2 * len(name) >= len(found) and 2 * len(found) >= len(name))
    matches = get_close_matches(found, alike[:MOST_COMPARED], n=1, cutoff=0.6)
    return matches[0] if matches and matches[0] != found else ""


def shown(value: object) -> str:
    """A found value as it would stand in the file, cut to a readable length."""
    if isinstance(value, Words):  # said about what was found, and not what stands in the file
        return value
    if value == "" and isinstance(value, str):
        return ""
    if isinstance(value, int) and value.bit_length() > 4 * LONGEST_SHOWN:
        return said("a whole number of about {n} digits", n=value.bit_length() * 3 // 10)
    text = ""
    for piece in _pieces(value):
        text += piece
        if len(text) > LONGEST_SHOWN:  # of a long table no more is written than is shown
            break
    return _cut(text, LONGEST_SHOWN)


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, str):
        yield f'"{value[: LONGEST_SHOWN + 1]}"'
    elif isinstance(value, int) and value.bit_length() > 4 * LONGEST_SHOWN:  # slow to write out, or refused by Python
        yield f"a whole number of about {value.bit_length() * 3 // 10} digits"
    elif isinstance(value, dict):
        yield "{ "
        for i, (key, item) in enumerate(value.items()):
            yield f"{', ' * (i > 0)}{key[: LONGEST_SHOWN + 1]} = "
            yield from _pieces(item)
        yield " }"
    elif isinstance(value, list | tuple):
        yield "["
        for i, item in enumerate(value):
            yield ", " * (i > 0)
            yield from _pieces(item)
        yield "]"
    elif isinstance(value, Span | Rate | datetime):
        yield in_a_file(value)
    else:
        yield str(value)
