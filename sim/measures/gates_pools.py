"""Sessions of gates, and tokens of pools."""

from __future__ import annotations

from sim.measures.digest import layout
from sim.measures.digest.digest import Digest
from sim.measures.figures import Figures

TOKENS = {
    "arrived": layout.TOKENS_IN,
    "taken": layout.TAKEN,
    "expired": layout.EXPIRED,
    "lost": layout.LOST,
}


def gates(figures: Figures, digest: Digest) -> None:
    """Sessions of each gate: how many, held or not, and how full.  A session counts at the time at which it decides."""
    names = digest.model.names.gates
    if not names:
        return
    held, people = digest.of_gates(layout.HELD), digest.of_gates(layout.OWN_PEOPLE)
    figures.add("sessions", names, digest.of_gates(layout.SESSIONS))
    figures.add("held", names, held)
    figures.add("cancelled", names, digest.of_gates(layout.CANCELLED))
    figures.add("too_few", names, digest.of_gates(layout.TOO_FEW))
    figures.add("seats_filled", names, people, digest.of_gates(layout.SEATS_HELD))
    figures.add("own_people_held", names, people, held)
    figures.add("size_held", names, people + digest.of_gates(layout.OTHERS_HELD), held)
    figures.add("seats_empty_in_line", names, digest.of_gates(layout.EMPTY_IN_LINE))
    figures.add("backfilled", names, digest.of_gates(layout.BACKFILLED))


def pools(figures: Figures, digest: Digest) -> None:
    """Tokens of each pool, by the time of the event; ``open`` is a time average."""
    names = digest.model.names.pools
    if not names:
        return
    counts = {kpi: digest.of_pools(counter) for kpi, counter in TOKENS.items()}
    for kpi, table in counts.items():
        figures.add(kpi, names, table)
    figures.add("unused", names, counts["expired"] + counts["lost"])
    figures.add("open", names, digest.of_pools(layout.OPEN_SECONDS), digest.spans.seconds)
