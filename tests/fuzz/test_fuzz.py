"""Some hundred mutated scenario files in the ordinary tests; any number by ``make fuzz``."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.fuzz.case import SCENARIOS, both_engines, checked, copied_scenarios, fault_of, mutation, written
from tests.fuzz.toml_text import document
from tests.tiers import first_of

SEED, PART = 20, 40


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied_scenarios(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("first", first_of(3, range(0, 240, PART)))
def test_a_mutated_file_is_good_or_has_problems(root: Path, first: int) -> None:
    """Exit code 0 with an answer or 2 with problems; no other end, no traceback, no word about the program."""
    for number in range(first, first + PART):
        path = written(root, SEED, number)
        _, fault = checked(path)
        path.unlink()
        assert not fault, f"python -m tests.fuzz --seed {SEED} --first {number} --mutations 1\n{fault}"


def test_a_mutation_comes_back_from_its_number(root: Path) -> None:
    assert mutation(root, 1, 7) == mutation(root, 1, 7)
    assert mutation(root, 1, 7) != mutation(root, 1, 8)


def test_most_mutations_are_toml_so_that_they_reach_the_language(root: Path) -> None:
    def is_toml(text: bytes) -> bool:
        try:
            tomllib.loads(text.decode())
        except ValueError:
            return False
        return True

    assert sum(is_toml(mutation(root, 3, number)[1]) for number in range(100)) > 70


@pytest.mark.parametrize("path", sorted(SCENARIOS.rglob("*.toml")), ids=lambda path: path.stem)
def test_tables_written_as_text_are_read_as_the_same_tables(path: Path) -> None:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    assert tomllib.loads(document(tables)) == tables


@pytest.mark.parametrize(
    ("code", "out", "err"),
    [
        (1, "", "rengsim: KeyError: 'x'"),
        (2, "", ""),
        (0, "", ""),
        (2, "", "maximum recursion depth exceeded"),
        (2, "", "Traceback (most recent call last):"),
    ],
)
def test_what_counts_as_a_fault(code: int, out: str, err: str) -> None:
    assert fault_of(code, out, err)


def test_a_case_that_names_nobody_but_all_others_is_counted(root: Path) -> None:
    """``{ by = "group", other = "3 days" }`` was a fault of the flow arithmetic."""
    path = written(root, 31, 5303)
    assert checked(path)[1] == ""
    path.unlink()


def test_what_the_program_refuses_to_run_is_no_finding(root: Path) -> None:
    path = root / "crowd.toml"
    text = (root / "21-som-det-staar-nu.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("people = 16", "people = 1000000000"), encoding="utf-8")
    assert both_engines(path) == ("too large to run", "")
    path.unlink()
