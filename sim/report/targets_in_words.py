"""A target said in one sentence, and its bound in a few words."""

from __future__ import annotations

from sim.report.phrases import Phrases
from sim.report.target_values import TargetValues
from sim.scenario.schema import DAY, Span, Status, Target, When, Within


def bound_in_words(target: Target, say: Phrases) -> str:
    """``mindst 48`` or ``mindst 60 pct.``; empty without a bound."""
    parts = []
    for key, bound in (("target.at_least", target.at_least), ("target.at_most", target.at_most)):
        if bound is not None:
            parts.append(say.texts(key, bound=bound_value(bound, target, say)))
    return say.texts.listing(parts)


def bound_value(bound: float, target: Target, say: Phrases) -> str:
    """A bound without ``mindst`` or ``højst``: ``48``, ``60 pct.``, ``15.556 kr.``"""
    values = TargetValues(target, say.texts.write)
    if values.is_share:
        return say.share(bound)
    return values.value(bound) if values.is_money else say.number(bound)


def when_in_words(when: When, say: Phrases) -> str:
    """``startede i Tilbud``; people enter a stream of arrivals by coming at all."""
    if set(when.steps) <= {stream.name for stream in say.scenario.arrivals}:
        return say.texts("target.came", streams=say.names(list(when.steps)))
    return say.texts(f"target.{when.event.replace(' ', '_')}", steps=say.names(list(when.steps), "list.or"))


def status_in_words(status: Status, say: Phrases) -> str:
    """``selvforsørgende med timer om ugen i job på mindst 25``."""
    words = say.texts("target.status.partly" if status.partly else "target.status.self")
    if status.free_of_benefit:
        return say.texts("target.status.free")
    if status.mark:
        title = say.name(status.mark)
        mark = title[:1].lower() + title[1:]
        words = say.texts("target.status.mark", status=words, n=say.number(status.at_least), mark=mark)
    return words


def gap_in_words(within: Within, say: Phrases) -> str:
    """``højst 28 dage efter``; how long after the clock starts the spell must begin."""
    if within is None:
        return say.texts("target.gap.any")
    if isinstance(within, Span):
        return say.texts("target.gap", length=say.length(within))
    return (
        say.texts("target.gap.none")
        if within == 0
        else say.texts(
            "target.gap", length=say.texts.count("unit.days", within / DAY) if within % DAY == 0 else say.span(within)
        )
    )


def after_in_words(target: Target, say: Phrases) -> str:
    """From when a share is measured: what has to happen before the clock starts."""
    assert target.share_of is not None
    return when_in_words(target.after or target.share_of, say)


def target_in_words(target: Target, say: Phrases) -> str:
    """The whole definition in one sentence."""
    title = say.texts.title(target.titles, target.name)
    bound = bound_in_words(target, say) or say.texts("target.no_bound")
    period = say.texts("target.per.window" if target.per == "window" else "target.per.year")
    if target.count is not None:
        return say.texts("target.count", title=title, bound=bound, when=when_in_words(target.count, say), per=period)
    if target.figure:
        return say.texts("target.figure", title=title, bound=bound, per=period)
    assert target.share_of is not None
    names = {"title": title, "bound": bound, "of": when_in_words(target.share_of, say)}
    if target.reach is not None:
        reach = when_in_words(target.reach, say)
        return say.texts("target.reach", reach=reach, gap=gap_in_words(target.within, say), **names)
    assert target.who_are is not None
    lasting = say.length(target.lasting) if target.lasting is not None else say.texts("target.lasting.any")
    after = after_in_words(target, say)
    status = status_in_words(target.who_are, say)
    return say.texts(
        "target.share", status=status, lasting=lasting, gap=gap_in_words(target.within, say), after=after, **names
    )
