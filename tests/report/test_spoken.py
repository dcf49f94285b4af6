"""What is wrong is said in the language that was chosen in Python, wherever it was found."""

from __future__ import annotations

import pickle

import pytest

import sim
from tests.studies.clinic import CLINIC, write_clinic


@pytest.fixture
def clinic(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.studies.shown._chosen", "")
    return sim.load(write_clinic(tmp_path))


def said(function, *args, **kwargs):
    with pytest.raises((sim.ProblemsFound, ValueError)) as found:
        function(*args, **kwargs)
    return str(found.value)


def test_problems_of_a_file_are_said_in_the_chosen_language(clinic, tmp_path):
    path = write_clinic(tmp_path, "wrong", CLINIC.replace("years = 2", "yaers = 2"))
    english = said(sim.load, path)
    assert "Did you mean years?" in english
    sim.language("da")
    danish = said(sim.load, path)
    assert "Mente du years?" in danish
    assert danish.split(":")[:2] == english.split(":")[:2]  # file and line
    sim.language("en")
    assert said(sim.load, path) == english


@pytest.mark.parametrize(
    ("call", "english", "danish"),
    [
        (lambda s: sim.compare(s, s, measures="P(manny)"), "there is no target manny", "findes ikke"),
        (lambda s: sim.sweep(s, {"places": "8..2"}), "8..2", "8..2"),
        (lambda s: sim.size(s, "places", "P(many)", "1..3"), "P(many)", "P(many)"),
        (lambda s: sim.Precision(0), "a half-width is a number above 0", "en halv bredde er et tal over 0"),
    ],
)
def test_so_are_those_of_a_study(clinic, call, english, danish):
    before = said(call, clinic)
    assert english in before
    sim.language("da")
    assert danish in said(call, clinic)
    assert said(call, clinic) != before


def test_an_exception_can_be_sent_to_another_process(clinic, tmp_path):
    path = write_clinic(tmp_path, "wrong", CLINIC.replace("years = 2", "yaers = 2"))
    with pytest.raises(sim.ProblemsFound) as found:
        sim.load(path)
    sim.language("da")
    again = pickle.loads(pickle.dumps(found.value))
    assert str(again) == str(found.value)
