import pytest
from finding_texts import found

from planspor.corpus.model import DocumentKind, ExtractKind

SUMMARY = "Sammendrag"


def texts(kind: ExtractKind, *args: object, **names: object) -> list[str]:
    return [item.text for item in found(kind, *args, **names)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ventetiden er redusert fra 40 til 20 dager etter reformen.",
        "Evalueringen viser at kommunene i liten grad har tatt i bruk veilederen.",
        "Det er ikke mulig å konkludere om effekten.",
        "Det er store forskjeller mellom kommunene.",
    ],
)
def test_a_summary_concludes_in_plain_sentences(sentence: str) -> None:
    assert texts(ExtractKind.CONCLUSION, {SUMMARY: sentence}) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I dette kapitlet ser vi nærmere på metoden.",
        "Vi har gjennomført intervjuer med ansatte i fire kommuner.",
        "Gruppen ledes av avdelingsdirektøren.",
        "Har reformen vært vellykket?",
        "Målet med planen er at flere skal få hjelp.",
    ],
)
def test_method_plans_and_questions_are_no_conclusions(sentence: str) -> None:
    assert not found(ExtractKind.CONCLUSION, {"Organisering": sentence})


def test_a_conclusion_tells_how_sure_it_is_and_what_it_denies() -> None:
    [item] = found(
        ExtractKind.CONCLUSION,
        {SUMMARY: "Kvinners behov synes ikke å bli tilstrekkelig ivaretatt."},
    )
    assert item.fields["hedged"] is True
    assert item.fields["negated"] is True
    assert item.fields["cues"] == ["synes ikke å", "ikke"]
    assert 0 < item.confidence <= 1


def test_a_white_paper_concludes_nothing_but_tells_what_evaluations_found() -> None:
    parts = {"Status": "Ordningen er blitt bedre. Evalueringen fra 2019 viser at den er bedre."}
    [item] = found(ExtractKind.CONCLUSION, parts, DocumentKind.WHITE_PAPER)
    assert item.fields["speech"] == "reported"


def test_evaluators_advise_in_their_own_name() -> None:
    parts = {
        SUMMARY: "Vi anbefaler at ordningen videreføres. KS mener at ordningen bør avvikles. "
        "Direktoratet bør vurdere en ny modell. Vi så på hvor direktoratet bør gjøre mer."
    }
    assert texts(ExtractKind.ADVICE, parts) == [
        "Vi anbefaler at ordningen videreføres.",
        "Direktoratet bør vurdere en ny modell.",
    ]


def test_advice_is_not_counted_as_a_conclusion_too() -> None:
    parts = {SUMMARY: "Her er det behov for et bedre samarbeid."}
    assert texts(ExtractKind.ADVICE, parts)
    assert not found(ExtractKind.CONCLUSION, parts)


@pytest.mark.parametrize(
    ("sentence", "to"),
    [
        ("Stortinget ber regjeringen legge fram en plan innen 2026.", "regjeringen"),
        ("Stortinget har bedt departementet om en vurdering.", "departementet"),
        ("Stortinget la ved behandlingen til grunn at ordningen skulle evalueres.", None),
        ("Regjeringen ble bedt av Stortinget om å utrede saken.", "regjeringen"),
        ("I juni ba Stortinget regjeringen om en sak.", "regjeringen"),
        ("Stortinget vedtok å be regjeringen sikre tilbudet.", "regjeringen"),
    ],
)
def test_a_request_names_who_is_asked(sentence: str, to: str | None) -> None:
    [item] = found(ExtractKind.REQUEST, {"Vedtak": sentence}, DocumentKind.WHITE_PAPER)
    assert item.fields["to"] == to


def test_what_parliament_does_without_asking_is_no_request() -> None:
    said = "Stortinget behandlet saken i juni. Regjeringen vil be om innspill."
    assert not found(ExtractKind.REQUEST, {"Vedtak": said}, DocumentKind.WHITE_PAPER)


def test_a_number_of_a_request_is_kept() -> None:
    said = "Anmodningsvedtak nr. 517: Stortinget ber regjeringen sikre tilbudet."
    [item] = found(ExtractKind.REQUEST, {"Vedtak": said}, DocumentKind.PROPOSITION)
    assert item.fields["number"] == 517


