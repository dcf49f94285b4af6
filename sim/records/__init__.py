"""A job centre's own records: what columns and words mean, spells of people, and what can be learnt from them."""

from sim.records.mapping import read_mapping
from sim.records.schema import Episode, MappingFile, Records, Spell
from sim.records.spells import read_records

__all__ = ["Episode", "MappingFile", "Records", "Spell", "read_mapping", "read_records"]
