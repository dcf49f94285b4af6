"""A word of the trade that a planner meets in Danish is explained where it stands, or in the glossary."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from sim.cli.help_texts import DANISH
from sim.report.glossary import explained, pointer, words_in_text
from sim.report.texts import TABLE, Texts
from sim.report.texts.glossary import GLOSSARY

ROOT = Path(__file__).parents[2]
TERMS = (
    "95 %-", "belastning", "binomial", "brutto", "eksponentialfordel", "estimator", "fingeraftryk", "fraktil",
    "gennemspilning", "kaplan", "konfidens", "kvartil", "kvotient", "lognormal", "median", "middelværdi", "monte carlo",
    "morris", "netto", "overslagsberegning", "parring", "percentil", "poisson", "rangkorrelation", "replikation",
    "signifikan", "sikkerhedsinterval", "sobol", "standardafvig", "standardfejl", "startværdi", "stokastisk",
    "trekantfordel", "udnyttelse", "varians", "(vægt)", "weibull",
)  # fmt: skip
TOO_TECHNICAL = ("standardafvig", "estimator", "median", "percentil", "replikation", "konfidens", "varians")
FOR_ANALYSTS = "paper.csv."  # headings of the table of all figures


def danish_texts() -> dict[str, str]:
    """What answers, papers, help and the cleaning project's parameters say in Danish."""
    said = {key: both[0] for key, both in TABLE.items() if not key.startswith(FOR_ANALYSTS)}
    said |= {f"--help: {english[:40]}": danish for english, danish in DANISH.items()}
    tables = tomllib.loads((ROOT / "scenarios" / "parametre.toml").read_text("utf-8"))
    for name, one in tables["parameters"].items():
        said |= {f"{name}.{key}": in_danish(one.get(key, "")) for key in ("title", "source")}
    return said


def in_danish(text: Any) -> str:
    return text if isinstance(text, str) else str(text.get("da", ""))


@pytest.mark.parametrize("term", TERMS)
def test_a_term_that_is_used_is_in_the_glossary(term: str) -> None:
    used = {key: text for key, text in danish_texts().items() if term in plain(text)}
    assert [key for key, text in used.items() if not explained(text, "da")] == []


@pytest.mark.parametrize("term", TOO_TECHNICAL)
def test_no_danish_text_needs_statistics(term: str) -> None:
    assert [key for key, text in danish_texts().items() if term in plain(text)] == []


def plain(text: str) -> str:
    """Without the names of what is filled in."""
    return re.sub(r"\{\w+\}", "", text).lower().replace("\u00a0", " ")


def test_the_danish_readme_has_the_same_glossary() -> None:
    page = (ROOT / "README.da.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", page, re.MULTILINE))
    assert {word.term[0]: word.meaning[0] for word in GLOSSARY}.items() <= listed.items()


def test_every_word_is_found_by_its_own_letters() -> None:
    for word in GLOSSARY:
        for at, lang in enumerate(("da", "en")):
            for stem in word.stems[at]:
                assert word.term[at] in dict(explained(f"x {stem.upper()} y", lang))


def test_words_are_found_over_line_ends_and_hard_spaces() -> None:
    assert [term for term, _ in explained("med 95\u00a0pct.\n  sikkerhed", "da")] == ["95\u00a0%-sikkerhedsinterval"]


def test_a_text_without_such_words_has_nothing_under_it() -> None:
    texts = Texts("da")
    assert words_in_text("48 startede.", texts, 80) == pointer("48 startede.", texts, 80) == ""


def test_explain_ends_with_the_whole_glossary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(ROOT / "scenarios" / "rengoering.toml"), "--lang", "da"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n{word.term[0]}: " in said for word in GLOSSARY)


def test_the_two_numbers_of_vacancies_say_how_they_go_together() -> None:
    parameters = tomllib.loads((ROOT / "scenarios" / "parametre.toml").read_text("utf-8"))["parameters"]
    cleaners, turnover, offered = (parameters[name] for name in ("cleaners", "cleaner_turnover", "share_offered"))
    stated = parameters["vacancies"]
    assert stated["value"] == pytest.approx(cleaners["high"] * turnover["value"] * offered["value"])
    derived = f"{cleaners['value'] * turnover['value'] * offered['value']:.2f}"
    for lang, written in (("da", derived.replace(".", ",")), ("en", derived)):
        assert written in stated["source"][lang]
        for part in (str(cleaners["value"]), str(cleaners["high"]), "turnover_vacancies", "vacancies_from"):
            assert part in stated["source"][lang]
        assert str(cleaners["high"]) in parameters["turnover_vacancies"]["source"][lang]
