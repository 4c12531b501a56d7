"""Stortinget: publications as XML from data.stortinget.no.

One publication by its id, or all of a kind of a session. The service allows 100 calls a minute.
"""

import re
from collections.abc import Iterator

import httpx
from lxml import etree

from planspor.corpus.errors import FetchError
from planspor.ingest.fetch.addresses import checked, is_below
from planspor.ingest.fetch.connector import Resource
from planspor.ingest.fetch.settings import FetchSettings
from planspor.ingest.fetch.web import Web
from planspor.ingest.read.blocks import Claim

_ID = re.compile(r"[a-z]\w*-\d{6}-[\w-]+", re.IGNORECASE)
_SESSION = re.compile(r"(?:(?P<kind>[a-z]+\d*) )?(?P<session>\d{4}-\d{2,4}|current)")
_KIND = "innstilling"
"""What is meant where only a session is named: the committees' reports."""
_LICENCE = Claim("licence", "NLOD", "data.stortinget.no")


class Stortinget:
    """The connector for Stortinget's publications."""

    kind = "stortinget"
    forms = (
        "a publication's id (inns-202425-176s), a session (2024-2025, current), a kind and a "
        "session (dok8 2024-2025), or an address of data.stortinget.no"
    )

    def __init__(self, settings: FetchSettings) -> None:
        self._base = settings.stortinget

    def accepts(self, followed: str) -> bool:
        """An address of the service, a publication's id, or a session."""
        short = _ID.fullmatch(followed) or _SESSION.fullmatch(followed)
        return bool(short) or is_below(followed, self._base)

    def resources(self, followed: str, web: Web) -> Iterator[Resource]:
        """The publications that an id, a session or an address means."""
        session = _SESSION.fullmatch(followed)
        if _ID.fullmatch(followed):
            yield self._publication(followed)
        elif session:
            yield from self._listed(session["kind"] or _KIND, session["session"], web)
        else:
            yield from self._addressed(followed, web)

    def _addressed(self, address: str, web: Web) -> Iterator[Resource]:
        url = checked(address)
        query = url.params
        if url.path.endswith("/publikasjon") and "publikasjonid" in query:
            yield self._publication(query["publikasjonid"])
        elif url.path.endswith("/publikasjoner") and "sesjonid" in query:
            yield from self._listed(query.get("publikasjontype", _KIND), query["sesjonid"], web)
        else:
            raise FetchError(
                f"{address}: names no publication and no list of them", f"Give {self.forms}."
            )

    def _publication(self, id_: str) -> Resource:
        address = self._address("publikasjon", publikasjonid=id_)
        return Resource(address, name=f"{id_.lower()}.xml", claims=(_LICENCE,))

    def _listed(self, kind: str, session: str, web: Web) -> Iterator[Resource]:
        if session == "current":
            session = self._current(web)
        address = self._address("publikasjoner", publikasjontype=kind, sesjonid=session)
        for publication in self._xml(address, web).iterfind(".//{*}publikasjon"):
            id_ = (publication.findtext("{*}id") or "").strip()
            if id_ and _has_xml(publication):
                yield self._publication(id_)

    def _current(self, web: Web) -> str:
        address = self._address("sesjoner")
        id_ = self._xml(address, web).findtext(".//{*}innevaerende_sesjon/{*}id")
        if not id_:
            raise FetchError(
                f"{address}: does not say which session is current", "Name the session."
            )
        return id_.strip()

    def _xml(self, address: str, web: Web) -> etree._Element:
        data = web.get(address).data or b""
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise FetchError(
                f"{address}: the answer is not the XML that was expected ({error})",
                "See the address in a browser; the service may be down.",
            ) from error

    def _address(self, path: str, **query: str) -> str:
        return str(httpx.URL(f"{self._base}/eksport/{path}", params=query))


def _has_xml(publication: etree._Element) -> bool:
    formats = [text.text or "" for text in publication.iterfind("{*}publikasjonformat_liste/*")]
    return not formats or any(name.strip().casefold() == "xml" for name in formats)
