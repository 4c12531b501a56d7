"""What the annex says, from the plan's goals down to each quotation."""

from collections.abc import Iterable, Sequence
from typing import IO, Final

from planspor.corpus.model import (
    Assessment,
    Document,
    Link,
    LinkState,
    Measure,
    SearchTrace,
    SectionKind,
    Stage,
    Stance,
    Target,
)
from planspor.corpus.tracking import Standing, standing_of, taken_from
from planspor.web.drawing import brief, capitalize_first, citation, day
from planspor.web.exchange.annex.outline import Part, label, outline
from planspor.web.exchange.annex.paper import Paper
from planspor.web.exchange.annex.quoting import TABLE, quoted
from planspor.web.exchange.annex.tables import ACTIONS, GATHERED, INDICATORS, Tables
from planspor.web.exchange.coding import Coding
from planspor.web.exchange.sheets.rows import Address
from planspor.web.words import (
    LINK_STATES,
    STAGES,
    STANCES,
    STATES,
    VERDICTS,
    counted,
    place,
)

_FOR: Final = (Stance.SUPPORTS, Stance.PARTLY)
_METHOD, _ABOUT, _SOURCES = "Slik er det gjort", "Hvor langt planen er kommet", "Kilder"
_REPORTED: Final = "Tiltak som er rapportert"
_NOT_EVIDENCE: Final = "Rapportert, ikke uavhengig dokumentasjon."


def write_annex(coding: Coding, file: IO[bytes], _address: Address) -> None:
    """Write a coding as a Word document.

    What the machine suggests is quoted only where the coding holds it, and is marked as such.
    """
    annex = _Annex(coding)
    parts = annex.parts()
    subtitle = "Vedlegg: hva dokumentene sier om hvert mål og tiltak"
    paper = Paper(coding.plan.title, subtitle, [(part.level, part.heading) for part in parts])
    annex.write(parts, paper)
    paper.save(file)


