"""Releasing exercises and grading a class, on nbgrader's own extension points; see ``nbgrader_config.py``."""
