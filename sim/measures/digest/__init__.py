"""One pass over the log of a batch: everything that figures are made of, counted in whole numbers.

``image`` lays out what a model asks of its log as one flat memory of whole numbers; ``reading`` goes through the rows
and hands each to ``people``, ``visits``, ``support`` or ``resource_counters``; ``digest`` runs it and names the
results.
The functions of these modules are plain Python on a list of whole numbers, and the same text is compiled for large
batches (``compiled``): one definition, the same numbers either way.
"""
