import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Entity, EntityKind, Extract, ExtractKind, Origin, Person
from planspor.ingest.edit import edit
from planspor.ingest.extract import extractors
from planspor.ingest.extract.correcting import add_by_hand, correct
from planspor.ingest.extract.items import ExtractorInput, Item

ADA = Person("ada", "Ada")
REPORT = "evaluering-ivs-2023"


@pytest.fixture
def corpus(sample_corpus: Path, tmp_path: Path) -> Iterator[Corpus]:
    copy = shutil.copytree(sample_corpus, tmp_path / "corpus")
    with planspor.corpus.open(copy) as opened:
        yield opened


def broken(given: ExtractorInput) -> Iterable[Item]:
    if given.document.id == REPORT:
        raise ZeroDivisionError("ingen tall")
    return ()


def law(corpus: Corpus) -> Extract:
    listed = corpus.extracts.of_document(REPORT, ExtractKind.REFERENCE)
    return next(one for one in listed if one.fields["kind"] == "law")


def test_what_was_searched_is_not_searched_again_unless_it_is_asked_for(corpus: Corpus) -> None:
    assert ingest.extract(corpus).searched == 0
    again = ingest.extract(corpus, {REPORT}, refresh=True)
    assert (again.searched, again.failures) == (1, ())
    assert again.found == len(corpus.extracts.of_document(REPORT))


def test_an_extractor_that_fails_loses_neither_the_document_nor_what_others_find(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = corpus.extracts.of_document(REPORT)
    with monkeypatch.context() as patched:
        patched.setattr(extractors, "EXTRACTORS", (*extractors.EXTRACTORS, broken))
        done = ingest.extract(corpus, refresh=True)
    (failure,) = done.failures
    assert failure.message.startswith(f"{REPORT}: ")
    assert "ZeroDivisionError: ingen tall" in failure.message
    assert done.searched == len(corpus.documents.all())
    assert corpus.extracts.of_document(REPORT) == before
    again = ingest.extract(corpus)
    assert (again.searched, again.failures) == (1, ())


def test_another_kind_of_document_is_searched_anew(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kind_of(given: ExtractorInput) -> Iterable[Item]:
        passage = given.passages[0]
        yield Item(ExtractKind.ACTION, passage, 0, 3, given.document.kind, 1.0)

    monkeypatch.setattr(extractors, "EXTRACTORS", (kind_of,))
    ingest.extract(corpus, refresh=True)
    edit(corpus, REPORT, {"kind": "letter"})
    assert [one.rule for one in corpus.extracts.of_document(REPORT)] == ["letter"]


def test_another_name_of_an_entity_has_all_documents_searched_anew(corpus: Corpus) -> None:
    corpus.entities.save(Entity("doren", EntityKind.ACTOR, "Én dør inn"))
    assert ingest.extract(corpus).searched == len(corpus.documents.all())
    found = corpus.extracts.of_kind(ExtractKind.MENTION)
    assert "doren" in {one.fields["entity"] for one in found}


def test_a_correction_is_kept_when_the_document_is_searched_again(corpus: Corpus) -> None:
    held = law(corpus)
    made = correct(corpus, held.id, ADA, {"section": "7-2", "key": ""}, note="leste feil")
    assert made.fields == {**held.fields, "section": "7-2", "key": None}
    ingest.extract(corpus, refresh=True)
    assert corpus.extracts.get(held.id) == made
    (said,) = corpus.extracts.corrections(held.id)
    assert (said.person, said.note, said.quotation) == ("ada", "leste feil", held.text)


def test_what_is_taken_out_stays_out_and_comes_back(corpus: Corpus) -> None:
    held = law(corpus)
    correct(corpus, held.id, ADA, removed=True)
    ingest.extract(corpus, refresh=True)
    assert held.id not in {one.id for one in corpus.extracts.of_document(REPORT)}
    correct(corpus, held.id, ADA)
    assert held.id in {one.id for one in corpus.extracts.of_document(REPORT)}


def test_a_field_that_an_extract_cannot_have_is_refused(corpus: Corpus) -> None:
    with pytest.raises(InputError, match="has no field “farge”"):
        correct(corpus, law(corpus).id, ADA, {"farge": "blå"})
    with pytest.raises(NotFound):
        correct(corpus, "X0", ADA)


def test_a_person_adds_what_the_machine_did_not_find(corpus: Corpus) -> None:
    passage = corpus.documents.passages(REPORT)[0]
    words = " \n".join(passage.text.split()[2:5])
    made = add_by_hand(corpus, passage.id, words, ExtractKind.REFERENCE, ADA)
    assert made.origin is Origin.PERSON
    assert passage.text[made.start : made.end] == made.text
    correct(corpus, made.id, ADA, {"kind": "law", "key": "sameloven"})
    ingest.extract(corpus, refresh=True)
    assert corpus.extracts.get(made.id).fields == {"kind": "law", "key": "sameloven"}


def test_words_that_do_not_stand_in_the_passage_are_refused(corpus: Corpus) -> None:
    passage = corpus.documents.passages(REPORT)[0].id
    for words in ("dette står ikke her i det hele tatt", "", "  "):
        with pytest.raises(InputError):
            add_by_hand(corpus, passage, words, ExtractKind.REFERENCE, ADA)
