import pytest
from plan_texts import plan_text

from planspor.ingest.extract.entities.subjects import subjects
from planspor.ingest.extract.measures import recognise
from planspor.ingest.extract.measures.cues import Rule, is_measures_heading
from planspor.ingest.extract.measures.recognised import Confidence, RecognisedMeasure

LIST = "• bygge gangveier\n• sette opp lys; \n• kjøpe sykler"


def found(source: str) -> list[RecognisedMeasure]:
    plan = plan_text(source)
    return recognise(plan.text, plan.sections)


def texts(source: str) -> list[str]:
    return [measure.text for measure in found(source)]


@pytest.mark.parametrize(
    "intro",
    [
        "Regjeringen vil:",
        "Regjeringen vil",
        "Regjeringen vil :",
        "Regjeringa vil:",
        "Departementet vil:",
        "Kulturdepartementet vil:",
        "Helse- og omsorgsdepartementet vil derfor:",
        "Kommunestyret vil:",
        "Bystyret vil:",
        "Byrådet vil",
        "Fylkestinget vil:",
        "Fylkesrådet vil òg:",
        "Storvik kommune vil:",
        "Vi vil:",
        "Vi vil blant annet:",
        "Regjeringa vil mellom anna:",
        "Regjeringen vil i planperioden 2021–2025:",
        "I samarbeid med kommunene vil regjeringen:",
        "Syklister er utsatt. For å gjøre veiene tryggere vil regjeringen:",
        "Regjeringen vil arbeide for å:",
        "# Regjeringen vil",
        "# Dette vil vi gjøre",
    ],
)
def test_a_list_after_a_phrase_of_intent_is_measures(intro: str) -> None:
    measures = found(f"# 3 Vei\n{intro}\n{LIST}\nVeien er lang.\n• noe annet")
    assert [m.text for m in measures] == ["bygge gangveier", "sette opp lys", "kjøpe sykler"]
    assert {m.confidence for m in measures} == {Confidence.HIGH}


@pytest.mark.parametrize(
    "intro", ["Kommunen skal:", "Vi ønsker å:", "Kommunane skal òg:", "Regjeringa foreslår:"]
)
def test_a_phrase_of_duty_or_wish_is_less_sure(intro: str) -> None:
    assert {m.confidence for m in found(f"{intro}\n{LIST}")} == {Confidence.MEDIUM}


@pytest.mark.parametrize(
    "intro",
    [
        "For å få dette til presenterer regjeringa desse tiltaka:",
        "Blant andre tiltak som regjeringen foreslår er:",
        "Vi vil gjennomføre følgende tiltak:",
        "Desse tiltaka skal gjennomførast i perioden:",
    ],
)
def test_a_list_after_a_sentence_that_announces_measures_is_measures(intro: str) -> None:
    measures = found(f"{intro}\n{LIST}")
    assert len(measures) == 3
    assert {(m.rule, m.confidence) for m in measures} == {(Rule.SENTENCE, Confidence.MEDIUM)}


@pytest.mark.parametrize(
    "intro",
    [
        "Kommunen vil legge særlig vekt på fem områder:",
        "Regjeringen vil i dette kapittelet gjøre rede for:",
        "Kommunen har siden 2015 blant annet:",
        "Følgende tiltak er gjennomført:",
        "I 2015 gjennomførte kommunen disse tiltakene:",
        "Etaten vedtok en plan som inneholder følgende tiltak:",
        "Planen bygger på disse verdiene:",
        "Når kommunestyret vil at flere skal gå, må veiene være trygge.",
        "Kommunestyret vil følge utviklingen nøye.",
        "Les mer her:",
    ],
)
def test_a_list_after_anything_else_is_no_measures(intro: str) -> None:
    assert texts(f"# 3 Vei\n{intro}\n{LIST}") == []
    assert texts(f"# 3 Tiltak\n{intro}\n{LIST}") == [] or not intro.endswith(":")


