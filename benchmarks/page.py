"""How long a planner waits: 30 moves of a lever in a real browser, from the move to the new answer on the screen.

    python -m benchmarks.page [--moves 30] [--users 1]

``--users 5`` has five browsers with 1 to 4 seconds of thought between moves.  Prints median, 95 % quantile and the
largest wait, and the memory of the server.  The machine must be idle, and a Chromium there (make test-page).
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from playwright.async_api import Browser, async_playwright

MOVE = """([name, value]) => new Promise(done => {
    const field = document.getElementById('felt-' + name), started = performance.now();
    const settled = event => {
        if (event.detail.target.id !== 'svar' || !event.detail.requestConfig.parameters.has('beregn')) return;
        document.removeEventListener('htmx:afterSettle', settled);
        requestAnimationFrame(() => done(performance.now() - started));
    };
    document.addEventListener('htmx:afterSettle', settled);
    field.value = value;
    field.dispatchEvent(new Event('change', {bubbles: true}));
})"""
LEVERS = {
    "slots": range(8, 21),
    "vacancies": range(6, 40),
    "hold_interval": range(9, 18),
    "dropout_hazard": range(4, 30),
}


async def planner(browser: Browser, address: str, moves: int, thought: tuple[float, float], seed: int) -> list[float]:
    """The waits of one planner in milliseconds; the values moved to are not asked twice."""
    chance, context = random.Random(seed), await browser.new_context()
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_selector(".answer-card", timeout=180_000)
    waits = []
    for _ in range(moves):
        name = chance.choice(list(LEVERS))
        await asyncio.sleep(chance.uniform(*thought))
        waits.append(float(await page.evaluate(MOVE, [name, str(chance.choice(LEVERS[name]))])))
    return waits


async def measure(address: str, moves: int, users: int) -> list[float]:
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    thought = (0.3, 0.6) if users == 1 else (1.0, 4.0)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        found = await asyncio.gather(*(planner(browser, address, moves, thought, user) for user in range(users)))
        await browser.close()
    return sorted(wait for waits in found for wait in waits)


def memory(process: int) -> float:
    """Resident memory of a process in MB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text("utf-8"))
    return int(found[1]) / 1000 if found else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--users", type=int, default=1)
    options = parser.parse_args()
    command = [sys.executable, "-m", "sim.cli", "app", "--no-browser", "--port", "0"]
    started = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        print(f"page can be opened after {perf_counter() - started:.1f} s")
        try:
            asyncio.run(measure(address, 2, 1))
            before = memory(server.pid)
            waits = asyncio.run(measure(address, options.moves, options.users))
            after = memory(server.pid)
        finally:
            server.terminate()
    middle, late = waits[len(waits) // 2], waits[min(len(waits) - 1, int(0.95 * len(waits)))]
    print(
        f"{options.users} user(s), {len(waits)} moves: p50 {middle:.0f} ms, p95 {late:.0f} ms, most {waits[-1]:.0f} ms"
    )
    print(f"memory of the server {before:.0f} MB, afterwards {after:.0f} MB")


if __name__ == "__main__":
    main()
