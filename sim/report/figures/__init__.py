"""Figures for planners as SVG: pure functions of data, language and width, each with a table beside it.

``catalogue.figures_of(result)`` gives the figures of a result; ``from_studies`` has the data of comparisons.
"""
