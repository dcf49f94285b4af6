"""The event log for process mining and animation: the standard is kept, and nothing of the log is lost."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.log.events import Event
from sim.log.mining import TRANSITIONS

SCENARIO = "scenarios/rengoering.toml"
XES = "{http://www.xes-standard.org/}"
TYPED = {"string", "date", "int", "float", "boolean", "id"}
LIFE_CYCLE = {
    "schedule", "assign", "withdraw", "reassign", "start", "suspend", "resume", "pi_abort", "ate_abort", "complete",
    "autoskip", "manualskip",
}  # fmt: skip
"""The transitions of the standard life cycle of XES (IEEE 1849-2016)."""


@pytest.fixture(scope="module")
def result():
    return sim.run(SCENARIO, replications=2, engine="reference")


@pytest.fixture(scope="module")
def written(result, tmp_path_factory) -> Path:
    return result.write_log(tmp_path_factory.mktemp("log") / "log.xes", [1])


def test_the_file_keeps_to_the_schema_of_xes(written):
    """The rules of the schema, element by element: order, attributes, types, declared prefixes."""
    root = ET.parse(written).getroot()
    assert root.tag == f"{XES}log"
    assert re.fullmatch(r"\d+(\.\d+)?", root.attrib["xes.version"])
    order = [child.tag.removeprefix(XES) for child in root]
    ranks = {"extension": 0, "global": 1, "classifier": 2, **dict.fromkeys(TYPED, 3), "trace": 4}
    assert [ranks[name] for name in order] == sorted(ranks[name] for name in order)
    prefixes = {child.attrib["prefix"] for child in root.iter(f"{XES}extension")}
    assert all(child.attrib.keys() == {"name", "prefix", "uri"} for child in root.iter(f"{XES}extension"))
    for holder in (*root.iter(f"{XES}trace"), *root.iter(f"{XES}event"), *root.iter(f"{XES}global")):
        typed = [child for child in holder if child.tag.removeprefix(XES) != "event"]
        keys = [child.attrib["key"] for child in typed]
        assert len(set(keys)) == len(keys)
        assert all(":" not in key or key.partition(":")[0] in prefixes for key in keys)
        for child in typed:
            kind = child.tag.removeprefix(XES)
            assert kind in TYPED
            assert child.attrib.keys() == {"key", "value"}
            assert kind != "float" or float(child.attrib["value"]) is not None
            assert kind != "date" or datetime.fromisoformat(child.attrib["value"]).tzinfo is not None
    for event in root.iter(f"{XES}event"):
        facts = {child.attrib["key"]: child.attrib["value"] for child in event}
        assert {"concept:name", "lifecycle:transition", "time:timestamp"} <= facts.keys()
        assert facts["lifecycle:transition"] in LIFE_CYCLE


def test_file_and_frame_hold_the_same_events(result, written):
    frame = result.event_log([1])
    from_file = [
        (trace.find(f"{XES}string").attrib["value"], *(child.attrib["value"] for child in event if child.attrib["key"]
         in ("concept:name", "lifecycle:transition", "time:timestamp")))
        for trace in ET.parse(written).getroot().iter(f"{XES}trace")
        for event in trace.iter(f"{XES}event")
    ]  # fmt: skip
    columns = ["case:concept:name", "concept:name", "lifecycle:transition"]
    in_frame = [(*row[:3], row[3].isoformat()) for row in frame[[*columns, "time:timestamp"]].itertuples(index=False)]
    assert from_file == in_frame


def test_every_stay_exit_and_departure_of_the_log_is_an_event(result):
    log, frame = result.log_frame(replication=1), result.event_log([1])
    kinds = {step.name: step.kind for step in result.scenario.steps}
    people = log[(log["owner"] >= 0) & (log["step"].map(kinds) != "wait")]
    for event, transition in TRANSITIONS.items():
        if event in (Event.JOIN, Event.ARRIVE):
            continue
        wanted = Counter(people[people["event"] == event.name.lower()]["step"])
        here = frame[frame["lifecycle:transition"] == transition]
        assert not wanted - Counter(here["concept:name"])
    arrivals = set(log[log["event"] == "arrive"]["owner"])
    assert set(frame["case:concept:name"]) == {f"1-{owner}" for owner in arrivals}
    waited = log[(log["event"] == "admit") & (log["value"] > 0) & (log["step"] == "tilbud")]
    scheduled = frame[(frame["concept:name"] == "tilbud") & (frame["lifecycle:transition"] == "schedule")]
    assert {f"1-{owner}" for owner in waited["owner"]} <= set(scheduled["case:concept:name"])


def test_times_are_those_of_the_log_and_cases_know_who_they_are(result):
    frame = result.event_log([0])
    assert str(frame["time:timestamp"].dtype).startswith("datetime64")
    assert frame.groupby("case:concept:name", observed=True)["time:timestamp"].is_monotonic_increasing.all()
    first = frame[frame["case:concept:name"] == "0-0"].iloc[0]
    told = next(row for row in result.person(0).rows() if row["event"] == "arrive")
    assert first["time:timestamp"].to_pydatetime().replace(tzinfo=None) == told["when"]
    assert set(frame["case:group"].dropna()) > {"jobparat"}
    assert frame["case:group"].notna().all()
    used = frame[(frame["concept:name"] == "tilbud") & (frame["lifecycle:transition"] == "start")]
    assert set(used["org:resource"]) == {"colleague+place"}


def test_the_columns_are_those_that_other_tools_ask_for(result):
    bupar = result.event_log(form="bupar")
    expected = ["case_id", "activity_id", "activity_instance_id", "lifecycle_id", "timestamp", "resource_id"]
    assert list(bupar)[:6] == expected
    instances = bupar.groupby("activity_instance_id", observed=True)
    assert (instances["activity_id"].nunique() == 1).all()
    assert (instances["case_id"].nunique() == 1).all()
    with pytest.raises(ValueError, match="xes, bupar, vidigi"):
        result.event_log(form="celonis")


def test_an_animation_finds_each_person_in_one_place_at_a_time(result):
    frame = result.event_log(form="vidigi")
    assert {"entity_id", "event_type", "event", "time", "pathway", "resource_id"} <= set(frame)
    assert set(frame["event_type"]) == {"arrival_departure", "queue", "resource_use", "resource_use_end"}
    assert frame["time"].is_monotonic_increasing
    in_use: set[tuple[str, int]] = set()
    for row in frame[frame["resource_id"].notna()].itertuples():
        place = (row.event.rpartition("_")[0], row.resource_id)
        if row.event_type == "resource_use":
            assert place not in in_use
            in_use.add(place)
        else:
            in_use.remove(place)
    arrived = frame[frame["event"] == "arrival"]
    assert arrived["entity_id"].is_unique
    assert set(frame[frame["event"] == "depart"]["entity_id"]) <= set(arrived["entity_id"])


def test_the_command_line_writes_the_same_file(tmp_path, monkeypatch, result, written):
    from sim.cli import main

    path = tmp_path / "log.xes"
    assert main(["run", SCENARIO, "--replications", "2", "--engine", "reference", "--log", str(path)]) == 0
    both = path.read_text(encoding="utf-8")
    assert written.read_text(encoding="utf-8").partition("<trace>")[2].partition("</log>")[0] in both
    assert both == result.write_log(tmp_path / "again.xes").read_text(encoding="utf-8")


def test_the_time_zone_shifts_nothing(result):
    frame = result.event_log([0])
    midnight = pd.Timestamp(result.scenario.run.first_day, tz="UTC")
    log = result.log_frame(replication=0)
    seconds = log[(log["owner"] == 0) & (log["event"] == "arrive")]["time"].item()
    assert frame.iloc[0]["time:timestamp"] == midnight + timedelta(seconds=seconds)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_pm4py_reads_both_forms_back(result, written, tmp_path):
    """pm4py is under the AGPL and no dependency: it is asked where it is installed."""
    pm4py = pytest.importorskip("pm4py")
    frame = result.event_log([1])
    frame.to_csv(tmp_path / "log.csv", index=False)
    table = pd.read_csv(tmp_path / "log.csv", dtype={"case:concept:name": str})
    table["time:timestamp"] = pd.to_datetime(table["time:timestamp"], format="ISO8601", utc=True)
    for there in (pm4py.read_xes(str(written), return_legacy_log_object=False), pm4py.format_dataframe(table)):
        assert len(there) == len(frame)
        assert set(there["case:concept:name"]) == set(frame["case:concept:name"])
        done, ended = (one[one["lifecycle:transition"] == "complete"] for one in (there, frame))
        assert Counter(done["concept:name"]) == Counter(ended["concept:name"])
        times = pd.to_datetime(there["time:timestamp"], utc=True).sort_values()
        assert list(times) == list(pd.to_datetime(frame["time:timestamp"], utc=True).sort_values())
        graph, starts, _ = pm4py.discover_dfg(done)
        assert sum(starts.values()) == done["case:concept:name"].nunique()
        assert any(before == "screening" for before, _ in graph)
