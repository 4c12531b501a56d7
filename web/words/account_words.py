"""What roles, and the lines of the audit log, are called."""

from typing import Final

from planspor.corpus.model import Role, Visibility
from planspor.web.words.spoken import N_, Names, Words

ROLES: Final = {
    Role.READER: Words(
        N_("Leser"),
        N_("Leser også dokumenter med begrenset tilgang, lagrer søk og følger tiltak."),
    ),
    Role.REVIEWER: Words(
        N_("Vurderer"),
        N_("Vurderer forslag, koder, knytter avsnitt til tiltak og gir status."),
    ),
    Role.EDITOR: Words(
        N_("Redaktør"),
        N_("Legger til dokumenter og retter opplysninger, uttrekk, planer og begreper."),
    ),
    Role.ADMINISTRATOR: Words(
        N_("Administrator"),
        N_("Gir andre tilgang, setter regler som godkjenner, og leser loggen."),
    ),
}
"""Each role may do what those before it may."""

VISIBILITIES: Final = {
    Visibility.PUBLIC: Words(
        N_("Åpen for alle"),
        N_("Alle som når siden, kan lese og søke i de åpne dokumentene uten å logge inn."),
    ),
    Visibility.ACCOUNTS: Words(
        N_("Bare for dem som har konto"),
        N_("Ingenting vises før man har logget inn."),
    ),
}

WEAKNESSES: Final = Names(
    {
        "short": N_("Passordet må ha minst 15 tegn. Fire-fem ord som ikke hører sammen, er bra."),
        "long": N_("Passordet kan ha høyst 256 tegn."),
        "common": N_(
            "Passordet er for lett å gjette. Unngå navn, årstall, ukedager og ord som gjentas."
        ),
    }
)

DONE: Final = Names(
    {
        "signed in": N_("logget inn"),
        "signed out": N_("logget ut"),
        "signed out everywhere": N_("logget ut overalt"),
        "sign-in failed": N_("innlogging mislyktes"),
        "sign-in stopped": N_("innlogging stanset etter for mange forsøk"),
        "account added": N_("konto opprettet"),
        "account tied": N_("konto knyttet til innloggingstjeneste"),
        "account disabled": N_("konto stengt"),
        "account enabled": N_("konto åpnet igjen"),
        "role changed": N_("rolle endret"),
        "password set": N_("passord valgt"),
        "invited": N_("invitert"),
        "reset link made": N_("lenke til nytt passord laget"),
        "token made": N_("nøkkel laget"),
        "token revoked": N_("nøkkel trukket tilbake"),
        "visibility": N_("synlighet endret"),
        "taken away": N_("fil lastet ned"),
        "links": N_("vurdering eller lenker endret"),
        "document": N_("dokument lagt til eller endret"),
        "removed": N_("dokument tatt ut"),
        "plan": N_("plan endret"),
        "terms": N_("begrep endret"),
        "assessment": N_("vurdering av tiltak eller mål"),
        "actions": N_("gjennomføring endret"),
        "extracts": N_("uttrekk rettet"),
        "entities": N_("aktør endret"),
        "indicators": N_("indikatorverdi lagt inn"),
        "round": N_("kodingsrunde endret"),
        "gate": N_("regel som godkjenner endret"),
    }
)
"""What a line of the audit log says was done."""

DETAILS_DONE: Final = Names(
    {
        "email": N_("e-post"),
        "role": N_("rolle"),
        "before": N_("før"),
        "how": N_("med"),
        "why": N_("grunn"),
        "token": N_("nøkkel"),
        "expires": N_("gjelder til"),
        "browsers": N_("nettlesere"),
        "issuer": N_("tjeneste"),
        "decision": N_("avgjørelse"),
        "link": N_("lenke"),
        "round": N_("runde"),
        "version": N_("utgave"),
        "changes": N_("endringer"),
        "rule": N_("regel"),
        "least_precision": N_("minste treffsikkerhet"),
        "lifted": N_("opphevet"),
        "closed": N_("lukket"),
    }
)
"""What is said beside it."""
