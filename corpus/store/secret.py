"""Secrets that are handed out once and kept by their hash."""

import secrets
from hashlib import sha256


def new_secret(prefix: str = "") -> str:
    """A secret of 256 bits, as letters, digits, ``-`` and ``_``."""
    return prefix + secrets.token_urlsafe(32)


def kept_as(secret: str) -> str:
    """What a secret is kept as. It is long and random, so that a plain hash hides it."""
    return sha256(secret.encode()).hexdigest()


def public_id(hash_: str) -> str:
    """What a secret is told apart by; it opens nothing."""
    return hash_[:12]
