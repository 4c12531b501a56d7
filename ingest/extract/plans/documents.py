"""A plan with what its document says of it, and nothing in it yet."""

from planspor.corpus.model import Document, Origin, Plan


def plan_of(document: Document, id_: str) -> Plan:
    """The plan that a document is, by the document's details."""
    return Plan(
        id=id_,
        title=document.title,
        short=document.title,
        years=str(document.year) if document.year else None,
        issuer=document.issuer,
        document=document.id,
        documents=(document.id,),
        language=document.language,
        sources={document.id: {"title": document.title}},
        origin=Origin.RECOGNISED,
    )
