"""Every script proved on a sample: rendered, read back, measured as a picture, validated."""
