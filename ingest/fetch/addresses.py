"""Addresses: what they may be, what they are called, what a file from one is called."""

import ipaddress
import re
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from planspor.corpus.errors import FetchError

_SCHEMES = ("http", "https")


def checked(address: str) -> httpx.URL:
    """An address as it is fetched: with a scheme, without the part after ``#``.

    Raises:
        FetchError: it is none, is not of the web, or holds a password.
    """
    written = address.strip()
    if "://" not in written:
        written = f"https://{written}"
    try:
        url = httpx.URL(written).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{address}: is no address ({error})", "Copy it whole.") from error
    if url.scheme not in _SCHEMES or not url.host:
        raise FetchError(
            f"{address}: only addresses of the web are fetched",
            "Give one that begins with https://; `planspor add` takes files.",
        )
    if url.userinfo:
        raise FetchError(f"{url.host}: the address holds a name or password", "Take it out.")
    return url


def redirected(start: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect leads: another address of the web, and from a public host to no private one.

    Raises:
        FetchError: it leads anywhere else.
    """
    location = response.headers.get("Location", "")
    try:
        target = response.url.join(location).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise _no_way(start, location) from error
    if target.scheme not in _SCHEMES or not target.host:
        raise _no_way(start, location)
    if _is_private(target.host) and not _is_private(start.host):
        raise _no_way(start, location)
    return target


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether two addresses share scheme, host and port (RFC 6454), and so may share secrets."""
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)


def _no_way(start: httpx.URL, location: str) -> FetchError:
    return FetchError(
        f"{start}: the server sends on to {location[:200]!r}, where nothing is fetched from",
        "See the page in a browser and give the address where the document lies.",
    )


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def is_below(address: str, base: str) -> bool:
    """Whether an address belongs to the service at a base address."""
    try:
        url, root = httpx.URL(address), httpx.URL(base)
    except httpx.InvalidURL:
        return False
    same_port = (url.port or "") == (root.port or "")
    return _bare(url.host) == _bare(root.host) and same_port and url.path.startswith(root.path)


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def file_name(response: httpx.Response) -> str:
    """What the server calls the file, else the last part of the path, else the host."""
    message = Message()
    message["Content-Disposition"] = response.headers.get("Content-Disposition", "")
    named = message.get_filename() or unquote(response.url.path)
    last = PurePosixPath(named.replace("\\", "/")).name
    return re.sub(r"[\x00-\x1f\x7f]+", " ", last).strip()[-150:] or response.url.host
