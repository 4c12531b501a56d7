import re

import pytest
from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, LinkState, Measure, Person, Review, Stage, Stance
from planspor.corpus.store.database import now
from planspor.corpus.tracking import Outline, State, overviews, track_measures
from planspor.web.views.summary import funnel

PLAN = "/plan/havneset2021"


@pytest.fixture(scope="module", autouse=True)
def _decided(corpus: Corpus) -> None:
    """Ada has accepted a passage that supports measure 8, and one that contradicts it."""
    corpus.reviews.know(Person("ada", "Ada"))
    links = [x for x in corpus.links.of_target("havneset2021/m8") if not x.origin]
    for link, stance in zip(links, (Stance.SUPPORTS, Stance.CONTRADICTS), strict=False):
        corpus.reviews.decide(
            Review(
                *(link.id, link.target, link.document, "ada", Decision.ACCEPT, now()),
                stage=Stage.RESULT,
                stance=stance,
            )
        )


def outlines(corpus: Corpus) -> list[Outline]:
    plan = corpus.plans.get("havneset2021")
    [found] = overviews(corpus, [plan], corpus.documents.all())
    return list(found.of(Measure).standings)


def rows(page: str) -> int:
    return len(re.findall(r'<th role="rowheader"', page))


def test_each_step_of_the_funnel_opens_as_many_measures_as_it_counts(
    client: FlaskClient, corpus: Corpus
) -> None:
    steps = funnel(outlines(corpus))
    assert steps[Stage.RESULT].accepted > 0
    for stage, step in steps.items():
        for grounds, number in (("godkjent", step.accepted), ("forslag", step.suggested)):
            address = f"{PLAN}/tiltak?steg={stage.value}&grunnlag={grounds}"
            assert rows(client.get(address).text) == number


def test_each_square_and_year_of_the_plan_opens_a_list(client: FlaskClient) -> None:
    page = Markup(client.get(PLAN).text)
    found = [a for a in page.addresses if "/tiltak?" in a and ("type=" in a or "aar=" in a)]
    assert len(found) > 5
    assert all(rows(client.get(address).text) > 0 for address in found)


def test_what_sources_disagree_on_is_named_on_the_plan(client: FlaskClient) -> None:
    page = client.get(PLAN).text
    disputed = page[page.index('id="uenige"') :]
    assert "/tiltak/havneset2021/m8" in disputed[: disputed.index("</section>")]
    assert rows(client.get(f"{PLAN}/tiltak?uenige=ja").text) >= 1


def test_two_clicks_from_the_plans_say_what_nobody_has_written_about(
    client: FlaskClient, corpus: Corpus
) -> None:
    plans = Markup(client.get("/planer").text)
    plan = Markup(client.get(next(a for a in plans.addresses if a == PLAN)).text)
    answer = client.get(next(a for a in plan.addresses if a.endswith("ingen-har-skrevet"))).text
    standings = track_measures(corpus, "havneset2021").standings
    silent = [one for one in standings if one.state is State.NOTHING_FOUND]
    assert rows(answer) == len(silent) > 0
    assert "Hva er det søkt i?" in answer
    assert "Ikke regnet med, for dette er planen selv" in answer


def test_the_nearest_document_is_not_one_that_restates_the_plan(corpus: Corpus) -> None:
    targets = [one.target.id for one in track_measures(corpus, "havneset2021").standings]
    nearest = corpus.ties.nearest(targets, ["havneset-handlingsplan-2021-2025"])
    spoken = {
        (link.target, link.document) for one in targets for link in corpus.links.of_target(one)
    }
    assert nearest
    assert not spoken & {(target, document) for target, (document, _) in nearest.items()}


def test_the_map_says_in_words_what_it_shows_and_leads_to_the_table(client: FlaskClient) -> None:
    page = client.get(f"{PLAN}/matrise?vis=kart").text
    said = re.search(r"(\d+) ruter har godkjente avsnitt og (\d+) har bare forslag", page)
    table = client.get(f"{PLAN}/matrise").text
    assert said is not None
    assert int(said[1]) == len(re.findall(r'<td class="c-reviewed">', table))
    assert int(said[2]) == len(re.findall(r'<td class="c-suggested">', table))


def test_old_addresses_of_the_list_lead_to_it(client: FlaskClient) -> None:
    answer = client.get(f"{PLAN}?status=suggested")
    assert (answer.status_code, answer.location) == (301, f"{PLAN}/tiltak?status=suggested")


def test_suggestions_alone_are_never_counted_as_accepted(corpus: Corpus) -> None:
    for one in outlines(corpus):
        accepted = {tie.stage for tie in one.ties if tie.state is LinkState.ACCEPTED}
        steps = funnel([one])
        assert {stage for stage, step in steps.items() if step.accepted} == accepted
