"""``rengsim results``: list, show, query and remove what is stored."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any

from sim.cli import DONE, BadInputError
from sim.cli.streams import print_json
from sim.cli.study import results_directory
from sim.report.table import Table
from sim.report.terminal import table_text, terminal_width
from sim.report.texts import Texts
from sim.scenario.words import said, text_of

if TYPE_CHECKING:
    from sim.store.listing import Stored


def command(options: argparse.Namespace) -> int:
    texts = Texts(options.lang)
    if options.action != "remove" and (options.old or options.all):
        raise BadInputError(said("--old and --all go with remove"))
    {"list": _list, "show": _show, "remove": _remove, "query": _query}[options.action](options, texts)
    return DONE


def _list(options: argparse.Namespace, texts: Texts) -> None:
    from sim.store.listing import stored

    if options.ids:
        raise BadInputError(said("list takes no id; to see one: rengsim results show {id}", id=options.ids[0]))
    found = list(stored(results_directory(options)))
    if options.json:
        print_json([_as_json(one) for one in found])
    elif not found:
        print(texts("results.nothing", path=results_directory(options)))
    else:
        print(table_text(_table(found, texts), terminal_width()))


def _table(found: list[Stored], texts: Texts) -> Table:
    write = texts.write
    rows = tuple(
        (
            one.path.parent.name,
            one.identity,
            texts(f"results.kind.{one.kind}"),
            _what(one),
            write.number(one.replications) if one.kind == "replications" else "",
            str(one.manifest.get("created", ""))[:16].replace("T", " "),
            texts("results.damaged") if one.damaged else texts("results.old") if one.old else "",
            write.number(one.bytes / 1e6, 1),
        )
        for one in found
    )
    columns = ("scenario", "id", "kind", "what", "replications", "created", "state", "size")
    header = tuple(texts(f"results.column.{column}") for column in columns)
    total = write.number(sum(one.bytes for one in found) / 1e6, 1)
    return Table(texts("results.title", n=write.number(len(found)), size=total), header, rows, labels=4)


def _what(one: Stored) -> str:
    """What was asked, short."""
    question = one.manifest.get("question", {})
    if one.kind == "replications":
        return f"seed={one.manifest.get('seed')}"
    parts = [str(question["until"])] if "until" in question else []
    parts += [f"{name}={values[0]}..{values[-1]}" for name, values in question.get("vary", []) if values]
    parts += [", ".join(question["titles"])] if "titles" in question else []
    return " ".join(parts)[:60]


def _show(options: argparse.Namespace, texts: Texts) -> None:
    from sim.store.listing import seconds

    for one in _chosen(options):
        if options.json:
            print_json(_as_json(one))
            continue
        print(f"{one.path}")
        for key in ("kind", "scenario", "seed", "scenario_hash", "created", "command"):
            if key in one.manifest:
                print(f"  {key}: {one.manifest[key]}")
        if one.kind == "replications":
            took = texts.write.number(seconds(one.path), 1)
            print(f"  {texts('results.there', n=texts.write.number(one.replications), seconds=took)}")
        if one.old:
            print(f"  {texts('results.old.long')}")
        _show_answer(one, texts)


def _show_answer(one: Stored, texts: Texts) -> None:
    from sim.store.sealed import Damaged

    if one.kind == "replications":
        return
    try:
        print("\n" + one.answer().text)
    except Damaged:
        print(f"  {texts('results.damaged.long', path=one.path)}")


def _remove(options: argparse.Namespace, texts: Texts) -> None:
    from sim.store.listing import remove, stored

    if sum((bool(options.ids), options.old, options.all)) != 1:
        raise BadInputError(said("say what to remove: ids, or --old, or --all"))
    found = _chosen(options) if options.ids else list(stored(results_directory(options)))
    for one in found:
        if options.ids or options.all or one.old:
            remove(one)
            print(texts("results.removed", path=one.path))


def _query(options: argparse.Namespace, texts: Texts) -> None:
    from sim.measures.names import name_now
    from sim.store.listing import intact_chunks, query

    if len(options.ids) != 1:
        raise BadInputError(said('one question in SQL is needed: rengsim results query "select ... from replications"'))
    for word in re.findall(r"'(\w+)", options.ids[0]):
        if now := name_now(word):
            print(texts("results.renamed", old=word, now=now), file=sys.stderr)
    try:
        intact, damaged = intact_chunks(results_directory(options))
        for path in damaged:
            print(texts("results.damaged.long", path=path), file=sys.stderr)
        answer = query(intact, options.ids[0])
    except ImportError:
        raise BadInputError(texts("results.no_duckdb")) from None
    except Exception as error:  # DuckDB's own words say what is wrong with the question
        raise BadInputError(said("DuckDB cannot answer this: {error}", error=error)) from None
    header, rows = [column[0] for column in answer.description], answer.fetchall()
    if options.json:
        print_json([dict(zip(header, row, strict=True)) for row in rows])
    else:
        cells = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
        shown = Table(texts("results.rows", n=texts.write.number(len(rows))), tuple(header), cells, labels=len(header))
        print(table_text(shown, terminal_width()))


def _chosen(options: argparse.Namespace) -> list[Stored]:
    from sim.store.listing import NoSuchResult, matching

    if not options.ids:
        raise BadInputError(said("which one? `rengsim results` lists the ids"))
    try:
        return matching(results_directory(options), options.ids)
    except NoSuchResult as problem:
        raise BadInputError(text_of(problem)) from None


def _as_json(one: Stored) -> dict[str, Any]:
    own = {"id": one.identity, "path": str(one.path), "replications": one.replications, "bytes": one.bytes}
    return {**one.manifest, **own, "old": one.old, "damaged": one.damaged}
