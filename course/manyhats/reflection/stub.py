"""The line that stands in an exercise where the learner's answer goes."""

STUB = "*Write your answer here, in place of this line.*"
