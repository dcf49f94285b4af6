"""Compiling the kernel in one go.

Left to itself, Numba makes a finished library of every function, with machine code and a copy of all that it calls,
optimised again at every level.  The kernel's functions only ever run as parts of the whole.  So each is compiled for
one signature, which its annotations give, in the order of definition; and what comes before the last stays as it is
until the whole is optimised and turned into machine code once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba import types
from numba.core.codegen import JITCodeLibrary
from numba.core.registry import cpu_target

from sim.engines.compiled.jit import FUNCTIONS

TYPES: dict[str, Any] = {
    "Memory": types.CPointer(types.int64),
    "Ints": types.CPointer(types.int64),
    "Floats": types.CPointer(types.float64),
    "Days": types.Array(types.int64, 1, "C"),
    "Numbers": types.Array(types.float64, 1, "C"),
    "int": types.int64,
    "float": types.float64,
    "bool": types.boolean,
    "np.uint64": types.uint64,
}


class Part(JITCodeLibrary):
    """A library that is never more than a part of another one."""

    def finalize(self) -> None:
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        return 0  # there is no code yet, and nobody calls it

    @property
    def codegen(self) -> Any:
        return WithoutEnvironments(self._codegen)


class WithoutEnvironments:
    """The code generator, but for the setting of an environment in code that does not exist yet."""

    def __init__(self, codegen: Any) -> None:
        self._codegen = codegen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._codegen, name)

    def set_env(self, name: str, environment: Any) -> None:
        pass


class Whole(JITCodeLibrary):
    """The library of the kernel: all parts, however deep, are linked and then optimised together."""

    def finalize(self) -> None:
        seen = list(self._linking_libraries)
        for library in seen:
            seen.extend(part for part in library._linking_libraries if part not in seen)
        self._linking_libraries = seen
        super().finalize()


@contextmanager
def libraries_of(kind: type[JITCodeLibrary]) -> Iterator[None]:
    codegen = cpu_target.target_context.codegen()
    usual = codegen._library_class
    codegen._library_class = kind
    try:
        yield
    finally:
        codegen._library_class = usual


def compile_parts() -> None:
    with libraries_of(Part):
        for dispatcher in FUNCTIONS:
            compile_part(dispatcher)


def compile_part(dispatcher: Any) -> None:
    """Compile a function for its one signature; a table by day, which must know its length, comes as an array."""
    function = dispatcher.py_func
    kinds = [kind for name, kind in function.__annotations__.items() if name != "return"]
    by_day = "len" in function.__code__.co_names
    dispatcher.compile(tuple(TYPES["Days" if kind == "Ints" and by_day else kind] for kind in kinds))
    dispatcher.disable_compile()
