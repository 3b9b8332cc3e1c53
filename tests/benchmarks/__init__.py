"""Speed and size, measured beside a browser's: ``make bench``. Never part of the tests."""
