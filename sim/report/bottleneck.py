"""What small changes buy: the answer in sentences, and a table for each mean, sorted by size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from sim.loaded import LoadedScenario
from sim.report.as_json import estimate_as_json
from sim.report.show import in_html
from sim.report.study_json import difference_json, option_json
from sim.report.table import Table, with_narrow_header
from sim.report.terminal import kept
from sim.report.texts import Texts
from sim.report.what_binds import what_binds
from sim.report.wording import Wording
from sim.studies.asked import Asked, better_is_higher
from sim.studies.binding_pairs import MOST_PAIRS, Effect, PairEffect
from sim.studies.bottleneck import Bottleneck
from sim.studies.inputs import parameter_of
from sim.studies.leaving import is_share_leaving, share_now
from sim.studies.option import Option
from sim.studies.samples import Difference
from sim.studies.small_changes import Change

MOST_ROWS = 20


def bottleneck_text(found: Bottleneck, texts: Texts) -> str:
    """The whole answer as plain text."""
    return kept(_parts(found, texts))


def _parts(found: Bottleneck, texts: Texts) -> Iterator[str | Table]:
    write = texts.write
    head = texts(
        "bottleneck.title",
        title=texts.title(found.option.titles, found.option.name),
        changes=write.number(len(found.effects)),
        runs=write.number(found.replications),
        seed=found.seed,
    )
    sentences = [
        *what_binds(found.option.scenario, texts),
        *(conclusion(found, asked, texts) for asked in shown(found)),
    ]
    yield from ("\n".join(sentences), head)
    for asked in shown(found):
        yield from _effects(found, asked, texts)
    yield texts("bottleneck.steps")
    yield from _pairs(found, texts)
    for key, listed in (("no_effect", found.without_effect()), ("refused", list(found.refused))):
        if listed:
            names = dict.fromkeys(_listed(found, one, listed, texts) for one in listed)
            yield texts(f"bottleneck.{key}", names="; ".join(names))


def _effects(found: Bottleneck, asked: Asked, texts: Texts) -> Iterator[str | Table]:
    """What helps a figure and what harms it, or that nothing does; below how many effects are too small to tell."""
    left = len(found.ranked(asked)) - len(worth_showing(found, asked))
    note = texts.count("bottleneck.noise", left) if left else ""
    tables = [effect_table(found, asked, texts, side) for side in _sides(found, asked)]
    if tables:
        yield from (*tables[:-1], replace(tables[-1], note=note))
    else:
        none = texts("bottleneck.conclusion.none", title=Wording(found.option.scenario, texts).title(asked))
        yield "\n".join(filter(None, (none, note)))


def _why(found: Bottleneck, asked: Asked, effect: Effect, texts: Texts) -> str:
    """Why a share is helped by a change that takes people away: fewer share what there is too little of."""
    from sim.analysis.arithmetic import arithmetic
    from sim.analysis.binding import overloaded

    wording = Wording(found.option.scenario, texts)
    loads = overloaded(arithmetic(found.option.scenario))
    scarce = [load for load in loads if load.unit == "tokens a year"]
    if wording.kind(asked) != "share" or not scarce:
        return ""
    for i in _others(found, found.place(asked)):
        other, apart = found.asked[i], effect.differences[i]
        if wording.kind(other) == "number" and other.target and apart.settled and apart.mean < 0:
            name = wording.say.name(scarce[0].name)
            change = wording.change(other, apart.mean)
            return " " + texts("bottleneck.why.fewer", effect=change, other=wording.title(other), scarce=name)
    return ""


def _helps(found: Bottleneck, asked: Asked, effect: Effect) -> bool:
    """Whether an effect goes the way that is better; up, where nobody has said which that is."""
    up = better_is_higher(asked, found.option.scenario) is not False
    return (effect.differences[found.place(asked)].mean > 0) == up


def _sides(found: Bottleneck, asked: Asked) -> list[bool]:
    """Whether there is something to show that helps, and something that harms."""
    sides = [_helps(found, asked, effect) for effect in worth_showing(found, asked)]
    return [side for side in (True, False) if side in sides]


def conclusion(found: Bottleneck, asked: Asked, texts: Texts) -> str:
    """What certainly helps a figure most, or that nothing does."""
    wording, j = Wording(found.option.scenario, texts), found.place(asked)
    certain = [
        effect for effect in found.ranked(asked) if effect.differences[j].settled and _helps(found, asked, effect)
    ]
    if not certain:
        return texts("bottleneck.conclusion.none", title=wording.title(asked))
    groups = alike(certain)
    known = better_is_higher(asked, found.option.scenario) is not None
    key = "bottleneck.conclusion" if known else "bottleneck.conclusion.up"
    said = texts(key, title=wording.title(asked), change=changes_in_words(found, groups[0], texts),
                 effect=wording.change(asked, groups[0][0].differences[j].mean))  # fmt: skip
    return said + _why(found, asked, certain[0], texts) + _smaller(found, asked, groups, texts)


def _smaller(found: Bottleneck, asked: Asked, groups: list[list[Effect]], texts: Texts) -> str:
    """Where another choice helps most: that it is no small step, and which small step does."""
    if not _is_choice(groups[0][0].change):
        return ""
    steps = [group for group in groups if not _is_choice(group[0].change)]
    if not steps:
        return " " + texts("bottleneck.choice.alone")
    effect = Wording(found.option.scenario, texts).change(asked, steps[0][0].differences[found.place(asked)].mean)
    return " " + texts("bottleneck.choice", change=changes_in_words(found, steps[0], texts), effect=effect)


def _is_choice(change: Change) -> bool:
    return change.kind == "parameter" and change.upward is None


def _pairs(found: Bottleneck, texts: Texts) -> Iterator[str | Table]:
    """Limits that bind together: a table for each figure that a pair improves, and how many pairs were tried."""
    pairs = found.pairs
    if pairs.effects:
        tables = [table for asked in shown(found) if (table := pair_table(found, asked, texts)).rows]
        yield from tables
        tried = texts.count("bottleneck.pairs.tried", len(pairs.effects))
        yield tried if tables else f"{tried} {texts('bottleneck.pairs.none')}"
    if pairs.left_out:
        yield texts.count("bottleneck.pairs.left_out", pairs.left_out, most=MOST_PAIRS)
    if pairs.refused:
        names = "; ".join(pair_in_words(found, pair, texts) for pair in pairs.refused)
        yield texts("bottleneck.refused", names=names)


def pair_table(found: Bottleneck, asked: Asked, texts: Texts) -> Table:
    """Pairs of changes that show nothing one by one and certainly improve a figure together, the largest first."""
    wording, j = Wording(found.option.scenario, texts), found.place(asked)
    up = better_is_higher(asked, found.option.scenario) is not False

    def helps(pair: PairEffect) -> bool:
        one = pair.differences[j]
        return one.settled and (one.mean > 0) == up

    pairs = sorted(filter(helps, found.pairs.effects), key=lambda pair: -abs(pair.differences[j].mean))
    others = _others(found, j)
    rows = tuple(
        (
            pair_in_words(found, pair.changes, texts),
            wording.difference(asked, pair.differences[j]),
            wording.interval(asked, pair.differences[j]),
            *(wording.difference(found.asked[i], pair.differences[i]) for i in others),
        )
        for pair in pairs
    )
    return with_narrow_header(
        Table(texts("bottleneck.pairs", title=wording.title(asked)), _header(found, j, texts), rows)
    )


def pair_in_words(found: Bottleneck, pair: tuple[Change, Change], texts: Texts) -> str:
    return texts.listing([change_in_words(found.option, one, texts) for one in pair])


def _header(found: Bottleneck, j: int, texts: Texts) -> tuple[str, ...]:
    """Columns for one figure in front and the other figures that are shown behind it."""
    wording = Wording(found.option.scenario, texts)
    others = (wording.title(found.asked[i]) for i in _others(found, j))
    return (
        texts("bottleneck.column.change"),
        texts("bottleneck.column.effect"),
        texts("compare.column.interval"),
        *others,
    )


def _others(found: Bottleneck, j: int) -> list[int]:
    """Places of the other figures that have tables of their own."""
    return [i for i, one in enumerate(found.asked) if i != j and one in shown(found)]


def shown(found: Bottleneck) -> tuple[Asked, ...]:
    """The means; the chances too if there is no mean."""
    return tuple(asked for asked in found.asked if asked.kind == "mean") or found.asked


def worth_showing(found: Bottleneck, asked: Asked) -> list[Effect]:
    """The largest effects: all that are certain, and others up to a handful."""
    ranked, j = found.ranked(asked), found.place(asked)
    certain = [effect for effect in ranked if effect.differences[j].settled]
    return (certain or ranked[:5])[:MOST_ROWS]


def alike(effects: Sequence[Effect]) -> list[list[Effect]]:
    """Effects in groups that are the same in everything that was asked, as of limits that hold together."""
    groups: dict[tuple[Difference, ...], list[Effect]] = {}
    for effect in effects:
        groups.setdefault(effect.differences, []).append(effect)
    return list(groups.values())


def changes_in_words(found: Bottleneck, group: Sequence[Effect], texts: Texts) -> str:
    """The change; ``a eller b`` of changes with the same effects."""
    parts = [change_in_words(found.option, effect.change, texts) for effect in group]
    return texts.listing(parts, "list.or")


def effect_table(found: Bottleneck, asked: Asked, texts: Texts, helpful: bool | None = None) -> Table:
    """The largest effects on one figure, with what they do to the others; only those that help, or that harm it."""
    wording, j = Wording(found.option.scenario, texts), found.place(asked)
    others = _others(found, j)
    rows = tuple(
        (
            changes_in_words(found, group, texts),
            wording.difference(asked, group[0].differences[j]),
            wording.interval(asked, group[0].differences[j]),
            *(wording.difference(found.asked[i], group[0].differences[i]) for i in others),
        )
        for group in alike(worth_showing(found, asked))
        if helpful is None or helpful == _helps(found, asked, group[0])
    )
    side = "" if helpful is None else _side(found, asked, helpful)
    title = texts(f"bottleneck.table{side}", title=wording.title(asked), value=wording.value(asked, found.base[j].mean))
    return with_narrow_header(Table(title, _header(found, j, texts), rows))


def _side(found: Bottleneck, asked: Asked, helpful: bool) -> str:
    if better_is_higher(asked, found.option.scenario) is None:
        return ".up" if helpful else ".down"
    return ".better" if helpful else ".worse"


def change_in_words(option: Option, one: Change, texts: Texts) -> str:
    """``Tilbudspladser: 12 → 13 pladser``; dropout as the share of participants who leave, as people speak of it."""
    wording, parameter = Wording(option.scenario, texts), parameter_of(option.scenario, one.name)
    if one.kind != "parameter":
        side = "more" if one.units > 0 else "fewer"
        return texts(f"bottleneck.{side}.{one.kind}", name=wording.say.name(one.name))
    if parameter is not None and option.loaded is not None and is_share_leaving(option.loaded, parameter):
        file = LoadedScenario(option.loaded.source)  # other settings move the share a little: it is that of the field
        values = [value for value in (one.before, one.after) if value is not None]
        shares = (share_now(file.set(**{one.name: value}), one.name) for value in values)
        before, after = (texts.write.percent(share, 1) for share in shares)
        return texts("bottleneck.set", name=texts("page.leaving"), change=f"{before} → {after}")
    change_of = wording.from_to(parameter, one.before, one.after)
    return texts("bottleneck.set", name=wording.parameter(one.name), change=change_of).replace("?:", "?")


def _listed(found: Bottleneck, one: Change, listed: list[Change], texts: Texts) -> str:
    """The name, where all changes of the same thing are listed; else the change."""
    mine = [effect.change for effect in found.effects if effect.change.name == one.name]
    return (
        _name(found, one, texts)
        if all(change in listed for change in mine)
        else change_in_words(found.option, one, texts)
    )


def _name(found: Bottleneck, one: Change, texts: Texts) -> str:
    wording = Wording(found.option.scenario, texts)
    return wording.parameter(one.name) if one.kind == "parameter" else wording.say.name(one.name)


def html(result: Bottleneck, lang: str) -> str:
    """The answer in words."""
    return in_html(_parts(result, Texts(lang)))


def table(result: Bottleneck, lang: str, asked: str = "") -> Table:
    """The effects on one figure (the first), the largest first."""
    return effect_table(result, result.asked[result.place(asked) if asked else 0], Texts(lang))


def bottleneck_json(found: Bottleneck) -> dict[str, Any]:
    """``effects`` of every change on everything that was asked."""
    return {
        "kind": "bottleneck",
        "option": option_json(found.option),
        "replications": found.replications,
        "seed": found.seed,
        "results": {one.text: estimate_as_json(e) for one, e in zip(found.asked, found.base, strict=True)},
        "effects": [
            {**asdict(effect.change), "figures": _figures_json(found, effect.differences)} for effect in found.effects
        ],
        "refused": [asdict(change) for change in found.refused],
        "pairs": {
            "effects": [
                {
                    "changes": [asdict(change) for change in pair.changes],
                    "figures": _figures_json(found, pair.differences),
                }
                for pair in found.pairs.effects
            ],
            "left_out": found.pairs.left_out,
            "refused": [[asdict(change) for change in pair] for pair in found.pairs.refused],
        },
    }


def _figures_json(found: Bottleneck, differences: Sequence[Difference]) -> dict[str, Any]:
    return {one.text: difference_json(apart) for one, apart in zip(found.asked, differences, strict=True)}
