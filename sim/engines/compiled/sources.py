"""What the engine's kernel is made from."""

from __future__ import annotations

from sim.kernels.sources import Sources

SOURCES = Sources(
    name="engine",
    package="sim.engines.compiled",
    others=(
        *("sim.engines.arithmetic", "sim.engines.draws", "sim.engines.order", "sim.log.events", "sim.model.quantiles"),
        *("sim.model.tables", "sim.scenario.schema"),
    ),
    load_seconds=0.5,
    compile_seconds=15.0,
)
