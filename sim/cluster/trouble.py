"""What can go wrong with machines; light, so that nothing else is loaded to say it."""

from __future__ import annotations

from sim.scenario.words import Spoken


class BadCluster(Spoken, ValueError):
    """Machines that cannot be used as things stand; the text is :func:`sim.scenario.words.said`."""


class ClusterLost(Exception):
    """Nothing can be computed there any more: ``what`` is "scheduler", or "workers" where there is none left."""

    def __init__(self, what: str, address: str) -> None:
        super().__init__(what, address)
        self.what, self.address = what, address


class UnitsLost(Exception):
    """Units that were given up because workers died of them, by name; ``kept``: everything else was computed."""

    def __init__(self, names: tuple[str, ...], kept: bool = True) -> None:
        super().__init__(names, kept)
        self.names, self.kept = names, kept
