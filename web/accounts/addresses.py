"""Addresses that leave the site: in a link to send, or to an issuer to come back to."""

from typing import Any

from flask import current_app, url_for


def absolute(endpoint: str, **values: Any) -> str:
    """The whole address of a page, below the address that people know the site by.

    Where the site was not told that, it is the name that the request asked by.
    """
    known: str | None = current_app.config.get("BASE_URL")
    if known is None:
        return url_for(endpoint, _external=True, **values)
    return known + url_for(endpoint, **values)
