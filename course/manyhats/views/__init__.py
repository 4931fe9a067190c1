"""The ipywidgets views, one a model, on one theme."""
