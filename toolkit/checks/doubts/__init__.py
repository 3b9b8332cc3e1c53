"""Doubts about translations: they print, and a person should look again. A rule a module."""
