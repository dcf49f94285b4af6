"""Parameters in words: value, range, and what each rests on — its source, or whose own value it is."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.basis import assumptions, by_basis
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.scenario.schema import Parameter, Scenario


def parameters_in_words(scenario: Scenario, say: Phrases) -> Iterator[str]:
    """Two lines for each parameter; before them whose the values are, if some are own choices."""
    yield from own_values_in_words(scenario, say.texts)
    wording = Wording(scenario, say.texts)
    for parameter in scenario.parameters:
        title = say.texts.title(parameter.titles, parameter.name)
        value = wording.setting(parameter, parameter.value)
        for time, later in parameter.later:
            value += ", " + say.texts("explain.from", date=say.date(time), value=wording.setting(parameter, later))
        yield "- " + say.texts("explain.parameter", title=title, name=parameter.name, value=value)
        yield "  " + "; ".join(_provenance(parameter, wording))


def _provenance(parameter: Parameter, wording: Wording) -> Iterator[str]:
    t = wording.texts
    yield basis_in_words(parameter, t)
    if parameter.low is not None and parameter.high is not None:
        plain = "share" if parameter.unit.split(" ")[0] == "share" else ""
        low, high = (wording.say.quantity(bound, plain) for bound in (parameter.low, parameter.high))
        yield t("explain.parameter.range", low=low, high=high)
    if parameter.choices:
        choices = [wording.setting(parameter, choice) for choice in parameter.choices]
        yield t("explain.parameter.choices", choices=", ".join(choices))
    if parameter.formula:
        yield t("explain.parameter.formula", formula=parameter.formula)
    source = source_in_words(parameter, wording)
    if source:
        yield source


def basis_in_words(parameter: Parameter, texts: Texts) -> str:
    """``antagelse``; of a value that no source speaks for, where it was set."""
    own = parameter.own
    if own is None:
        return texts(f"explain.basis.{parameter.basis}")
    return texts("basis.own.file", file=own.file) if own.file else texts("basis.own.run")


def source_in_words(parameter: Parameter, wording: Wording) -> str:
    """The source; of a value put in another's place, that value with its basis and source.  Empty without one."""
    source, own, texts = wording.texts.title(parameter.source, ""), parameter.own, wording.texts
    if own is None:
        return source
    value = texts("basis.own.formula") if own.before is None else wording.setting(parameter, own.before)
    rests = "; ".join(filter(None, (texts(f"explain.basis.{parameter.basis}"), source)))
    return texts("basis.own.before", file=own.source_file, value=value, rests=rests)


def counts_in_words(scenario: Scenario, texts: Texts) -> str:
    """How much of what goes in is a judgement, an own choice, and measured."""
    counts = by_basis(scenario)
    words = {"all": counts.total(), "assumed": counts["assumption"], "measured": counts["measured"]}
    own = counts["own"]
    return texts.count("basis.known.own", own, **words) if own else texts("basis.known", **words)


def own_values_in_words(scenario: Scenario, texts: Texts) -> Iterator[str]:
    """How many values were chosen without a source, and where the others are from; nothing where none was."""
    own = [one.own for one in assumptions(scenario) if one.own is not None]
    if own:
        sources = texts.listing(sorted({one.source_file for one in own}))
        yield texts.count("basis.own.count", len(own), file=sources)
