"""What guidance is called on the pages."""

from collections.abc import Mapping
from typing import Final

from planspor.corpus.guidance import Force, Group
from planspor.web.words.spoken import N_, Names, Words

FORCES: Final[Mapping[Force, Words]] = {
    Force.LAW: Words(N_("Lov og forskrift"), N_("Rettslig bindende plikter og rettigheter.")),
    Force.CIRCULAR: Words(
        N_("Rundskriv"), N_("Hvordan departement eller direktorat tolker lov og krav.")
    ),
    Force.STANDARD: Words(
        N_("Faglig retningslinje"),
        N_("Normerende anbefalinger: den som gjør noe annet, må kunne begrunne det."),
    ),
    Force.GUIDE: Words(N_("Veileder"), N_("Faglig veiledning uten å være bindende.")),
    Force.ADVICE: Words(N_("Faglige råd"), N_("Råd om god praksis uten å være bindende.")),
    Force.UNKNOWN: Words(
        N_("Annen veiledning"), N_("Verken tittel eller adresse sier hvor bindende den er.")
    ),
}
"""How far guidance binds."""

BINDINGS: Final[Mapping[str, Words]] = {
    "skal": Words(N_("Skal eller må"), N_("Ordlyden sier skal eller må.")),
    "bør": Words(N_("Bør"), N_("Ordlyden sier bør eller anbefales.")),
    "kan": Words(N_("Kan"), N_("Ordlyden sier kan eller foreslås.")),
    "": Words(N_("Ikke oppgitt"), N_("Ordlyden sier ikke hvor bindende den er.")),
}
"""How far a recommendation binds, by its own wording."""

GROUPS: Final[Mapping[str, str]] = Names(
    {
        Group.MUNICIPALITIES: N_("Kommuner"),
        Group.HOSPITALS: N_("Spesialisthelsetjenesten"),
        Group.DOCTORS: N_("Leger og psykologer"),
        Group.STAFF: N_("Ansatte og helsepersonell"),
        Group.LEADERS: N_("Ledere"),
        Group.RELATIVES: N_("Pårørende"),
        Group.PATIENTS: N_("Pasienter og brukere"),
        Group.CHILDREN: N_("Barn og unge"),
        Group.SCHOOLS: N_("Skole og barnehage"),
        Group.WELFARE: N_("Nav og barnevern"),
        Group.AUTHORITIES: N_("Myndigheter"),
        "": N_("Ikke oppgitt"),
    }
)
"""Whom guidance is written for."""