def test_questions_follow_a_line_that_announces_them_and_recur_once() -> None:
    parts = {
        "Oppdraget": "Vi har to overordnede problemstillinger:\n\n"
        "• Har planen ført til et bedre tilbud for målgruppen?\n\n"
        "• Er organiseringen hensiktsmessig for å nå målene?",
        "Kort": "Problemstillingene er:\n\nHar planen ført til et bedre tilbud for målgruppen?",
    }
    listed = found(ExtractKind.QUESTION, parts)
    assert [item.fields["number"] for item in listed] == [1, 2]


def test_a_question_in_running_text_is_not_what_the_evaluation_was_asked() -> None:
    assert not found(ExtractKind.QUESTION, {"Funn": "Hva betyr dette? Det er uklart."})


def test_conclusions_after_the_questions_are_no_questions() -> None:
    said = "Ut fra problemstillingene trekker vi følgende konklusjoner:\n\n• Tilbudet er bedre."
    assert not found(ExtractKind.QUESTION, {"Konklusjoner": said})


def test_a_guideline_recommends_in_its_headings_with_strength_and_force() -> None:
    parts = {
        "Kommunen bør ha en koordinator": "styrke: Svak anbefaling\n\nKoordinatoren følger planen.",
        "rasjonale": "Forskningen er svak, men en koordinator bør gi bedre flyt.",
    }
    [item] = found(ExtractKind.RECOMMENDATION, parts, DocumentKind.GUIDELINE)
    assert item.fields["wording"] == "Kommunen bør ha en koordinator"
    assert item.fields["strength"] == "Svak anbefaling"
    assert item.fields["binding"] == "bør"
    assert item.text == "Koordinatoren følger planen."


@pytest.mark.parametrize(
    ("sentence", "binding", "law"),
    [
        ("Kommunen skal tilby koordinator, jf. § 7-2.", "skal", True),
        ("Legen bør henvise til spesialist.", "bør", False),
        ("Legemidler kan vurderes ved behov.", "kan", False),
    ],
)
def test_running_text_of_a_guideline_recommends_as_far_as_it_binds(
    sentence: str, binding: str, law: bool
) -> None:
    [item] = found(ExtractKind.RECOMMENDATION, {"Oppfølging": sentence}, DocumentKind.GUIDELINE)
    assert (item.fields["binding"], item.fields["law"]) == (binding, law)


def test_an_evaluation_makes_no_recommendations_of_guidelines() -> None:
    parts = {"Funn": "Kommunen skal tilby koordinator."}
    assert not found(ExtractKind.RECOMMENDATION, parts)


def test_every_item_stands_where_it_says() -> None:
    parts = {SUMMARY: "Ventetiden er redusert.\n\n•  Flere får\nhjelp enn før."}
    for item in found(ExtractKind.CONCLUSION, parts):
        assert item.text == item.passage.text[item.start : item.end]


def test_a_list_that_advice_announces_is_advice_item_by_item() -> None:
    parts = {
        "Anbefalinger": "Vi anbefaler at kommunen\n\n• sikrer finansieringen av teamet\n\n"
        "• prøver ut kveldsåpen telefon\n\nTeamet ble etablert i 2019."
    }
    assert texts(ExtractKind.ADVICE, parts) == [
        "• sikrer finansieringen av teamet",
        "• prøver ut kveldsåpen telefon",
    ]


def test_goals_and_aims_of_a_plan_or_of_the_project_are_no_conclusions() -> None:
    parts = {
        SUMMARY: "Planen har to innsatsområder:\n\n"
        "• Tidlig innsats. Flere skal få hjelp før de utvikler store problemer.\n\n"
        "• Økt kvalitet har ført til bedre behandling.\n\n"
        "Målet med evalueringsprosjektet er å undersøke om tilbudet er blitt bedre.\n\n"
        "Ventetiden er redusert fra 40 til 20 dager."
    }
    assert texts(ExtractKind.CONCLUSION, parts) == ["Ventetiden er redusert fra 40 til 20 dager."]


def test_a_list_of_what_is_reached_of_the_goals_is_concluded() -> None:
    parts = {
        SUMMARY: "Disse målene er i stor grad nådd:\n\n"
        "• Ventetiden er redusert fra 40 til 20 dager."
    }
    assert len(texts(ExtractKind.CONCLUSION, parts)) == 1
