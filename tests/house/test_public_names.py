"""What ``import sim`` offers: every name is there, and an old one still works and says what it is called now."""

from __future__ import annotations

import pytest

import sim


@pytest.mark.parametrize("name", sim.__all__)
def test_every_public_name_is_there(name):
    assert getattr(sim, name) is not None


def test_question_is_an_old_name_of_scenario():
    with pytest.warns(DeprecationWarning, match=r"sim\.Scenario"):
        old = sim.Question
    assert old is sim.Scenario
    assert isinstance(sim.load("scenarios/rengoering.toml"), sim.Scenario)


def test_other_names_are_not_there():
    with pytest.raises(AttributeError, match="no attribute 'Answer'"):
        _ = sim.Answer
