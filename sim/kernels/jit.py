"""What makes a plain function a part of a kernel, and the bare pointers that all of its functions work on.

A numpy array is seven machine words to a compiled function, and the tables are a hundred arrays.  So a kernel keeps
everything in one flat memory of int64 words and hands on nothing but a pointer to it.  ``memory[i]`` reads and writes
word i: no bounds, no negative indices, no reference counts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import numba
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

Memory: TypeAlias = Any
"""A pointer to int64 words (to the type checker anything that can be indexed)."""

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS = {"nogil": True, "error_model": "numpy", "fastmath": False}  # nothing fused or reordered (contract R3)


class Parts:
    """The functions of one kernel in the order of definition: each calls only those before it."""

    def __init__(self) -> None:
        self.functions: list[Any] = []

    def add(self, function: F) -> F:
        """Make a function a part of the kernel; it is compiled with the whole, if that is not in the cache."""
        part: F = numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, **OPTIONS)(function)
        self.functions.append(part)
        return part


@intrinsic  # type: ignore[untyped-decorator]
def words(typing: Any, array: Any) -> Any:
    """The pointer to the first element of a contiguous array."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return context.make_array(signature.args[0])(context, builder, arguments[0]).data

    return types.CPointer(array.dtype)(array), generate


@intrinsic  # type: ignore[untyped-decorator]
def address(typing: Any, pointer: Any) -> Any:
    """A pointer as a number that can be kept in memory."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ptrtoint(arguments[0], ir.IntType(64))

    return types.int64(pointer), generate


@intrinsic  # type: ignore[untyped-decorator]
def integers(typing: Any, number: Any) -> Any:
    """The pointer to int64 words at an address."""
    return types.CPointer(types.int64)(types.int64), _as_pointer


@intrinsic  # type: ignore[untyped-decorator]
def reals(typing: Any, number: Any) -> Any:
    """The pointer to float64 words at an address."""
    return types.CPointer(types.float64)(types.int64), _as_pointer


def _as_pointer(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))


@intrinsic  # type: ignore[untyped-decorator]
def beyond(typing: Any, pointer: Any, count: Any) -> Any:
    """The pointer so many words further on."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.gep(arguments[0], [arguments[1]])

    return pointer(pointer, types.int64), generate
