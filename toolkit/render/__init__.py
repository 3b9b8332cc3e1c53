"""From a job to a finished PDF: compose the HTML, fit it to its pages, write the PDF."""
