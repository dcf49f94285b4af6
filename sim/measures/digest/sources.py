"""What the compiled reading of the log is made from."""

from __future__ import annotations

from sim.kernels.sources import Sources

SOURCES = Sources(
    name="digest",
    package="sim.measures.digest",
    others=("sim.log.events", "sim.model.tables", "sim.scenario.schema"),
    load_seconds=0.2,
    compile_seconds=6.0,
)
