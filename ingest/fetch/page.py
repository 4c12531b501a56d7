"""Any page or file of the web: what lies at the address is the document."""

from collections.abc import Iterator

from planspor.corpus.errors import FetchError
from planspor.ingest.fetch.addresses import checked
from planspor.ingest.fetch.connector import Resource
from planspor.ingest.fetch.settings import FetchSettings
from planspor.ingest.fetch.web import Web


class Page:
    """The connector for addresses that no other knows."""

    kind = "address"
    forms = "an address of a page or file, such as https://www.fafo.no/rapport.pdf"

    def __init__(self, settings: FetchSettings) -> None:
        """Made as every connector is; any host is served alike."""

    def accepts(self, followed: str) -> bool:
        """Every address of the web."""
        try:
            checked(followed)
        except FetchError:
            return False
        return True

    def resources(self, followed: str, web: Web) -> Iterator[Resource]:  # noqa: ARG002
        """The one that lies there."""
        yield Resource(str(checked(followed)))
