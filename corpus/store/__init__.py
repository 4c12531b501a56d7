"""The store: everything that a corpus keeps, on SQLAlchemy Core."""
