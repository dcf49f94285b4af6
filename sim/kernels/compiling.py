"""Compiling a kernel in one go.

Left to itself, Numba makes a finished library of every function, with machine code and a copy of all that it calls,
optimised again at every level: six times the work.  The kernel's functions only ever run as parts of the whole.  So
each is compiled for one signature, which its annotations give, in the order of definition; and the parts stay as they
are until the whole is optimised and turned into machine code once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numba
from llvmlite.binding import Linkage
from numba import types
from numba.core.codegen import JITCodeLibrary
from numba.core.dispatcher import Dispatcher
from numba.core.registry import cpu_target

from sim.kernels.jit import OPTIONS, Parts

WORDS, REALS = types.Array(types.int64, 1, "C"), types.Array(types.float64, 1, "C")
TYPES: dict[str, Any] = {
    "Memory": types.CPointer(types.int64),
    "Ints": types.CPointer(types.int64),
    "Floats": types.CPointer(types.float64),
    "int": types.int64,
    "float": types.float64,
    "bool": types.boolean,
    "np.uint64": types.uint64,
}


def dispatcher_of(function: Any, parts: Parts, before: Callable[[], None]) -> Any:
    """The kernel as a Numba function of what it calls; ``before`` is called when it must be compiled."""
    whole = numba.njit(**OPTIONS)(function)
    compile_whole = whole._compiler.compile

    def compile_all(signature: Any, returns: Any) -> Any:
        before()
        with libraries_of(Part):
            for part in parts.functions:
                compile_part(part)
        with libraries_of(Whole):
            return compile_whole(signature, returns)

    whole._compiler.compile = compile_all
    return whole


def compile_part(part: Any) -> None:
    """Compile a function for its one signature, after all that it calls.

    A table by day, which must know its length here or in what is called, comes as an array.
    """
    if part.overloads:
        return
    function = part.py_func
    by_day = "len" in function.__code__.co_names
    for name in function.__code__.co_names:
        called = function.__globals__.get(name)
        if isinstance(called, Dispatcher):
            compile_part(called)
            by_day |= any(WORDS in signature for signature in called.overloads)
    kinds = [kind for name, kind in function.__annotations__.items() if name != "return"]
    part.compile(tuple(WORDS if kind == "Ints" and by_day else TYPES[kind] for kind in kinds))
    part.disable_compile()


class Part(JITCodeLibrary):  # type: ignore[misc]
    """A library that is never more than a part of another one."""

    def finalize(self) -> None:
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        return 0  # there is no code yet, and nobody calls it

    @property
    def codegen(self) -> Any:
        return WithoutEnvironments(self._codegen)


class WithoutEnvironments:
    """The code generator, but for setting an environment in code that does not exist yet."""

    def __init__(self, codegen: Any) -> None:
        self._codegen = codegen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._codegen, name)

    def set_env(self, name: str, environment: Any) -> None:
        pass


class Whole(JITCodeLibrary):  # type: ignore[misc]
    """The library of the kernel: all parts, however deep, are linked and then optimised together."""

    _linking_libraries: Any

    def finalize(self) -> None:
        parts = list(self._linking_libraries)
        for part in parts:  # grows on the way
            parts.extend(deeper for deeper in part._linking_libraries if deeper not in parts)
        self._linking_libraries = parts
        super().finalize()

    def _optimize_final_module(self) -> None:
        """One pass over the whole.

        Nobody else calls the parts, so those that are called once can be merged into their callers.  The loops are
        short: turning them into vector instructions only costs time.
        """
        for function in self._final_module.functions:
            if function.linkage == Linkage.linkonce_odr and not function.is_declaration:
                function.linkage = Linkage.internal
        passes, builder = self._codegen._module_pass_manager(loop_vectorize=False)
        passes.run(self._final_module, builder)


@contextmanager
def libraries_of(kind: type[JITCodeLibrary]) -> Iterator[None]:
    """Libraries that are made meanwhile are of this kind."""
    codegen = cpu_target.target_context.codegen()
    usual = codegen._library_class
    codegen._library_class = kind
    try:
        yield
    finally:
        codegen._library_class = usual
