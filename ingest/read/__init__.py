"""Readers, one file a format (``blocks.py`` is their contract, ``readers.py`` their list)."""
