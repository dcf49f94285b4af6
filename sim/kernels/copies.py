"""Compiled copies of plain modules, for code that both the interpreter and the compiler run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType, ModuleType
from typing import Any


def copies_of(modules: Sequence[ModuleType], decorate: Callable[[Any], Any]) -> dict[str, Any]:
    """Copies of all functions of the modules by name, each passed through ``decorate``; they call one another's copies.

    Modules and the functions in them stand in order of use, and no name is used twice.
    """
    copies: dict[str, Any] = {}
    for module in modules:
        namespace = {**vars(module), **copies}
        for name, function in vars(module).items():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                copy = FunctionType(function.__code__, namespace, name, function.__defaults__)
                copy.__annotations__ = function.__annotations__
                copies[name] = namespace[name] = decorate(copy)
    return copies
