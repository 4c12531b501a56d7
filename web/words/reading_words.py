"""Why a file could not be read, what to do about it, and what was noted of one that was."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from flask_babel import gettext

from planspor.corpus.errors import PlansporError
from planspor.web.words.spoken import N_


class Told(NamedTuple):
    """What went wrong and what to do; ``exactly`` is how the reader says it, in English."""

    what: str
    remedy: str
    exactly: str = ""


_SAVE: Final = N_("Åpne filen i programmet den er laget med, lagre en ny kopi, og legg til den.")
_AS_PDF: Final = N_("Åpne filen i sitt eget program, lagre den som PDF, og legg til den.")
_NO_PASSWORD: Final = N_("Lagre filen uten passord, og legg til den.")
_UNPACK: Final = N_("Pakk den ut, og legg til filene.")
_NO_NEED: Final = N_("Det som ikke er et dokument, trenger du ikke å gjøre noe med.")
_ADDRESS: Final = N_("Se at adressen er riktig. Åpne den i nettleseren og kopier den hele.")
_BY_HAND: Final = N_("Lagre dokumentet fra nettleseren, og legg til filen her.")

_FAULTS: Final = (
    (
        r"the file is empty|there is nothing in it",
        N_("Filen er tom."),
        N_("Se at den er lagret eller lastet ned helt, og legg til den på nytt."),
    ),
    (
        r"images, without a text layer",
        N_("Sidene er bilder uten tekst: dokumentet er skannet."),
        N_(
            "Kjør tekstgjenkjenning (OCR) på filen og legg til den nye, eller be den som drifter "
            "siden installere Tesseract."
        ),
    ),
    (
        r"no text and no images|has no pages",
        N_("Det er verken tekst eller bilder på sidene."),
        _AS_PDF,
    ),
    (
        r"encrypted|password|is locked|security",
        N_("Filen er låst med passord."),
        _NO_PASSWORD,
    ),
    (r"\.doc\)|before 2007", N_("Filen er fra Word før 2007 (.doc)."), _SAVE),
    (r"an archive other than ZIP", N_("Arkivet er av et annet slag enn ZIP."), _UNPACK),
    (
        r"packed too deep|bombs do|holds more than|cannot be unpacked|no file in it|unusual way",
        N_("Arkivet kan ikke pakkes ut her."),
        _UNPACK,
    ),
    (
        r"an image$",
        N_("Filen er et bilde."),
        N_("Er det en side med tekst, så lagre den som PDF og legg til den."),
    ),
    (r"a program$|a font$|sound or film$|a database$", N_("Filen er ikke et dokument."), _NO_NEED),
    (r"a presentation", N_("Filen er en presentasjon."), _AS_PDF),
    (
        r"a spreadsheet",
        N_("Filen er et regneark."),
        N_("Et regneark med planens tiltak legges inn som plan."),
    ),
    (r"saved mail|rich text", N_("Filen er av et slag som ikke leses."), _AS_PDF),
    (
        r"no running text: a table",
        N_("Filen er en tabell, innstillinger eller kode, og ikke løpende tekst."),
        N_("Er det et dokument, så la navnet ende på .txt og legg til filen på nytt."),
    ),
    (
        r"no text on this page",
        N_("Det er ingen tekst på nettsiden slik den er lagret."),
        N_("Åpne adressen i nettleseren, la den laste ferdig, og lagre siden."),
    ),
    (r"no text in|holds no text", N_("Det er ingen tekst i filen."), _SAVE),
    (
        r"damaged|cannot be read|no page of it|not \S+, which its first bytes promise",
        N_("Filen er skadet, eller den er av et annet slag enn navnet sier."),
        _SAVE,
    ),
    (
        r"took longer than|more memory|unpacks to more|nested without end|used more|its reader",
        N_("Det tok for lang tid eller for mye minne å lese filen."),
        N_("Skriv den ut til en ny PDF eller del den opp, og legg til den."),
    ),
    (
        r"is larger than",
        N_("Dokumentet er for stort."),
        N_("Del det opp, og legg til delene hver for seg."),
    ),
    (
        r"private network|where nothing is fetched from",
        N_("Adressen ligger på et lukket nett, og derfra hentes ingenting."),
        _BY_HAND,
    ),
    (
        r"no address|only addresses of the web|holds a name or password",
        N_("Dette er ikke en adresse på nettet."),
        _ADDRESS,
    ),
    (
        r"cannot be reached|broke off|asks to wait|took longer",
        N_("Tjeneren på adressen svarer ikke."),
        N_("Se at adressen er riktig, og prøv igjen senere."),
    ),
    (r"answered 40[13]", N_("Tjeneren på adressen slipper oss ikke inn."), _BY_HAND),
    (r"answered 4", N_("Det er ikke noe på adressen."), _ADDRESS),
    (
        r"robots|between requests|rules are not known",
        N_("Utgiveren har sagt at adressen ikke skal hentes av programmer."),
        _BY_HAND,
    ),
    (
        r"original cannot be kept|be written",
        N_("Filen kunne ikke lagres."),
        N_("Be den som drifter siden se om disken er full."),
    ),
    (
        r"no kind that Planspor knows|: XML|: JSON",
        N_("Filen er av et slag som ikke leses."),
        _AS_PDF,
    ),
)
"""What an error says (a pattern), what it means and what to do: the first that fits holds."""

_NOTES: Final = (
    (
        r"There is no running text in it to search\.",
        N_("Det er ingen løpende tekst i det å søke i."),
    ),
    (
        r"Read by optical character recognition.*",
        N_("Dokumentet er skannet: teksten er lest av et program for tekstgjenkjenning."),
    ),
    (r"Read as (?P<a>.+)\.", N_("Lest med tegnsettet %(a)s.")),
    (
        r"Protected against changes by an owner's password; open to read\.",
        N_("Låst mot endringer med eierens passord, men åpen for lesing."),
    ),
    (
        r"The file is damaged: it was repaired, and parts of it may be missing\.",
        N_("Filen er skadet. Den er reparert, og deler av den kan mangle."),
    ),
    (
        r"The file is damaged; what could be (?:unpacked was read|read of it was)\.",
        N_("Filen er skadet. Det som lot seg lese, er lest."),
    ),
    (
        r"The markup is damaged; it was read as far as it goes\.",
        N_("Nettsiden er skadet, og er lest så langt den rekker."),
    ),
    (
        r"Files embedded in the text are not read: (?P<a>\d+)\.",
        N_("Filer lagt inn i teksten er ikke lest: %(a)s."),
    ),
    (
        r"Tracked changes are read as accepted: (?P<a>\d+) inserted, "
        r"(?P<b>\d+) deleted(?:, by (?P<c>.+))?\.",
        N_("Sporede endringer er lest som godtatt: %(a)s satt inn, %(b)s slettet."),
    ),
    (
        r"(?P<a>\d+) records? below (?:these|this) (?:are|is) not in the file\.",
        N_("%(a)s underliggende deler av dokumentet er ikke i filen."),
    ),
    (
        r"Not read, since recognition takes too long: (?P<a>.+)\.",
        N_("Ikke lest, fordi tekstgjenkjenningen tar for lang tid: %(a)s."),
    ),
    (
        r"Read a second time, by pypdf, .* pages (?P<a>.+)\.",
        N_("Sider som er skadet, er lest på en annen måte, uten plass på siden: %(a)s."),
    ),
)
"""What readers note, and how it is said on the pages."""


def why(error: PlansporError | None) -> Told:
    """What an error means for who handed a file over; None is one that nobody foresaw."""
    if error is None:
        return Told(
            gettext("Noe gikk galt hos oss."),
            gettext("Det som rakk å bli lest, er beholdt. Si fra til den som drifter siden."),
        )
    said = re.sub(r"^upload://[^/]+/[^/]+/", "", error.message)
    for pattern, what, remedy in _FAULTS:
        if re.search(pattern, said):
            return Told(gettext(what), gettext(remedy), f"{said}. {error.remedy}")
    return Told(gettext("Filen kunne ikke leses."), gettext(_SAVE), f"{said}. {error.remedy}")


def note(text: str) -> str:
    """What a reader noted of a document; one not known is shown as it stands."""
    for pattern, said in _NOTES:
        if found := re.fullmatch(pattern, text):
            return gettext(said, **found.groupdict())
    return text


def is_about_loss(notes: Iterable[str]) -> bool:
    """Whether something that was noted of a document tells that part of it was not read."""
    return any(_LOSS.search(note) for note in notes)


_LOSS: Final = re.compile(
    r"no running text|damaged|not read|not in the file|Not read|a second time"
)


def is_recognised(notes: Iterable[str]) -> bool:
    """Whether the text of a document was recognised from images of its pages."""
    return any("optical character recognition" in note for note in notes)
