"""The pages, one module per subject."""

from planspor.web.pages import about, documents, matrix, plans, reviews, search, start, targets

BLUEPRINTS = (
    start.pages,
    search.pages,
    documents.pages,
    plans.pages,
    matrix.pages,
    targets.pages,
    reviews.pages,
    about.pages,
)
"""Every page of the site."""
