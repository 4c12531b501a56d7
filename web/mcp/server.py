"""The server: what each tool and resource is called, takes and answers."""

from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from inspect import cleandoc
from typing import Annotated, Final, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from planspor.corpus.errors import PlansporError
from planspor.corpus.model import DocumentKind
from planspor.corpus.tracking import State
from planspor.search import Level
from planspor.web.mcp import evidence as evidences
from planspor.web.mcp import reading, searching, tracking
from planspor.web.mcp.answers import DocumentsAnswer, GuidanceAnswer, PassageAnswer, SearchAnswer
from planspor.web.mcp.meanings import DATA, INSTRUCTIONS
from planspor.web.mcp.record import Record
from planspor.web.mcp.standing_answers import (
    EvidenceAnswer,
    MatrixAnswer,
    PlansAnswer,
    StatusAnswer,
)

P = ParamSpec("P")
R = TypeVar("R")

_READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
Query = Annotated[str, Field(description="Words to search for, best in Norwegian.", max_length=500)]
Limit = Annotated[int, Field(description="How many to answer at most.", ge=1, le=50)]
Offset = Annotated[int, Field(description="How many to leave out before.", ge=0, le=100_000)]
Plan = Annotated[str, Field(description="Id of a plan, as the tool `plans` gives it.")]
Targets = Annotated[Literal["measures", "goals"], Field(description="Which of its targets.")]
Year = Annotated[int | None, Field(description="Year, or nothing.", ge=1800, le=2200)]


def server(record: Record) -> MCPServer:
    """The server over a record, ready to run on any transport."""
    made = MCPServer(
        "planspor",
        title="Planspor",
        instructions=INSTRUCTIONS,
        version=version("planspor"),
        log_level="WARNING",
    )
    for add in (_searching, _tracking, _reading, _resources):
        add(made, record)
    return made


def _tool(made: MCPServer, title: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a tool: read-only, an error of Planspor's own said with its remedy."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def answered(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return function(*args, **kwargs)
            except PlansporError as error:
                raise ToolError(f"{error.message}. {error.remedy}".strip()) from error

        description = f"{cleandoc(function.__doc__ or '')}\n\n{DATA}"
        tool = made.tool(
            title=title, description=description, annotations=_READS, structured_output=True
        )
        return tool(answered)

    return decorate


def _searching(made: MCPServer, record: Record) -> None:
    @_tool(made, "Search the documents")
    def search(
        query: Query,
        kinds: Annotated[
            list[DocumentKind], Field(description="Only these kinds of documents.", max_length=12)
        ] = [],  # noqa: B006 (the default stands in the schema)
        document: Annotated[str | None, Field(description="Only this document, by id.")] = None,
        from_year: Year = None,
        to_year: Year = None,
        level: Annotated[
            Level, Field(description="How widely words are taken, from exact to related.")
        ] = Level.RELATED,
        limit: Limit = 10,
        offset: Offset = 0,
    ) -> SearchAnswer:
        """Search the passages of all documents; each answers with its citation.

        Understands "phrases", AND, OR, NOT (or -word), word*, and fields such as kind:evaluation
        or year:>=2020. Inflections, compounds, nynorsk and related words are searched by itself.
        Hits are a machine's. Where nothing is found, `searched` and `note` say what was searched.
        """
        years = from_year, to_year
        return searching.search(record, query, kinds, document, years, level, limit, offset)

    @_tool(made, "Search guidance")
    def guidance(query: Query, limit: Limit = 10, offset: Offset = 0) -> GuidanceAnswer:
        """What guidelines, circulars and laws say: passages, with recommendations within them.

        `validity` tells what is in force from what is superseded or withdrawn. Recommendations
        were recognised by a rule unless `made_by` is `person`; quote their own words.
        """
        return searching.guidance(record, query, limit, offset)


def _tracking(made: MCPServer, record: Record) -> None:
    @_tool(made, "List the plans")
    def plans() -> PlansAnswer:
        """The plans that are followed, with how many measures each has and has addressed."""
        return tracking.plans(record)

    @_tool(made, "How a plan stands")
    def plan_status(
        plan: Plan,
        of: Annotated[
            Literal["measures", "goals"], Field(description="What to list.")
        ] = "measures",
        state: Annotated[
            State | None, Field(description="Only those in this state; counts are of all.")
        ] = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> StatusAnswer:
        """How a plan's measures or goals stand: counts by state with what each means, and a list.

        To learn what nobody has written about, ask for the state `nothing_found`, and mind
        `not_searched` and `wording_not_loaded` too. People's verdicts stand apart, in `verdict`.
        """
        return tracking.status(record, plan, of == "goals", state, limit, offset)

    @_tool(made, "Targets against documents")
    def matrix(
        plan: Plan,
        of: Targets = "measures",
        limit: Limit = 10,
        offset: Offset = 0,
    ) -> MatrixAnswer:
        """Which documents have something on which measures or goals, and who says so."""
        return tracking.matrix(record, plan, of == "goals", limit, offset)

    @_tool(made, "Evidence of a measure or goal")
    def evidence(
        target: Annotated[str, Field(description="Id of a measure or goal, as in rus2016/mal3.")],
        limit: Annotated[
            int, Field(description="How many suggestions to answer at most.", ge=0, le=50)
        ] = 10,
    ) -> EvidenceAnswer:
        """All that bears on one measure or goal, quoted and cited, and where nothing was found.

        `decided` is what people (or their rules) accepted or rejected, `suggested` is the
        machine's alone: never report a suggestion as a finding.
        """
        return evidences.evidence(record, target, limit)


def _reading(made: MCPServer, record: Record) -> None:
    @_tool(made, "List the documents")
    def documents(
        kind: Annotated[DocumentKind | None, Field(description="Only this kind.")] = None,
        words: Annotated[
            str, Field(description="Words in title, number, issuer or id.", max_length=200)
        ] = "",
        limit: Limit = 25,
        offset: Offset = 0,
    ) -> DocumentsAnswer:
        """The documents of the corpus, newest first, with their citations."""
        return reading.documents(record, kind, words, limit, offset)

    @_tool(made, "Open a passage")
    def passage(
        id: Annotated[str, Field(description="Id of a passage, as citations give it.")],  # noqa: A002
    ) -> PassageAnswer:
        """One passage in full, the ids of those around it, and what it is linked to."""
        return reading.passage(record, id)


def _resources(made: MCPServer, record: Record) -> None:
    @made.resource("planspor://document/{document}", title="A document", mime_type="text/markdown")
    def document(document: str) -> str:
        """A document's text with its citation, headings and passage ids."""
        return _found(lambda: reading.document_text(record, document))

    @made.resource("planspor://passage/{+passage}", title="A passage", mime_type="text/plain")
    def passage(passage: str) -> str:
        """A passage word for word, with its citation."""
        return _found(lambda: reading.passage_text(record, passage))


def _found(read: Callable[[], str]) -> str:
    try:
        return read()
    except PlansporError as error:
        raise ResourceNotFoundError(f"{error.message}. {error.remedy}".strip()) from error
