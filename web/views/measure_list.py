"""The list of a plan's measures, as an address narrows it."""

from collections.abc import Mapping, Sequence
from typing import Final

from planspor.corpus.model import Document, LinkState, Measure, Stage
from planspor.corpus.tracking import Outline
from planspor.web.views.summary import Wanted, disputed

NONE: Final = "-"
"""What an address says for "without area", "without goal" or "without owner"."""
NARROWING: Final = (
    *("status", "omrade", "maal", "ansvarlig"),
    *("grunnlag", "steg", "type", "aar", "uenige"),
)
"""The parts of an address that narrow the list."""
_GROUNDS: Final = {"godkjent": LinkState.ACCEPTED, "forslag": LinkState.SUGGESTED}


def asked_of_links(args: Mapping[str, str]) -> Wanted:
    """What an address asks of the links of the measures in the list."""
    stage, year = args.get("steg"), args.get("aar", "")
    return Wanted(
        grounds=_GROUNDS.get(args.get("grunnlag", "")),
        stage=Stage(stage) if stage in tuple(Stage) else None,
        kind=args.get("type", ""),
        year=int(year) if year.isascii() and year.isdigit() else None,
    )


def wanted_measures(
    standings: Sequence[Outline], args: Mapping[str, str], documents: Mapping[str, Document]
) -> list[Outline]:
    """The measures that an address asks for; ``documents`` are those that may be seen, by id."""
    links = asked_of_links(args)
    found = [one for one in standings if _is_named(one, args)]
    if args.get("uenige"):
        found = disputed(found)
    return found if links.is_any else [one for one in found if links.has(one.ties, documents)]


def _is_named(standing: Outline, args: Mapping[str, str]) -> bool:
    """Whether a measure stands so, and belongs to the area, goal and owner, that are asked for."""
    measure = standing.target
    assert isinstance(measure, Measure)
    held = {
        "status": (standing.state.value,),
        "omrade": (measure.area,) if measure.area else (),
        "maal": measure.goals,
        "ansvarlig": measure.owners,
    }
    return all(
        asked in (keys or (NONE,)) for name, keys in held.items() if (asked := args.get(name))
    )
