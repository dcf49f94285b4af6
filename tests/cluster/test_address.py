"""What may be written after ``--cluster``."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cluster.address import Address
from sim.cluster.trouble import BadCluster


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("local", Address()),
        ("local:3", Address(workers=3)),
        ("tls://cluster.kommune.dk:8786", Address("tls://cluster.kommune.dk:8786")),
        ("tcp://127.0.0.1:8786", Address("tcp://127.0.0.1:8786")),
        ("tcp://localhost:8786", Address("tcp://localhost:8786")),
        ("tcp://[::1]:8786", Address("tcp://[::1]:8786")),
    ],
)
def test_addresses(text: str, address: Address) -> None:
    assert Address.parse(text) == address


@pytest.mark.parametrize(
    "text", ["", "local:0", "local:", "local:-1", "LOCAL", "127.0.0.1:8786", "http://127.0.0.1:1", "tls://host",
             "tls://host:0", "tls://host:99999", "tcp://a b:1", "local:2 "]
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(BadCluster, match="expected local, local:4, tls://HOST:PORT"):
        Address.parse(text)


@pytest.mark.parametrize("text", ["tcp://10.0.0.5:8786", "tcp://cluster.kommune.dk:8786", "tcp://127.0.0.1.dk:1"])
def test_an_open_connection_is_refused_unless_it_is_meant(text: str) -> None:
    with pytest.raises(BadCluster, match="would be open"):
        Address.parse(text)
    assert Address.parse(text, unencrypted=True) == Address(text)


def test_the_file_of_a_scheduler(tmp_path: Path) -> None:
    path = tmp_path / "scheduler.json"
    for content in ('{"address": "tls://node7:41234", "workers": {}}', '{"address": "tcp://node7:41234"}'):
        path.write_text(content)
        given = content.split('"')[3]
        assert Address.parse(str(path), unencrypted=True) == Address(given)
    with pytest.raises(BadCluster, match="would be open"):
        Address.parse(str(path))
    for content in ("", "{}", "[]", "{'address'"):
        path.write_text(content)
        with pytest.raises(BadCluster, match="no address of a scheduler"):
            Address.parse(str(path))
    with pytest.raises(BadCluster, match="No such file"):
        Address.parse(str(tmp_path / "none.json"))
