"""Adding documents: files on disk, in archives and in hand, into the record."""
