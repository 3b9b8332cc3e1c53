"""What must hold of data, words, and finished PDFs."""
