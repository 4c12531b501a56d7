import pytest

from planspor.corpus.errors import InputError
from planspor.search.engine.choosing import CHOICE, chosen
from planspor.search.engine.elasticsearch import ElasticsearchEngines, settings_from
from planspor.search.engine.elasticsearch.settings import URL
from planspor.search.engine.tantivy import TantivyEngine

HERE = {URL: "http://127.0.0.1:9200"}


def test_the_embedded_engine_is_chosen_unless_an_address_is_set() -> None:
    assert chosen({}) is TantivyEngine
    assert chosen({CHOICE: " "}) is TantivyEngine
    assert isinstance(chosen(HERE), ElasticsearchEngines)
    assert CHOICE == URL


def test_the_environment_says_all_there_is_to_say() -> None:
    settings = settings_from(
        {
            URL: "https://a.example:9200, https://b.example:9200",
            "PLANSPOR_ELASTICSEARCH_API_KEY": " key== ",
            "PLANSPOR_ELASTICSEARCH_VERIFY": "no",
            "PLANSPOR_ELASTICSEARCH_TIMEOUT": "2.5",
            "PLANSPOR_ELASTICSEARCH_RETRIES": "0",
            "PLANSPOR_ELASTICSEARCH_SHARDS": "3",
            "PLANSPOR_ELASTICSEARCH_REPLICAS": "2",
            "PLANSPOR_ELASTICSEARCH_PREFIX": "kommune-1",
        }
    )
    assert settings.urls == ("https://a.example:9200", "https://b.example:9200")
    assert (settings.api_key, settings.verify) == ("key==", False)
    assert (settings.timeout, settings.retries) == (2.5, 0)
    assert (settings.shards, settings.replicas, settings.prefix) == (3, 2, "kommune-1")


def test_secrets_are_not_shown() -> None:
    key = {"PLANSPOR_ELASTICSEARCH_API_KEY": "hemmelig"}
    user = {"PLANSPOR_ELASTICSEARCH_USERNAME": "ola", "PLANSPOR_ELASTICSEARCH_PASSWORD": "hemmelig"}
    assert "hemmelig" not in repr(settings_from(HERE | key))
    assert "hemmelig" not in repr(settings_from(HERE | user))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "ftp://a.example:9200"),
        ("URL", "a.example"),
        ("URL", "http://a.example"),
        ("URL", "http://a.example:port"),
        ("URL", "http://ola:hemmelig@a.example:9200"),
        ("API_KEY", "nøkkel"),
        ("CA_CERTS", "no such file"),
        ("CA_CERTS", __file__),
        ("VERIFY", "kanskje"),
        ("TIMEOUT", "0"),
        ("TIMEOUT", "nan"),
        ("TIMEOUT", "fort"),
        ("RETRIES", "-1"),
        ("SHARDS", "0"),
        ("REPLICAS", "1e3"),
        ("PREFIX", "Planspor"),
        ("PREFIX", "-x"),
        ("USERNAME", "ola"),
        ("PASSWORD", "hemmelig"),
    ],
)
def test_what_cannot_be_used_is_named_with_a_remedy(name: str, value: str) -> None:
    variable = f"PLANSPOR_ELASTICSEARCH_{name}"
    with pytest.raises(InputError, match="PLANSPOR_ELASTICSEARCH_") as caught:
        settings_from(HERE | {variable: value})
    assert caught.value.remedy
    assert "hemmelig" not in str(caught.value)


def test_a_key_and_a_password_are_one_too_many() -> None:
    names = {f"PLANSPOR_ELASTICSEARCH_{name}": "x" for name in ("API_KEY", "USERNAME", "PASSWORD")}
    with pytest.raises(InputError, match="both"):
        settings_from(HERE | names)
