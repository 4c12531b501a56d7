import pytest
from flask.testing import FlaskClient
from markup import Markup

PAGES = [
    "/",
    "/sok",
    "/sok?q=ventetid",
    "/sok?q=zzyzx",
    "/sok?q=ventetid&type=evaluation&fra=2023&side=2",
    "/sok?q=ventetid&vis=dokumenter&ord=ordledd&rekke=nyeste&plan=havneset2021&steg=action",
    "/sok/hvorfor?q=ventetid&passasje=evaluering-ivs-2023/sammendrag:1",
    "/sok/likt",
    "/sok/likt?passasje=evaluering-ivs-2023/sammendrag:1",
    "/lagrede-sok",
    "/dokumenter",
    "/dokument/evaluering-ivs-2023",
    "/dokument/evaluering-ivs-2023?q=ventetid",
    "/dokument/nynorsk-heilskap-2023",
    "/planer",
    "/plan/havneset2021",
    "/plan/havneset2021/tiltak?status=suggested&omrade=havneset2021/tidlig-innsats",
    "/plan/rus2016",
    "/plan/havneset2021/matrise",
    "/plan/havneset2021/matrise?rader=maal",
    "/plan/rus2007/matrise?gruppe=maal&side=9",
    "/tiltak/havneset2021/m3",
    "/tiltak/havneset2021/m8",
    "/maal/havneset2021/mal2",
    "/dokument/evaluering-ivs-2023/uttrekk",
    "/dokument/evaluering-ivs-2023/uttrekk?type=reference",
    "/dokument/evaluering-ivs-2023/henvisninger",
    "/henvisninger",
    "/aktorer",
    "/aktorer/kommunene",
    "/om",
    "/finnes-ikke",
]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, client: FlaskClient) -> Markup:
    answer = client.get(request.param)
    assert answer.status_code == (404 if request.param == "/finnes-ikke" else 200)
    return Markup(answer.text)


def test_a_page_names_its_language_and_itself(page: Markup) -> None:
    assert page.all("html") == [{"lang": "nb"}]
    assert page.text("title")[0].endswith("– Planspor")
    assert len(page.all("h1")) == 1


def test_a_page_has_landmarks_and_a_way_past_the_menu(page: Markup) -> None:
    for landmark in ("header", "main", "footer"):
        assert page.all(landmark)
    assert page.all("a")[0]["href"] == "#innhold"
    assert page.all("main")[0]["id"] == "innhold"
    assert (
        len([nav for nav in page.all("nav") if not {"aria-label", "aria-labelledby"} & set(nav)])
        == 0
    )


def test_a_page_loads_and_links_to_nothing_elsewhere(page: Markup) -> None:
    assert all(address.startswith(("/", "#")) for address in page.addresses)
    assert not any(address.startswith("//") for address in page.addresses)


def test_a_page_runs_the_sites_script_alone_and_has_no_style_of_its_own(page: Markup) -> None:
    assert not page.injected
    assert not page.all("style")
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name == "style"}


def test_a_page_is_well_formed_with_every_id_once(page: Markup) -> None:
    assert page.misnested == []
    assert sorted(page.ids) == sorted(set(page.ids))


def test_every_place_on_the_page_that_is_linked_to_is_there(page: Markup) -> None:
    here = {a[1:] for a in page.addresses if a.startswith("#") and len(a) > 1}
    assert here <= set(page.ids) | {"godkjent", "avvist"}


def test_every_field_has_a_label(page: Markup) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    free = [f for f in page.all("input") if f.get("type") in (None, "search", "text")]
    assert [f for f in free if f.get("id") not in labelled and f not in page.labelled] == []


def test_every_heading_cell_says_what_it_heads(page: Markup) -> None:
    assert all(cell.get("scope") for cell in page.all("th"))
    assert len(page.text("caption")) == len(page.all("table"))


def test_a_drawing_is_hidden_from_readers_or_has_a_name(page: Markup) -> None:
    drawn = page.all("svg")
    assert all(a.get("aria-hidden") == "true" or a.get("aria-label") for a in drawn)
