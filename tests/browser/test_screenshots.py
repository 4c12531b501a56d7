from pathlib import Path
from typing import TYPE_CHECKING

import screenshots

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_documentation_has_a_picture_of_each_page_it_shows(
    launched: "Browser", served: str, tmp_path: Path
) -> None:
    screenshots.take(launched, served, tmp_path)
    held = {path.name for path in screenshots.FOLDER.glob("*.png")}
    assert {path.name for path in tmp_path.iterdir()} == held
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in screenshots.FOLDER.iterdir())
