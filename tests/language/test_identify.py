import pytest

from planspor.corpus.language import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kommunen skal ikke ha ansvar for å gi tilbud.", "nb"),
        ("Regjeringen vil styrke oppfølgingen gjennom flere tiltak.", "nb"),
        ("Regjeringa vil styrkje tilbodet til dei som treng det.", "nn"),
        ("Kommunane får ikkje fleire midlar.", "nn"),
        ("The government will strengthen the services.", "en"),
        ("Sámediggi lea dahkan plána mii galgá ovddidit giela.", "se"),
        ("Tiltak 12", "und"),
        ("", "und"),
        ("1 234 567", "und"),
    ],
)
def test_short_texts_are_told_apart_by_their_function_words(text, language):
    assert identify(text) == language


def test_an_english_quotation_does_not_make_a_norwegian_text_english():
    text = "Rapporten er skrevet på norsk og har ikke noe engelsk. Den viser til the plan."
    assert identify(text) == "nb"
