"""What an address of the API takes and answers, said once: for those who ask, and for OpenAPI."""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Final, TypeVar, cast, get_origin
from urllib.parse import urlencode

import msgspec
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from planspor.corpus.model import Role
from planspor.web.accounts.access import require, visitor
from planspor.web.api import limits
from planspor.web.api.cursors import Page
from planspor.web.api.models.common import Query
from planspor.web.api.problems import Stop
from planspor.web.shapes.document_shapes import Json
from planspor.web.site import snapshot

View = TypeVar("View", bound=Callable[..., Any])
Q = TypeVar("Q")
_JSON: Final = "application/json"
_DIALECT: Final = "2"
"""Another one whenever answers of the same record are written otherwise."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its query and body, its answer with a status, and what it takes to do it.

    ``path`` is as Flask writes it. ``files`` are the endings of an answer that is a file; ``form``
    the schema of what is sent as a form. ``example`` is an address that the sample corpus answers.
    """

    name: str
    tag: str
    method: str
    path: str
    answer: Any = None
    status: int = 200
    query: type[Query] = Query
    body: Any = None
    form: Mapping[str, Any] = field(default_factory=dict)
    role: Role | None = None
    files: tuple[str, ...] = ()
    example: str = ""
    about: str = ""


class Resource:
    """The addresses of one sort of thing."""

    def __init__(self, name: str, about: str) -> None:
        self.name = name
        self.about = about
        self.blueprint = Blueprint(name, __name__)
        self.operations: list[Operation] = []

    def reads(
        self, path: str, answer: Any, query: type[Query] = Query, example: str = ""
    ) -> Callable[[View], View]:
        """Answer with JSON; the view is given the parts of the path, and any query."""

        def made(view: View) -> View:
            operation = Operation(
                *(view.__name__, self.name, "GET", path, answer),
                query=query,
                example=example or path,
            )

            @wraps(view)
            def answered(**parts: str) -> ResponseReturnValue:
                limits.count(limits.READS)
                return _read(lambda: view(**parts, **_query(query)), query)

            return cast(View, self._put(operation, view, answered))

        return made

    def gives(
        self, path: str, files: tuple[str, ...], query: type[Query] = Query, example: str = ""
    ) -> Callable[[View], View]:
        """Answer with a file."""

        def made(view: View) -> View:
            operation = Operation(
                *(view.__name__, self.name, "GET", path),
                query=query,
                files=files,
                example=example or path,
            )

            @wraps(view)
            def answered(**parts: str) -> ResponseReturnValue:
                limits.count(limits.FILES)
                answer: Response = view(**parts, query=read_query(query))
                answer.headers["Cache-Control"] = "private, no-store"
                return answer

            return cast(View, self._put(operation, view, answered))

        return made

    def writes(
        self, path: str, body: Any, answer: Any, role: Role, example: str = ""
    ) -> Callable[[View], View]:
        """Take JSON in; the view answers with JSON and whether anything is new."""

        def made(view: View) -> View:
            operation = Operation(
                *(view.__name__, self.name, "POST", path, answer, 201),
                body=body,
                role=role,
                example=example or path,
            )

            @wraps(view)
            def answered(**parts: str) -> ResponseReturnValue:
                _may_write(role)
                said, is_new = view(**parts, body=_read_body(body))
                return json_answer(said, 201 if is_new else 200)

            return cast(View, self._put(operation, view, answered))

        return made

    def takes(
        self, path: str, form: Mapping[str, Any], answer: Any, role: Role, most: int
    ) -> Callable[[View], View]:
        """Take a form with files in, of ``most`` bytes in all."""

        def made(view: View) -> View:
            operation = Operation(
                *(view.__name__, self.name, "POST", path, answer, 201),
                form=form,
                role=role,
                example=path,
            )

            @wraps(view)
            def answered(**parts: str) -> ResponseReturnValue:
                _may_write(role)
                request.max_content_length = most
                if request.mimetype != "multipart/form-data":
                    raise Stop(415, remedy="Send the file as multipart/form-data.")
                said, is_new = view(**parts)
                return json_answer(said, 201 if is_new else 200)

            return cast(View, self._put(operation, view, answered))

        return made

    def _put(
        self, operation: Operation, view: Callable[..., Any], answered: Callable[..., Any]
    ) -> Callable[..., Any]:
        told = replace(operation, about=inspect.cleandoc(view.__doc__ or ""))
        self.operations.append(told)
        self.blueprint.add_url_rule(told.path, told.name, answered, methods=[told.method])
        return answered


