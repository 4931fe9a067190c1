"""The instructor's hour: what a class handed in to an exercise, what waits, and how far the check can be trusted.

``records`` is what everything here speaks of; ``gather`` reads it from nbgrader's gradebook and the graded
notebooks; the modules of figures are pure; ``page`` and ``view`` show them.
"""
