"""Which of a plan's targets are addressed, where and by what: a view over links and traces.

A target is *addressed* when a link to it was accepted, by a person or by a rule that one set, at
stage action or later, with a stance other than mentions, from a document that is not the plan
itself. `rests_on_rules` tells where no person did. Everything short of that is told apart, down to
whether anybody looked.
"""

from planspor.corpus.tracking.carrying import Doubts, doubts
from planspor.corpus.tracking.changes import Changed, Moved, changes_since
from planspor.corpus.tracking.overview import (
    Outline,
    Overview,
    Part,
    assembled,
    overview,
    overviews,
)
from planspor.corpus.tracking.plans import (
    evidence_for,
    first_year,
    is_plan_itself,
    last_year,
    predates,
    taken_from,
)
from planspor.corpus.tracking.reading import Reading, read
from planspor.corpus.tracking.regions import Region, region_of
from planspor.corpus.tracking.replay import held_at, replayed
from planspor.corpus.tracking.standings import (
    Cell,
    Standing,
    Tracking,
    standing_among,
    standing_of,
    track,
    track_goals,
    track_measures,
)
from planspor.corpus.tracking.states import (
    CellState,
    State,
    addresses,
    cell_state,
    count_states,
    grouped,
    rests_on_rules,
    stages_of,
    stances_of,
    telling,
)
from planspor.corpus.tracking.timeline import Year, timeline

__all__ = [
    "Cell",
    "CellState",
    "Changed",
    "Doubts",
    "Moved",
    "Outline",
    "Overview",
    "Part",
    "Reading",
    "Region",
    "Standing",
    "State",
    "Tracking",
    "Year",
    "addresses",
    "assembled",
    "cell_state",
    "changes_since",
    "count_states",
    "doubts",
    "evidence_for",
    "first_year",
    "grouped",
    "held_at",
    "is_plan_itself",
    "last_year",
    "overview",
    "overviews",
    "predates",
    "read",
    "region_of",
    "replayed",
    "rests_on_rules",
    "stages_of",
    "stances_of",
    "standing_among",
    "standing_of",
    "taken_from",
    "telling",
    "timeline",
    "track",
    "track_goals",
    "track_measures",
]
