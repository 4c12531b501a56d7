"""OpenDocument text (ISO/IEC 26300), in the names that ``office.names`` gives it."""
