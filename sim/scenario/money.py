"""``[cost.*]`` and ``[benefit]``: fixed costs, support and its refund."""

from __future__ import annotations

from typing import Any

from sim.scenario.dated import amounts_by_date, moments
from sim.scenario.keys import NAMED, Key, exactly_one, fields
from sim.scenario.leaves import amount, chosen, personal, share, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.reader import Reader
from sim.scenario.schema import FOREVER, Benefit, FixedCost


def _amounts(reader: Reader, path: KeyPath, raw: object) -> Any:
    """(time, kroner) of payments on dates."""
    found = moments(reader, path, reader.table(path, raw), chosen(amount), anywhere=True)
    return () if found is BROKEN else tuple(found)


COST = {
    **NAMED,
    "per_year": Key(chosen(amount), 0.0),
    "amounts": Key(_amounts, ()),
    "funder_share": Key(chosen(share), 0.0),
    "funder": Key(text, ""),
}


def read_fixed_costs(reader: Reader) -> tuple[FixedCost, ...]:
    """What is paid every year or on dates, sorted by name."""
    found = []
    for name, table in reader.section("cost"):
        reader.name(("cost", name), name)
        f = fields(reader, ("cost", name), table, COST)
        exactly_one(reader, ("cost", name), table, ("per_year", "amounts"))
        found.append(
            FixedCost(name, f["per_year"], f["funder_share"], f["funder"], f["title"], f["text"], f["amounts"])
        )
    return tuple(found)


def _ladder(reader: Reader, path: KeyPath, raw: object) -> Any:
    """(weeks on benefit up to, share refunded) ascending; `other` holds on for ever."""
    steps = []
    for key, item in reader.table(path, raw).items():
        here = (*path, key)
        refunded = chosen(share)(reader, here, item)
        if key == "other":
            steps.append((FOREVER, refunded))
        elif key.isdecimal() and len(key) < 7:
            steps.append((int(key), refunded))
        else:
            reader.add(here, "unknown-key", "A week number is expected", key, "weeks such as 26, or `other`")
    return tuple(sorted(steps, key=lambda pair: pair[0]))


def _numeric_attribute(reader: Reader, path: KeyPath, raw: object) -> Any:
    name = text(reader, path, raw)
    numeric = [one for one in reader.names["attribute"] if not reader.properties[one]]
    if name is not BROKEN and name not in numeric and name not in reader.unread:
        code = "wrong-type" if name in reader.names["attribute"] else "unknown-name"
        return reader.add(path, code, "A numeric attribute is expected", name, numeric)
    return name


BENEFIT = {
    "monthly": Key(personal(amounts_by_date(amount))),
    "refund": Key(_ladder, ()),
    "weeks_before": Key(_numeric_attribute, ""),
    "partly": Key(chosen(share), 0.5),
    "text": Key(text, ""),
}


def read_benefit(reader: Reader) -> Benefit:
    """Support by date and person, and the refund ladder."""
    path: KeyPath = ("benefit",)
    f = fields(reader, path, reader.table(path, reader.tables.get("benefit", {})), BENEFIT)
    return Benefit(f["monthly"], f["refund"], f["weeks_before"], f["partly"])
