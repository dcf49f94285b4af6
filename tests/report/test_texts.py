"""The table of texts: complete in both languages, and used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from sim.report.texts import LANGUAGES, TABLE, Texts
from sim.scenario.schema import Titles

ALL = (Path(__file__).parents[2] / "sim").rglob("*.py")
SOURCES = [path for path in ALL if path.parent.name != "texts" or path.name == "__init__.py"]
TEMPLATES = sorted((Path(__file__).parents[2] / "sim").rglob("*.html"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def keys_in_code() -> Iterator[tuple[str, str]]:
    """Every literal that is handed to a Texts object, with the file it stands in; an f-string as a pattern."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_texts(node.func):
                suffix = ".other" if isinstance(node.func, ast.Attribute) and node.func.attr == "count" else ""
                for key in _literals(node.args[0]):
                    yield path.name, key + suffix


def _is_texts(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute) and function.attr == "count":
        function = function.value
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("t", "texts", "self")


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)  # type: ignore[misc]
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def test_both_languages_say_something_with_the_same_values() -> None:
    assert len(TABLE) > 150
    for key, texts in TABLE.items():
        assert len(texts) == len(LANGUAGES), key
        assert all(text.strip() for text in texts), key
        assert placeholders(texts[0]) == placeholders(texts[1]), key


def test_every_key_in_the_code_is_in_the_table() -> None:
    found = list(keys_in_code())
    assert len(found) > 100
    for file, key in found:
        pattern = re.compile(re.escape(key).replace(r"\*", "[A-Za-z_0-9.]+"))
        assert any(pattern.fullmatch(known) for known in TABLE), f"{file}: {key}"


def test_no_key_is_left_over() -> None:
    """Every key occurs in the code or a template: as a literal, as a form an f-string can take, or a kind of cause."""
    templates = "\n".join(path.read_text("utf-8") for path in TEMPLATES)
    code = "\n".join(path.read_text("utf-8") for path in SOURCES) + templates
    made = [f"{start}*" for start in re.findall(r't\("([\w.]+)" ~', templates)]
    patterns = [re.compile(re.escape(key).replace(r"\*", "[A-Za-z_0-9.-]+"))
                for key in (*(key for _, key in keys_in_code()), *made) if "*" in key]  # fmt: skip
    for key in TABLE:
        plain = key.removesuffix(".one").removesuffix(".other")
        literal = f'"{plain}"' in code or any(pattern.fullmatch(key) for pattern in patterns)
        assert literal or any(pattern.fullmatch(f"{plain}.other") for pattern in patterns), key


def test_one_and_other() -> None:
    assert Texts("da").count("unit.days", 1) == "1 dag"
    assert Texts("en").count("unit.days", 1.5) == "1.5 days"


def test_three_points_and_paths_stay_as_they_are() -> None:
    """A sentence has one full stop, also after an abbreviation or a question; nothing else loses its points."""
    assert Texts("da")("sweep.more", n=18, path="../out") == "... og 18 til; alle står i ../out"
    assert Texts("da")("answer.figure", title="Pris", mean="12 kr.") == "Pris: 12 kr. i gennemsnit."
    assert Texts("da")("answer.enough", bound="mindst 60 pct.") == "Målet på mindst 60 pct. nås i gennemsnit."
    assert Texts("da")("answer.share.short", short=3, bound="mindst 60 pct.").endswith("60 pct.")
    assert Texts("en")("compare.other", paths="why?") == "Also different in the files: why?"


def test_an_unknown_key_fails() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        Texts("da")("no.such")


def test_a_title_falls_back_to_the_other_language_and_then_to_the_name() -> None:
    assert Texts("da").title(Titles("", "Offer"), "tilbud") == "Offer"
    assert Texts("en").title(Titles(), "own_job") == "own job"


def test_listing() -> None:
    assert Texts("da").listing(["a", "b", "c"]) == "a, b og c"
    assert Texts("en").listing(["a"]) == "a"
    assert Texts("en").listing([]) == ""


def test_every_unit_of_a_figure_has_a_name_in_both_languages() -> None:
    """A Danish table said ``number`` and ``people`` in the column of units."""
    from sim.measures.registry import KPIS
    from sim.report.texts.units import unit_key

    for unit in {*(kpi.unit for kpi in KPIS.values()), "people a year"} - {""}:
        danish, english = (Texts(lang)(unit_key(unit)) for lang in ("da", "en"))
        assert english == unit
        assert danish != unit or unit == "kr."
