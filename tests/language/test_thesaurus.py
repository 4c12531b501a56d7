import pytest

from planspor.corpus.language import Analyser, Term, Thesaurus

ANALYSER = Analyser()


@pytest.fixture(scope="module")
def thesaurus():
    return Thesaurus.shipped(ANALYSER)


def others(thesaurus, text):
    return {
        " ".join(token.exact for token in form)
        for found in thesaurus.related(ANALYSER.tokens(text))
        for form in found.forms
    }


def test_what_ships_has_at_least_900_entries_with_an_origin_and_an_id_of_their_own(thesaurus):
    assert len(thesaurus.terms) >= 900
    assert len({term.id for term in thesaurus.terms}) == len(thesaurus.terms)
    assert all(term.origin and len(term.forms) >= 2 for term in thesaurus.terms)
    assert {term.kind for term in thesaurus.terms} == {"abbreviation", "synonym", "renamed"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ventetid for TSB", "tverrfaglig spesialisert rusbehandling"),
        ("fylkesmennene i landet", "statsforvalter"),
        ("statsforvaltarane", "fylkesmann"),
        ("pasienter i legemiddelassistert rehabilitering", "lar"),
        ("Sosial- og helsedirektoratet ga ut", "helsedirektoratet"),
        ("St.meld. nr. 30", "meld st"),
        ("erfaringskonsulentene", "erfaringskompetanse"),
        ("likemannsarbeidet", "likeperson"),
        ("lange køer", "ventetid"),
        ("de ansatte", "personell"),
        ("arbeidsledige", "arbeidsløs"),
        ("retten til helsehjelp", "rettighetspasient"),
        ("reinnæringa", "reindrift"),
    ],
)
def test_a_form_in_a_text_gives_the_other_forms(thesaurus, text, form):
    assert form in others(thesaurus, text)


def test_what_ships_has_tight_entries_that_no_function_word_brings_up(thesaurus):
    assert all(len(term.forms) <= 8 for term in thesaurus.terms)
    for term in thesaurus.terms:
        forms = [ANALYSER.tokens(form) for form in term.forms]
        assert not any(all(token.stop for token in form) for form in forms), term.id
        assert len({tuple(token.lemma for token in form) for form in forms}) == len(forms), term.id


def test_a_verb_is_no_acronym(thesaurus):
    assert thesaurus.related(ANALYSER.tokens("de lar det skje")) == []


def test_the_longer_of_two_terms_is_found():
    terms = [
        Term("behandling", "synonym", ("behandling", "terapi")),
        Term("rusbehandling", "synonym", ("behandling for rus", "avvenning")),
    ]
    (found,) = Thesaurus(terms, ANALYSER).related(ANALYSER.tokens("en behandling for rus"))
    assert (found.term.id, found.kind, found.start, found.end) == ("rusbehandling", "synonym", 1, 4)
    assert [[token.exact for token in form] for form in found.forms] == [["avvenning"]]


def test_an_empty_text_has_no_terms(thesaurus):
    assert thesaurus.related([]) == []
