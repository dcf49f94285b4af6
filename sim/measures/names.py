"""The names of figures: ``wait_mean.tilbud[option]{group=jobparat}@2022`` and its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

_FORM = re.compile(
    r"(?P<kpi>\w+)(?:\.(?P<thing>[^\[\]{}@]+))?(?:\[(?P<option>[^\[\]]*)\])?"
    r"(?:\{(?P<by>\w+)=(?P<label>[^{}]*)\})?(?:@(?P<year>\d{4}))?"
)

RENAMED = {
    "abandoned": "reneged",
    "abandoned_share": "reneged_share",
    "refused": "balked",
    "refused_share": "balked_share",
    "blocked": "idle_while_queued",
}
"""Former names of figures, each with the name it has now."""


def name_now(figure: str) -> str:
    """The present name of a figure with a former name (``idle_while_queued.place`` for ``blocked.place``), else ""."""
    kpi = re.split(r"\W", figure, maxsplit=1)[0]
    return RENAMED[kpi] + figure[len(kpi) :] if kpi in RENAMED else ""


class NotAName(ValueError):
    """The text is not formed as the name of a figure."""


@dataclass(frozen=True)
class FigureName:
    """``kpi.thing[option]{by=label}@year``; every part but the first may be missing (empty).

    ``option``: an alternative definition or a date; ``by`` and ``label``: the people that the figure is about.
    """

    kpi: str
    thing: str = ""
    option: str = ""
    by: str = ""
    label: str = ""
    year: str = ""

    @classmethod
    def of(cls, text: str) -> FigureName:
        """The parts of a name; raises :class:`NotAName`."""
        return _parts(text)

    @cached_property
    def everybody(self) -> str:
        """The name of the same figure of all people, over the whole window."""
        thing = f".{self.thing}" if self.thing else ""
        return f"{self.kpi}{thing}{f'[{self.option}]' if self.option else ''}"

    @cached_property
    def window(self) -> str:
        """The name of the same figure, of the same people, over the whole window."""
        return f"{self.everybody}{f'{{{self.by}={self.label}}}' if self.by else ''}"

    @property
    def plain(self) -> bool:
        """Whether it is about everybody and the window, in the definition that was chosen."""
        return not (self.option or self.by or self.year)

    def __str__(self) -> str:
        return f"{self.window}{f'@{self.year}' if self.year else ''}"


@lru_cache(maxsize=100_000)
def _parts(text: str) -> FigureName:
    found = _FORM.fullmatch(text)
    if found is None:
        raise NotAName(text)
    return FigureName(**found.groupdict(default=""))
