"""What the figures need, taken from studies: comparisons, waterfalls, one change at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.report.compare_sentences import letter
from sim.report.compare_years import years_of
from sim.report.figures.differences import Differences, PairedDifference
from sim.report.figures.dotplot import middle_eighty
from sim.report.figures.from_result import possible_years
from sim.report.figures.intervals import Intervals, OptionYears
from sim.report.figures.waterfall import FloatingBar, WaterfallBars
from sim.report.texts import LANGUAGES, Texts
from sim.report.wording import Wording
from sim.scenario.schema import Titles
from sim.studies.asked import JOINT, better_is_higher

if TYPE_CHECKING:
    from sim.studies.asked import Asked
    from sim.studies.compare import Comparison
    from sim.studies.result import Result
    from sim.studies.waterfall import Fall, Waterfall

UNITS = {"chance": "chance", "share": "share", "money": "kr.", "days": "number", "number": "number"}


def intervals_of(results: Sequence[Result], target_name: str) -> Intervals:
    """A target under several results, the options in their order; a share in per cent."""
    first = next(one for one in results[0].scenario.targets if one.name == target_name)
    share = first.share_of is not None
    options = []
    for i, result in enumerate(results):
        data = possible_years(result, target_name)
        scale = 100.0 / data.of if share and data.of else 1.0
        low, high = middle_eighty(data.values)
        middle = data.values[(len(data.values) - 1) // 2]
        options.append(OptionYears(letter(i), result.scenario.titles, scale * low, scale * middle, scale * high,
                                   data.chance))  # fmt: skip
    factor = 100.0 if share else 1.0
    bounds = (None if bound is None else factor * bound for bound in (first.at_least, first.at_most))
    return Intervals(target_name, first.titles, "share" if share else "people", tuple(options), *bounds)


def differences_of(found: Comparison, asked: Asked) -> Differences:
    """One figure of a comparison."""
    base = found.options[found.baseline]
    wording = Wording(base.scenario, Texts("da"))
    up = better_is_higher(asked, wording.scenario)
    options = []
    for i in found.against:
        one = found.contrast(i, asked).difference
        options.append(PairedDifference(letter(i), found.options[i].titles, one.mean, one.low, one.high, one.settled,
                                        one.none))  # fmt: skip
    return Differences(
        titles=_titles(found, asked),
        unit="days" if wording.kind(asked) == "days" else UNITS[wording.kind(asked)],
        base=letter(found.baseline),
        base_titles=base.titles,
        options=tuple(options),
        better=0 if up is None else 1 if up else -1,
    )


def _titles(found: Comparison, asked: Asked) -> Titles:
    """What the differences are of; that it is all years together, where they are to be seen apart."""
    scenario, several = found.options[found.baseline].scenario, len(years_of(found, asked)) > 1
    titles = []
    for language in LANGUAGES:
        wording = Wording(scenario, Texts(language))
        title = subject(wording, asked)
        titles.append(wording.texts("compare.together", title=title, years=wording.window) if several else title)
    return Titles(*titles)


def subject(wording: Wording, asked: Asked) -> str:
    """What a figure is of; a chance is told apart from the mean of the same target."""
    if asked.kind == "mean" or asked.sign:
        return wording.title(asked)
    if asked.name == JOINT:
        return wording.texts("figure.joint.both" if len(wording.scenario.targets) == 2 else "figure.joint.all")
    return wording.texts("figure.chance_of", title=wording.subject(asked))


def waterfall_of(found: Waterfall, fall: Fall) -> WaterfallBars:
    """One figure of a waterfall, in the unit of its axis."""
    from sim.report.waterfall import bar_name
    from sim.studies.inputs import parameter_of
    from sim.studies.waterfall import REST

    wordings = [Wording(found.a.scenario, Texts(language)) for language in LANGUAGES]
    scale = wordings[0].scale(fall.asked)
    bars = []
    for bar in fall.bars:
        names = Titles(*(bar_name(found, bar, Texts(language)) for language in LANGUAGES))
        parameter = None if bar.name == REST else parameter_of(found.a.scenario, bar.name)
        changes = ("", "") if parameter is None else (one.from_to(parameter, bar.before, bar.after) for one in wordings)
        bars.append(FloatingBar(names, Titles(*changes), scale * bar.alone.mean, bar.alone.settled))
    return WaterfallBars(
        titles=Titles(*(subject(wording, fall.asked) for wording in wordings)),
        unit=UNITS[wordings[0].kind(fall.asked)],
        start_titles=found.a.titles,
        end_titles=found.b.titles,
        start=scale * fall.start,
        end=scale * fall.end,
        bars=tuple(bars),
        interaction=scale * fall.interaction.mean,
    )
