"""The reader of PDF, by PDFium."""
