"""An encrypted cluster with certificates of its own, as docs/cluster.md says."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import dask.config
import pytest

from sim.cluster.machines import connect
from sim.cluster.trouble import BadCluster
from sim.studies.runs import Runs
from tests.cluster.test_losses import dask as process
from tests.cluster.test_losses import patiently
from tests.cluster.test_spread import same
from tests.studies.clinic import clinic

OPENSSL = """
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=rengsim-ca -keyout ca.key -out ca.pem
openssl req -newkey rsa:2048 -nodes -subj /CN=rengsim -keyout key.pem -out request.pem
openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out cert.pem
"""
ROLES = "scheduler", "worker", "client"


def test_without_a_certificate_an_encrypted_address_is_refused_in_words(recwarn: pytest.WarningsRecorder) -> None:
    with pytest.raises(BadCluster, match="no certificate of the client"), connect("tls://127.0.0.1:9"):
        pass
    assert not recwarn.list


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes the certificates")
def test_an_encrypted_cluster_gives_the_figures_of_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in OPENSSL.split("\n")[1:-1]:
        subprocess.run(line.split(), cwd=tmp_path, check=True, capture_output=True)
    pair = {"cert": str(tmp_path / "cert.pem"), "key": str(tmp_path / "key.pem")}
    settings = {"distributed.comm.tls.ca-file": str(tmp_path / "ca.pem")}
    settings |= {f"distributed.comm.tls.{role}.{part}": path for role in ROLES for part, path in pair.items()}
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION", "true")
    for name, path in settings.items():
        monkeypatch.setenv("DASK_" + name.replace(".", "__").replace("-", "_").upper(), path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tls://127.0.0.1:{port}"
    options = [clinic(tmp_path, places=places) for places in (1, 2)]
    with (
        dask.config.set(settings),
        process("scheduler", "--protocol", "tls", "--host", "127.0.0.1", "--port", port),
        process("worker", address, "--nworkers", "1", "--nthreads", "1"), patiently(address) as machines,
    ):  # fmt: skip
        found = list(Runs(engine="reference", machines=machines).each(options, 8))
    assert all(map(same, found, Runs(engine="reference").each(options, 8)))
