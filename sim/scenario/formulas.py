"""Formulas over parameters: ``+ - * / min max ( )``, names and numbers; parsed with ``ast``, never executed."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from functools import lru_cache

from sim.scenario.words import said

LONGEST = 500  # characters


class BadFormula(ValueError):
    """The formula cannot be read or computed; ``code`` is the code of the problem."""

    def __init__(self, text: str, code: str = "bad-formula") -> None:
        super().__init__(text)
        self.code = code


@lru_cache(maxsize=1_000)
def parse(text: str) -> ast.expr:
    """The formula as a tree of allowed parts.  Raises :class:`BadFormula`."""
    if len(text) > LONGEST:
        raise BadFormula(said("a formula has at most {longest} characters", longest=LONGEST))
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise BadFormula("it is no arithmetic; use + - * / min max ( ), parameters and numbers") from None
    _check(tree)
    return tree


@lru_cache(maxsize=1_000)
def names(tree: ast.expr) -> tuple[str, ...]:
    """The parameters that a formula uses, in order of name."""
    nodes = list(ast.walk(tree))
    functions = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return tuple(sorted({node.id for node in nodes if isinstance(node, ast.Name) and id(node) not in functions}))


def _check(node: ast.expr) -> None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        _check(node.left)
        _check(node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        _check(node.operand)
    elif isinstance(node, ast.Call):
        if not isinstance(node.func, ast.Name) or node.func.id not in ("min", "max") or node.keywords or not node.args:
            raise BadFormula("only min(...) and max(...) can be called")
        for argument in node.args:
            _check(argument)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise BadFormula(said("{value} is no number", value=repr(node.value)))
    elif not isinstance(node, ast.Name):
        raise BadFormula("only + - * / min max ( ), parameters and numbers can be used")


def value(tree: ast.expr, parameters: Mapping[str, tuple[float, str]]) -> float:
    """The number that the formula gives for parameters of (number, unit of time or rate, or an empty text).

    Raises :class:`BadFormula` for a division by zero, a result that is not finite, or a sum of two different units.
    """
    try:
        result, _ = _evaluate(tree, parameters)
    except ZeroDivisionError:
        raise BadFormula("division by zero") from None
    except OverflowError:
        raise BadFormula("the result is not finite") from None
    if not math.isfinite(result):
        raise BadFormula("the result is not finite")
    return result


def _evaluate(node: ast.expr, parameters: Mapping[str, tuple[float, str]]) -> tuple[float, str]:
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, int | float)
        return float(node.value), ""
    if isinstance(node, ast.Name):
        return parameters[node.id]
    if isinstance(node, ast.UnaryOp):
        number, unit = _evaluate(node.operand, parameters)
        return (-number if isinstance(node.op, ast.USub) else number), unit
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        choose: Callable[[list[float]], float] = min if node.func.id == "min" else max
        values = [_evaluate(argument, parameters) for argument in node.args]
        return choose([number for number, _ in values]), _common([unit for _, unit in values])
    assert isinstance(node, ast.BinOp)
    (left, left_unit), (right, right_unit) = _evaluate(node.left, parameters), _evaluate(node.right, parameters)
    if isinstance(node.op, ast.Add | ast.Sub):
        unit = _common([left_unit, right_unit])
        return (left + right if isinstance(node.op, ast.Add) else left - right), unit
    if isinstance(node.op, ast.Mult):
        return left * right, left_unit if not right_unit else right_unit if not left_unit else ""
    return left / right, left_unit if not right_unit else ""


def _common(units: list[str]) -> str:
    """The unit that all terms of a sum share; plain numbers go with any."""
    found = sorted({unit for unit in units if unit})
    if len(found) > 1:
        raise BadFormula(said("{units} cannot be added or compared", units=" and ".join(found)), "wrong-unit")
    return found[0] if found else ""
