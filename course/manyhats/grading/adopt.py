"""How the course puts its own steps into an nbgrader converter.

nbgrader's commands and its formgrader create ``Autograde`` and ``GenerateAssignment`` by name, so no setting
can replace them. They do create the configured ``exporter_class``, first of all and with themselves as its
parent: from there the converter takes the course's class on. Nothing of nbgrader is patched.
"""

from nbconvert.exporters import NotebookExporter
from nbgrader.converters.base import BaseConverter


class AdoptingExporter(NotebookExporter):
    """Writes notebooks, and makes its converter one of the course's own.

    ``converter_class`` is a subclass of the nbgrader converter that adds no state of its own class.
    """

    converter_class: type[BaseConverter]

    def __init__(self, **settings: object) -> None:
        """Adopt ``parent`` when it is a converter of nbgrader's; elsewhere this is an ordinary exporter."""
        super().__init__(**settings)
        base = self.converter_class.__bases__[0]
        if type(self.parent) is base:
            self.parent.__class__ = self.converter_class