class _Annex:
    """One annex on its way onto paper."""

    _paper: Paper

    def __init__(self, coding: Coding) -> None:
        self._coding = coding
        self._goals = {goal.id: goal for goal in coding.plan.goals}
        self._headings: dict[str, dict[str, str]] = {}
        self._kinds: dict[str, dict[str, SectionKind]] = {}
        self._verdicts: dict[str, list[Assessment]] = {}
        for verdict in coding.corpus.assessments.of_plan(coding.plan.id):
            self._verdicts.setdefault(verdict.target, []).append(verdict)
        self._numbers = {id_: n for n, id_ in enumerate(_in_order(coding.documents.values()), 1)}
        self._standings = {t.id: standing_of(coding.corpus, t.id) for t in coding.targets}
        self._links = {t.id: self._shown(coding, t) for t in coding.targets}
        self._tables = Tables(coding, self._numbers, ranges)
        self._actions = self._tables.actions()

    def _shown(self, coding: Coding, target: Target) -> list[Link]:
        """The links that are quoted: evidence that is accepted, suggestions where asked for."""
        evidence = {link.id for link in self._standings[target.id].links}
        states = (LinkState.ACCEPTED, LinkState.SUGGESTED)
        held = coding.links_of(target)
        return [link for link in held if link.id in evidence and link.state in states]

    def parts(self) -> list[Part]:
        """Everything that has a heading, in order."""
        reported = [Part(1, _REPORTED)] if self._actions else []
        plan = outline(self._coding, self._has_more)
        return [Part(1, _ABOUT), Part(1, _METHOD), *plan, *reported, Part(1, _SOURCES)]

    def _has_more(self, target: Target) -> bool:
        return bool(self._links[target.id]) or target.id in self._verdicts

    def write(self, parts: Sequence[Part], paper: Paper) -> None:
        """All parts, in order."""
        self._paper = paper
        told = {
            _ABOUT: lambda: self._overview(list(self._standings.values())),
            _METHOD: self._method,
            _REPORTED: self._reported,
            _SOURCES: self._sources,
        }
        for number, part in enumerate(parts):
            self._paper.heading(part.heading, part.level, new_page=number == 0)
            if part.target is not None:
                self._target(part.target, self._standings[part.target.id])
            elif not part.gathered and not part.indicators and part.heading in told:
                told[part.heading]()
            self._below(part)

    def _below(self, part: Part) -> None:
        """What is told in tables under a heading."""
        if part.gathered:
            rows = self._tables.gathered(self._standings[one.id] for one in part.gathered)
            if part.target is not None:
                self._paper.plain_heading("Uten belegg")
            self._paper.table(GATHERED, rows)
        if part.indicators:
            if part.target is not None:
                self._paper.plain_heading("Indikatorer")
            standings = [self._standings[one.id] for one in part.indicators]
            self._paper.table(INDICATORS, self._tables.indicators(part.indicators))
            self._paper.text(self._tables.about_indicators(standings), "Opplysning")

    def _reported(self) -> None:
        self._paper.text(
            f"{_NOT_EVIDENCE} Dette er det etatene selv melder at de gjør. Det teller ikke som "
            "belegg og er ikke med i statusen over."
        )
        self._paper.table(ACTIONS, self._actions)

    def _overview(self, standings: Sequence[Standing]) -> None:
        plan = self._coding.plan
        years = (plan.years or "").replace("-", "–")
        for what, said in (("Utgiver", plan.issuer), ("År", years), ("Plan", plan.document)):
            if said:
                self._paper.fact(what, said)
        measures = [s for s in standings if isinstance(s.target, Measure)]
        if not measures:
            return
        counts = {state: sum(1 for s in measures if s.state is state) for state in STATES}
        rows = [[STATES[s].name, str(n), STATES[s].meaning] for s, n in counts.items() if n]
        self._paper.text(f"{counted(len(measures), 'tiltak', 'tiltak')} er med i vedlegget.")
        self._paper.table([("Status", 4), ("Tiltak", 2), ("Det betyr", 10)], rows)

    def _method(self) -> None:
        coding = self._coding
        people = [p.name for p in coding.coders if not p.machine]
        self._paper.text(
            f"Målene og tiltakene er søkt etter i "
            f"{counted(len(coding.documents) - len(coding.itself), 'dokument', 'dokumenter')} "
            "utenom planen selv. Maskinen foreslår avsnitt, og personer leser og avgjør dem. Bare "
            "det som en person har godkjent, regnes som belegg. Planens egne ord er aldri belegg "
            "for at den er fulgt opp. Motstridende utsagn står ved siden av hverandre med kilde og "
            "år, og blir ikke veid sammen."
        )
        self._paper.text("Hvert belegg har et steg og en holdning:")
        self._paper.bullets(
            f"{words.name}: {words.meaning}" for words in (*STAGES.values(), *STANCES.values())
        )
        if people:
            self._paper.text(f"Vurdert av {', '.join(people)}.")
        if coding.choice.suggestions:
            self._paper.text(
                "Vedlegget har også med det maskinen foreslår og ingen har vurdert. Det er merket "
                f"«{LINK_STATES[LinkState.SUGGESTED].name}» og er ikke belegg."
            )
        if coding.left_out:
            left = counted(coding.left_out, "dokument", "dokumenter")
            self._paper.text(f"{left} med begrenset tilgang er ikke med.")

    def _target(self, target: Target, standing: Standing) -> None:
        self._facts(target, standing)
        links = self._links[target.id]
        accepted = [link for link in links if link.state is LinkState.ACCEPTED]
        accepted.sort(key=lambda link: (self._year(link), link.document, link.source.start))
        for stage in Stage:
            self._stage(stage, [link for link in accepted if link.stage is stage])
        self._conflict(accepted)
        self._suggested([link for link in links if link.state is LinkState.SUGGESTED])
        if links:
            self._silent(standing)

    def _facts(self, target: Target, standing: Standing) -> None:
        paper = self._paper
        if label(target) != capitalize_first(" ".join((target.text or "").split())):
            paper.fact("Ordlyd", " ".join((target.text or "Ordlyd mangler").split()))
        if isinstance(target, Measure):
            goals = [brief(self._goals[g]) for g in target.goals[1:] if g in self._goals]
            for name, value in (
                ("Ansvarlig", ", ".join(target.owners)),
                ("Frist", target.time_frame or ""),
                ("Penger", "; ".join(allocation.text for allocation in target.allocations)),
                ("Tjener også", "; ".join(goals)),
            ):
                if value:
                    paper.fact(name, value)
        for verdict in _latest(self._verdicts.get(target.id, [])):
            person = self._coding.people[verdict.person].name
            note = f" {verdict.note}" if verdict.note else ""
            said = f"{VERDICTS[verdict.verdict].name} ({person}, {day(verdict.at)}).{note}"
            paper.fact(f"Status {verdict.year}", said)
        if not self._links[target.id]:
            paper.fact("Belegg", self._tables.found(standing))
            return
        rejected = standing.count(LinkState.REJECTED)
        left = f" {counted(rejected, 'forslag', 'forslag')} er lest og avvist." if rejected else ""
        paper.fact("Belegg", f"{STATES[standing.state].name}.{left}")

    def _stage(self, stage: Stage, links: Iterable[Link]) -> None:
        for number, link in enumerate(links):
            if number == 0:
                self._paper.plain_heading(f"{STAGES[stage].name}: {STAGES[stage].meaning}")
            self._quotation(link, self._source(link))

    def _quotation(self, link: Link, source: str, mark: str = "") -> None:
        words, is_table = quoted(link.quotation, self._kind(link))
        self._paper.quotation(words, f"{TABLE} {source}" if is_table else source, mark)

    def _kind(self, link: Link) -> SectionKind | None:
        if link.document not in self._kinds:
            passages = self._coding.corpus.documents.passages(link.document)
            self._kinds[link.document] = {passage.id: passage.kind for passage in passages}
        return self._kinds[link.document].get(link.passage)

    def _source(self, link: Link) -> str:
        """Where a quotation stands, what it says and who judged it."""
        said = [self._where(link), f"{STANCES[link.stance].name}."]
        for review in self._coding.latest_by_person(link).values():
            person = self._coding.people[review.person]
            how = "Godkjent av regel satt av" if person.machine else "Vurdert av"
            said.append(f"{how} {person.name} {day(review.at)}.")
            if review.note:
                said.append(f"Merknad: {review.note}")
        return " ".join(said)

    def _where(self, link: Link) -> str:
        document = self._coding.documents[link.document]
        if document.id not in self._headings:
            sections = self._coding.corpus.documents.sections(document.id)
            self._headings[document.id] = {s.id: " ".join(s.heading.split()) for s in sections}
        section = self._headings[document.id].get(link.section)
        within = f", «{section}»" if section else ""
        number = self._numbers[document.id]
        return f"[{number}] {citation(document)}, {place(link.source)}{within}."

    def _year(self, link: Link) -> int:
        return self._coding.documents[link.document].year or 0

    def _conflict(self, accepted: Sequence[Link]) -> None:
        """What speaks for and against, side by side."""
        sides = [
            [link for link in accepted if link.stance in stances]
            for stances in (_FOR, (Stance.CONTRADICTS,))
        ]
        if not all(sides):
            return
        self._paper.plain_heading("Kildene sier ulike ting")
        rows = [
            [self._in_a_cell(links, number) for links in sides]
            for number in range(max(map(len, sides)))
        ]
        self._paper.table([("Taler for", 8), ("Taler mot", 8)], rows)

    def _in_a_cell(self, links: Sequence[Link], number: int) -> str:
        if number >= len(links):
            return ""
        link = links[number]
        words, is_table = quoted(link.quotation, self._kind(link))
        said = (f"«{words}»" if words else "", TABLE if is_table else "", self._where(link))
        return " ".join(filter(None, said))

    def _suggested(self, links: Sequence[Link]) -> None:
        for number, link in enumerate(links):
            if number == 0:
                self._paper.plain_heading("Ikke vurdert")
            person = self._coding.people.get(link.proposed_by)
            proposer = f"Foreslått av {person.name}" if person else "Forslag fra maskinen"
            mark = f"{proposer}. Ingen har vurdert dette."
            self._quotation(link, self._where(link), mark)

    def _silent(self, standing: Standing) -> None:
        documents = self._coding.documents
        origin = taken_from(standing.target) & documents.keys() - self._coding.itself
        if origin:
            named = ", ".join(citation(documents[id_]) for id_ in sorted(origin))
            self._paper.fact("Hentet fra", named)
        seen = [
            trace
            for trace in standing.silences
            if trace.document in documents and trace.document not in self._coding.itself
        ]
        if not seen:
            return
        taken = taken_from(standing.target) - self._coding.itself
        searched = len(documents) - len(self._coding.itself | taken & documents.keys())
        number = f"{len(seen)} av {counted(searched, 'dokument', 'dokumenter')}"
        named = ranges(self._numbers[trace.document] for trace in seen)
        self._paper.fact("Søkt uten funn", f"{number}, se kildelisten: {named}. {_when(seen)}")

    def _sources(self) -> None:
        documents = self._coding.documents
        self._paper.text("Alle dokumentene det er søkt i, med numrene som er brukt over.")
        for id_, number in self._numbers.items():
            document = documents[id_]
            address = f" {document.address}" if document.address else ""
            itself = " Dette er planen selv." if id_ in self._coding.itself else ""
            self._paper.text(f"[{number}] {citation(document)}.{address}{itself}", "Opplysning")


def _in_order(documents: Iterable[Document]) -> list[str]:
    """Documents as a list of sources has them: by author, year and title."""
    return [document.id for document in sorted(documents, key=citation)]


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as a person writes them, those in a row together: 1–4, 7, 9–10."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _latest(verdicts: Iterable[Assessment]) -> list[Assessment]:
    """What is in force of each year, the first year first."""
    by_year = {verdict.year: verdict for verdict in verdicts}
    return [by_year[year] for year in sorted(by_year)]


def _when(traces: Sequence[SearchTrace]) -> str:
    latest = max(trace.at for trace in traces)
    return f"Sist søkt {day(latest)}."
