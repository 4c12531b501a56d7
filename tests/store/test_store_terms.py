from pathlib import Path

import pytest

from planspor import corpus as records
from planspor.corpus import Corpus
from planspor.corpus.errors import NotFound
from planspor.corpus.language import Term
from planspor.corpus.language.thesaurus import shipped_terms
from planspor.corpus.store.settings import Settings

OLD = Term("lar", "abbreviation", ("LAR", "legemiddelassistert rehabilitering"), "first edition")
NEW = Term("lar", "abbreviation", ("LAR", "substitusjonsbehandling"), "second edition", "1998-")
OWN = Term("lar", "abbreviation", ("LAR", "vår egen form"), "Kari", language="nn")


def by_id(corpus: Corpus) -> dict[str, Term]:
    return {term.id: term for term in corpus.terms.all()}


def test_a_new_corpus_holds_the_shipped_thesaurus_and_catalogue(corpus: Corpus) -> None:
    assert by_id(corpus) == {term.id: term for term in shipped_terms()}
    assert "rus2016" in [plan.id for plan in corpus.plans.all()]


def test_shipped_entries_follow_a_new_edition(corpus: Corpus) -> None:
    corpus.terms.seed([OLD, Term("dps", "abbreviation", ("DPS",))])
    corpus.terms.seed([NEW])
    assert corpus.terms.all() == [NEW]


def test_a_person_s_wording_survives_a_new_edition(corpus: Corpus) -> None:
    corpus.terms.seed([OLD])
    corpus.terms.save(OWN)
    corpus.terms.seed([NEW])
    assert corpus.terms.all() == [OWN]


def test_a_person_s_own_entry_survives_a_new_edition(corpus: Corpus) -> None:
    corpus.terms.save(Term("lykt", "synonym", ("lykt", "lampe")))
    corpus.terms.seed([NEW])
    assert sorted(by_id(corpus)) == ["lar", "lykt"]


def test_a_person_s_removal_survives_a_new_edition(corpus: Corpus) -> None:
    corpus.terms.seed([OLD])
    corpus.terms.remove("lar")
    assert corpus.terms.all() == []
    corpus.terms.seed([NEW])
    assert corpus.terms.all() == []


def test_a_removed_entry_can_be_entered_again(corpus: Corpus) -> None:
    corpus.terms.seed([OLD])
    corpus.terms.remove("lar")
    corpus.terms.save(OWN)
    assert corpus.terms.all() == [OWN]


def test_only_an_entry_in_use_can_be_removed(corpus: Corpus) -> None:
    corpus.terms.remove("lar")
    before = corpus.changes.counter()
    for id_ in ("lar", "ukjent"):
        with pytest.raises(NotFound, match=id_) as error:
            corpus.terms.remove(id_)
        assert error.value.remedy
    assert corpus.changes.counter() == before


def test_an_unchanged_edition_is_not_seeded_again(folder: Path) -> None:
    with records.open(folder) as opened:
        before = opened.changes.counter()
    with records.open(folder) as opened:
        assert opened.changes.counter() == before


def test_an_old_edition_is_brought_up_to_the_shipped_one(folder: Path) -> None:
    with records.open(folder) as opened:
        opened.terms.seed([OLD])
        opened.terms.save(Term("lykt", "synonym", ("lykt", "lampe")))
        Settings(opened.database).put("seed", "0.0/1")
    with records.open(folder) as opened:
        assert by_id(opened).keys() == {"lykt", *(term.id for term in shipped_terms())}


def test_a_setting_keeps_the_last_text_under_its_name(corpus: Corpus) -> None:
    settings = Settings(corpus.database)
    assert settings.get("farge") is None
    settings.put("farge", "blå")
    settings.put("farge", "grønn")
    settings.put("form", "rund")
    assert (settings.get("farge"), settings.get("form")) == ("grønn", "rund")
