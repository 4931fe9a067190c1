"""What is raised for a content file that is not as it should be."""


class ContentError(ValueError):
    """A content file is not as its schema says; the message names file, line and what to do."""
