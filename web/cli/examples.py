"""Worked examples of every command, as its help shows them; a test runs them from first to last."""

from collections.abc import Iterator, Mapping
from typing import Final

import click

Example = tuple[str, str]
"""A command line without ``planspor``, and what it is for."""

EXAMPLES: Final[Mapping[str, tuple[Example, ...]]] = {
    "demo": (
        ("demo --no-serve --corpus demo", "the sample corpus in a folder of its own"),
        ("demo --json --corpus demo", "the same, told in JSON"),
    ),
    "doctor": (
        ("doctor", "is everything there that Planspor needs?"),
        ("doctor --json", "the same for a program; exit code 1 where something is wrong"),
    ),
    "completion": (
        ("completion bash", "what bash needs to complete commands and ids"),
        ("completion fish", "the same for fish"),
    ),
    "add": (
        ("add rapport.txt", "one file, whose details are read out of it"),
        ("add mappe --kind evaluation --issuer IVS", "all files below a folder"),
        ("add intervju.txt --access restricted", "shown on this machine only"),
    ),
    "fetch": (
        ("fetch https://www.regjeringen.no/no/dokumenter/x/id123/", "one document"),
        ("fetch https://www.regjeringen.no/no/dokumenter/ --follow", "and what it leads to"),
    ),
    "update": (
        ("update --dry-run", "what the sources have that is new"),
        ("update evaluering", "fetch what is new from one source"),
    ),
    "list": (
        ("list", "the documents of the corpus"),
        ("list --export dokumenter.xlsx", "the same as a workbook"),
    ),
    "outline": (
        ("outline evaluering-ivs-2023", "its headings, and how sure each is"),
        ("outline havneset-plan-2021 --json", "the same for a program"),
    ),
    "show": (
        ("show evaluering-ivs-2023/sammendrag", "one section"),
        ("show evaluering-ivs-2023/sammendrag:1", "one passage, with its place"),
    ),
    "edit": (
        ("edit havneset-plan-2021", "the details, and where each was found"),
        ('edit havneset-plan-2021 --number "Sak 12/2021"', "correct one"),
    ),
    "versions": (
        ("versions havneset-plan-2021", "its versions, and what became of decisions"),
        ("versions evaluering-ivs-2023 --json", "the same for a program"),
    ),
    "search": (
        ("search ventetid", "the word in all its forms, and related words"),
        ("search '\"én dør\" kommune' --year 2022-", "a phrase and a word, from 2022 on"),
        ("search ventetid --kind evaluation --export treff.docx", "all hits as a document"),
        ('search ventetid --save Ventetid --as "Kari Nordmann"', "keep the search"),
        ("search bolig --plan havneset2021 --save Bolig --as Kari", "keep a narrowed one"),
    ),
    "searches list": (
        ("searches list", "the saved searches, and what is new in each"),
        ("searches list --export sok.csv", "the same as a file"),
    ),
    "searches run": (
        ("searches run Ventetid", "search once more"),
        ("searches run Ventetid --new", "only what came since somebody last looked"),
    ),
    "searches remove": (
        ("searches remove Ventetid", "take a saved search away"),
        ("searches remove Bolig --json", "the same, told in JSON"),
    ),
    "plans list": (
        ("plans list", "those that ship and your own"),
        ("plans list --export planer.xlsx", "the same as a workbook, with how far each is"),
    ),
    "plans show": (
        ("plans show havneset2021", "its goals, and what is known of it"),
        ("plans show havneset2021 --json", "the same for a program"),
    ),
    "plans add": (
        ("plans add plan.yaml", "a plan file"),
        ('plans add tiltak.csv --id egen2025 --title "Vår plan"', "a list of measures"),
    ),
    "plans adopt": (
        ("plans adopt havneset-plan-2021 --dry-run", "what would be recognised"),
        ("plans adopt havneset-veileder-parorende-2022 --recommendations", "of a guideline"),
    ),
    "plans remove": (
        ("plans remove egen2025/m1 --yes", "one entry, without asking"),
        ("plans remove egen2025 --yes", "the whole of it; decisions stay in the log"),
    ),
    "plans export": (
        ("plans export havneset2021", "the plan as YAML, your edits included"),
        ("plans export rus2016", "one that ships, to begin from"),
    ),
    "measures": (
        ("measures havneset2021", "each measure, and how it stands"),
        ("measures havneset2021 --summary", "only how many stand how"),
        ("measures havneset2021 --export tiltak.docx", "as a document"),
    ),
    "indicators list": (
        ("indicators list havneset2021", "baseline, latest value, and which way"),
        ("indicators list havneset2021 --movement right", "only what goes the right way"),
    ),
    "indicators show": (
        ("indicators show havneset2021/i1", "all values, and where each stands"),
        ("indicators show havneset2021/i1 --json", "the same for a program"),
    ),
    "indicators adopt": (
        ("indicators adopt havneset2021 indikatorer --dry-run", "what would be taken"),
        ("indicators adopt havneset2021 indikatorer", "take them into the plan"),
    ),
    "indicators values": (
        ("indicators values havneset2021 verdier.csv --dry-run", "what would be entered"),
        ("indicators values havneset2021 verdier.csv --as Kari", "enter values from a file"),
    ),
    "indicators export": (
        ("indicators export havneset2021", "print them as CSV"),
        ("indicators export havneset2021 --out indikatorer.csv", "a file to fill in"),
    ),
    "extract": (
        ("extract", "of documents that were not searched yet"),
        ("extract evaluering-ivs-2023 --refresh", "one document once more"),
    ),
    "extracts list": (
        ("extracts list evaluering-ivs-2023 --kind reference", "what it refers to"),
        ("extracts list evaluering-ivs-2023 --export uttrekk.xlsx", "all as a workbook"),
    ),
    "extracts correct": (
        ("extracts correct Xeccdb672577024 --remove --as Ada", "it is none"),
        ("extracts correct Xeccdb672577024 --restore --as Ada", "it is one after all"),
    ),
    "extracts add": (
        (
            "extracts add evaluering-ivs-2023/start:1 'Delrapport 1' --kind conclusion --as Ada",
            "words of a passage that the machine passed over",
        ),
        (
            "extracts add evaluering-ivs-2023/start:1 Delrapport --kind advice --as Ada --json",
            "the same, told in JSON",
        ),
    ),
    "references": (
        ("references havneset-veileder-parorende-2022", "what it cites, and who cites it"),
        ("references --missing --export mangler.xlsx", "what to fetch next"),
    ),
    "entities list": (
        ("entities list fylkesmannen", "those with a word in a name"),
        ("entities list --kind 'data source' --export kilder.csv", "all data sources as a file"),
    ),
    "entities show": (
        ("entities show sirus", "one, as YAML"),
        ("entities show sirus --json", "the same for a program"),
    ),
    "entities add": (
        ("entities add Dørvakten dørvakta --mandate 'tar imot dem som kommer'", "with two names"),
        (
            "entities add Boligpanelet --kind 'data source' --owner dorvakten",
            "a source and its owner",
        ),
    ),
    "entities edit": (
        ("entities edit dorvakten --years 2021–", "since when it goes by that name"),
        ("entities edit dorvakten --add Dørvaktordningen", "one name more"),
    ),
    "entities export": (
        ("entities export", "yours as YAML"),
        ("entities export --all", "all in force"),
    ),
    "entities import": (
        ("entities import aktorer.yaml", "enter those of a file as your own"),
        ("entities import aktorer.yaml --json", "the same, told in JSON"),
    ),
    "entities remove": (
        ("entities remove boligpanelet", "take one out"),
        ("entities remove dorvakten --json", "the same, told in JSON"),
    ),
    "actions import": (
        ("actions import havneset2021 tiltak-rapportert.csv", "what bodies report"),
        ("actions import havneset2021 tiltak-rapportert.csv --as Ada", "in your name"),
    ),
    "actions list": (
        ("actions list havneset2021", "all, with the latest status of each"),
        ("actions list havneset2021 --measure m2", "only for one measure"),
    ),
    "actions show": (
        ("actions show A1cedf4dd9efc", "one, with everything reported of it"),
        ("actions show A1cedf4dd9efc --json", "the same for a program"),
    ),
    "actions export": (
        ("actions export havneset2021", "print them as CSV, to send out and take in again"),
        ("actions export rus2016", "those of another plan"),
    ),
    "actions adopt": (
        (
            "actions adopt X1357788695cad2 --measure havneset2021/m7 --as Kari",
            "an action that a document reports",
        ),
        (
            "actions adopt X1357788695cad2 --measure havneset2021/m7 --as Kari --json",
            "the same, told in JSON",
        ),
    ),
    "questions adopt": (
        ("questions adopt havneset2021 evaluering-ivs-2023", "as targets of the plan"),
        ("questions adopt havneset2021 evaluering-ivs-2023 --json", "told in JSON"),
    ),
    "questions list": (
        ("questions list havneset2021", "what evaluations were asked"),
        ("questions list havneset2021 --export sporsmal.docx", "as a document"),
    ),
    "findings": (
        ("findings evaluering-ivs-2023 --kind conclusion", "what one document concludes"),
        ("findings --kind advice --export rad.docx", "all advice as a document"),
    ),
    "money": (
        ("money havneset2021", "what is promised, proposed, adopted and spent"),
        ("money havneset2021 --export penger.xlsx", "every place that says so"),
    ),
    "link": (
        ("link havneset2021", "search all documents for one plan"),
        ("link --refresh", "count the words anew, and search for all plans"),
    ),
    "evidence": (
        ("evidence havneset2021/m8", "all that bears on it, and where nothing was found"),
        ("evidence havneset2021/m8 --export belegg.docx", "as a document with citations"),
    ),
    "touches": (
        ("touches evaluering-ivs-2023", "which measures and goals it speaks of"),
        ("touches evaluering-ivs-2023 --limit 3", "only the first"),
    ),
    "learn": (
        ("learn havneset2021/m8", "what decisions teach of its words"),
        ("learn havneset2021/m8 --keep mottak --as Ada", "search for a word from now on"),
    ),
    "matrix": (
        ("matrix havneset2021 --columns kind-year", "kinds of documents by year"),
        ("matrix havneset2021 --rows goals --export matrise.xlsx", "goals as a workbook"),
    ),
    "assess": (
        (
            'assess havneset2021/m2 --year 2023 --verdict "not addressed" --as Ada',
            "a person's verdict",
        ),
        (
            'assess havneset2021/m3 --year 2023 --verdict "not addressed" --as Ada --note Nei',
            "with a note",
        ),
    ),
    "timeline": (
        ("timeline havneset2021/m2", "a measure year by year"),
        ("timeline havneset2021/m2 --export tidslinje.csv", "as a file"),
    ),
    "changes": (
        ("changes havneset2021 --since 2026-01-01", "what came and was decided since"),
        ("changes havneset2021 --since 2026-01-01 --export nytt.docx", "as a document"),
    ),
    "compare": (
        ("compare rus2007 rus2016", "two plans side by side"),
        ("compare rus2007 rus2016 --export sammenlign.xlsx", "which measures go on"),
    ),
    "review decide": (
        (
            "review L1caf502f6f5f0e accept --as Kari --stage result --stance supports",
            "accept a suggestion, as you read it",
        ),
        ("review L1caf502f6f5f0e undo --as Kari", "take it back"),
    ),
    "review make": (
        (
            "review make evaluering-ivs-2023/sammendrag:1 havneset2021/m8 --as Kari"
            " --stage result --stance partly",
            "link a passage yourself",
        ),
        (
            "review make evaluering-ivs-2023/sammendrag:1 havneset2021/m2 --as Kari"
            " --stage result --stance mentions --note Bakgrunn",
            "with a note",
        ),
    ),
    "queue": (
        ("queue havneset2021", "what waits for a decision"),
        ("queue havneset2021 --by uncertainty --limit 5", "the least sure first"),
        ("queue havneset2021 --target havneset2021/m8 --export ko.xlsx", "of one measure"),
    ),
    "rounds new": (
        (
            "rounds new havneset2021 Prøve --coder Kari --coder Per --as Ada"
            " --link L1caf502f6f5f0e",
            "on one link",
        ),
        (
            "rounds new havneset2021 Tiltak --coder Kari --coder Per --as Ada"
            " --size 3 --only measures",
            "on three suggestions for measures",
        ),
    ),
    "rounds list": (
        ("rounds list", "how far each has come"),
        ("rounds list --export runder.csv", "as a file"),
    ),
    "rounds code": (
        (
            "rounds code havneset2021-prove L1caf502f6f5f0e accept --as Kari"
            " --stage result --stance supports",
            "what one coder reads",
        ),
        (
            "rounds code havneset2021-prove L1caf502f6f5f0e reject --as Per --note Nei",
            "and another",
        ),
    ),
    "rounds show": (
        ("rounds show havneset2021-prove", "what coders differ on, when all is coded"),
        ("rounds show havneset2021-prove --export runde.xlsx", "what each said of each link"),
    ),
    "rounds resolve": (
        (
            "rounds resolve havneset2021-prove L1caf502f6f5f0e accept --as Ada"
            " --stage result --stance partly --note Gjelder",
            "decide on what they differ on",
        ),
        (
            "rounds resolve havneset2021-prove L1caf502f6f5f0e reject --as Ada --note Nei",
            "or otherwise",
        ),
    ),
    "rounds close": (
        ("rounds close havneset2021-prove --as Ada", "end it, and enter what all agreed on"),
        ("rounds close havneset2021-tiltak --as Ada --no-enter", "end it only"),
    ),
    "agreement": (
        ("agreement havneset2021", "how far coders agree, and how often the machine is right"),
        ("agreement havneset2021 --export enighet.xlsx", "as a workbook"),
    ),
    "gates set": (
        ('gates set havneset2021 --rule "score>=0.9" --precision 0.9 --as Ada', "by score"),
        (
            'gates set havneset2021 --rule "score>=1.2" --precision 0.95 --as Ada --json',
            "a stricter one, told in JSON",
        ),
    ),
    "gates list": (
        ("gates list", "the gates, with their measured precision"),
        ("gates list --json", "the same for a program"),
    ),
    "gates lift": (
        ("gates lift regel-havneset2021-score-0-9", "what it accepted waits again"),
        ("gates lift regel-havneset2021-score-1-2 --keep", "what it accepted stays"),
    ),
    "export": (
        ("export havneset2021 --format docx --out vedlegg.docx", "the annex"),
        ("export havneset2021 --format xlsx --out koding.xlsx", "the coding as a workbook"),
    ),
    "import": (
        ("import koding.csv --plan havneset2021 --as Kari", "codes of another program"),
        ("import koding.csv --plan havneset2021 --as Kari --json", "told in JSON"),
    ),
    "terms list": (
        ("terms list SHdir", "entries with a word"),
        ("terms list --by person --export egne.csv", "your own as a file"),
    ),
    "terms show": (
        ("terms show shdir", "one entry as YAML"),
        ("terms show shdir --json", "the same for a program"),
    ),
    "terms add": (
        ("terms add møtested treffsted --origin Havneset", "words that mean the same"),
        ("terms add BPP Boligpanelet --kind abbreviation", "an abbreviation"),
    ),
    "terms edit": (
        ("terms edit motested --add samlingssted", "one form more"),
        ("terms edit motested --drop treffsted", "one less"),
    ),
    "terms export": (
        ("terms export", "yours as YAML"),
        ("terms export --all", "all in force"),
    ),
    "terms import": (
        ("terms import begreper.yaml", "enter those of a file as your own"),
        ("terms import begreper.yaml --json", "the same, told in JSON"),
    ),
    "terms remove": (
        ("terms remove motested", "take one out"),
        ("terms remove bpp --json", "the same, told in JSON"),
    ),
    "reindex": (
        ("reindex", "make the search index anew"),
        ("reindex --json", "the same, told in JSON"),
    ),
    "verify": (
        ("verify", "every claim of the record against what it rests on"),
        ("verify --json", "the same for a program; exit code 1 where something is wrong"),
    ),
    "evaluate": (
        ("evaluate", "all that can be measured against judged data"),
        ("evaluate links --json", "the linker alone, for a program"),
    ),
    "remove": (
        ("remove havneset-budsjett-2022 --yes", "one document, without asking"),
        ("remove rapport intervju --yes", "two"),
    ),
    "serve": (
        ("serve", "the site on this machine, at http://127.0.0.1:8080/"),
        ("serve --port 9000 --corpus demo", "another port, another corpus"),
    ),
}
"""In an order in which each can be run after those before it."""


def show_examples(name: str, command: click.Command) -> click.Command:
    """A command whose help ends with its examples, and so each command below it."""
    if isinstance(command, click.Group):
        for key, below in command.commands.items():
            show_examples(f"{name} {key}", below)
    elif name in EXAMPLES:
        lines = _lines(EXAMPLES[name])
        command.epilog = "\b\nExamples:\n" + "\n".join(lines)
    return command


def _lines(examples: tuple[Example, ...]) -> Iterator[str]:
    for line, purpose in examples:
        yield f"  {purpose}:"
        yield f"    planspor {line}"
