"""Compiling a kernel in one go.

Left to itself, Numba makes a finished library of every function, with machine code and a copy of all that it calls,
optimised again at every level: six times the work.  The kernel's functions only ever run as parts of the whole.  So
each is compiled for one signature, which its annotations give, in the order of definition; the parts stay as they are
until the whole is optimised and turned into machine code once, by LLVM alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import llvmlite.binding as llvm
from llvmlite.binding import Linkage
from numba import types
from numba.core.codegen import JITCodeLibrary
from numba.core.dispatcher import Dispatcher
from numba.core.registry import cpu_target

from sim.kernels.jit import Parts
from sim.kernels.machine_code import MATHEMATICS, MachineCode

WORDS, REALS = types.Array(types.int64, 1, "C"), types.Array(types.float64, 1, "C")
KINDS: dict[str, Any] = {"words": WORDS, "reals": REALS, "word": types.int64}
"""Types of the arguments of a whole kernel."""

TYPES: dict[str, Any] = {
    "Memory": types.CPointer(types.int64),
    "Ints": types.CPointer(types.int64),
    "Floats": types.CPointer(types.float64),
    "int": types.int64,
    "float": types.float64,
    "bool": types.boolean,
    "np.uint64": types.uint64,
}
"""Types of the arguments of a part by their annotations."""

NOBODY_OWNS_ARRAYS = "define void @NRT_MemInfo_call_dtor(i8* %owner) { ret void }"
"""What Numba would call when the last owner of an array lets go: those of a kernel belong to its caller."""


def machine_code_of(function: Callable[..., Any], parts: Parts, kinds: tuple[str, ...], cpu: str = "") -> MachineCode:
    """The kernel ``function`` of all that it calls, for arguments of these kinds.

    ``cpu``: the processor to compile for, by LLVM's name; "" for the one here with everything it can do.
    """
    with _libraries_of(Part):
        for part in parts.functions:
            compile_part(part)
        whole: Any = Parts().add(function)
        whole.compile(tuple(KINDS[kind] for kind in kinds))
    (compiled,) = whole.overloads.values()
    entry = compiled.fndesc.llvm_func_name
    module = _linked(compiled.library)
    _keep_only(module, entry)
    machine = _machine(cpu)
    _optimise(module, machine)
    needs = {_system_function(one.name) for one in module.functions if one.is_declaration} - {""}
    return MachineCode(entry, kinds, tuple(sorted(needs)), machine.emit_object(module))


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


@contextmanager
def _libraries_of(kind: type[JITCodeLibrary]) -> Iterator[None]:
    """Libraries that are made meanwhile are of this kind."""
    codegen = cpu_target.target_context.codegen()
    usual = codegen._library_class
    codegen._library_class = kind
    try:
        yield
    finally:
        codegen._library_class = usual


# --- the whole, by LLVM ----------------------------------------------------------------------------------------------


def _linked(library: Any) -> Any:
    """One module of a library and all those that it uses, however deep."""
    module, libraries = library._final_module, [library]
    for used in libraries:  # grows on the way
        libraries.extend(deeper for deeper in used._linking_libraries if deeper not in libraries)
    for used in libraries[1:]:
        module.link_in(used._get_module_for_linking(), preserve=True)
    module.link_in(llvm.parse_assembly(NOBODY_OWNS_ARRAYS))
    return module


def _keep_only(module: Any, entry: str) -> None:
    """Nobody else calls the parts, so those that are called once can be merged into their callers."""
    for function in module.functions:
        if not function.is_declaration and function.name != entry:
            function.linkage = Linkage.internal
    for variable in module.global_variables:
        if not variable.is_declaration:
            variable.linkage = Linkage.internal


def _machine(cpu: str) -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    features = "" if cpu else llvm.get_host_cpu_features().flatten()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    return target.create_target_machine(
        cpu=cpu or llvm.get_host_cpu_name(), features=features, opt=3, reloc="pic", codemodel="small"
    )


def _optimise(module: Any, machine: Any) -> None:
    """One pass over the whole.  The loops are short: turning them into vector instructions only costs time."""
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = False
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    module.verify()


def _system_function(name: str) -> str:
    """What a declared function calls of the system; "" for what becomes instructions."""
    if not name.startswith("llvm."):
        return name
    becomes = name.split(".")[1]
    return becomes if becomes in MATHEMATICS else ""
