"""Compiling loops over whole numbers with Numba, and keeping what was compiled, for whoever needs more than numpy.

``jit`` says what a kernel is made of, ``compiling`` compiles it in one go, ``sources`` and ``stored`` keep it on disk
under a digest of everything it is made from.  Importing this loads nothing.
"""
