"""What is read from the event log of a result: the log itself, one person, levels over time, who holds what."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from matplotlib.figure import Figure

import sim
from tests.studies.clinic import write_clinic


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write_clinic(tmp_path_factory.mktemp("scenarios"))


@pytest.fixture(scope="module")
def result(path):
    return sim.run(path, replications=4, engine="reference")


@pytest.fixture(scope="module")
def kept(path):
    return sim.run(path, replications=4, engine="reference", keep_log=True)


def test_the_log_is_the_same_kept_or_simulated_again(result, kept):
    pd.testing.assert_frame_equal(result.log_frame(), kept.log_frame())
    pd.testing.assert_frame_equal(result.log_frame(replication=2), kept.log_frame(replication=2))
    assert set(result.log_frame(replication=2)["replication"]) == {2}
    assert len(kept.log_frame()) == len(kept.log)


def test_the_log_has_dates_and_categories_in_every_form(result):
    frame = result.log_frame(replication=0)
    assert isinstance(frame["event"].dtype, pd.CategoricalDtype)
    first = pd.Timestamp(result.scenario.run.first_day)
    assert ((frame["when"] - first).dt.total_seconds() == frame["time"]).all()
    polar = result.log_frame(replication=0, as_="polars")
    arrow = result.log_frame(replication=0, as_="pyarrow")
    assert isinstance(polar, pl.DataFrame)
    assert isinstance(arrow, pa.Table)
    assert polar.columns == arrow.column_names == list(frame)
    assert polar["when"].dtype.is_temporal()
    assert polar["value"].to_list() == frame["value"].tolist()
    with pytest.raises(ValueError, match="pandas, polars, pyarrow"):
        result.log_frame(as_="spark")


def test_a_replication_that_is_not_there_is_said(result):
    for ask in (result.log_frame, lambda n: result.person(0, n), lambda n: result.gantt("place", n)):
        with pytest.raises(ValueError, match="the replications 0 to 3"):
            ask(4)


def test_levels_are_what_the_figures_say(result):
    """Little more than chance apart: noon of every day against the time-weighted mean of the measures."""
    for over_time, figure in (
        (result.occupancy("place"), "busy.place"),
        (result.occupancy("job"), "occupancy.job"),
        (result.queue("stay"), "queue.stay"),
    ):
        assert over_time.values.shape == (4, len(over_time.days))
        assert over_time.values.mean() == pytest.approx(result.value(figure), rel=0.02, abs=0.02)
    assert (result.occupancy("place").values <= result.occupancy("place").capacity).all()
    assert result.queue("stay").capacity is None
    np.testing.assert_array_equal(
        result.occupancy("place", replication=2).values[0], result.occupancy("place").values[2]
    )


def test_levels_are_a_frame_of_days(result):
    found = result.occupancy("place")
    frame = found.frame()
    assert len(frame) == found.values.size
    assert (frame["day"].dt.hour == 12).all()
    year = frame[frame["replication"] == 3].set_index("day")["value"].loc["2022"]
    assert len(year) in (0, 365)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda r: r.occupancy("plce"), "did you mean place"),
        (lambda r: r.queue("gone"), "there is"),
        (lambda r: r.gantt("places"), "did you mean place"),
        (lambda r: r.person(10_000), "numbered from 0 to"),
    ],
)
def test_a_name_that_is_not_there_is_answered_with_what_is(result, ask, words):
    with pytest.raises(KeyError, match=words):
        ask(result)


def test_units_are_held_by_one_person_at_a_time(result):
    found = result.gantt("chair", replication=3)
    frame = found.frame()
    for _, rows in frame.groupby("unit"):
        assert not (rows["start"].iloc[1:].to_numpy() < rows["end"].iloc[:-1].to_numpy()).any()
        assert rows["end"].iloc[:-1].notna().all()
    days = sum((found.end if one.end is None else one.end) - one.start for one in found.held) / 86_400
    assert frame["days"].sum() == pytest.approx(days)
    noon = result.occupancy("chair", replication=3)
    at = pd.to_datetime(pd.Series(noon.days)) + pd.Timedelta(hours=12)
    held = [int(((frame["start"] <= day) & ~(frame["end"] <= day)).sum()) for day in at]
    assert held == noon.values[0].tolist()


def test_a_person_is_told_in_order_and_in_both_languages(result):
    found = result.person(0, replication=1)
    frame = found.frame()
    assert frame["when"].is_monotonic_increasing
    log = result.log_frame(replication=1)
    assert len(frame) == (log["owner"] == 0).sum()
    danish, english = found.table("da"), found.table("en")
    assert len(danish.rows) == len(english.rows)
    assert "kommer" in danish.rows[0][1]
    assert "comes" in english.rows[0][1]
    assert any("Ophold" in words for _, words in danish.rows)
    assert str(found) == str(found.table())
    assert "<table>" in found._repr_html_()


def test_every_person_of_a_rich_scenario_can_be_told():
    """No event without its sentence, in the file that uses every key of the language."""
    result = sim.run("tests/engines/every_key.toml", replications=1, engine="reference")
    log = next(iter(result.logs([0])))
    people = np.unique(log.owner[log.owner >= 0])
    told = [result_person.table(lang) for lang in ("da", "en") for result_person in persons(result, log, people)]
    assert all(table.rows and all(words for _, words in table.rows) for table in told)


def persons(result, log, people):
    from sim.studies.person import person

    return [person(log, result.model, int(number)) for number in people[:150]]


def test_figures_are_drawn_on_the_readers_axes(result):
    own = Figure()
    first, second = own.subplots(2, 1)
    assert result.occupancy("place").figure("da", ax=first) is own
    result.gantt("chair").figure(ax=second, of="stay")
    assert first.has_data()
    assert second.has_data()
    with pytest.raises(KeyError, match="nobody in 'job'"):
        result.gantt("chair").figure(of="job")
