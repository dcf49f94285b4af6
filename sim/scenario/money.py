"""``[cost.*]`` and ``[benefit]``: fixed costs, support and its refund."""

from __future__ import annotations

from typing import Any

from sim.scenario.dated import dated, moments
from sim.scenario.keys import NAMED, Key, exactly_one, fields
from sim.scenario.leaves import amount, chosen, one_of, personal, share, text
from sim.scenario.problems import BROKEN, KeyPath
from sim.scenario.ratetables import amounts_or_rate
from sim.scenario.reader import Reader
from sim.scenario.remembered import elements
from sim.scenario.schema import FOREVER, Benefit, FixedCost, Steps, Supplement
from sim.scenario.time_leaves import seconds


def _amounts(reader: Reader, path: KeyPath, raw: object) -> Any:
    """(time, kroner) of payments on dates."""
    found = moments(reader, path, reader.table(path, raw), chosen(amount), anywhere=True)
    return () if found is BROKEN else tuple(found)


COST = {
    **NAMED,
    "per_year": Key(dated(amount), Steps(0.0)),
    "amounts": Key(_amounts, ()),
    "funder_share": Key(chosen(share), 0.0),
    "funder": Key(text, ""),
    "payer": Key(text, ""),
}


def read_fixed_costs(reader: Reader) -> tuple[FixedCost, ...]:
    """What is paid every year or on dates, sorted by name."""
    return tuple(elements(reader, "cost", _cost))


def _cost(reader: Reader, name: str, table: dict[str, Any]) -> FixedCost:
    path: KeyPath = ("cost", name)
    reader.name(path, name)
    f = fields(reader, path, table, COST)
    exactly_one(reader, path, table, ("per_year", "amounts"))
    paid_by = f["funder_share"], f["funder"]
    return FixedCost(name, f["per_year"], *paid_by, f["title"], f["text"], f["amounts"], f["payer"])


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
    return _numeric(reader, path, name, reader.names["attribute"], "attribute")


def _numeric_mark(reader: Reader, path: KeyPath, raw: object) -> Any:
    return _numeric(reader, path, text(reader, path, raw), sorted(reader.properties), "attribute or mark")


def _numeric(reader: Reader, path: KeyPath, name: Any, known: Any, what: str) -> Any:
    numeric = [one for one in known if not reader.properties[one]]
    if name is not BROKEN and name not in numeric and name not in reader.unread:
        code = "wrong-type" if name in known else "unknown-name"
        return reader.add(path, code, f"A numeric {what} is expected", name, numeric)
    return name


LATER = {"hours": Key(_numeric_mark, required=True), "after": Key(seconds, required=True)}
SUPPLEMENT = {
    "hours": Key(_numeric_mark, required=True),
    "wage": Key(chosen(amount), required=True),
    "disregard": Key(chosen(amounts_or_rate(amount)), required=True),
    "later": Key(lambda reader, path, raw: fields(reader, path, raw, LATER)),
    "text": Key(text, ""),
}


def _supplement(reader: Reader, path: KeyPath, raw: object) -> Any:
    f = fields(reader, path, raw, SUPPLEMENT)
    later = f["later"] or {"hours": "", "after": 0}
    found = Supplement(f["hours"], f["wage"], f["disregard"], later["hours"], later["after"])
    return BROKEN if BROKEN in (*f.values(), *later.values()) else found


BENEFIT = {
    "monthly": Key(personal(amounts_or_rate(amount))),
    "refund": Key(_ladder, ()),
    "weeks_before": Key(_numeric_attribute, ""),
    "partly": Key(chosen(share), 0.5),
    "supplement": Key(_supplement),
    "resets_after": Key(seconds, FOREVER),
    "billed": Key(chosen(one_of("starters", "everybody")), "starters"),
    "text": Key(text, ""),
}


def read_benefit(reader: Reader) -> Benefit:
    """Support by date and person, and the refund ladder."""
    path: KeyPath = ("benefit",)
    f = fields(reader, path, reader.table(path, reader.tables.get("benefit", {})), BENEFIT)
    return Benefit(
        f["monthly"], f["refund"], f["weeks_before"], f["partly"],
        f["supplement"], f["resets_after"], f["billed"] == "starters",
    )  # fmt: skip
