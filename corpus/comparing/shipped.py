"""The words that ship for comparing plans."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def groups() -> Mapping[str, tuple[str, ...]]:
    """The forms of the groups of people that plans speak of, by name."""
    return {entry["name"]: tuple(entry["forms"]) for entry in _words()["groups"]}


@cache
def general() -> frozenset[str]:
    """Words that any plan's measures are made of, as lemmas."""
    return frozenset(_words()["general"])


@cache
def _words() -> Mapping[str, Any]:
    text = (files("planspor.corpus.comparing") / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
