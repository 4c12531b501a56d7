import pytest

from planspor.corpus.plans.owners import split_owners


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nav", ["Nav"]),
        ("Nav/ Husbanken / Vei", ["Nav", "Husbanken", "Vei"]),
        ("Nav; Husbanken\nVei", ["Nav", "Husbanken", "Vei"]),
        ("Helse- og omsorgsdepartementet", ["Helse- og omsorgsdepartementet"]),
        (
            "Barne-, ungdoms- og familiedirektoratet og Nav",
            ["Barne-, ungdoms- og familiedirektoratet", "Nav"],
        ),
        ("Kulturdepartementet, i samarbeid med kommunene.", ["Kulturdepartementet", "kommunene"]),
        ("Enhet for vei i samarbeid med skolene", ["Enhet for vei", "skolene"]),
        ("Direktoratet for forvaltning og økonomistyring", None),
        (
            "Direktoratet for økonomistyring og Kulturdepartementet",
            ["Direktoratet for økonomistyring", "Kulturdepartementet"],
        ),
        ("Nav, Nav og  Nav", ["Nav"]),
        ("", []),
    ],
)
def test_a_list_of_bodies_is_parted_between_names_and_not_inside_them(
    text: str, names: list[str] | None
) -> None:
    assert split_owners(text) == ([text] if names is None else names)
