"""Printable, translatable handouts that keep children safe."""
