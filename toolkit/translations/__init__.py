"""Catalogues: read, checked, extracted and kept up to date. A translation is input."""
