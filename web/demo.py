"""The demo: the sample corpus that ships, its plan, and its authors' decisions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.actions import read_overview
from planspor.corpus.model import Decision, Link, Origin, Person, Review, Stage, Stance
from planspor.corpus.plans import read_plan
from planspor.corpus.store.database import now
from planspor.corpus.tracking import Tracking, track_measures
from planspor.ingest import Added
from planspor.ingest.extract.indicators.value_files import read_values
from planspor.ingest.link import link

PLAN = "havneset2021"
SEARCHES = ("ventetid", "booppfølging", "samarbeid med pårørende")
_SAMPLE = files("planspor.corpus") / "sample"


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    outcomes: tuple[Added, ...]
    decisions: int
    tracking: Tracking


def build_demo(corpus: Corpus, progress: Callable[[int, int, str], None]) -> Demo:
    """Add the sample's documents and plan, link them, and enter its authors' decisions.

    Done again, it changes nothing.
    """
    with as_file(_SAMPLE) as sample:
        outcomes = ingest.add(corpus, [sample / "documents"], progress=progress)
        corpus.plans.put(read_plan(sample / "plan.yaml"), Origin.PERSON)
        _measure(corpus, sample / "indicator-values.csv")
        _report(corpus, sample / "actions.csv")
        ingest.extract(corpus, progress=progress)
        link(corpus, progress=progress)
        decisions = _decide(corpus, sample / "decisions.yaml")
    return Demo(tuple(outcomes), decisions, track_measures(corpus, PLAN))


def _measure(corpus: Corpus, path: Path) -> None:
    """Enter what the sample's documents say that its plan's indicators were."""
    read = read_values(path, corpus.plans.get(PLAN).indicators)
    corpus.indicator_values.add(read.values)


def _report(corpus: Corpus, path: Path) -> None:
    """Enter what the sample's units report that they do."""
    overview = read_overview(path, corpus.plans.get(PLAN), None, None, now())
    corpus.actions.report(PLAN, overview.actions, overview.reports)


def _decide(corpus: Corpus, path: Path) -> int:
    """Enter the decisions of the sample's authors, each on the link whose words it names."""
    if corpus.reviews.all():
        return len(corpus.reviews.all())
    data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    person = Person(data["person"]["id"], data["person"]["name"])
    corpus.reviews.know(person)
    for entry in data["decisions"]:
        for found in corpus.links.of_target(f"{PLAN}/{entry['measure']}"):
            if _is_meant(found, entry):
                corpus.reviews.decide(_review(found, entry, person))
    return len(corpus.reviews.all())


def _is_meant(found: Link, entry: Mapping[str, Any]) -> bool:
    return found.document == entry["document"] and entry["words"] in " ".join(found.text.split())


def _review(found: Link, entry: Mapping[str, Any], person: Person) -> Review:
    return Review(
        link=found.id,
        target=found.target,
        document=found.document,
        person=person.id,
        decision=Decision(entry["decision"]),
        at=now(),
        stage=Stage(entry["stage"]) if "stage" in entry else None,
        stance=Stance(entry["stance"]) if "stance" in entry else None,
        note=entry.get("note", ""),
    )
