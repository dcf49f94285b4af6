"""One module for each study that is a command: what it takes, what it asks, how it answers."""

from __future__ import annotations

from pkgutil import iter_modules

STUDIES = tuple(sorted(module.name for module in iter_modules(__path__)))
"""Names of the commands.  Each module holds a ``STUDY`` (:class:`sim.cli.arguments.Study`)."""
