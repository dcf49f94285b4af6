"""Which words of the trade a text uses, and what they mean."""

from __future__ import annotations

from sim.report.texts import LANGUAGES, Texts
from sim.report.texts.glossary import GLOSSARY


def explained(text: str, lang: str) -> list[tuple[str, str]]:
    """Term and meaning of every word of the glossary that the text uses, in the order of the glossary."""
    at = LANGUAGES.index(lang)
    lower = " ".join(text.lower().split())
    return [(word.term[at], word.meaning[at]) for word in GLOSSARY if any(stem in lower for stem in word.stems[at])]


def words_in_text(text: str, texts: Texts, width: int) -> str:
    """The words that a text for the terminal uses, explained under it; empty where it uses none."""
    return _listed(explained(text, texts.lang), texts, width)


def all_words(texts: Texts, width: int) -> str:
    """The whole glossary for the terminal."""
    at = LANGUAGES.index(texts.lang)
    return _listed([(word.term[at], word.meaning[at]) for word in GLOSSARY], texts, width)


def pointer(text: str, texts: Texts, width: int) -> str:
    """One sentence that names the words of a short answer and says where they are explained; empty without any."""
    from sim.report.terminal import paragraph

    found = [term for term, _ in explained(text, texts.lang)]
    return paragraph(texts("glossary.pointer", terms=", ".join(found)), width) if found else ""


def _listed(words: list[tuple[str, str]], texts: Texts, width: int) -> str:
    from sim.report.terminal import paragraph

    lines = [paragraph(texts("glossary.entry", term=term, meaning=meaning), width) for term, meaning in words]
    title = texts("glossary.title")
    return "\n".join([title, "=" * len(title), *lines]) if lines else ""
