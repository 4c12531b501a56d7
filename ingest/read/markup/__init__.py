"""Markup into blocks: web pages, EPUB, the XML of the Storting, and HTML inside other formats."""
