"""Units of figures, as the registry of figures names them in English."""

UNITS: dict[str, tuple[str, str]] = {
    "figure_unit.days": ("dage", "days"),
    "figure_unit.difference_of_shares": ("forskel mellem andele", "difference of shares"),
    "figure_unit.entries_per_person": ("gange pr. borger", "entries per person"),
    "figure_unit.hours": ("timer", "hours"),
    "figure_unit.hours_a_week": ("timer om ugen", "hours a week"),
    "figure_unit.jobs": ("job", "jobs"),
    "figure_unit.kr": ("kr.", "kr."),
    "figure_unit.months": ("måneder", "months"),
    "figure_unit.number": ("antal", "number"),
    "figure_unit.number_a_year": ("antal om året", "number a year"),
    "figure_unit.number_a_year_or_share": ("antal om året eller andel", "number a year or share"),
    "figure_unit.people": ("borgere", "people"),
    "figure_unit.people_a_year": ("borgere om året", "people a year"),
    "figure_unit.seats": ("pladser på hold", "seats"),
    "figure_unit.share": ("andel", "share"),
    "figure_unit.share_of_replications": ("andel af gennemspilninger", "share of replications"),
    "figure_unit.tokens": ("stillinger og lignende", "tokens"),
    "figure_unit.units": ("pladser", "units"),
}


def unit_key(unit: str) -> str:
    """The key of a unit as the registry writes it."""
    return f"figure_unit.{unit.rstrip('.').replace(' ', '_')}"
