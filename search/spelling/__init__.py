"""Spelling: the words of the corpus, and what a word that it lacks was meant to be."""
