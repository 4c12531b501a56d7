"""A site reads what its pages read before anybody asks for them."""

from pathlib import Path

from test_access import folder, secrets
from test_statements import MOST, Statements

from planspor.web.app import create_app
from planspor.web.warming import warm

__all__ = ["folder", "secrets"]


def test_the_first_visitor_to_a_warm_site_waits_for_little(folder: Path) -> None:
    app = create_app(folder, local=True)
    warm(app)
    statements = Statements(app.extensions["planspor"].corpus.database.engine)
    client = app.test_client()
    for address in ("/", "/planer", "/veiledning", "/sok?q=plan", "/henvisninger"):
        statements.asked.clear()
        with client.get(address) as answer:
            assert answer.status_code == 200
        assert len(statements.asked) <= MOST
    app.extensions["planspor"].close()
