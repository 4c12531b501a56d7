"""Where a cluster is, who we are to it, and how patient we are."""

import os
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from planspor.corpus.errors import InputError


@dataclass(frozen=True, slots=True)
class ElasticsearchSettings:
    """A cluster and how it is used; docs/elasticsearch.md says which variable sets what.

    ``urls`` are nodes of one cluster, tried in turn. ``ca_certs`` is a file with the certificate
    of the authority that signed the cluster's; ``verify`` off asks for none, for trials only.
    ``timeout`` is the longest silence in seconds, ``retries`` how often a request is made again.
    ``replicas`` is the most copies of each shard, of which there are no more than nodes allow.
    Every index of the cluster that begins with ``prefix`` is ours.
    """

    urls: tuple[str, ...]
    api_key: str = field(default="", repr=False)
    username: str = ""
    password: str = field(default="", repr=False)
    ca_certs: str = ""
    verify: bool = True
    timeout: float = 30.0
    retries: int = 3
    shards: int = 1
    replicas: int = 1
    prefix: str = "planspor"

    @property
    def place(self) -> str:
        """The addresses, as they may be shown."""
        return ", ".join(self.urls)


URL: Final = "PLANSPOR_ELASTICSEARCH_URL"
"""The variable that chooses the engine by being set."""
_PREFIX: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_NO: Final = frozenset({"0", "false", "no", "off"})
_YES: Final = frozenset({"1", "true", "yes", "on"})
_MOST_SECONDS: Final = 3600.0
_MOST: Final = 100


def settings_from(environment: Mapping[str, str] = os.environ) -> ElasticsearchSettings:
    """What the environment says of the cluster.

    Raises:
        InputError: a variable holds what cannot be used; its value is shown when it is no secret.
    """
    read: dict[str, Any] = {
        name: parse(f"PLANSPOR_ELASTICSEARCH_{name.upper()}", text)
        for name, parse in _VARIABLES.items()
        if (text := environment.get(f"PLANSPOR_ELASTICSEARCH_{name.upper()}", "").strip())
    }
    settings = ElasticsearchSettings(_urls(URL, environment.get(URL, "")), **read)
    if settings.api_key and settings.username:
        raise InputError(
            "PLANSPOR_ELASTICSEARCH_API_KEY and _USERNAME are both set", "Set one of them."
        )
    if bool(settings.username) != bool(settings.password):
        raise InputError(
            "PLANSPOR_ELASTICSEARCH_USERNAME and _PASSWORD belong together", "Set both or neither."
        )
    return settings


def _urls(variable: str, text: str) -> tuple[str, ...]:
    urls = tuple(text.replace(",", " ").split())
    for url in urls:
        _check_url(variable, url)
    if not urls:
        raise InputError(f"{variable} is empty", "Such as https://search.example:9200.")
    return urls


def _check_url(variable: str, url: str) -> None:
    # The address may hold a password where it should not: it is not shown.
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port is not None
        userinfo = "@" in parts.netloc
    except ValueError:
        known, userinfo = False, False
    if userinfo:
        remedy = "Set PLANSPOR_ELASTICSEARCH_USERNAME and _PASSWORD, or _API_KEY, instead."
        raise InputError(f"{variable}: an address must not hold a user or a password", remedy)
    if not known:
        raise InputError(
            f"{variable}: not the address of a cluster", "Such as https://search.example:9200."
        )


def _text(variable: str, text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise InputError(f"{variable}: goes into a request and must be plain ASCII", "Rewrite it.")
    return text


def _certificates(variable: str, text: str) -> str:
    try:
        ssl.create_default_context(cafile=text)
    except OSError as error:
        raise InputError(
            f"{variable}: {text} is no file of certificates", "Name the authority's PEM file."
        ) from error
    return text


def _flag(variable: str, text: str) -> bool:
    if text.casefold() in _NO | _YES:
        return text.casefold() in _YES
    raise InputError(f"{variable}: {text!r} is neither yes nor no", "Write yes or no.")


def _seconds(variable: str, text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds <= _MOST_SECONDS:
        raise InputError(f"{variable}: {text!r} is no number of seconds", "Such as 30 or 2.5.")
    return seconds


def _number(least: int) -> Callable[[str, str], int]:
    def number(variable: str, text: str) -> int:
        if not (text.isdecimal() and text.isascii() and least <= int(text[:9]) <= _MOST):
            raise InputError(
                f"{variable}: {text!r} is no number from {least} to {_MOST}", "Rewrite it."
            )
        return int(text)

    return number


def _prefix(variable: str, text: str) -> str:
    if not _PREFIX.fullmatch(text):
        raise InputError(
            f"{variable}: {text!r} cannot begin the name of an index",
            "Use small letters a-z, digits, - and _, beginning with a letter or digit.",
        )
    return text


_VARIABLES: Final[Mapping[str, Callable[[str, str], object]]] = {
    "api_key": _text,
    "username": _text,
    "password": _text,
    "ca_certs": _certificates,
    "verify": _flag,
    "timeout": _seconds,
    "retries": _number(0),
    "shards": _number(1),
    "replicas": _number(0),
    "prefix": _prefix,
}
