"""A package by name: some tools install one called `tests`, which would be found instead."""
