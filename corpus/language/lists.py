"""The hand-made word lists of ``data/lists.toml``, which a person can edit."""

import tomllib
from functools import cache
from importlib.resources import files


def words(table: str, name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_lists()[table][name].split())


def pairs(table: str, name: str) -> dict[str, str]:
    """The pairs of one list, which are written ``key:value``."""
    return dict(pair.split(":", 1) for pair in _lists()[table][name].split())


@cache
def _lists() -> dict[str, dict[str, str]]:
    text = (files("planspor.corpus.language") / "data" / "lists.toml").read_text("utf-8")
    return tomllib.loads(text)
