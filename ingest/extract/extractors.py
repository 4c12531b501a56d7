"""All extractors, each of which finds items of its own kinds. A new one is an entry here."""

from typing import Final

from planspor.ingest.extract.entities.mentions import mentions
from planspor.ingest.extract.findings import findings
from planspor.ingest.extract.indicators import indicators
from planspor.ingest.extract.items import Extractor
from planspor.ingest.extract.money import money
from planspor.ingest.extract.references import references

EXTRACTORS: Final[tuple[Extractor, ...]] = (indicators, money, references, mentions, findings)
