"""GUIDs that are the same every time: made of the ids that the corpus gives."""

from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

_NAMESPACE: Final = uuid5(NAMESPACE_URL, "urn:planspor:exchange")


def guid(what: str, *ids: str) -> str:
    """The GUID of a thing of a sort with an id, in the form that REFI-QDA has them."""
    return str(uuid5(_NAMESPACE, "\n".join((what, *ids))))


def tidy_guid(written: str) -> str:
    """A GUID as it compares: in lower case, without braces; other text as it stands."""
    bare = written.strip().strip("{}").lower()
    try:
        return str(UUID(bare))
    except ValueError:
        return bare