def test_what_running_text_says_that_will_be_done_is_less_sure_than_a_list() -> None:
    (measure,) = found("Regjeringen vil bygge gangveier. Det tar tid.\n\nVeien er lang.")
    assert (measure.text, measure.rule, measure.confidence) == (
        "Regjeringen vil bygge gangveier.",
        Rule.PROSE,
        Confidence.LOW,
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Tiltak",
        "3.4 Tiltak",
        "Strategier og tiltak",
        "Mål, strategier og tiltak",
        "Tiltak – kultur",
        "Tiltak i planperioden",
        "Regjeringens tiltak",
        "Nye tiltak",
        "Tiltaka",
        "Tiltak 2021–2025",
    ],
)
def test_a_list_below_a_heading_of_measures_is_measures(heading: str) -> None:
    measures = found(f"# {heading}\n• Bygge gangveier\n• Lys i gatene\n# Økonomi\n• Penger")
    assert [m.text for m in measures] == ["Bygge gangveier", "Lys i gatene"]
    assert [m.confidence for m in measures] == [Confidence.HIGH, Confidence.MEDIUM]
    assert {m.rule for m in measures} == {Rule.HEADING}


@pytest.mark.parametrize(
    "heading",
    ["Gjennomførte tiltak", "Status for tiltak", "Evaluering av tiltak", "Tiltakskjeden", "Vei"],
)
def test_a_heading_of_what_was_done_announces_nothing(heading: str) -> None:
    assert not is_measures_heading(heading)
    assert texts(f"# {heading}\n{LIST}") == []


def test_a_list_after_running_text_below_the_heading_is_doubtful() -> None:
    measures = found(f"# Tiltak\nVeien er lang og mørk om natten.\n{LIST}")
    assert {m.confidence for m in measures} == {Confidence.LOW}


def test_a_heading_announces_the_first_list_below_it_and_no_other() -> None:
    assert len(texts(f"# Tiltak\n{LIST}\nVeien er lang.\n• mørk\n• kald")) == 3


@pytest.mark.parametrize("label", ["Tiltak:", "Tiltak", "Strategier og tiltak:"])
def test_a_label_counts_as_a_heading_of_measures(label: str) -> None:
    assert len(texts(f"# Vei\nVeien er lang.\n{label}\n{LIST}")) == 3


def test_a_heading_below_the_heading_of_measures_still_announces_them() -> None:
    measures = found(f"# 3 Tiltak\n# 3.1 Barn\n{LIST}")
    assert {m.confidence for m in measures} == {Confidence.MEDIUM}
    assert measures[0].heading_path == ("3 Tiltak", "3.1 Barn")


def test_a_list_of_addresses_is_no_measures() -> None:
    assert texts("# Tiltak\n• Les mer om sykler\n• https://example.org/sykkel") == []


@pytest.mark.parametrize(
    "marks", ["–––", "---", "***", ["1.", "2.", "3."], ["a)", "b)", "c)"], ["(1)", "(2)", "(3)"]]
)
def test_items_may_have_any_bullet_or_number(marks: list[str]) -> None:
    items = "\n".join(f"{mark} bygge vei {mark}" for mark in marks)
    assert len(texts(f"Vi vil:\n{items}")) == 3


def test_items_of_another_kind_belong_to_the_item_above() -> None:
    (first, second) = found("Vi vil:\n• bygge veier:\n– i nord\n– i sør\n• kjøpe sykler")
    assert first.text == "bygge veier: i nord i sør"
    assert second.text == "kjøpe sykler"


def test_an_item_goes_on_in_the_next_paragraph_when_it_begins_small() -> None:
    assert texts("Vi vil:\n• bygge veier\ni nord\n• kjøpe sykler\nVeien er lang.") == [
        "bygge veier i nord",
        "kjøpe sykler",
    ]


def test_items_that_lost_their_bullets_are_found_after_a_phrase() -> None:
    assert texts("Vi vil:\nbygge veier\nkjøpe sykler.\nVeien er lang.") == [
        "bygge veier",
        "kjøpe sykler.",
    ]


NUMBERED = """\
# 4 Trygg vei
Tiltak 1.
Lys langs veien
Det er mørkt langs veien. Lys hjelper.
Ansvarlig: Vei- og gatedepartementet, i samarbeid med kommunene. Tidsperspektiv: 2026-2027
Veien er fortsatt lang.
Tiltak 2: Flere sykler
• Syklene skal være blå.
Ansvarleg: Kulturdepartementet/ Nav
Tidsperspektiv: Løpende
# Tiltak nr. 3 Benker
Det skal stå benker ved hver holdeplass.
Ansvar: Nav (Frist: 2028)
Gjerder
Veien skal ha gjerde.
Ansvarlig: Nav. Frist: 2029
"""


