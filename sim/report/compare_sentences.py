"""What a comparison says in sentences: the conclusion, and each difference with how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from sim.measures.names import FigureName
from sim.report.compare_cost import cost_and_people
from sim.report.compare_years import part_text, subject, years_of
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import better_is_higher
from sim.studies.compare import MOST_TO_SETTLE, Comparison, Contrast

LEAST_NAMED = 0.995
"""Share of years that differ, above which those that do not are not worth a word."""
EVEN = 0.1  # by which better and worse years differ less: as often one as the other
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(i: int) -> str:
    """A, B, ..., Z, A2, B2, ..."""
    again = i // len(LETTERS)
    return LETTERS[i % len(LETTERS)] + (str(again + 1) if again else "")


def wording_of(found: Comparison, texts: Texts) -> Wording:
    return Wording(found.options[found.baseline].scenario, texts)


def conclusion(found: Comparison, texts: Texts) -> Iterator[str]:
    """In what each option is better and worse than the baseline; the first difference where nothing is certain."""
    for i in found.against:
        contrasts = [one for one in found.of(i) if not one.difference.none]
        sentence = _better_and_worse(found, i, texts)
        if sentence:
            people = _people_otherwise(found, i, texts)
            yield " ".join((sentence, *people, *cost_and_people(found, i, letter(i), wording_of(found, texts))))
        elif contrasts:
            yield from sentences(found, contrasts[0], texts)
        elif found.options[i].scenario.hash != found.options[found.baseline].scenario.hash:
            yield texts("compare.conclusion.none", letter=letter(i), base=letter(found.baseline))


def _better_and_worse(found: Comparison, i: int, texts: Texts) -> str:
    """``B er bedre end A, når det gælder Startede pr. år (72,7 mod 47,9), men ringere, når det gælder ...``

    Of the means of targets, where any was asked for, and of the wait for what a target counts; only differences of
    which the sign is certain.
    """
    wording = wording_of(found, texts)
    means = [one for one in found.of(i) if one.asked.kind == "mean" and "@" not in one.asked.name]
    counted = {step for target in wording.scenario.targets if target.count for step in target.count.steps}
    waits = {f"wait_mean.{step}" for step in counted}
    named = [one for one in means if one.asked.target and "{" not in one.asked.name]
    named = named + [one for one in means if one.asked.name in waits] if named else means
    sides: dict[bool, list[str]] = {True: [], False: []}
    for one in named:
        up = better_is_higher(one.asked, wording.scenario)
        if up is not None and one.difference.settled:
            sides[(one.difference.mean > 0) == up].append(part_text(found, one.asked, i, wording))
    key = "both" if all(sides.values()) else "better" if sides[True] else "worse"
    if not any(sides.values()):
        return ""
    return texts(f"compare.conclusion.{key}", letter=letter(i), base=letter(found.baseline),
                 better=texts.listing(sides[True]), worse=texts.listing(sides[False]))  # fmt: skip


def _people_otherwise(found: Comparison, i: int, texts: Texts) -> Iterator[str]:
    """Where certainly more people attain a target although their share is certainly smaller, or the other way round."""
    by_name = {one.asked.name: one for one in found.of(i) if one.asked.kind == "mean" and one.difference.settled}
    wording = wording_of(found, texts)
    for target in wording.scenario.targets:
        share, people = by_name.get(f"target.{target.name}"), by_name.get(f"attaining.{target.name}")
        if share is None or people is None or share.difference.mean * people.difference.mean >= 0:
            continue
        j = found.asked.index(people.asked)
        value, base = (wording.value(people.asked, found.estimates[place][j].mean) for place in (i, found.baseline))
        key = "more" if people.difference.mean > 0 else "fewer"
        yield texts(f"compare.conclusion.{key}", value=value, base_value=base, title=wording.say.of(target))


def sentences(found: Comparison, one: Contrast, texts: Texts) -> Iterator[str]:
    """One difference: both values, its interval, in how many years each is better, and whether its sign is certain."""
    wording = wording_of(found, texts)
    names = {
        "letter": letter(one.option),
        "base": letter(found.baseline),
        "title": subject(found, one.asked, wording),
        "unit": texts(f"compare.unit.{_unit(found, one, wording)}"),
    }
    if one.difference.none:
        if found.options[one.option].scenario.hash != found.options[found.baseline].scenario.hash:
            kind = ".bound" if one.asked.sign else ".chance" if one.asked.kind == "chance" else ""
            yield texts(f"compare.none{kind}", **names)
        return
    j = found.asked.index(one.asked)
    up = better_is_higher(one.asked, wording.scenario)
    alike = _years_alike(found, one)
    higher, _, lower = shares(one, found.replications * len(alike)) if one.years.all else (float("nan"),) * 3
    better, worse = (lower, higher) if up is False and not one.asked.sign else (higher, lower)
    kind = "higher" if up is None else "chance" if one.asked.kind == "chance" else "better"
    kind = "bound" if one.asked.sign else kind
    if kind == "better" and FigureName.of(one.asked.name).kpi == "wait_mean":
        kind = "shorter"
    if kind in ("better", "higher", "shorter") and higher == lower == 0:  # what differs lies in a part of a year
        kind = "same_years"
    kind = "even" if kind in ("better", "shorter") and _as_often(one, better, worse) else kind
    low, high = wording.interval(one.asked, one.difference, "|").split("|")
    sentence = texts(
        f"compare.{kind}",
        value=wording.value(one.asked, found.estimates[one.option][j].mean),
        base_value=wording.value(one.asked, found.estimates[found.baseline][j].mean),
        change=wording.difference(one.asked, one.difference, unit=True),
        low=low,
        high=high,
        better=texts.write.of_hundred(better),
        worse=texts.write.of_hundred(worse),
        **names,
    )
    if kind in ("better", "higher", "shorter"):
        if alike:
            sentence = f"{sentence} {texts.count('compare.alike', len(alike), years=texts.listing(alike))}"
        if higher + lower < LEAST_NAMED:
            sentence = f"{sentence} {texts('compare.rest')}"
    yield sentence if one.difference.settled else f"{sentence} {_noise(one, texts)}"


def _as_often(one: Contrast, better: float, worse: float) -> bool:
    """Whether a difference that is certain is hidden by chance in single runs."""
    return one.difference.settled and min(better, worse) > 0 and abs(better - worse) < EVEN


def _unit(found: Comparison, one: Contrast, wording: Wording) -> str:
    """Whether the options were compared in each calendar year, or, where the figure has none, in each run."""
    if one.asked.kind == "chance" or "@" in one.asked.name:
        return wording.counted(one.asked)
    several = one.years.all > found.replications or wording.whole_years == 1
    return "year" if wording.whole_years and several else "run"


def _years_alike(found: Comparison, one: Contrast) -> list[str]:
    """Calendar years in which the option is as the baseline in every run, as before a change on a date."""
    mine = [in_year for in_year in years_of(found, one.asked) if in_year.year is not None]
    alike = [str(in_year.year) for in_year in mine if in_year.same[one.option]]
    return alike if len(alike) < len(mine) and one.years.same >= found.replications * len(alike) else []


def shares(one: Contrast, left_out: int = 0) -> tuple[float, float, float]:
    """Shares of years in which the option is higher, the same, lower; ``left_out``: of those that are the same."""
    years, counted = one.years, one.years.all - left_out
    return years.higher / counted, (years.same - left_out) / counted, years.lower / counted


def _noise(one: Contrast, texts: Texts) -> str:
    if one.to_settle == inf:
        return texts("compare.noise.never", n=texts.write.number(MOST_TO_SETTLE))
    return texts("compare.noise", n=texts.write.number(_two_digits(one.to_settle)))


def _two_digits(value: float) -> float:
    """A number of which only the size is known."""
    return float(f"{value:.2g}")
