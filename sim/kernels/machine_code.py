"""Machine code of a kernel, kept as bytes and loaded by LLVM alone: without Numba, in some milliseconds."""

from __future__ import annotations

import ctypes
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Kernel: TypeAlias = Callable[..., int]
"""Takes contiguous arrays of int64 or float64 and whole numbers; lets go of the interpreter lock meanwhile."""

DTYPES = {"words": np.dtype(np.int64), "reals": np.dtype(np.float64)}
ARRAY = (*[ctypes.c_void_p] * 2, *[ctypes.c_int64] * 2, ctypes.c_void_p, *[ctypes.c_int64] * 2)
"""How Numba hands over an array of one dimension: owner, parent, items, bytes an item, data, shape, strides."""

MATHEMATICS = ("exp", "expm1", "log", "log1p", "pow", "sqrt", "floor", "ceil", "sin", "cos", "tan", "fmod")
"""What functions of LLVM may become calls of."""


class Damaged(Exception):
    """What was kept is not what was written."""


class NotHere(Exception):
    """The code calls a function that this system does not have."""


@dataclass(frozen=True)
class MachineCode:
    """An object file with one function to be called from outside.

    ``kinds``: of its arguments, "words" (array of int64), "reals" (array of float64) or "word" (int64).  ``needs``:
    names of the system's functions that it calls.
    """

    entry: str
    kinds: tuple[str, ...]
    needs: tuple[str, ...]
    object_file: bytes

    def to_bytes(self) -> bytes:
        """A line of JSON, with the SHA-256 of what follows, and the object file."""
        header = {"entry": self.entry, "kinds": self.kinds, "needs": self.needs, "sha256": _sha256(self.object_file)}
        return json.dumps(header).encode() + b"\n" + self.object_file

    @staticmethod
    def from_bytes(content: bytes) -> MachineCode:
        """What ``to_bytes`` wrote; raises :class:`Damaged`, as the linker does not survive a broken object file."""
        first, _, object_file = content.partition(b"\n")
        try:
            header = json.loads(first)
            code = MachineCode(header["entry"], tuple(header["kinds"]), tuple(header["needs"]), object_file)
            whole = header["sha256"] == _sha256(object_file)
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(str(error)) from error
        if not whole:
            raise Damaged("another checksum")
        return code


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def loaded(code: MachineCode) -> Kernel:
    """The kernel, ready to be called; raises :class:`NotHere`."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    if _missing(code):
        from numba.core.registry import cpu_target

        cpu_target.target_context  # noqa: B018  brings the functions that the system does not have by these names
    if _missing(code):
        raise NotHere(", ".join(_missing(code)))
    target = llvm.Target.from_triple(llvm.get_process_triple())
    linker = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target.create_target_machine(jit=True))
    linker.add_object_file(llvm.ObjectFileRef.from_data(code.object_file))
    linker.finalize_object()
    types = [kind for name in code.kinds for kind in (ARRAY if name in DTYPES else (ctypes.c_int64,))]
    function = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *types)(
        linker.get_function_address(code.entry)
    )

    def kernel(*arguments: Any) -> int:
        assert linker is not None  # it owns the code
        if len(arguments) != len(code.kinds):
            raise TypeError(f"{len(arguments)} arguments instead of {len(code.kinds)}")
        flat = [word for kind, one in zip(code.kinds, arguments, strict=True) for word in _handed_over(kind, one)]
        result, trouble = ctypes.c_int64(0), ctypes.c_void_p(None)
        status = function(ctypes.addressof(result), ctypes.addressof(trouble), *flat)
        if status:
            raise RuntimeError(f"the kernel ended with status {status}")
        return result.value

    return kernel


def _missing(code: MachineCode) -> list[str]:
    """What it calls and nobody has: the linker would not survive it."""
    import llvmlite.binding as llvm

    return [name for name in code.needs if not llvm.address_of_symbol(name)]


def _handed_over(kind: str, argument: Any) -> tuple[Any, ...]:
    """The words of one argument; for arrays of any other kind bare pointers would be wrong: raises TypeError."""
    if kind not in DTYPES:
        return (int(argument),)
    if argument.dtype != DTYPES[kind] or argument.ndim != 1 or not argument.flags.c_contiguous:
        raise TypeError(f"an array of {argument.dtype} where {kind} one behind the other are wanted")
    return (None, None, argument.size, 8, argument.ctypes.data, argument.size, 8)
