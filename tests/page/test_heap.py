"""Memory that is freed goes back to the system, whatever small things stay beside it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sim.page import serve
from sim.page.heap import settle

pytestmark = pytest.mark.page
GROWTH = """
import re, sys
from pathlib import Path

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1000

if "settled" in sys.argv:
    from sim.page.heap import settle
    settle()
large = bytearray(3_000_000)
del large  # from now on the C library takes what is smaller from its own memory, unless it was told
before, stays = resident(), []
for _ in range(2):
    passing = []
    for _ in range(20):
        passing.append(bytearray(2_500_000))
        stays.append(bytearray(100_000))  # no hole among what was loaded is so wide
    del passing
print(resident() - before)
"""


def grown(*words: str) -> float:
    """MB that a program has kept of 50 which it took and freed, with small things left between them."""
    said = subprocess.run([sys.executable, "-c", GROWTH, *words], capture_output=True, text=True, check=True)
    return float(said.stdout)


def test_large_arrays_go_back_to_the_system_when_they_are_freed() -> None:
    if not settle():
        pytest.skip("the C library has no such limits")
    assert grown("settled") < 10
    if grown() < 40:
        pytest.skip("this C library gives them back untold: nothing was shown here")


def test_the_server_settles_its_memory_before_it_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(serve, "settle", lambda: order.append("settle"))

    def listening(settings: serve.Settings) -> None:
        order.append("listen")
        raise OSError("no port")

    monkeypatch.setattr(serve, "listen", listening)
    with pytest.raises(OSError, match="no port"):
        serve.serve(serve.Settings(serve.Path()), lambda address: None, browser=False)
    assert order == ["settle", "listen"]
