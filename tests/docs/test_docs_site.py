import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest
from docs_pages import DOCS, ROOT

from planspor.web.cli import main


@dataclass
class Page(HTMLParser):
    """What a built page links to, loads, and can be linked to."""

    path: Path
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    images: list[dict[str, str]] = field(default_factory=list)
    language: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.ids.add(said["id"])
        if tag == "html":
            self.language = said.get("lang", "")
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "link" and said.get("rel") not in ("canonical", "search", "index"):
            self.loads.append(said.get("href", ""))
        elif "src" in said:
            self.loads.append(said["src"])
        if tag == "img":
            self.images.append(said)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built as strictly as can be."""
    for module in ("sphinx", "myst_parser", "furo", "sphinx_click"):
        pytest.importorskip(module, reason="the extra docs is not installed")
    out = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-b", "html"]
    done = subprocess.run(
        [*command, "-d", str(out.parent / "trees"), str(DOCS), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(site.rglob("*.html"))}


def test_every_page_of_the_folder_is_a_page_of_the_site(site: Path) -> None:
    for source in DOCS.rglob("*.md"):
        built = site / source.relative_to(DOCS).with_suffix(".html")
        assert built.is_file(), f"{source} is in no table of contents, or was left out"


def test_every_link_within_the_site_leads_somewhere(pages: dict[Path, Page]) -> None:
    broken = [
        f"{page.path.name}: {link}"
        for page in pages.values()
        for link in page.links
        if not _leads(link, page.path, pages)
    ]
    assert not broken, "\n".join(broken)


def _leads(link: str, at: Path, pages: dict[Path, Page]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("//"):
        return True
    target = (at.parent / unquote(parts.path)).resolve() if parts.path else at
    if target not in pages:
        return target.is_file()
    return not parts.fragment or unquote(parts.fragment) in pages[target].ids


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    for page in pages.values():
        for load in page.loads:
            parts = urlsplit(load)
            assert parts.scheme in ("", "data"), f"{page.path.name} loads {load}"
            assert not parts.netloc, f"{page.path.name} loads {load}"
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", text), sheet


def test_pages_say_which_language_they_are_in(site: Path, pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        is_norwegian = path.relative_to(site).parts[0] == "nb"
        assert page.language == ("nb" if is_norwegian else "en"), path


def test_every_picture_has_words(pages: dict[Path, Page]) -> None:
    for page in pages.values():
        for image in page.images:
            assert image.get("alt"), f"{page.path.name}: {image.get('src')}"


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for under in command.commands:
            yield from _commands(command.commands[under], f"{name} {under}")


COMMANDS = dict(_commands(main, "planspor"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    assert COMMANDS[name].help


def test_every_command_and_option_is_in_the_reference(pages: dict[Path, Page]) -> None:
    [page] = [page for path, page in pages.items() if path.match("reference/commands.html")]
    text = " ".join(page.text.split())
    for name, command in COMMANDS.items():
        assert f"{name} [OPTIONS]" in text, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in text, f"{name} {parameter.opts[0]}"


def test_every_variable_of_the_environment_is_in_the_reference() -> None:
    named = set()
    for room in ("corpus", "ingest", "search", "web"):
        for file in (ROOT / room).rglob("*.py"):
            named |= set(
                re.findall(r"\bPLANSPOR_[A-Z_]*[A-Z]\b|\bHELSEDIR_[A-Z_]+", file.read_text())
            )
    said = (DOCS / "reference" / "configuration.md").read_text(encoding="utf-8")
    assert named
    assert {name for name in named if f"`{name}`" not in said} == set()


def test_the_api_reference_has_every_address_of_the_api(pages: dict[Path, Page]) -> None:
    openapi = pytest.importorskip("planspor.web.api.openapi", reason="there is no API")
    [page] = [page for path, page in pages.items() if path.match("reference/api.html")]
    for path in openapi.document(local=False)["paths"]:
        assert path in page.text
