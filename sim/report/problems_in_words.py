"""Problems and warnings of the reader in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from sim.report.texts import Texts
from sim.report.texts.options import OPTIONS
from sim.report.texts.own_code import OWN_CODE
from sim.report.texts.problems import DANISH
from sim.report.texts.toml_problems import TOML
from sim.scenario.problems import LONGEST_MESSAGE, Problem, ProblemsFound
from sim.scenario.words import InBoth, Words


def in_language(text: str, texts: Texts) -> str:
    """A message of the reader or about an option; in English where there is no other text for it."""
    if texts.lang != "da":
        return str(text)
    if isinstance(text, InBoth):
        return text.danish
    template = getattr(text, "template", str(text))
    if not isinstance(text, Words):
        return _danish(text)
    values = {name: in_language(value, texts) for name, value in text.values.items()}
    return _danish(template).format(**values)


def _danish(template: str) -> str:
    return (
        DANISH.get(template) or TOML.get(template) or OPTIONS.get(template) or OWN_CODE.get(template) or str(template)
    )


def problem_in_words(problem: Problem, texts: Texts) -> str:
    """File, line, key, what is wrong, what was found, what is allowed, and the nearest spelling."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    where = f"{place}: {problem.code}: {problem.key}: " if problem.key else f"{place}: {problem.code}: "
    return where + what_is_wrong(problem, texts)


def what_is_wrong(problem: Problem, texts: Texts) -> str:
    """What is wrong, what was found, what is allowed, and the nearest spelling; without the place."""
    sentences = [_cut(in_language(problem.message, texts)) + "."]
    found = in_language(problem.found, texts)
    allowed = in_language(problem.allowed, texts)
    if found and allowed:
        sentences.append(texts("problem.found.allowed", found=found, allowed=allowed))
    elif found:
        sentences.append(texts("problem.found", found=found))
    elif allowed:
        sentences.append(texts("problem.allowed", allowed=allowed))
    if problem.nearest:
        sentences.append(texts("problem.nearest", nearest=problem.nearest))
    return " ".join(sentences)


def problems_in_words(found: ProblemsFound, texts: Texts) -> str:
    """One line for each problem; the last says so where reading stopped."""
    lines = [problem_in_words(problem, texts) for problem in found.problems]
    if found.stopped:
        lines.append(texts("check.stopped", n=len(found.problems)))
    return "\n".join(lines)


def warnings_in_words(warnings: Iterable[str], texts: Texts) -> tuple[str, ...]:
    return tuple(in_language(warning, texts) for warning in warnings)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else text[: LONGEST_MESSAGE - 3] + "..."
