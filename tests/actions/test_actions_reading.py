import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from planspor.corpus.actions import Overview, overview_rows, read_overview
from planspor.corpus.errors import InputError, PlanFileError
from planspor.corpus.model import Action, ActionReport, Measure, Milestone, Plan
from planspor.corpus.store.actions import action_id

PLAN = Plan(
    "rus",
    "Plan",
    "Plan",
    measures=tuple(Measure(f"rus/m{n}", "rus", f"Tiltak {n}", n) for n in range(1, 10)),
)
AT = datetime(2018, 1, 1, tzinfo=UTC)
HEADER = "Tiltak;Aktivitet;Ansvarlig direktorat;Avdeling;Milepæler;Status;Nytt/løpende;Strategi\n"


def read(path: Path, text: str, round_: str | None = "2017-2") -> Overview:
    path.write_text(text, encoding="utf-8")
    return read_overview(path, PLAN, round_, "kari", AT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "oversikt.csv"


def test_one_row_is_an_action_with_the_status_of_its_round(file: Path) -> None:
    row = '3;Nytt team;Helsedirektoratet;Avd. A;"Utlyst (2017); Drift: 1. halvår 2018";Pågår;nytt;'
    found = read(file, f"{HEADER}{row}Bolig for velferd\n")
    [action] = found.actions
    assert action.text == "Nytt team"
    assert (action.owner, action.department, action.new) == ("Helsedirektoratet", "Avd. A", True)
    assert action.milestones == (Milestone("Utlyst", "2017"), Milestone("Drift", "1. halvår 2018"))
    assert action.strategies == ("Bolig for velferd",)
    [report] = found.reports
    assert (report.round, report.status, report.person) == ("2017-2", "Pågår", "kari")


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("3", [3]),
        ("1, 4 og 6", [1, 4, 6]),
        ("2–5", [2, 3, 4, 5]),
        ("m2; rus/m7", [2, 7]),
        ("Tiltak 3 og punkt 4", [3, 4]),
        ("8 9", [8, 9]),
        ("", []),
    ],
)
def test_one_action_serves_the_points_that_its_cell_names(
    file: Path, cell: str, numbers: list[int]
) -> None:
    [action] = read(file, f'{HEADER}"{cell}";Team;;;;;;\n').actions
    assert action.targets == tuple(f"rus/m{n}" for n in numbers)


def test_english_headers_are_read_too(file: Path) -> None:
    found = read(
        file, "Measure,Activity,Responsible,Status,New or ongoing\n1,Team,Hdir,Done,ongoing\n"
    )
    assert (found.actions[0].owner, found.actions[0].new) == ("Hdir", False)
    assert found.reports[0].status == "Done"


def test_a_column_may_say_the_round_of_each_row(file: Path) -> None:
    text = "Tiltak;Aktivitet;Runde;Status\n1;Team;2016-1;Planlagt\n1;Team;2017-1;Pågår\n"
    found = read(file, text, None)
    assert len(found.actions) == 1
    assert [report.round for report in found.reports] == ["2016-1", "2017-1"]


@pytest.mark.parametrize(
    ("row", "wrong", "remedy"),
    [
        ("99;Team;;;;;;", "no point “99”", "planspor measures rus"),
        ("1;Team;;;;;kanskje;", "“kanskje” is neither new nor running", "nytt or løpende"),
        ("1;;Hdir;;;;;", "does not say what is done", "aktivitet"),
    ],
)
def test_an_error_names_the_file_the_row_and_what_to_do(
    file: Path, row: str, wrong: str, remedy: str
) -> None:
    with pytest.raises(PlanFileError) as caught:
        read(file, f"{HEADER}{row}\n")
    assert "oversikt.csv, line 2" in str(caught.value)
    assert wrong in str(caught.value)
    assert remedy in str(caught.value)


def test_a_status_needs_a_round(file: Path) -> None:
    with pytest.raises(PlanFileError, match="without a round"):
        read(file, f"{HEADER}1;Team;;;;Pågår;;\n", None)


def test_all_mistakes_are_told_at_once(file: Path) -> None:
    with pytest.raises(PlanFileError) as caught:
        read(file, f"{HEADER}98;Team;;;;;;\n99;Annet;;;;;;\n")
    assert str(caught.value).count("has no point") == 2


