"""schemathesis holds the API to its own document, by what fits it and by what does not."""

from collections.abc import Iterator

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.schemas import BaseSchema

from planspor.corpus.model import Role
from planspor.web.api.openapi import document

ROOT = "/api/v1"
_PLAY = settings(
    max_examples=5,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
PATHS = document(False)["paths"]
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


def _tries() -> Iterator[tuple[str, str, GenerationMode]]:
    """Every operation with what fits it, and with what does not where anything can be sent."""
    for path, methods in PATHS.items():
        for method, told in methods.items():
            yield path, method, POSITIVE
            asked = [one for one in told["parameters"] if one["in"] == "query"]
            if asked or "requestBody" in told:
                yield path, method, NEGATIVE


@pytest.fixture(scope="module")
def described(app: Flask) -> BaseSchema:
    found = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app)
    # 422: of the right form, and the record cannot take it in, as words that are not in a passage.
    found.config.checks.positive_data_acceptance.expected_statuses.append("422")
    return found


@pytest.fixture(scope="module")
def headers(tokens: dict[Role, str]) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens[Role.EDITOR]}"}


@pytest.mark.parametrize("local", [True, False])
def test_the_document_is_openapi(local: bool) -> None:
    validate(document(local))
    assert document(local)["openapi"].startswith("3.1")


# schemathesis does not close the answers that are files.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(("path", "method", "mode"), list(_tries()))
def test_an_operation_answers_as_the_document_says(
    path: str, method: str, mode: GenerationMode, described: BaseSchema, headers: dict[str, str]
) -> None:
    operation = described[path][method]

    @_PLAY
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers)

    holds()
