"""WordprocessingML (ISO/IEC 29500), in the names that ``office.names`` gives it."""
