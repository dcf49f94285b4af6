"""``[observed]``: totals that really happened, to put the simulated ones beside.  They decide nothing of a run."""

from __future__ import annotations

from typing import Any

from sim.bounds import LARGEST
from sim.scenario.keys import Key, fields
from sim.scenario.leaves import integer, number
from sim.scenario.problems import BROKEN
from sim.scenario.reader import Reader
from sim.scenario.runtable import FIRST_YEAR, LAST_YEAR
from sim.scenario.schema import Observed
from sim.scenario.words import said

MOST = 50
KEYS = {
    "value": Key(number(-LARGEST), required=True),
    "of": Key(number(0)),
    "year": Key(integer(FIRST_YEAR, LAST_YEAR)),
}


def read_observed(reader: Reader) -> tuple[Observed, ...]:
    """The totals, sorted by name; whether such a figure exists is seen when it is measured."""
    table = reader.table(("observed",), reader.tables.get("observed", {}))
    if len(table) > MOST:
        reader.add(("observed",), "too-many", "There are too many totals", len(table),
                   said("at most {largest} in all", largest=MOST))  # fmt: skip
    found = []
    for name in sorted(table)[:MOST]:
        values: dict[str, Any] = fields(reader, ("observed", name), table[name], KEYS)
        if BROKEN in values.values():
            continue
        if values["of"] is not None and not values["value"] <= values["of"]:
            reader.add(("observed", name, "value"), "out-of-range", "There are more than there were", values["value"],
                       said("at most {most}", most=format(values["of"], "g")))  # fmt: skip
            continue
        found.append(Observed(name, values["value"], values["of"], values["year"]))
    return tuple(found)
