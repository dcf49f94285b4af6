"""The scenario language as a JSON Schema (draft 7) for editors: completion, ranges, and what each key means.

An editor sees one file and not those that it extends, so nothing is required but ``format``, and ``"off"`` may stand
everywhere; ``rengsim check`` reads the whole and says what is wrong.  What an editor calls wrong is wrong.

A keyword such as ``minimum`` or ``pattern`` speaks of one type alone, so the forms of a value stand side by side in one
schema; an editor then names the very key that is wrong, and not the whole table around it.
"""

from __future__ import annotations

from typing import Any

from sim.distributions import FAMILIES
from sim.report.texts import LANGUAGES
from sim.report.texts.language import HEAD, KEYS, TABLES, Row

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
ALONE = ("run", "background", "calendar", "benefit", "report")
"""Tables of which there is one; of the others there are several with names."""
NAME = "^[a-z0-9_]+$"
NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
LENGTH = rf"\s*{NUMBER}\s*(second|minute|hour|day|week|month|year|working\s+day)s?\s*"
DATE = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?"


def toml_schema(lang: str) -> Schema:
    """The schema with descriptions in a language; raises ValueError for another than Danish and English."""
    place = LANGUAGES.index(lang)
    sections = {name: {**_section(name, place), "description": about[place]} for name, about in TABLES.items()}
    return {
        "$schema": DRAFT,
        "title": "rengsim",
        "type": "object",
        "required": ["format"],
        "properties": {**_properties(HEAD, place), **sections},
        "additionalProperties": False,
    }


def _section(name: str, place: int) -> Schema:
    """The form of a table of the file, of the tables in it, or of a list of tables."""
    if name == "attribute":  # a category is a key of its own
        return {"type": "object", "propertyNames": {"pattern": NAME}}
    one = {**_or_off("object"), "properties": _properties(KEYS[name], place), "additionalProperties": False}
    if name in ALONE:
        return one
    if name == "change":
        return {**_or_off("array"), "items": one}
    names: Schema = {} if name == "observed" else {"propertyNames": {"pattern": NAME}}
    return {"type": "object", **names, "additionalProperties": one}


def _properties(keys: dict[str, Row], place: int) -> Schema:
    return {key: {**_form(row[0]), "description": row[1 + place]} for key, row in keys.items()}


def _form(form: str) -> Schema:
    """What may stand as a value of a form such as ``"number 0..135"``, ``"words a|b"``, ``"law"``."""
    kind, _, more = form.partition(" ")
    if kind in ("number", "integer"):
        low, _, high = more.partition("..")
        bounds = {name: int(bound) for name, bound in (("minimum", low), ("maximum", high)) if bound}
        return {**_number(**bounds), **({"multipleOf": 1} if kind == "integer" else {})}
    if kind == "words":  # an editor offers them
        return {"anyOf": [{"enum": more.split("|")}, {"type": ["string", "object"], "pattern": r"^(\$.*|off)$"}]}
    return FORMS[kind]


def _or_off(kind: str) -> Schema:
    return {"type": [kind, "string"], "pattern": "^off$"}


def _text_like(pattern: str, *more: str) -> Schema:
    """A text of that form, a parameter or ``"off"``; a table is ``{ by = ..., CASE = ... }`` or one by date."""
    return {"type": ["string", "object", *more], "pattern": rf"^({pattern}|\$.*|off)$"}


def _number(**bounds: int) -> Schema:
    return {**_text_like(rf"\s*{NUMBER}\s*%\s*", "number"), **bounds}


def _law() -> Schema:
    """A length, or a table with the name of a family of laws."""
    families: Schema = {name: {} for name in (*FAMILIES, "early", "limit", "success", "by")}
    return {**_text_like(LENGTH, "number"), "properties": families}


FORMS: dict[str, Schema] = {
    "any": {},
    "format": {"const": 1},
    "text": {"type": ["string", "object", "array"]},
    "texts": {"type": ["string", "array", "object"], "items": {"type": "string"}},
    "titles": {
        "type": ["string", "object"],
        "properties": {"da": {"type": "string"}, "en": {"type": "string"}},
        "additionalProperties": False,
    },
    "flag": _or_off("boolean"),
    "share": _number(minimum=0, maximum=1),
    "length": _text_like(LENGTH),
    "law": _law(),
    "rate": {**_text_like(r".* per .*", "number"), "minimum": 0},
    "date": _text_like(rf"{DATE}|{LENGTH}"),
    "dates": _text_like(rf"{DATE}|{LENGTH}", "array"),
    "dated": _number(minimum=0),
    "name": {"type": ["string", "object"]},
    "names": {"type": ["string", "array", "object"], "items": {"type": "string"}},
    "next": {"type": ["string", "object"]},
    "table": _or_off("object"),
}
