"""What is taken out of a document beyond its text.

A room for each subject (``measures``, ``money``, ``references`` …), begun at its ``recognising``;
``text`` holds the tools that they share. ``extracting`` runs the extractors over the record.
"""
