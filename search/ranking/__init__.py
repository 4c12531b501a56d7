"""Ranking: what counts for a passage, how much, and in what order hits stand."""
