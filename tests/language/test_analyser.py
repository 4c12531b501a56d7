from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.language import STOPWORDS, Analyser
from planspor.corpus.language.tokens import normal, spans

ANALYSER = Analyser()
FORMS, FRESH = (Path(__file__).parent / f"nynorsk_{name}.tsv" for name in ("forms", "fresh"))
LETTERS = st.text(alphabet="abcdefghijklmnoprstuvyæøåÆØÅ0123456789-–., \u00ad§/()\n", max_size=80)


def lemmas(text):
    return [token.lemma for token in ANALYSER.tokens(text)]


def meeting(word):
    analysed = ANALYSER.word(word)
    return {analysed.stem, *analysed.parts}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("kommunene", "kommune"),
        ("arbeidet", "arbeid"),
        ("planer", "plan"),
        ("viser", "vise"),
        ("midler", "middel"),
        ("sentrene", "senter"),
        ("kommunestyrets", "kommunestyre"),
        ("rusmiddelmisbrukernes", "rusmiddelmisbruker"),
        ("brukermedvirkningen", "brukermedvirkning"),
    ],
)
def test_a_bokmål_form_has_its_base_form_as_lemma(form, lemma):
    assert ANALYSER.word(form).lemma == lemma


@pytest.mark.parametrize(
    ("nynorsk", "bokmål"),
    [
        ("tenestene", "tjeneste"),
        ("verksemda", "virksomhet"),
        ("heilskapleg", "helhetlig"),
        ("kommunane", "kommune"),
        ("tiltaka", "tiltak"),
        ("auka", "øke"),
        ("styrkja", "styrke"),
        ("sjukehusa", "sykehus"),
        ("løyvingar", "bevilgning"),
        ("helsetenestene", "helsetjeneste"),
        ("brukarmedverknad", "brukermedvirkning"),
        ("rettleiingstenester", "veiledningstjeneste"),
        ("rusmiddelmisbrukarar", "rusmiddelmisbruker"),
        ("skulehelsetenesta", "skolehelsetjeneste"),
        ("lågterskeltilbod", "lavterskeltilbud"),
        ("barnevernstenesta", "barnevernstjeneste"),
        ("gjennomførast", "gjennomføre"),
        ("ikkje", "ikke"),
        ("helseføretaka", "helseforetak"),
        ("arbeidsutvalet", "arbeidsutvalg"),
        ("stadnamn", "stedsnavn"),
        ("heimesidene", "hjemmeside"),
        ("etterspurnaden", "etterspørsel"),
        ("ruslidingar", "ruslidelse"),
        ("organisasjonskultur", "organisasjonskultur"),
    ],
)
def test_a_nynorsk_form_has_a_bokmål_lemma(nynorsk, bokmål):
    assert ANALYSER.word(nynorsk).lemma == bokmål


@pytest.mark.parametrize(("file", "least"), [(FORMS, 0.98), (FRESH, 0.95)])
def test_of_many_nynorsk_forms_nearly_all_meet_their_bokmål_word(file, least):
    lines = file.read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    met = sum(ANALYSER.word(form).lemma == ANALYSER.word(word).lemma for form, word in pairs)
    assert len(pairs) >= 200
    assert met / len(pairs) >= least


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("parorende", "pårørende"),
        ("paaroerende", "pårørende"),
        ("sporreundersokelsene", "spørreundersøkelse"),
        ("naeringsliv", "næringsliv"),
        ("maal", "mål"),
        ("aarsrapporten", "årsrapport"),
        ("dognbemanning", "døgnbemanning"),
        ("samhandlingsmoete", "samhandlingsmøte"),
        ("Haakon", "Håkon"),
        ("Kárášjohka", "Karasjohka"),
        ("Sámi", "sami"),
    ],
)
def test_a_word_typed_without_norwegian_letters_meets_the_usual_one(typed, usual):
    assert ANALYSER.word(typed).lemma == ANALYSER.word(usual).lemma
    assert ANALYSER.word(typed).exact != ANALYSER.word(usual).exact


def test_a_name_spelled_with_aa_is_found_by_either_spelling():
    aasen, åsen = ANALYSER.word("Aasen"), ANALYSER.word("Åsen")
    assert aasen.exact == "aasen"
    assert aasen.lemma == åsen.lemma


@pytest.mark.parametrize("word", ["for", "rad", "mal", "ost", "analyse", "koordinator", "forte"])
def test_a_word_that_is_known_as_it_stands_is_not_respelled(word):
    assert not set("æøå") & set(ANALYSER.word(word).lemma)


@pytest.mark.parametrize("part", ["plan", "mase", "baat", "ma", "aa", "hus-"])
def test_a_run_of_letters_without_end_is_analysed(part):
    assert ANALYSER.word(part * 5000).exact
    assert ANALYSER.word(part * 14).exact


