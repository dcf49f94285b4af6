"""Scenario -> tables: nothing left to interpret."""
