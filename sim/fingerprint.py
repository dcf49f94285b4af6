"""Digests of functions that a user wrote: of two functions that could give different answers they are not the same.

Each is of the source and of what that takes from around it: closures, defaults, and the globals that it names, the
user's own functions and modules among them with all that these take in turn.  Libraries count by name: the results
store keeps their versions beside the digest.
"""

from __future__ import annotations

import dis
import hashlib
import inspect
import pickle
import sys
import sysconfig
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

LONGEST = 16
"""Hex digits that are kept."""
GLOBAL = ("LOAD_GLOBAL", "LOAD_NAME")


def fingerprint(function: Callable[..., Any], *also: object) -> str:
    """First 16 hex digits of the SHA-256 of a function, of what it uses, and of some values that go with it."""
    digest = hashlib.sha256()
    for part in chain(_parts(function, set()), map(_value, also)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:LONGEST]


def _parts(thing: Any, seen: set[int]) -> Iterator[bytes]:
    if isinstance(thing, ModuleType):
        yield thing.__name__.encode()
        if not _of_a_library(thing.__name__) and getattr(thing, "__file__", None):
            yield Path(str(thing.__file__)).read_bytes()
    elif isinstance(thing, FunctionType) and not _of_a_library(thing.__module__ or ""):
        if id(thing) not in seen:
            seen.add(id(thing))
            yield from _function(thing, seen)
    elif isinstance(thing, partial):
        for part in (thing.func, *thing.args, *chain(*sorted(thing.keywords.items()))):
            yield from _parts(part, seen)
    else:
        yield _value(thing)
        called = inspect.getattr_static(type(thing), "__call__", None)
        if isinstance(called, FunctionType):  # an object that can be called
            yield from _parts(called, seen)


def _function(function: FunctionType, seen: set[int]) -> Iterator[bytes]:
    yield _source(function)
    for cell in function.__closure__ or ():
        yield from _parts(cell.cell_contents, seen)
    for default in (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()):
        yield from _parts(default, seen)
    for name in sorted(_globals(function.__code__)):
        if name in function.__globals__:
            yield name.encode()
            yield from _parts(function.__globals__[name], seen)


def _source(function: FunctionType) -> bytes:
    """Its text; where there is none (typed at a prompt), its code."""
    try:
        return inspect.getsource(function).strip().encode()
    except (OSError, TypeError):
        return repr(_instructions(function.__code__)).encode()


def _instructions(code: CodeType) -> tuple[Any, ...]:
    """What the code does, without where it was written."""
    constants = [_instructions(one) if isinstance(one, CodeType) else repr(one) for one in code.co_consts]
    return code.co_code, constants, code.co_names, code.co_varnames


def _globals(code: CodeType) -> set[str]:
    """The names that a function, and functions inside it, look up among the globals."""
    inner = (_globals(one) for one in code.co_consts if isinstance(one, CodeType))
    return {one.argval for one in dis.get_instructions(code) if one.opname in GLOBAL}.union(*inner)


def _value(thing: Any) -> bytes:
    """A value by its content, which ``repr`` may cut short; what cannot be pickled by its name."""
    if isinstance(thing, set | frozenset):  # their order changes from process to process
        return repr(sorted(map(repr, thing))).encode()
    try:
        return pickle.dumps(thing, protocol=5)
    except Exception:  # whatever an object of the user's raises
        return f"{type(thing).__qualname__} {getattr(thing, '__qualname__', '')}".encode()


@cache
def _of_a_library(module: str) -> bool:
    """Whether a module was installed, or is part of Python or of this program."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if module.partition(".")[0] == __package__ or module in sys.builtin_module_names:
        return True
    homes = [Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")]
    return file is not None and any(Path(file).is_relative_to(home) for home in homes)