def test_a_bokmål_compound_that_looks_nynorsk_inside_keeps_its_lemma():
    assert ANALYSER.word("spesialisthelsetjenestekontakter").lemma.startswith("spesialisthelse")
    assert "tjenest" in ANALYSER.word("primærhelsetjenestedivisjon").parts


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("saker", "sak"),
        ("årene", "år"),
        ("retten", "rett"),
        ("reglene", "regel"),
        ("styret", "styre"),
        ("museene", "museum"),
        ("ansatte", "ansatt"),
        ("innsatte", "innsatt"),
    ],
)
def test_the_usual_reading_of_a_form_is_taken(form, lemma):
    assert ANALYSER.word(form).lemma == lemma


def test_a_compound_with_hyphen_with_space_and_without_meet():
    assert meeting("rus-tiltak") & meeting("rustiltak") >= {"rus", "tiltak"}
    assert {ANALYSER.word(word).stem for word in ("rus", "tiltak")} <= meeting("rus-tiltak")


def test_a_noun_of_action_meets_its_verb():
    assert ANALYSER.word("kartleggingen").stem == ANALYSER.word("kartlegger").stem
    assert ANALYSER.word("regjeringen").stem != ANALYSER.word("regjerer").stem


def test_a_user_is_not_a_use():
    assert ANALYSER.word("brukere").stem != ANALYSER.word("bruk").stem
    assert "bruker" in ANALYSER.word("brukermedvirkning").parts


def test_an_acronym_that_looks_like_a_verb_keeps_its_letters():
    assert ANALYSER.word("LAR").lemma == "lar"
    assert ANALYSER.word("lar").lemma == "la"
    assert "lar" in ANALYSER.word("LAR-behandling").parts


def test_function_words_of_both_norms_are_stop_words():
    assert all(token.stop for token in ANALYSER.tokens("og ikkje dei som er frå bl.a. f.eks."))
    assert not any(token.stop for token in ANALYSER.tokens("tiltak mål kommune"))
    assert {"og", "ikke", "ikkje"} <= STOPWORDS


def test_a_decomposed_letter_is_the_same_letter():
    (token,) = ANALYSER.tokens("ma\u030al")
    assert (token.start, token.end, token.exact) == (0, 4, "mål")


def test_a_soft_hyphen_inside_a_word_is_ignored_but_counted():
    (token,) = ANALYSER.tokens("rus\u00adtiltak")
    assert (token.end, token.exact) == (10, "rustiltak")
    assert token.parts == ("rus", "tiltak")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016–2020", ["2016", "2020"]),
        ("(2015-2016)", ["2015", "2016"]),
        ("Prop. 15 S", ["prop", "15", "s"]),
        ("IS-2076", ["is-2076"]),
        ("0–24", ["0", "24"]),
        ("24/7", ["24", "7"]),
        ("§ 4-1", ["4-1"]),
        ("1,5 mill.", ["1,5", "mill"]),
        ("rus- og psykiatri", ["rus", "og", "psykiatri"]),
        ("slutt.Ny", ["slutt", "ny"]),
        ("f.eks. bl. a. slik", ["f.eks", "bl.a", "slik"]),
    ],
)
def test_words_and_numbers_are_told_apart_as_official_texts_write_them(text, words):
    assert [token.exact for token in ANALYSER.tokens(text)] == words


@pytest.mark.parametrize("mark", ["\u030c", "\u0331", "\u0308"])
def test_a_letter_that_is_composed_in_lower_case_only_is_one_letter(mark):
    forms = [letter + mark for letter in "HJTWYhjtwy"]
    assert all(normal(form) == normal(form.lower()) == normal(normal(form)) for form in forms)


@given(LETTERS)
def test_every_letter_and_digit_is_in_exactly_one_token(text):
    tokens = ANALYSER.tokens(text)
    covered = [place for token in tokens for place in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    assert {i for i, character in enumerate(text) if character.isalnum()} <= set(covered)


@given(st.text(max_size=40))
def test_any_text_is_analysed_alike_twice(text):
    assert ANALYSER.tokens(text) == Analyser().tokens(text)


@given(st.one_of(LETTERS, st.text(max_size=40)))
def test_the_words_of_a_text_are_those_of_its_tokens_and_hold_no_blanks(text):
    words = ANALYSER.words(text)
    assert [(token.start, token.end) for token in ANALYSER.tokens(text)] == list(spans(text))
    assert [
        (token.exact, token.lemma, token.stem, token.parts, token.stop)
        for token in ANALYSER.tokens(text)
    ] == [(word.exact, word.lemma, word.stem, word.parts, word.stop) for word in words]
    assert not any(char.isspace() for w in words for char in w.exact + w.lemma + w.stem)


def test_a_thin_space_in_an_abbreviation_is_no_part_of_it():
    assert [word.exact for word in ANALYSER.words("bl.\u2009a. og m.\u00a0fl.")] == [
        "bl.a",
        "og",
        "m.fl",
    ]
