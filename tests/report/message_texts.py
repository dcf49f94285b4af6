"""Finds, in the source of the reader, every text that tells somebody what is wrong with a file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SIM = Path(__file__).parents[2] / "sim"
READERS = ("distributions", "scenario", "records")
RAISED = {"BadCsv", "BadFormula", "ImpossibleLaw"}
KEPT = {"message", "allowed", "ALLOWED_LENGTH", "ALLOWED_RATE", "ALLOWED", "_FORMS", "expected"}
_QUOTED = re.compile(r"\w+\s*=\s*(\{[^}]*\}|\"[^\"]*\"|\S+)|\"[^\"]*\"|`[^`]*`|\[[^\]]*\]|\{[^}]*\}|\$?\w*\.\w+|STEP")


def _constants(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Tuple):
        for part in node.elts:
            yield from _constants(part)


def _of_call(node: ast.Call) -> Iterator[tuple[str, str]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "said":
        yield from (("said", text) for text in _constants(node.args[0]))
    elif name == "warn":
        yield from (("message", text) for text in _constants(node.args[0]))
    elif name == "add" and getattr(getattr(node.func, "value", None), "id", "") == "faults":  # of rows
        yield from (("message", text) for text in _constants(node.args[3]))
    elif name == "append" and node.args and isinstance(node.args[0], ast.Tuple) and len(node.args[0].elts) == 3:
        yield from (("message", text) for text in _constants(node.args[0].elts[2]))
    elif name == "_at" and len(node.args) > 3:
        yield from (("message", text) for text in _constants(node.args[3]))
    elif name == "add" and len(node.args) >= 3:
        yield from (("message", text) for text in _constants(node.args[2]))
        yield from (("allowed", text) for text in _constants(node.args[4] if len(node.args) > 4 else None))
        for keyword in node.keywords:
            if keyword.arg == "allowed":
                yield from (("allowed", text) for text in _constants(keyword.value))
    elif name in RAISED:
        places = {"BadCsv": ((1, "message"), (2, "allowed"))}.get(name, ((0, "message"),))
        for place, kind in places:
            if len(node.args) > place:
                yield from ((kind, text) for text in _constants(node.args[place]))


def texts() -> Iterator[tuple[str, str, str]]:
    """File, kind (``message``, ``allowed`` or ``said``), text."""
    for path in sorted(path for folder in READERS for path in (SIM / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found: Iterator[tuple[str, str]] = iter(())
            if isinstance(node, ast.Call):
                found = _of_call(node)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name | ast.Tuple):
                names = [getattr(one, "id", "") for one in getattr(node.targets[0], "elts", [node.targets[0]])]
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                if len(names) == len(values):
                    pairs = zip(names, values, strict=True)
                    found = iter([("allowed" if "llowed" in n or n.isupper() else "message", text) for n, v in pairs
                                  if n in KEPT for text in _constants(v)])  # fmt: skip
            for kind, text in found:
                if text:
                    yield path.name, kind, text


def in_english(text: str) -> bool:
    """Whether there is anything to translate once examples in quotation marks and code are taken out."""
    return bool(re.search(r"[A-Za-z]{2,}", _QUOTED.sub("", text)))
