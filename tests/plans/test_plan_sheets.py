import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from planspor.corpus.errors import PlanFileError
from planspor.corpus.model import Allocation, Direction, IndicatorType, Plan
from planspor.corpus.plans import read_plan

ROWS = [
    ["Frist", "TILTAK", "Nr.", "Mål", "Innsatsområde", "Ansvarleg", "Merknad", "Stikkord"],
    ["2027", "Sette opp gatelys", "1", "Mål 1 Trygt; 2", "Lys", "Vei/Nav", "husk", "lys, lykt"],
    ["", "", "", "", "", "", "", ""],
    ["", "Måle farten", "", "2", "Fart", "Helse- og omsorgsdepartementet", "", ""],
]


def csv_file(folder: Path, separator: str, encoding: str = "utf-8") -> Path:
    path = folder / "Trygge gater.csv"
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    path.write_bytes(text.encode(encoding))
    return path


def check(plan: Plan) -> None:
    first, second = plan.measures
    assert (first.id, first.ordinal, first.time_frame) == ("gater/m1", 1, "2027")
    assert first.goals == ("gater/mal-1", "gater/mal-2")
    assert first.owners == ("Vei", "Nav")
    assert first.terms == ("lys", "lykt")
    assert (second.id, second.ordinal) == ("gater/male-farten", None)
    assert second.owners == ("Helse- og omsorgsdepartementet",)
    assert [(g.text, g.number) for g in plan.goals] == [("Mål 1 Trygt", "1"), ("Mål 2", "2")]
    assert [a.id for a in plan.areas] == ["gater/lys", "gater/fart"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_of_measures_is_read_from_csv_of_any_kind(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    check(read_plan(csv_file(tmp_path, separator, encoding), plan_id="gater"))


def test_a_list_of_measures_is_read_from_the_first_sheet_that_has_one(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Les dette først"])
    sheet = book.create_sheet("Tiltak")
    sheet.append(["Plan for trygge gater"])
    sheet.append([])
    for row in ROWS:
        sheet.append([float(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "gater.xlsx")
    check(read_plan(tmp_path / "gater.xlsx", title="Trygge gater"))


def test_id_and_title_come_from_the_file_name_unless_they_are_given(tmp_path: Path) -> None:
    path = csv_file(tmp_path, ";")
    plan = read_plan(path)
    assert (plan.id, plan.title) == ("trygge-gater", "Trygge gater")
    plan = read_plan(path, plan_id="gater", title="Gateplanen")
    assert (plan.id, plan.title, plan.short) == ("gater", "Gateplanen", "Gateplanen")


def test_english_headers_are_known_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "streets.csv"
    path.write_text(
        "id;Time frame;Goal(s);Measure;Area;Owner(s);Terms\n"
        "lights;2027;Safety, Comfort;Put up lights;Light;Roads;lamp\n",
        encoding="utf-8",
    )
    plan = read_plan(path)
    assert plan.measures[0].id == "streets/lights"
    assert [goal.id for goal in plan.goals] == ["streets/safety", "streets/comfort"]


def test_a_comma_inside_the_wording_of_a_goal_parts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text('tiltak;mål\nLys;"Lyse, trygge gater"\n', encoding="utf-8")
    assert [goal.text for goal in read_plan(path).goals] == ["Lyse, trygge gater"]


def test_a_goal_and_an_area_of_the_same_name_have_different_ids(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("tiltak;mål;område\nTenne;Lys;Lys\n", encoding="utf-8")
    plan = read_plan(path)
    assert (plan.goals[0].id, plan.areas[0].id) == ("plan/lys", "plan/omrade-lys")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("nr;tekts\n1;Lys\n", "line 1: no row names the columns"),
        ("nr;tiltak;ansvarilg\n1;Lys;Vei\n", "line 1: the column “ansvarilg” is not known"),
        ("nr;tiltak\n1;Lys\n1;Fart\n", "line 3: the ordinal 1 is used twice"),
        ("nr;tiltak\nen;Lys\n", "line 2: a whole number is expected"),
        ('nr;tiltak\n1;"Lys\nog mer"\n2;\n', "line 4: a measure lacks “text”"),
        ("id;tiltak\nGate lys;Lys\n", "line 2: “Gate lys” cannot be an id"),
    ],
)
def test_mistakes_in_csv_name_the_line(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanFileError, match=wrong):
        read_plan(path)


def test_mistakes_in_xlsx_name_sheet_and_row(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Liste"
    for row in (["Nr", "Tiltak"], ["1", "Lys"], ["x", "Fart"]):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFileError, match=r"plan\.xlsx, sheet Liste, row 3: a whole number"):
        read_plan(tmp_path / "plan.xlsx")


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"nr;tiltak")
    with pytest.raises(PlanFileError, match="is not an XLSX file"):
        read_plan(path)
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("tom.txt", "")
    with pytest.raises(PlanFileError, match="is not an XLSX file"):
        read_plan(path)


def test_a_workbook_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for number in range(3):
            parts.writestr(f"xl/{number}.xml", b" " * 70_000_000)
    (tmp_path / "plan.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(PlanFileError, match="unpacks to far more"):
        read_plan(tmp_path / "plan.xlsx")


def test_a_sheet_of_very_many_rows_is_refused(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    sheet.append(["Tiltak"])
    for number in range(10_001):
        sheet.append([f"Punkt {number}"])
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFileError, match="more than 10000 rows"):
        read_plan(tmp_path / "plan.xlsx")


def test_numbers_in_levels_or_with_a_letter_become_ids_and_no_place_in_the_list(
    tmp_path: Path,
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("nr;tiltak\n1.1;Åpne et hus\n1.2;Lukke et hus\n2b;Male et hus\n", "utf-8")
    plan = read_plan(path)
    assert [m.id for m in plan.measures] == ["liste/m1-1", "liste/m1-2", "liste/m2b"]
    assert all(m.ordinal is None for m in plan.measures)


def test_a_date_in_a_sheet_is_a_day_without_a_clock(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    book = Workbook()
    for row in (("nr", "tiltak", "frist"), (1, "Åpne et hus", datetime(2020, 12, 31))):
        book.worksheets[0].append(row)
    book.save(path)
    book.close()
    assert read_plan(path).measures[0].time_frame == "2020-12-31"


def test_a_workbook_can_list_indicators_questions_and_recommendations(tmp_path: Path) -> None:
    book = Workbook()
    sheets = {
        "Tiltak": [
            ["Nr", "Tiltak", "Kapittel", "Bevilgning"],
            [1, "Bygge bru", "3.2", "2,5 mill."],
        ],
        "Indikatorer": [
            ["Nr", "Indikator", "Type", "Kilde", "Enhet", "Retning", "Mål"],
            [1, "Antall bruer", "Resultat", "Vegvesenet; SSB", "bruer", "Opp", "Mål 1"],
        ],
        "Spørsmål": [["Nr", "Evalueringsspørsmål"], [1, "Kom bruene?"]],
        "Råd": [["Anbefaling", "Styrke"], ["Mal bruene hvert år", "Sterk"]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "bruer.xlsx")
    plan = read_plan(tmp_path / "bruer.xlsx")
    [measure], [indicator] = plan.measures, plan.indicators
    assert (measure.chapter, measure.allocations) == ("3.2", (Allocation(2.5e6, "2,5 mill."),))
    assert (indicator.id, indicator.goals) == ("bruer/i1", ("bruer/mal-1",))
    assert (indicator.type, indicator.direction) == (IndicatorType.RESULT, Direction.UP)
    assert indicator.data_sources == ("Vegvesenet", "SSB")
    assert [(q.id, q.text) for q in plan.questions] == [("bruer/q1", "Kom bruene?")]
    assert [(r.id, r.strength) for r in plan.recommendations] == [
        ("bruer/mal-bruene-hvert-ar", "Sterk")
    ]


def test_a_list_of_indicators_alone_is_a_plan_file_too(tmp_path: Path) -> None:
    path = tmp_path / "bruer.csv"
    path.write_text("Nr;Indikator;Kilde\n4;Antall bruer;SSB\n", encoding="utf-8")
    assert [one.id for one in read_plan(path).indicators] == ["bruer/i4"]


def test_a_type_that_is_none_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "bruer.csv"
    path.write_text("Nr;Indikator;Type\n4;Antall bruer;Blå\n", encoding="utf-8")
    with pytest.raises(PlanFileError, match="a type cannot be “Blå”: choose one of input"):
        read_plan(path)