def listed(page: Page[Any], shape: Callable[[Any], Json]) -> Json:
    """A page of a list in its shape."""
    return {"items": [shape(one) for one in page.items], "total": page.total, "next": page.next}


def json_answer(said: Json, status: int = 200) -> Response:
    """An answer in JSON; what ``next`` has is a cursor yet, and becomes an address."""
    link = None
    if said.get("next"):
        link = _next(said["next"])
        said = said | {"next": link}
    answer = Response(msgspec.json.encode(said), status, mimetype=_JSON)
    if link:
        answer.headers["Link"] = f'<{link}>; rel="next"'
    return answer


def read_query(kind: type[Q]) -> Q:
    """What the address asks.

    Raises:
        Stop: a name is not known, or a value is none.
    """
    lists = {f.encode_name for f in msgspec.structs.fields(kind) if _is_list(f.type)}  # type: ignore[arg-type]
    given = request.args.to_dict(flat=False)
    for name, values in given.items():
        if name not in lists and len(values) > 1:
            raise Stop(400, f"{name}: is given {len(values)} times.", "Give it once.")
    said = {name: given[name] if name in lists else given[name][0] for name in given}
    try:
        return msgspec.convert(said, kind, strict=False)
    except msgspec.ValidationError as error:
        known = ", ".join(f.encode_name for f in msgspec.structs.fields(kind))  # type: ignore[arg-type]
        remedy = f"This address takes: {known}." if known else "This address takes no query."
        raise Stop(400, f"The query does not read: {error}.", remedy) from error


def _query(kind: type[Query]) -> dict[str, Query]:
    """The argument that a view is given its query as; none where it takes none."""
    asked = read_query(kind)
    return {} if kind is Query else {"query": asked}


def _is_list(kind: Any) -> bool:
    inner = getattr(kind, "__origin__", kind)
    return tuple in (get_origin(kind), get_origin(inner))


def _read_body(kind: Any) -> Any:
    if request.mimetype != _JSON:
        raise Stop(415)
    try:
        return msgspec.json.decode(request.get_data(), type=kind)
    except RequestEntityTooLarge:
        raise
    except msgspec.ValidationError as error:
        remedy = "Send what /api/v1/ says that this operation takes."
        raise Stop(422, f"{error}.", remedy) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Stop(400, f"The body is no JSON: {error}.", "Send JSON in UTF-8.") from error


def _may_write(role: Role) -> None:
    limits.count(limits.WRITES)
    require(role)


def _read(view: Callable[[], Json], query: type[Query]) -> Response:
    """What a view answers, unless who asks has it as it stands."""
    _acceptable(_JSON)
    tag = etag()
    held = request.if_none_match
    if not held.star_tag and held.contains_weak(tag):
        read_query(query)
        return _kept(Response(status=304), tag)
    return _kept(json_answer(view()), tag)


def _kept(answer: Response, tag: str) -> Response:
    answer.set_etag(tag, weak=True)
    public = visitor().role is None
    answer.headers["Cache-Control"] = "public, no-cache" if public else "private, no-cache"
    answer.vary.update(("Accept", "Authorization", "Cookie"))
    return answer


def etag() -> str:
    """What an answer is known by: the state of the record, what was asked, and who sees what."""
    said = (_DIALECT, str(snapshot().counter), visitor().sight, request.url)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:20]


def _acceptable(*kinds: str) -> None:
    if request.accept_mimetypes and not request.accept_mimetypes.best_match(kinds):
        raise Stop(406)


def _next(cursor: str) -> str:
    said = [(n, v) for n, v in request.args.items(multi=True) if n != "cursor"]
    return f"{request.base_url}?{urlencode([*said, ('cursor', cursor)])}"
