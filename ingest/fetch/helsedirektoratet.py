"""Helsedirektoratet: guidelines and the like as records from api.helsedirektoratet.no.

A guideline is a tree of records, each with links to its children; it is fetched as one file, a
JSON array of the records in reading order, parents before children. The API wants a key, sent as
``Ocp-Apim-Subscription-Key``.
"""

import json
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from typing import Any

from planspor.corpus.errors import FetchError
from planspor.corpus.slugs import slug
from planspor.ingest.fetch.addresses import checked, is_below
from planspor.ingest.fetch.connector import Resource
from planspor.ingest.fetch.parts import Gathered
from planspor.ingest.fetch.settings import FetchSettings
from planspor.ingest.fetch.web import Answer, Web
from planspor.ingest.read.blocks import Claim

Record = dict[str, Any]

_KEY = "Ocp-Apim-Subscription-Key"
_MOST = 3000
"""Records of one guideline; the largest have some hundreds."""
_VOLATILE = "sistImportertTilHapi"
"""When the API last took the record over: it changes without the record changing."""
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
"""Answers for a record that others lead to: the tree has changed, and those before it are old."""
_LICENCE = Claim("licence", "NLOD", "api.helsedirektoratet.no")
_NEEDS_KEY = (
    "Set HELSEDIR_API_KEY to a subscription key of the API; "
    "utvikler.helsedirektoratet.no gives them out."
)


class Helsedirektoratet:
    """The connector for Helsedirektoratet's content API."""

    kind = "helsedirektoratet"
    forms = "an address of the API, such as …/innhold/retningslinjer/<id>"

    def __init__(self, settings: FetchSettings) -> None:
        self._base = settings.helsedirektoratet
        self._headers = {_KEY: settings.helsedirektoratet_key}

    def accepts(self, followed: str) -> bool:
        """An address of the API."""
        return is_below(followed, self._base)

    def resources(self, followed: str, web: Web) -> Iterator[Resource]:
        """The record at the address with all below it, as one document."""
        address = str(checked(followed))
        yield Resource(address, claims=(_LICENCE,), fetch=partial(self._whole, address, web))

    def _whole(self, address: str, web: Web) -> Answer:
        if not self._headers[_KEY]:
            raise FetchError(f"{address}: the API wants a key", _NEEDS_KEY)
        gathered = Gathered(web.folder, address)
        try:
            records = list(self._tree(address, web, gathered))
        except FetchError as error:
            if error.status in _GONE:
                gathered.drop()
            raise
        gathered.drop()
        data = json.dumps(records, ensure_ascii=False, indent=1).encode()
        name = slug(str(records[0].get("tittel") or "")) or slug(address)
        return Answer(address, f"{name}.json", data)

    def _tree(self, address: str, web: Web, gathered: Gathered) -> Iterator[Record]:
        """The records of a tree, each before its children, each once.

        Those that a run had which was stopped are not asked for again.
        """
        waiting: list[tuple[str, str | None]] = [(address, None)]
        seen: set[str] = set()
        while waiting:
            href, structure = waiting.pop()
            if href in seen:
                continue
            seen.add(href)
            if len(seen) > _MOST:
                raise FetchError(
                    f"{address}: has more than {_MOST} records below it",
                    "Follow its parts instead.",
                )
            record = gathered.get(href)
            if record is None:
                record = self._record(href, web)
                gathered.add(href, record)
            yield record
            waiting.extend(reversed(list(self._children(record, structure))))

    def _children(self, record: Record, structure: str | None) -> Iterator[tuple[str, str | None]]:
        """Where the children lie, of the publication that the record was reached in.

        A record can stand in several publications, with other children in each.
        """
        links = record.get("links")
        for link in links if isinstance(links, list) else []:
            if not isinstance(link, dict) or link.get("rel") != "barn":
                continue
            href, of = str(link.get("href") or ""), link.get("strukturId")
            if is_below(href, self._base) and (structure is None or of in (None, structure)):
                yield href, of

    def _record(self, address: str, web: Web) -> Record:
        try:
            data = web.get(address, headers=self._headers).data or b""
        except FetchError as error:
            if error.status in (401, 403):
                raise FetchError(error.message, _NEEDS_KEY, error.status) from error
            raise
        try:
            record = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise _no_record(address) from error
        if not isinstance(record, dict) or "id" not in record:
            raise _no_record(address)
        return {key: value for key, value in record.items() if key != _VOLATILE}


def _no_record(address: str) -> FetchError:
    return FetchError(
        f"{address}: the answer is not one record of the API",
        "Give the address of one guideline, as in its links: …/innhold/retningslinjer/<id>.",
    )
