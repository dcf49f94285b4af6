"""Values that depend on the person, as numbered cases (see the conventions of :mod:`sim.model.tables`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from sim.model.slices import Slices
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.cases import bounds_in, evaluate_once, label_of
from sim.scenario.schema import Case, Property, in_seconds

Axis = tuple[str, tuple[float, ...]]  # property, ascending bounds of a numeric one


class Casebook:
    """Collects cases; equal cases share one number."""

    def __init__(self, properties: Sequence[Property]) -> None:
        self.properties = {item.name: item for item in properties}
        self.index = {item.name: i for i, item in enumerate(properties)}
        self.selector: list[int] = []
        self.base: list[int] = []
        self.value: list[int] = []
        self.selector_rows: list[list[tuple[int, int, tuple[int, ...]]]] = [
            []
        ]  # (property, stride, cuts in millionths, or in seconds)
        self._selector_number: dict[tuple[Axis, ...], int] = {(): 0}
        self._case_number: dict[tuple[int, tuple[int, ...]], int] = {}

    def case(self, value: Any, number: Callable[[Any], int]) -> int:
        """The case of one value; ``number`` turns each plain value into the number that the table holds."""
        if not isinstance(value, Case):
            return self._numbered(0, (number(value),))
        return self.joint_case([value], lambda values: number(values[0]))

    def joint_case(self, values: Sequence[Any], number: Callable[[list[Any]], int]) -> int:
        """The case of several values that are needed together, such as the shares of a route."""
        if not any(isinstance(value, Case) for value in values):
            return self._numbered(0, (number(list(values)),))
        axes = self._axes(values)
        combinations = product(*(range(self._classes(axis)) for axis in axes))
        numbers = []
        for combination in combinations:
            classes = {axis[0]: (chosen, axis[1]) for axis, chosen in zip(axes, combination, strict=True)}
            numbers.append(number([self._plain(value, classes) for value in values]))
        return self._numbered(self._selector(axes), tuple(numbers))

    def _numbered(self, selector: int, numbers: tuple[int, ...]) -> int:
        """The number of the case with these values of the classes that the selector tells apart."""
        key = selector, numbers
        if key not in self._case_number:
            self._case_number[key] = len(self.selector)
            self.selector.append(key[0])
            self.base.append(len(self.value))
            self.value.extend(numbers)
        return self._case_number[key]

    def _axes(self, values: Sequence[Any]) -> tuple[Axis, ...]:
        bounds = bounds_in(values)
        return tuple((name, tuple(sorted(bounds[name]))) for name in sorted(bounds, key=lambda name: name.encode()))

    def _classes(self, axis: Axis) -> int:
        """Class 0 is "not drawn yet"; then the categories, or the intervals between the bounds."""
        categories = self.properties[axis[0]].categories
        return 1 + (len(categories) if categories else len(axis[1]) + 1)

    def _plain(self, value: Any, classes: dict[str, tuple[int, tuple[float, ...]]]) -> Any:
        while isinstance(value, Case):
            chosen, bounds = classes[value.by]
            value = self._branch(value, chosen, bounds)
        return value

    def _branch(self, case: Case[Any], chosen: int, bounds: tuple[float, ...]) -> Any:
        found = evaluate_once(case, label_of(chosen, self.properties[case.by].categories, bounds))
        if found is not None or any(value is None or isinstance(value, str) for _, value in case.cases):
            return found  # where names are meant, None says "none"
        # the reader has checked that a value without `other` is only read where one of its cases applies
        return case.cases[0][1]

    def _selector(self, axes: tuple[Axis, ...]) -> int:
        if axes not in self._selector_number:
            stride = 1
            rows = []
            for axis in reversed(axes):
                cuts = tuple(round(bound * (1 if in_seconds(axis[0]) else NUMERIC_SCALE)) for bound in axis[1])
                rows.append((self.index[axis[0]], stride, cuts))
                stride *= self._classes(axis)
            self._selector_number[axes] = len(self.selector_rows)
            self.selector_rows.append(rows[::-1])
        return self._selector_number[axes]

    def tables(self) -> dict[str, Any]:
        """Tables ``case_*``, ``selector_*`` and ``cuts``."""
        tables: dict[str, Any] = {"case_selector": self.selector, "case_base": self.base, "case_value": self.value}
        names = ("property", "stride", "cut_first", "cut_last")
        selectors = Slices("selector", *(f"selector_{name}" for name in names))
        cuts: list[int] = []
        for rows in self.selector_rows:
            flat = []
            for index, stride, bounds in rows:
                flat.append((index, stride, len(cuts), len(cuts) + len(bounds)))
                cuts.extend(bounds)
            selectors.add(flat)
        return {**tables, **selectors.columns(), "cuts": cuts}
