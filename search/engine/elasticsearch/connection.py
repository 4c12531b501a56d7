"""The way to a cluster, and what its answers mean when it does not do what it is asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from elasticsearch import (
    ApiError,
    Elasticsearch,
    SSLError,
    TransportError,
    UnsupportedProductError,
)
from elasticsearch import ConnectionError as NotReached
from elasticsearch import ConnectionTimeout as TimedOut

from planspor.search.engine.contract import EngineDamaged, EngineError, EngineUnavailable
from planspor.search.engine.elasticsearch.settings import URL, ElasticsearchSettings

OLDEST: Final = 9
"""The major release from which on Elasticsearch understands us."""
_PASSING: Final = (502, 503, 504)
_REINDEX: Final = "Run `planspor reindex` when it is mended, if the index is not up to date."


def connected(settings: ElasticsearchSettings) -> Elasticsearch:
    """A client, which connects at its first request; threads may share it."""
    options: dict[str, Any] = {
        "request_timeout": settings.timeout,
        "max_retries": settings.retries,
        "retry_on_status": _PASSING,
    }
    if settings.api_key:
        options["api_key"] = settings.api_key
    elif settings.username:
        options["basic_auth"] = (settings.username, settings.password)
    if any(url.startswith("https:") for url in settings.urls):
        options["verify_certs"] = settings.verify
        options["ssl_show_warn"] = False
        if settings.ca_certs:
            options["ca_certs"] = settings.ca_certs
    return Elasticsearch(list(settings.urls), **options)


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn what the client raises into errors of the engine, with what can be done about it."""
    try:
        yield
    except UnsupportedProductError as error:
        raise _too_old(_who(place)) from error
    except ApiError as error:
        raise refusal(place, error.meta.status, error.body) from error
    except TransportError as error:
        raise _silence(_who(place), error) from error


def refusal(place: str, status: int, body: object) -> EngineError:
    """What an answer that is no success means."""
    who, said = _who(place), reason(body)
    if "media_type_header" in said:
        return _too_old(who)
    if is_blocked(body):
        return full(place, said)
    if status in _MEANINGS:
        kind, message, remedy = _MEANINGS[status]
        return kind(f"{who} {message}: {said}", remedy)
    return EngineError(f"{who}: {said}", "See the log of the cluster.")


def full(place: str, said: str) -> EngineUnavailable:
    """The error of a cluster that takes nothing more."""
    return EngineUnavailable(
        f"{_who(place)} takes nothing more: {said}",
        f"Its disk is full, or the index was closed to writing: make room. {_REINDEX}",
    )


def is_blocked(body: object) -> bool:
    """Whether an answer, or the answer to one entry, says that the index takes nothing more."""
    held = body.get("error") if isinstance(body, Mapping) else None
    return (
        isinstance(held, Mapping)
        and held.get("type") == "cluster_block_exception"
        and "read-only" in str(held.get("reason"))
    )


def reason(body: object) -> str:
    """What an answer gives as its reason, as it was first said."""
    held = body.get("error", body) if isinstance(body, Mapping) else body
    if not isinstance(held, Mapping):
        return str(held)[:_LONGEST]
    said = next(iter(held.get("root_cause") or ()), None) or held.get("caused_by") or held
    return f"{said.get('type')}: {said.get('reason')}"[:_LONGEST]


def _who(place: str) -> str:
    return f"Elasticsearch at {place}"


def _too_old(who: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"{who} is no Elasticsearch of release {OLDEST} or later",
        f"Upgrade it to release {OLDEST}, or search without it: unset {URL}.",
    )


def _silence(who: str, error: TransportError) -> EngineUnavailable:
    """What it means that there is no answer."""
    if isinstance(error, TimedOut):
        return EngineUnavailable(
            f"{who} did not answer in time",
            "Try again, or give it longer: PLANSPOR_ELASTICSEARCH_TIMEOUT, in seconds.",
        )
    if isinstance(error, SSLError):
        return EngineUnavailable(
            f"{who} has a certificate that cannot be trusted",
            "Name the file of the authority that signed it: PLANSPOR_ELASTICSEARCH_CA_CERTS.",
        )
    if isinstance(error, NotReached):
        return EngineUnavailable(
            f"{who} cannot be reached",
            f"See that it runs and that the address is right. {_REINDEX}",
        )
    return EngineUnavailable(f"{who} sent what cannot be read", "See what answers at the address.")


_NO_KEY: Final = (
    EngineUnavailable,
    "does not know the key or the password",
    "Set PLANSPOR_ELASTICSEARCH_API_KEY, or _USERNAME and _PASSWORD.",
)
_NO_RIGHT: Final = (
    EngineUnavailable,
    "does not allow this",
    "Give the key the rights that docs/elasticsearch.md lists.",
)
_GONE: Final = (EngineDamaged, "has no such index", "`planspor reindex` makes it anew.")
_BUSY: Final = (EngineUnavailable, "has too much to do", "Try again in a while.")
_RED: Final = (
    EngineUnavailable,
    "cannot use the index now",
    f"See its health (GET _cluster/health): red means that a part is missing. {_REINDEX}",
)
_MEANINGS: Final[Mapping[int, tuple[type[EngineError], str, str]]] = {
    401: _NO_KEY,
    403: _NO_RIGHT,
    404: _GONE,
    413: _BUSY,
    429: _BUSY,
    **dict.fromkeys(_PASSING, _RED),
}
_LONGEST: Final = 300
"""Characters of a reason that are shown."""