def test_numbered_measures_have_their_title_owners_and_time() -> None:
    assert [(m.number, m.text, m.owners, m.time_frame) for m in found(NUMBERED)] == [
        ("1", "Lys langs veien", ("Vei- og gatedepartementet", "kommunene"), "2026-2027"),
        ("2", "Flere sykler", ("Kulturdepartementet", "Nav"), "Løpende"),
        ("3", "Benker", ("Nav",), "2028"),
        (None, "Gjerder", ("Nav",), "2029"),
    ]


def test_a_measure_that_lost_its_header_is_found_by_its_line_of_owners() -> None:
    last = found(NUMBERED)[-1]
    assert (last.rule, last.ordinal, last.confidence) == (
        Rule.OWNER_LINE,
        None,
        Confidence.MEDIUM,
    )
    assert plan_text(NUMBERED).line_span(last.start, last.end) == (14, 16)


def test_a_numbered_measure_ends_with_its_line_of_owners() -> None:
    plan = plan_text(NUMBERED)
    spans = [plan.line_span(m.start, m.end) for m in recognise(plan.text, plan.sections)]
    assert spans == [(2, 5), (7, 10), (11, 13), (14, 16)]


def test_a_list_of_the_measures_gives_way_to_where_they_are_told() -> None:
    listed = "# Oversikt\nTiltak 1 Lys langs veien\nTiltak 2 Flere sykler\n"
    assert [m.number for m in found(listed + NUMBERED)] == ["1", "2", "3", None]


def test_numbers_with_a_point_are_kept_but_are_no_ordinals() -> None:
    (measure,) = found("# Vei\nTiltak 3.2 Lys\nDet er mørkt.")
    assert (measure.number, measure.ordinal) == ("3.2", None)


@pytest.mark.parametrize(
    "line", ["Tiltak 3 er gjennomført.", "Tiltak 12 og 13 henger sammen.", "Tiltak 200 6 14"]
)
def test_a_sentence_or_row_that_mentions_a_number_is_no_header(line: str) -> None:
    assert found(f"# Vei\n{line}\nVeien er lang.") == []


def test_a_lone_number_without_a_line_of_owners_is_doubtful() -> None:
    (measure,) = found("# Vei\nTiltak 7 Lys\nDet er mørkt.")
    assert measure.confidence is Confidence.LOW


def test_an_owner_in_the_item_is_taken_out_of_its_wording() -> None:
    (measure,) = found("Vi vil:\n• kjøpe sykler (Ansvarlig: Nav og Storvik kommune)")
    assert measure.text == "kjøpe sykler"
    assert measure.owners == ("Nav", "Storvik kommune")


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Kulturdepartementet vil bygge", ("Kulturdepartementet",)),
        (
            "Helse- og omsorgsdepartementet og Sametinget skal bygge",
            ("Helse- og omsorgsdepartementet", "Sametinget"),
        ),
        (
            "Kirke-, utdannings- og forskningsdepartementet vurderer",
            ("Kirke-, utdannings- og forskningsdepartementet",),
        ),
        ("Direktoratet for mangfold vil", ("Direktoratet for mangfold",)),
        ("Statsforvalteren i Nordland vil", ("Statsforvalteren i Nordland",)),
        ("Storvik kommune skal", ("Storvik kommune",)),
        ("Kulturdepartementet i Oslo", ()),
        ("Regjeringen vil bygge", ()),
        ("Departementet vil bygge", ()),
        ("Sammen med Kulturdepartementet vil vi", ()),
    ],
)
def test_a_body_that_the_sentence_is_about_owns_the_measure(
    text: str, bodies: tuple[str, ...]
) -> None:
    assert subjects(text) == bodies


def test_the_body_of_the_phrase_owns_the_measures_of_its_list() -> None:
    measures = found("Kulturdepartementet vil:\n• bygge scener\n• Nav vil kjøpe sykler")
    assert [m.owners for m in measures] == [("Kulturdepartementet",), ("Nav",)]


def test_an_empty_text_has_no_measures() -> None:
    assert found("") == []
