"""Shares in words: who goes where, or who is what, for each group of people where that differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sim.report.phrases import Phrases
from sim.scenario.schema import DATE, Case

Share = tuple[str, Any]  # a name, and its share, which may depend on a property


def shares_in_words(shares: Sequence[Share], rest: Any, name: Callable[[str], str], say: Phrases) -> str:
    """``70 pct. Praktik og resten Retur``; by group where shares depend on one property with the same cases.

    ``rest`` is the name of what takes the rest, which may depend on the property as well; None where nothing does.
    """
    values = [*(share for _, share in shares), rest]
    cases = [value for value in values if isinstance(value, Case)]
    first = cases[0] if cases else None
    if first is None or first.by == DATE or any(_cases(one) != _cases(first) for one in cases):
        return _plain(shares, rest, name, say)
    labels = [label for label, _ in first.cases] + [""] * any(one.other is not None for one in cases)
    groups = []
    for label in labels:
        here = [_of(value, label) for value in values]
        plain = [(one, share) for (one, _), share in zip(shares, here, strict=False)]
        words = _plain(plain, here[-1], name, say)
        group = say.category(first.by, label) if label else say.texts("explain.case.others")
        groups.append(say.texts("explain.case.group", category=group, value=words))
    return say.texts("explain.case", by=say.by(first.by), cases="; ".join(groups))


def _cases(case: Case[Any]) -> tuple[str, list[str]]:
    return case.by, [label for label, _ in case.cases]


def _of(value: Any, label: str) -> Any:
    return dict(value.cases).get(label, value.other) if isinstance(value, Case) else value


def _plain(shares: Sequence[Share], rest: Any, name: Callable[[str], str], say: Phrases) -> str:
    there = [(one, share) for one, share in shares if isinstance(share, Case) or (share is not None and share > 0)]
    if len(there) == 1 and not isinstance(there[0][1], Case) and there[0][1] >= 1:
        return name(there[0][0])
    if not there:
        return say.by_case(rest, name)
    parts = [say.texts("explain.route", share=say.share(share), step=name(one)) for one, share in there]
    left = rest if isinstance(rest, Case) or sum(s for _, s in there if not isinstance(s, Case)) < 1 else None
    return say.texts.listing([*parts, say.texts("explain.route.rest", step=say.by_case(left, name))] if left else parts)
