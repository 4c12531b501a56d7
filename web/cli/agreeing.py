"""Commands on how far coders agree, and on rules that accept by themselves."""

from collections.abc import Sequence
from pathlib import Path

import click

from planspor import search
from planspor.corpus.coding.agreement import (
    Agreement,
    Coefficient,
    agreement,
    of_overlaps,
    of_rounds,
)
from planspor.corpus.coding.calibration import Band, Calibration, Share, bands, calibrate
from planspor.corpus.coding.gating import lift_gate, run_gates, set_gate, standings
from planspor.corpus.coding.judgements import judged, machines, words
from planspor.ingest.link.search import THRESHOLD
from planspor.web.cli.context import (
    console,
    corpus_option,
    emit,
    json_option,
    named,
    opened,
    says_errors,
    table,
)
from planspor.web.cli.deciding import as_option
from planspor.web.cli.exporting import export_option, exported
from planspor.web.shapes import coding_shapes


@click.command("agreement")
@click.argument("plan")
@click.option(
    "--threshold",
    default=THRESHOLD,
    show_default=True,
    type=click.FloatRange(0, 2),
    help="Score from which the machine counts as accepting.",
)
@export_option
@corpus_option
@json_option
@says_errors
def agreement_command(
    plan: str, threshold: float, file: Path | None, folder: Path, as_json: bool
) -> None:
    """Show how far coders agree with each other and the machine, and how often it is right."""
    with opened(folder) as corpus:
        corpus.plans.get(plan)
        blind = agreement(*of_rounds(corpus, plan, threshold))
        others = agreement(*of_overlaps(corpus, plan, threshold))
        said = words(corpus.reviews.of_plan(plan), besides=machines(corpus.reviews.people()))
        decided = judged(corpus.links.briefs(plan), said)
    found, calibration = bands(decided), calibrate(decided)
    if file is not None:
        exported(folder, file, "coding.agreement_table", plan, blind, others, found)
        return
    if as_json:
        shape = coding_shapes.agreement(plan, blind, others, found)
        emit({**shape, "calibration": coding_shapes.calibration_brief(calibration)})
        return
    _print("Blind rounds", blind)
    _print("All decisions that overlap: not blind, the later could see the earlier", others)
    _print_bands(found, calibration)


def _print(title: str, found: Agreement) -> None:
    if not found.pairs:
        click.echo(f"{title}: none\n")
        return
    listed = table("Coders", "Of", ">n", ">Alike", ">Cohen's kappa", title=title)
    for one in found.pairs:
        alike, value = _share(one.alike), _coefficient(one.kappa, one.n)
        listed.add_row(f"{one.one}, {one.other}", one.facet, str(one.n), alike, value)
    console().print(listed)
    for all_ in found.together:
        value = _coefficient(all_.alpha, all_.n)
        click.echo(f"Krippendorff's alpha, people, {all_.facet}: {value} (n {all_.n})")
    click.echo()


def _share(found: Share) -> str:
    if found.value is None:
        return f"{found.right} of {found.n}"
    return f"{found.value:.0%} ({found.low:.0%}–{found.high:.0%})"


def _coefficient(found: Coefficient, n: int) -> str:
    if found.value is None:
        return "too few" if n < 20 else "all alike"
    interval = "" if found.low is None else f" ({found.low:.2f} to {found.high:.2f})"
    return f"{found.value:.2f}{interval}"


def _print_bands(found: Sequence[Band], calibration: Calibration | None) -> None:
    listed = table("Score", ">Decided", ">Accepted", title="Precision by score")
    for band in found:
        upper = f"–{band.high:.1f}" if band.high else " and up"
        listed.add_row(f"{band.low:.1f}{upper}", str(band.share.n), _share(band.share))
    console().print(listed)
    if calibration:
        click.echo(
            f"Calibrated ({calibration.method}, n {calibration.n}): Brier {calibration.brier:.3f}, "
            f"base rate {calibration.base_brier:.3f}; slope {calibration.slope:.2f} "
            f"({calibration.slope_low:.2f} to {calibration.slope_high:.2f})"
        )


@click.group("gates")
def gates_group() -> None:
    """Rules that accept by themselves, while what people decided shows that they can."""


@gates_group.command("set")
@click.argument("plan")
@click.option("--rule", required=True, help="score>=0.8, a linker's rule, or some with “and”.")
@click.option("--precision", required=True, type=float, help="The least precision, as .9.")
@as_option
@corpus_option
@json_option
@says_errors
def set_command(
    plan: str, rule: str, precision: float, name: str, folder: Path, as_json: bool
) -> None:
    """Let a rule accept, once the measured precision carries it; it runs at once and at linking."""
    with opened(folder) as corpus:
        gate = set_gate(corpus, plan, rule, precision, named(name))
        run_gates(corpus, [plan])
        [held] = [one for one in standings(corpus, [plan]) if one.gate.id == gate.id]
        search.open(corpus)
    if as_json:
        emit(coding_shapes.gate_standing(held))
        return
    carried = "carried" if held.carried else "not carried yet"
    click.echo(f"{gate.id}: {carried} by {_share(held.share)}; {held.accepted} accepted")


@gates_group.command("list")
@corpus_option
@json_option
@says_errors
def list_gates(folder: Path, as_json: bool) -> None:
    """List the gates, each with its measured precision and what it has accepted."""
    with opened(folder) as corpus:
        held = standings(corpus)
    if as_json:
        emit([coding_shapes.gate_standing(one) for one in held])
        return
    listed = table("=Gate", "Rule", ">Asked", ">Measured", "Carried", ">Accepted", "Lifted")
    for one in held:
        gate = one.gate
        lifted = gate.lifted.date().isoformat() if gate.lifted else ""
        carried, asked = "yes" if one.carried else "no", f"{gate.least_precision:.0%}"
        listed.add_row(
            gate.id, gate.rule, asked, _share(one.share), carried, str(one.accepted), lifted
        )
    console().print(listed)


@gates_group.command("lift")
@click.argument("gate")
@click.option("--keep", is_flag=True, help="Keep what it accepted.")
@corpus_option
@json_option
@says_errors
def lift_command(gate: str, keep: bool, folder: Path, as_json: bool) -> None:
    """Take a gate out of force; what it accepted waits for a person again, unless kept."""
    with opened(folder) as corpus:
        taken_back = lift_gate(corpus, corpus.gates.get(gate), keep)
        search.open(corpus)
        held = corpus.gates.get(gate)
    if as_json:
        emit({**coding_shapes.gate(held), "taken_back": taken_back})
    else:
        click.echo(f"{gate}: lifted, {taken_back} acceptances taken back")
