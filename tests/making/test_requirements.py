"""What ``make`` installs: every declared package, at the version that was tested, by the digest of its files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(path: str) -> dict[str, str]:
    return {canonical(name): version for name, version in PIN.findall((ROOT / path).read_text(encoding="utf-8"))}


def declared(extra: str = "") -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else ())]
    return {canonical(re.split(r"[\[<>=!~; ]", line)[0]) for line in wanted} - {"rengsim"}


@pytest.mark.parametrize(("lock", "extra"), [("run", ""), ("dev", "dev")])
def test_every_declared_package_is_locked(lock: str, extra: str) -> None:
    """``make lock`` writes the files again."""
    assert declared(extra) <= set(pins(f"requirements/{lock}.txt"))


@pytest.mark.parametrize("lock", ["run", "dev", "docs"])
def test_locked_versions_are_those_of_the_constraints(lock: str) -> None:
    tested = pins("constraints.txt")
    locked = pins(f"requirements/{lock}.txt")
    assert {name: version for name, version in locked.items() if tested.get(name, version) != version} == {}


@pytest.mark.parametrize("lock", ["run", "dev", "docs"])
def test_every_pin_has_digests_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) > 15
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text


def test_every_locked_package_that_is_installed_has_a_licence_on_the_page() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    named = {canonical(name) for name in re.findall(r"^\| ([^ |]+) \|", page, re.MULTILINE)} - {"package"}
    locked = set(pins("requirements/dev.txt")) | set(pins("requirements/docs.txt"))
    assert declared() | declared("dev") <= named <= locked
    assert page.count("not stated") <= 2
