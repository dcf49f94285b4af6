"""Units of work on many machines: a thin layer on ``dask.distributed`` that knows nothing of what is computed.

:mod:`sim.cluster.machines` connects, and refuses machines that run another program; :mod:`sim.cluster.course` hands out
units and takes what comes back, whoever dies meanwhile; :mod:`sim.cluster.worker` is what runs there.
"""
