"""The compiled kernels of this program."""

from __future__ import annotations

from sim.kernels.sources import Sources

ENGINE = Sources(
    name="engine",
    package="sim.engines.compiled",
    others=(
        *("sim.engines.arithmetic", "sim.random_keys", "sim.engines.order", "sim.log.codes", "sim.log.events"),
        *("sim.model.quantiles", "sim.model.tables", "sim.scenario.schema"),
    ),
    load_seconds=0.5,
    compile_seconds=15.0,
)
DIGEST = Sources(
    name="digest",
    package="sim.measures.digest",
    others=("sim.log.codes", "sim.log.events", "sim.model.tables", "sim.scenario.schema"),
    load_seconds=0.2,
    compile_seconds=6.0,
)


def seconds_until_ready() -> float:
    """How long it takes until a run can be simulated, and its log be read, by compiled code."""
    return ENGINE.seconds_until_ready + DIGEST.seconds_until_ready
