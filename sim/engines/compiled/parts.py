"""The functions of the engine's kernel."""

from __future__ import annotations

from typing import Any

from numba import types
from numba.extending import intrinsic

from sim.kernels.jit import Parts

PARTS = Parts()
kernel = PARTS.add


@intrinsic  # type: ignore[untyped-decorator]
def apart(typing: Any) -> Any:
    """Called first in a function off the usual way: it is never merged into its callers, whose code stays short."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.function.attributes.add("noinline")
        return context.get_dummy_value()

    return types.void(), generate


@intrinsic  # type: ignore[untyped-decorator]
def merged(typing: Any) -> Any:
    """Called first in a function of the usual way that is called off it, too: it is merged into all of its callers.

    LLVM merges by itself what has one caller, and otherwise only what is short.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.function.attributes.add("alwaysinline")
        return context.get_dummy_value()

    return types.void(), generate