def test_a_file_without_known_headers_is_no_overview(file: Path) -> None:
    with pytest.raises(PlanFileError, match="no row of headers"):
        read(file, "a;b\n1;2\n")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_overview(tmp_path / "borte.csv", PLAN, None, None, AT)


def test_a_workbook_is_read_below_its_title(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Tiltaksoversikt"],
        [],
        ["Punkt", "Beskrivelse", "Direktorat", "Status"],
        [2, "Team", "Hdir", "Ferdig"],
    ):
        sheet.append(row)
    book.save(tmp_path / "oversikt.xlsx")
    found = read_overview(tmp_path / "oversikt.xlsx", PLAN, "1", None, AT)
    assert found.actions[0].targets == ("rus/m2",)
    assert found.reports[0].status == "Ferdig"


WORDS = st.text("abcæøå ", min_size=1, max_size=20).map(lambda s: " ".join(s.split())).filter(bool)
ACTIONS = st.builds(
    lambda text, owner, new, targets, strategies: Action(
        action_id("rus", text, owner), "rus", text, owner, None, new, targets, strategies
    ),
    WORDS,
    st.none() | WORDS,
    st.sampled_from((True, False, None)),
    st.lists(st.integers(1, 9), unique=True).map(lambda n: tuple(f"rus/m{x}" for x in n)),
    st.lists(WORDS, unique=True, max_size=3).map(tuple),
)


@given(st.lists(ACTIONS, min_size=1, max_size=5, unique_by=lambda a: a.id), WORDS)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, actions: list[Action], status: str
) -> None:
    reports = {a.id: [ActionReport(a.id, "1", status, AT)] for a in actions}
    path = tmp_path_factory.mktemp("actions") / "ut.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(overview_rows(actions, reports))
    found = read_overview(path, PLAN, None, None, AT)
    kept = {(a.id, a.text, a.owner, a.new, a.targets, a.strategies) for a in found.actions}
    assert kept == {(a.id, a.text, a.owner, a.new, a.targets, a.strategies) for a in actions}
    assert {r.status for r in found.reports} == {status}


def test_a_running_number_is_no_point_where_a_column_tells_the_points(file: Path) -> None:
    found = read(file, "Nr;Tiltak;Aktivitet\n77;3;Nytt team\n", None)
    assert found.actions[0].targets == ("rus/m3",)


def test_running_numbers_are_points_only_where_all_fit(file: Path) -> None:
    fitting = read(file, "Nr;Aktivitet\n3;Nytt team\n4;Ny linje\n", None)
    assert [action.targets for action in fitting.actions] == [("rus/m3",), ("rus/m4",)]
    running = read(file, "Nr;Aktivitet\n3;Nytt team\n44;Ny linje\n", None)
    assert [action.targets for action in running.actions] == [(), ()]


WORDED = Plan(
    "rus",
    "Plan",
    "Plan",
    measures=(
        Measure("rus/m1", "rus", "Ta i bruk lokaler, og gi 2 ansatte opplæring i møter", 1),
        Measure("rus/m2", "rus", "Styrke tilbudet til pårørende; særlig barn", 2),
    ),
)


@pytest.mark.parametrize(
    ("cell", "targets"),
    [
        ("Ta i bruk lokaler, og gi 2 ansatte opplæring i møter", ("rus/m1",)),
        ("Styrke tilbudet til pårørende; særlig barn", ("rus/m2",)),
        ("Styrke tilbudet til pårørende", ("rus/m2",)),
        ("Styrk tilbudet til pårørende, særlig barn", ("rus/m2",)),
        ("Ta i bruk lokaler; 2", ("rus/m1", "rus/m2")),
    ],
)
def test_a_point_may_be_named_by_its_wording(
    file: Path, cell: str, targets: tuple[str, ...]
) -> None:
    file.write_text(f'Tiltak;Aktivitet\n"{cell}";Nytt team\n', encoding="utf-8")
    assert read_overview(file, WORDED, None, None, AT).actions[0].targets == targets


def test_a_wording_that_no_point_has_is_one_mistake(file: Path) -> None:
    file.write_text("Tiltak;Aktivitet\nBygge broer i byen;Nytt team\n", encoding="utf-8")
    with pytest.raises(PlanFileError) as raised:
        read_overview(file, WORDED, None, None, AT)
    assert str(raised.value).count("has no point") == 1
