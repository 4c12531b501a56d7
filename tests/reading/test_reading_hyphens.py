import pytest

from planspor.ingest.read.hyphens import Hyphens


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bedre rusbehand-", "ling"),
        ("en ny opptrappings-", "plan for alle"),
        ("Stortings-", "meldingen"),
        ("ROP-tjenes-", "ten"),
        ("alle som vil lese-", "skrive"),
    ],
)
def test_a_hyphen_that_only_parts_a_word_goes(before: str, after: str) -> None:
    assert Hyphens().part_only(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("modellen nedenfra-og-opp-", "perspektiv"),
        ("hele BrukerPlan-", "kartleggingen"),
        ("en Fafo-", "rapport fra i fjor"),
        ("en plan –", "den nye"),
    ],
)
def test_a_hyphen_that_belongs_to_the_word_stays(before: str, after: str) -> None:
    assert not Hyphens().part_only(before, after)


def test_the_document_itself_knows_best() -> None:
    assert not Hyphens(["Her står lese-skrive og mer"]).part_only("alle lese-", "skrive nå")
    assert Hyphens(["Her står Faforapport og mer"]).part_only("en Fafo-", "rapport")


def test_what_is_joined_to_a_name_elsewhere_is_so_here() -> None:
    assert not Hyphens(["I Qvik-tallene er det mer"]).part_only("på Qvik-", "tavla i år")


def test_a_word_cut_at_its_own_lines_end_says_nothing() -> None:
    cut = Hyphens(["Dette er en Fafo-", "rapport"])
    assert not cut.part_only("en Fafo-", "rapport")


def test_what_opens_with_a_name_that_the_document_has_keeps_its_hyphen() -> None:
    document = Hyphens(["Vi er fra Fjordforsk i Vik", "Her er Nav på kaia, og Nav er stort"])
    assert not document.part_only("en Fjordforsk-", "rapport")
    assert not document.part_only("det nye Nav-", "kontoret")
    assert Hyphens(["Et nav er et nav"]).part_only("det nye nav-", "kontoret")


def test_two_foreign_words_that_the_document_has_alone_keep_their_hyphen() -> None:
    assert not Hyphens(["no crime is free here"]).part_only("a crime-", "free life")


def test_the_hyphens_of_several_words_stay_where_each_is_whole() -> None:
    assert not Hyphens().part_only("en kost-", "nytte-vurdering")


def test_an_address_keeps_its_hyphen() -> None:
    assert not Hyphens().part_only("se https://havna.example/opptrappings-", "plan")


def test_a_word_in_capitals_is_parted_as_others_are() -> None:
    assert Hyphens().part_only("OPPTRAPPINGS-", "PLANEN")
    assert not Hyphens().part_only("ROP-", "TSB")


def test_a_number_keeps_its_hyphen_whatever_the_document_has() -> None:
    assert not Hyphens(["Det er 41 båter og 41 plasser"]).part_only("jf. § 4-", "1 andre ledd")
