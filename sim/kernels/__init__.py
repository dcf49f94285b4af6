"""Compiling loops over whole numbers with Numba, and keeping what was compiled, for whoever needs more than numpy.

``jit`` says what a kernel is made of, ``compiling`` compiles it in one go into ``machine_code``, ``sources`` and
``stored`` keep that on disk under a digest of everything it is made from.  Importing this loads nothing; a kernel that
is kept is loaded without Numba.
"""
