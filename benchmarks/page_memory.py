"""Whether the page's server keeps growing: some hundred changes by several planners, and its memory on the way.

    python -m benchmarks.page_memory [--changes 300] [--planners 5]

Spoken to without a network, so that the changes follow each other as fast as they are answered: an hour of thought in a
few minutes.  Prints resident memory after each tenth; after the first third, when everything that is kept has its
usual size, it should stay where it is.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from starlette.testclient import TestClient

from sim.page.app import application, services_of
from sim.page.guard import TOKEN, Secret
from sim.page.heap import settle

HOST = "127.0.0.1:8765"
LEVERS = {"slots": (8, 20), "vacancies": (6, 40), "hold_interval": (9, 17), "dropout_hazard": (4, 30)}


def resident() -> float:
    """Resident memory of this process in MB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    return int(found[1]) / 1000 if found else float("nan")


def memory_over(folder: Path, file: str, levers: dict[str, tuple[int, int]], changes: int, planners: int,
                engine: str = "auto", stages: tuple[int, ...] = ()) -> Iterator[float]:  # fmt: skip
    """Resident memory after each change; every planner moves a lever in turn and waits for the grown answer."""
    services, secret, chance = services_of(folder, 1, engine, warm=False), Secret(), random.Random(1)
    services.stages = stages or services.stages
    app = application(services, secret, [HOST])
    clients = [TestClient(app, base_url=f"http://{HOST}") for _ in range(planners)]
    for client in clients:
        client.get(f"/?{TOKEN}={secret.token}&fil={file}")
    for change in range(changes):
        client, tab = clients[change % planners], str(change % planners)
        name = chance.choice(list(levers))
        moved = f"/svar?fil={file}&p.{name}={chance.randint(*levers[name])}&fane={tab}"
        for stage in services.stages:
            response = client.get(f"{moved}&n={stage}" if stage != services.stages[0] else f"{moved}&beregn=1")
            assert response.status_code == 200, response.text
        yield resident()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--changes", type=int, default=300)
    parser.add_argument("--planners", type=int, default=5)
    options = parser.parse_args()
    settle()  # as the page's server does
    memory = []
    for megabytes in memory_over(Path("scenarios"), "rengoering", LEVERS, options.changes, options.planners):
        memory.append(megabytes)
        if len(memory) % max(1, options.changes // 10) == 0:
            print(f"{len(memory):5d} changes: {megabytes:.0f} MB", flush=True)
    settled = memory[len(memory) // 3 :]
    print(f"after the first third: {min(settled):.0f} to {max(settled):.0f} MB")


if __name__ == "__main__":
    main()
