"""How good the work of ingest is, measured on judged data."""
