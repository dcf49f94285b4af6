"""``--own FILE.py``: figures and laws of one's own at the command line, only where they are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.cli import main
from sim.distributions import FAMILIES
from sim.measures.own import OWN
from tests.studies.clinic import write_clinic

ENGINE = ("--engine", "reference", "--workers", "1")
OWN_FIGURE = """\
import sim
from helper import DAY

def seen(log):
    return len(log.where("start")) / DAY * DAY

sim.kpi("seen", seen, unit="people", kind="total", en="People seen", da="Sete borgere")
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_clinic(tmp_path)
    (tmp_path / "helper.py").write_text("DAY = 2.0\n", "utf-8")
    (tmp_path / "mine.py").write_text(OWN_FIGURE, "utf-8")
    return tmp_path


def run(*more: str) -> int:
    return main(["run", "clinic.toml", "--replications", "3", *ENGINE, *more])


@pytest.mark.parametrize(("lang", "title"), [("da", "Sete borgere"), ("en", "People seen")])
def test_a_figure_of_a_file_is_in_the_answer(lang: str, title: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--own", "mine.py", "--lang", lang, "--all") == 0
    assert title in capsys.readouterr().out
    assert "seen" not in OWN, "it is there for the command alone"
    assert not Path("__pycache__").exists()


def test_studies_ask_about_it(capsys: pytest.CaptureFixture[str]) -> None:
    more = ("--own", "mine.py", "--vary", "places=1,3", "--measure", "mean(seen)", "--replications", "2", "--json")
    assert main(["sweep", "clinic.toml", *ENGINE, *more]) == 0
    points = json.loads(capsys.readouterr().out)["points"]
    assert len(points) == 2
    assert all("mean(seen)" in json.dumps(point) for point in points)


def test_the_manifest_holds_its_digest_and_a_rerun_needs_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--own", "mine.py", "--out", "out") == 0
    digest = json.loads(Path("out/manifest.json").read_text("utf-8"))["program"]["own_figures"]
    assert digest.startswith("seen ")
    assert main(["rerun", "out", *ENGINE, "--own", "mine.py"]) == 0
    capsys.readouterr()
    for lang, words in (("da", "egne fordelinger eller tal"), ("en", "laws or figures of somebody's own")):
        assert main(["rerun", "out", *ENGINE, "--lang", lang]) == 2
        said = capsys.readouterr().err
        assert words in said
        assert "seen" in said
        assert "--own" in said
    Path("helper.py").write_text("DAY = 4.0\n", "utf-8")
    assert main(["rerun", "out", *ENGINE, "--own", "mine.py"]) == 2, "what the figure uses is part of it"


def test_a_law_of_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "law.py").write_text(
        "import sim\nsim.law('power', lambda u, low, high: low + (high - low) * u**2)\n", "utf-8"
    )
    text = (here / "clinic.toml").read_text("utf-8")
    law = 'lasts = { power = { low = "2 days", high = "9 days" } }'
    (here / "clinic.toml").write_text(text.replace('lasts = { exponential = "$days" }', law), "utf-8")
    assert law in (here / "clinic.toml").read_text("utf-8")
    assert main(["check", "clinic.toml", "--own", "law.py"]) == 0
    assert "power" not in FAMILIES
    assert main(["check", "clinic.toml"]) == 2
    assert "power" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        (None, "da", "--own wrong.py: den Python-fil (.py) findes ikke"),
        (None, "en", "--own wrong.py: there is no such Python file (.py)"),
        ("x = 1\n", "da", "filen tilføjer hverken tal (sim.kpi) eller fordelinger (sim.law)"),
        ("x = 1\n", "en", "the file adds no figure (sim.kpi) and no law (sim.law)"),
        ("x = 1\ny = (\n", "en", "--own wrong.py:2: SyntaxError: '(' was never closed"),
        ("\n\nimport nosuch\n", "da", "--own wrong.py:3: ModuleNotFoundError: No module named 'nosuch'"),
        ("import sim\nsim.kpi('target', len, unit='people')\n", "en", "wrong.py:2: ValueError: name='target'"),
        ("raise SystemExit(0)\n", "en", "wrong.py:1: SystemExit: 0"),
        (
            "import sim\nsim.kpi('odd', lambda log: 'much', unit='people')\n",
            "da",
            "gav 'much' (a str); der skal være et tal",
        ),
        ("import sim\nsim.kpi('odd', lambda log: 1 / 0, unit='people')\n", "en", "raised ZeroDivisionError"),
    ],
)
def test_what_cannot_be_used(
    here: Path, text: str | None, lang: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (here / "wrong.py").write_text(text, "utf-8")
    before = {*OWN, *FAMILIES}
    assert run("--own", "wrong.py", "--lang", lang) == 2
    assert words in capsys.readouterr().err
    assert {*OWN, *FAMILIES} == before
