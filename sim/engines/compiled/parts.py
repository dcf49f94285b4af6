"""The functions of the engine's kernel."""

from __future__ import annotations

from sim.kernels.jit import Parts

PARTS = Parts()
kernel = PARTS.add
