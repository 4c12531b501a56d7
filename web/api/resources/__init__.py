"""The resources of the API: a module a sort of thing."""

from typing import Final

from planspor.web.api.operations import Resource
from planspor.web.api.resources import (
    assessments,
    documents,
    exports,
    indicators,
    links,
    matrix,
    plans,
    references,
    search,
)

RESOURCES: Final[tuple[Resource, ...]] = tuple(
    module.resource
    for module in (
        *(documents, search, plans, indicators, matrix),
        *(links, assessments, references, exports),
    )
)
