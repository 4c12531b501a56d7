"""Money in texts: amounts, what they are for, in what year, and promised or granted."""

from planspor.ingest.extract.money.recognising import money
from planspor.ingest.extract.money.status import approximation

__all__ = ["approximation", "money"]
