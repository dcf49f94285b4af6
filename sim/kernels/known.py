"""The compiled kernels of this program."""

from __future__ import annotations

from sim.kernels.sources import Sources

DIGEST = Sources(
    name="digest",
    title="the counting of logs",
    package="sim.measures.digest",
    others=("sim.log.codes", "sim.log.events", "sim.model.tables", "sim.scenario.schema"),
    whole="sim.measures.digest.compiled",
    function="read_batch",
    parts="sim.measures.digest.compiled",
    kinds=("words",) * 9,
    load_seconds=0.1,
    compile_seconds=6.0,
)
ENGINE = Sources(
    name="engine",
    title="the fast engine",
    package="sim.engines.compiled",
    others=(
        *("sim.engines.arithmetic", "sim.engines.calendar_time", "sim.engines.order", "sim.random_keys"),
        *("sim.log.codes", "sim.log.events"),
        *("sim.model.quantiles", "sim.model.tables", "sim.scenario.schema"),
    ),
    whole="sim.engines.compiled.loop",
    function="replicate",
    parts="sim.engines.compiled.parts",
    kinds=("words", "reals", "words", "words", "words", "word"),
    load_seconds=0.1,
    compile_seconds=15.0,
    soon_after=DIGEST,
)
KERNELS = {sources.name: sources for sources in (ENGINE, DIGEST)}


def seconds_until_ready() -> float:
    """How long it takes until compiled code can simulate a run and read its log; both kernels are compiled at once."""
    return max(ENGINE.seconds_until_ready, DIGEST.seconds_until_ready)
