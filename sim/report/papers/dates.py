"""When it is open, and what changes on a date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sim.report.changes_in_words import calendar_in_words, changes_in_words
from sim.report.papers.blocks import Bullets, Section
from sim.report.phrases import Phrases
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def dates_section(scenario: Scenario, texts: Texts) -> Section | None:
    """Closed periods and dated changes in sentences; None where there are none."""
    stated = scenario.resolved.partition("\n")[0]  # empty for a scenario that was made in memory
    tables, say = json.loads(stated or "{}"), Phrases(scenario, texts)
    lines = (*changes_in_words(tables.get("change"), say), *calendar_in_words(tables.get("calendar"), say))
    return Section("datoer", texts("paper.dates"), (Bullets(lines),)) if lines else None
