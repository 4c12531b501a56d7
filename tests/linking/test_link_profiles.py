from dataclasses import replace

import pytest
from link_texts import ANALYSER, TERMS, THESAURUS, measure

from planspor.corpus.language import Term, Thesaurus
from planspor.corpus.model import Goal, GoalLevel, Measure, Plan
from planspor.ingest.link.features import PART
from planspor.ingest.link.profiles import RELATED, Concept, Profile, build_profile, field_of


def profile(target: Measure | Goal, thesaurus: Thesaurus = THESAURUS) -> Profile:
    return build_profile(target, ANALYSER, thesaurus)


def concept(made: Profile, name: str) -> Concept:
    return next(one for one in made.concepts if one.name == name)


def stems(text: str) -> tuple[str, ...]:
    return tuple(token.stem for token in ANALYSER.tokens(text))


def test_a_profile_has_a_concept_for_each_word_of_the_wording_that_carries_meaning() -> None:
    made = profile(measure("p/m", "anskaffe en ferge til holmen, og en ferge til brygga"))
    assert [one.name for one in made.concepts] == ["anskaffe", "ferge", "holme", "brygge"]


def test_a_goal_has_a_profile_just_as_a_measure_has() -> None:
    goal = Goal("p/g", "p", GoalLevel.MAIN, "Tryggere ferdsel på brygga")
    assert profile(goal).concepts == profile(measure("p/m", goal.text)).concepts


def test_the_target_s_own_word_counts_in_full_and_the_parts_of_a_compound_less() -> None:
    forms = concept(profile(measure("p/m", "passasjerferge")), "passasjerferge").forms
    assert forms[0] == (stems("passasjerferge"), 1.0)
    assert {(stems("passasjer"), PART), (stems("ferge"), PART)} <= set(forms[1:])


def test_the_thesaurus_gives_a_word_its_other_forms() -> None:
    made = concept(profile(measure("p/m", "styrke LAR")), "lar")
    assert (stems("legemiddelassistert rehabilitering"), RELATED) in made.forms
    without = concept(profile(measure("p/m", "styrke LAR"), Thesaurus([], ANALYSER)), "lar")
    assert len(without.forms) == 1


def test_the_thesaurus_gives_a_phrase_its_abbreviation() -> None:
    made = profile(measure("p/m", "opprette oppsøkende behandlingsteam"))
    assert (stems("FACT"), RELATED) in concept(made, ANALYSER.tokens("oppsøkende")[0].lemma).forms


def test_a_word_that_any_plan_uses_weighs_less_than_one_of_the_measure_s_own() -> None:
    made = profile(measure("p/m", "etablere luftegård"))
    assert concept(made, "etablere").weight < concept(made, "luftegård").weight == 1.0


def test_a_person_s_terms_are_signs_of_their_own() -> None:
    made = profile(measure("p/m", "anskaffe en ferge", "MS Holmen", "elferge"))
    assert made.phrases == (("MS Holmen", stems("MS Holmen")), ("elferge", stems("elferge")))


def test_a_term_that_the_thesaurus_knows_is_found_under_its_other_names_too() -> None:
    made = profile(measure("p/m", "gi medisin", "LAR"))
    assert made.phrases == (
        ("LAR", stems("LAR")),
        ("LAR", stems("legemiddelassistert rehabilitering")),
    )


def test_a_term_that_only_holds_a_known_word_is_no_other_name_for_it() -> None:
    made = profile(measure("p/m", "gi medisin", "LAR i fengsel"))
    assert [phrase for _, phrase in made.phrases] == [
        tuple(token.stem for token in ANALYSER.tokens("LAR i fengsel") if not token.stop)
    ]


def test_the_version_names_the_contents() -> None:
    known = measure("p/m", "styrke LAR i kommunene", "medisin")
    version = profile(known).version
    assert profile(known).version == version
    assert profile(replace(known, owners=("Kari",))).version == version
    assert profile(replace(known, ordinal=3)).version != version
    own = Term("medisin", "synonym", ("medisin", "legemiddel"))
    others = [
        profile(replace(known, text="styrke LAR i fylkene")),
        profile(replace(known, terms=("medisin", "fengsel"))),
        profile(replace(known, terms=())),
        profile(known, Thesaurus([*TERMS, own], ANALYSER)),
    ]
    assert len({version, *(other.version for other in others)}) == 5


def test_a_target_without_words_has_nothing_to_look_for() -> None:
    assert profile(measure("p/m", "og det som er")).concepts == ()


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Opptrappingsplan for ferger", {"ferge"}),
        ("Havneplanen", set()),
        ("Plan for luftegårder", set()),
    ],
)
def test_a_plan_s_field_is_what_its_title_and_several_of_its_targets_speak_of(
    title: str, field: set[str]
) -> None:
    texts = ("anskaffe en ferge", "bygge fergekai", "male kaifronten", "lage luftegård")
    measures = tuple(measure(f"p/m{n}", text) for n, text in enumerate(texts))
    found = field_of(Plan("p", title, title, measures=measures), ANALYSER)
    assert found >= {ANALYSER.word(word).stem for word in field}
    assert bool(found) == bool(field)
