import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from planspor.corpus.language import STOPWORDS, wordlist
from planspor.corpus.language.nynorsk import curated

DATA = Path(wordlist.__file__).parent / "data"


@pytest.mark.skipif(
    importlib.util.find_spec("spacy_lookups_data") is None,
    reason="spacy-lookups-data, the source of the word list, is in the dev extra",
)
def test_the_build_script_makes_the_shipped_files(tmp_path):
    from planspor.corpus.language.build_wordlist import build

    build(tmp_path)
    for name in ("forms.marisa", "parts.marisa"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()


def test_a_form_that_is_not_listed_has_no_lemma_and_takes_no_place_in_a_compound():
    words = wordlist.shipped()
    assert words.lemma("xyzzyplugh") is None
    assert words.costs("xyzzyplugh") == (wordlist.NEVER, wordlist.NEVER)
    assert "xyzzyplugh" not in words


def test_no_curated_pair_leads_to_a_word_that_is_itself_replaced():
    assert len(curated()) >= 1200
    assert not curated().keys() & set(curated().values())


def test_a_curated_pair_leads_to_the_lemma_that_the_bokmål_word_has():
    words = wordlist.shipped()
    other = {
        value
        for value in set(curated().values()) - STOPWORDS
        if value in words and words.lemma(value) != value and not value.endswith("er")
    }
    assert other == set()


def test_the_source_of_the_word_list_is_named_beside_it():
    notice = (DATA / "NOTICE").read_text("utf-8")
    assert "Norsk Ordbank" in notice
    assert "CC BY 4.0" in notice


def test_the_language_package_does_not_load_spacy():
    code = "import sys, planspor.corpus.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
