"""One scenario file -> tables, or a finding that says what is wrong: missing, too large, no UTF-8, no TOML."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.scenario.problems import Findings
from sim.scenario.words import said

LARGEST_FILE = 1_000_000  # bytes
MOST_PARTS = 40  # of a dotted key, and of tables and lists inside each other
MOST_DIGITS = 4_000  # of a number

_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_.-]){_PART}(?:\.[ \t]*+{_PART}){{{MOST_PARTS}}}")
_LONG_NUMBER = re.compile(rf"(?<![A-Za-z0-9_])[+-]?[0-9][0-9_]{{{MOST_DIGITS}}}")
_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb][^\u201c\u201d\u2018\u2019\u00ab\u00bb]{0,40}")
_COMMA = re.compile(r"=\s*([+-]?\d+,\d+)\s*(?:$|[,}])")
_NAME = re.compile(r"^\s*\[+\s*([^\]\"']*[^\x00-\x7f\]\"'][^\]\"']*)\]|^\s*([\w.-]*[^\W\x00-\x7f][\w.-]*)\s*=")
_DAY = re.compile(r"=\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4})\s*$")
_PERCENT = re.compile(r"=\s*(\d+(?:[.,]\d+)?\s*%)\s*$")
_SAYS_FORMAT = re.compile(r"^[ \t]*format[ \t]*=[ \t]*1[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")
_PARSER = tuple((re.compile(pattern, re.DOTALL), template) for pattern, template in (
    (r"Cannot declare (\(.*\)) twice", "[{name}] stands twice"),
    (r"Cannot mutate immutable namespace (\(.*\))", "{name} cannot be added to"),
    (r"Cannot redefine namespace (\(.*\))", "{name} cannot be defined again"),
    (r"Duplicate inline table key (.*)", "{name} stands twice in one table"),
    (r"Illegal character ('\\n'|'\\r')", "A text lacks its closing quotation mark"),
    (r"Illegal character (.*)", "The character {name} must not stand here"),
    (r"Found invalid character (.*)", "The character {name} must not stand here"),
    (r"Expected ('[^']{1,3}'|\"[^\"]{1,3}\")", "{name} is missing"),
))  # fmt: skip
_PLAIN = ("Expected '=' after a key in a key/value pair", "Expected ']' at the end of a table declaration",
          "Expected ']]' at the end of an array declaration")  # fmt: skip
_QUOTES = re.compile(r"'''|\"\"\"|\"(?:\\.|[^\"\\\n])*+\"|'[^'\n]*+'|#[^\n]*+")


@dataclass(frozen=True)
class File:
    """One file of the chain as it was read."""

    path: Path
    label: str  # how it is called in messages
    content: bytes
    tables: dict[str, Any]


def read_toml(where: Path, label: str, findings: Findings) -> File | None:
    """A file that is there; None after a finding."""
    content = _content(where, label, findings)
    if content is None:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        findings.add(
            (), "not-utf8", "The file is not UTF-8", allowed="UTF-8; save it so in the editor", file=label, line=line
        )
        return None
    tables = _tables(text, label, findings)
    return None if tables is None else File(where, label, content, tables)


def _content(where: Path, label: str, findings: Findings) -> bytes | None:
    try:
        size = where.stat().st_size
        if size <= LARGEST_FILE:
            return where.read_bytes()
    except OSError as error:
        message = said("The file cannot be read ({reason})", reason=error.strerror or "no reason is given")
        findings.add((), "missing-file", message, allowed="a file that you may read", file=label)
        return None
    allowed = said("at most {most} bytes", most=LARGEST_FILE)
    findings.add((), "too-large", "The file is too large", f"{size} bytes", allowed, file=label)
    return None


def _tables(text: str, label: str, findings: Findings) -> dict[str, Any] | None:
    """The tables of a TOML text.  What would take long, or needs a deep stack, is refused before it is parsed."""
    for pattern, message, allowed in (
        (_LONG_KEY, "A key has too many parts", said("at most {most} parts", most=MOST_PARTS)),
        (_LONG_NUMBER, "A number has too many digits", said("at most {most} digits", most=MOST_DIGITS)),
    ):
        if match := pattern.search(text):
            _not_toml(message, text.count("\n", 0, match.start()) + 1, label, findings, allowed=allowed)
            return None
    depth, line = _deepest(text)
    if depth > MOST_PARTS:
        allowed = said("at most {most}, one inside the other", most=MOST_PARTS)
        _not_toml("Lists and tables are nested too deep", line, label, findings, allowed=allowed)
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        stated = _AT_LINE.search(str(error))
        message = str(error) if stated is None else str(error).replace(stated[0], "")
        last = len(text.rstrip().splitlines()) or 1
        line = int(stated[1]) if stated and stated[1] else last
        if not _slip(text.splitlines(), line, label, findings):
            _not_toml(message, line, label, findings, _SAYS_FORMAT.search(text) is not None)
        return None
    except (ValueError, RecursionError):  # whatever else a parser may trip over, in words of Python
        _not_toml("It cannot be parsed", 1, label, findings)
        return None


def _deepest(text: str) -> tuple[int, int]:
    """How deep brackets stand inside each other, texts and comments left out, and on which line they are deepest."""
    if text.count("[") + text.count("{") <= MOST_PARTS:
        return 0, 1
    depth, deepest, line = 0, 0, 1
    for number, plain in enumerate(_QUOTES.sub("", text).split("\n"), start=1):
        if not depth or re.match(r"\[\[?[ \t]*[A-Za-z0-9_.-]+[ \t]*\]\]?[ \t]*\r?$", plain):
            depth = 0  # a header of a table: whatever was left open before is reported by the parser
        for bracket in re.findall(r"[\[\]{}]", plain):
            depth += 1 if bracket in "[{" else -1
            if depth > deepest:
                deepest, line = depth, number
    return deepest, line


def _slip(lines: list[str], line: int, label: str, findings: Findings) -> bool:
    """What people write who do not write TOML every day: named for what it is, in the line where parsing stopped."""
    stated = lines[line - 1] if 0 < line <= len(lines) else ""
    plain = stated.partition("#")[0]
    if quotes := _CURLY.search(plain):
        findings.add((), "not-toml", "Curly quotation marks, as a word processor writes them", quotes[0],
                     'straight quotation marks: "..."', file=label, line=line)  # fmt: skip
        return True
    if number := _COMMA.search(_QUOTES.sub('""', plain)):
        allowed = said("a decimal point: {number}", number=number[1].replace(",", "."))
        findings.add((), "not-toml", "A decimal comma", number[1], allowed, file=label, line=line)
        return True
    if day := _DAY.search(_QUOTES.sub('""', plain)):
        written = day[0].lstrip("= \t").rstrip()
        allowed = said("the year first: {date}", date=f"{day[4]}-{int(day[3]):02d}-{int(day[1]):02d}")
        findings.add((), "not-toml", "A date that TOML does not know", written, allowed, file=label, line=line)
        return True
    if name := _NAME.search(_QUOTES.sub('""', plain)):
        findings.add((), "not-toml", "A name with other letters than a to z", (name[1] or name[2]).strip(),
                     "names as the language has them, such as [set] and [calendar]", file=label, line=line)  # fmt: skip
        return True
    if percent := _PERCENT.search(_QUOTES.sub('""', plain)):
        allowed = said('a share such as {share}, or "{percent}" in quotation marks',
                       share=f"{float(percent[1].rstrip('% ').replace(',', '.')) / 100:g}",
                       percent=percent[1].replace(",", "."))  # fmt: skip
        findings.add((), "not-toml", "A percentage without quotation marks", percent[1], allowed, file=label, line=line)
        return True
    return False


def _not_toml(
    message: str, line: int, label: str, findings: Findings, scenario: bool = True, allowed: str = ""
) -> None:
    """A finding; of a file that does not say that it is a scenario nothing is repeated."""
    message = _in_plain_words(message, scenario)
    code = "defined-twice" if re.search(r"overwrite|twice|Duplicate|already", message) else "not-toml"
    findings.add(
        (), code, said("The file is not TOML here ({message})", message=message), allowed=allowed, file=label, line=line
    )


def _in_plain_words(message: str, scenario: bool) -> str:
    """A message of the parser, what it names apart from what it says; ``...`` for what must not be repeated."""
    for pattern, template in _PARSER:
        if match := pattern.fullmatch(message):
            name = ".".join(re.findall(r"'([^']*)'", match[1])) if match[1].startswith("(") else match[1].strip("'\"")
            return said(template, name=name if scenario else "...")
    return message if scenario or message in _PLAIN else re.sub(r"\(.*\)|'.*'|\".*\"", "...", message)


def says_format(file: File) -> bool:
    """Whether the file says that it is a scenario."""
    found = file.tables.get("format")
    return not isinstance(found, bool) and found == 1
