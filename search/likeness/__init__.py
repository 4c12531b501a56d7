"""Likeness: passages, measures and terms like what is at hand."""
