"""Pages as a translator types: the sheets of one locale in a browser, beside the English."""
