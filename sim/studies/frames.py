"""Pandas, where a frame is asked for: the program itself goes without."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def pandas() -> Any:
    """The module; raises ModuleNotFoundError with the way to install it."""
    try:
        return import_module("pandas")
    except ModuleNotFoundError:
        raise ModuleNotFoundError("A frame needs pandas: pip install 'rengsim[notebooks]'", name="pandas") from None
