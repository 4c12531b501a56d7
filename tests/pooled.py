"""Adding with one pool of workers for all tests, since a pool takes half a second to start."""

from functools import cache
from typing import Any

from planspor import ingest
from planspor.ingest import Added
from planspor.ingest.sandbox import Workers


@cache
def pool() -> Workers:
    return Workers()


def add(*args: Any, **options: Any) -> list[Added]:
    """As ``ingest.add``."""
    return ingest.add(*args, **options, workers=pool())


def add_files(*args: Any, **options: Any) -> list[Added]:
    """As ``ingest.add_files``."""
    return ingest.add_files(*args, **options, workers=pool())
