"""What every connector is: it knows a publisher's addresses, and what lies behind them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from planspor.ingest.fetch.web import Answer, Web
from planspor.ingest.read.blocks import Claim


@dataclass(frozen=True, slots=True)
class Resource:
    """One document of a publisher.

    ``address`` is what it goes by and stays the same over its versions; ``location`` is where
    its bytes lie, where that is elsewhere. ``name`` is a file name (the server's where empty),
    ``claims`` what the publisher says of it beside the file, ``fetch`` how it is had, where that
    takes anything else than asking for what lies there.
    """

    address: str
    location: str = ""
    name: str = ""
    claims: tuple[Claim, ...] = ()
    fetch: Callable[[], Answer] | None = None

    @property
    def at(self) -> str:
        """Where the bytes lie."""
        return self.location or self.address


class Connector(Protocol):
    """One publisher.

    ``kind`` is what ``sources.yaml`` calls it, ``forms`` says in words what can be followed.
    """

    kind: str
    forms: str

    def accepts(self, followed: str) -> bool:
        """Whether it knows what to do with an address, or with a short form of its own."""
        ...

    def resources(self, followed: str, web: Web) -> Iterable[Resource]:
        """The documents that are meant, in the publisher's order.

        Raises:
            FetchError: the publisher does not say.
        """
        ...
