"""`duban extract`: the targets of documents on stdout, without a ledger."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from commitments.document import Document
from commitments.errors import ReadError
from commitments.i18n import _
from commitments.record import result_record, target_record
from commitments.target import Extraction, Result, RuleHit, Target
from monitor.commands.output import complain, table
from monitor.safe_text import one_line
from monitor.session import Session
from monitor.words import quantity_words, word


@click.command(
    short_help=_("列出文件中的承诺目标，不动台账"),
    help=_("列出每份文件承诺了什么；读不了的文件会逐一指出，其余照常处理。"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "layout", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True)
@click.option("--reference", type=click.DateTime(["%Y-%m-%d"]), help=_("基准日：今年、年底前等按它推算"))
@click.option("--results", is_flag=True, help=_("同时列出文件报告的已有成效"))
@click.option("--explain", "explained", is_flag=True, help=_("说明每个结论出自哪条规则"))
@click.pass_obj
def extract(
    session: Session, files: tuple[Path, ...], layout: str, reference: datetime | None, results: bool, explained: bool
) -> int:
    """Print what each document promises; a file that cannot be read is named and the rest goes on."""
    from commitments.extraction import extract as extract_targets
    from commitments.reading import read_all

    given = reference.date() if reference else None
    show = _jsonl if layout == "jsonl" else _table
    failed = 0
    for file in files:
        try:
            documents = read_all(file, given=given or session.given_reference(file))
        except ReadError as error:
            complain(error)
            failed += 1
            continue
        for document in documents:
            for line in show(document, extract_targets(document), results, explained):
                click.echo(line)
    if not failed:
        return 0
    return 1 if failed == len(files) else 3


def _jsonl(document: Document, extraction: Extraction, results: bool, explained: bool) -> list[str]:
    records = [target_record(target) | _trail(document, target, explained) for target in extraction.targets]
    if results:
        records += [result_record(result) | _trail(document, result, explained) for result in extraction.results]
    return [json.dumps(record | _place(document, record["start"]), ensure_ascii=False) for record in records]


def _place(document: Document, start: int) -> dict[str, Any]:
    """Page, cell or part, for formats that have them."""
    place = document.place_at(start)
    return {"place": {"kind": place.kind.value, "label": place.label}} if place else {}


def _trail(document: Document, found: Target | Result, explained: bool) -> dict[str, Any]:
    return {"rules": [_hit(document, hit) for hit in found.rules]} if explained else {}


def _hit(document: Document, hit: RuleHit) -> dict[str, Any]:
    words = hit.span.of(document.text) if hit.span else None
    return {"part": hit.part, "rule": hit.rule, "words": words, "start": hit.span.start if hit.span else None}


def _table(document: Document, extraction: Extraction, results: bool, explained: bool) -> list[str]:
    reference = document.imprint.reference
    day = reference.day.isoformat() if reference.day else _("无")
    lines = ["", _("{name}  基准日 {day}（{basis}）").format(name=document.name, day=day, basis=reference.basis.value)]
    headings = [_("类型"), _("时限"), _("数量"), _("牵头"), _("原文")]
    if not explained:
        lines.append(table(headings, [_columns(target) for target in extraction.targets]))
    else:
        for target in extraction.targets:
            lines += ["", *_explained(document, target)]
    if results:
        lines += ["", _("已报告成效"), *(one_line(result.quote) for result in extraction.results)]
    return lines


def _columns(target: Target) -> list[str]:
    due = target.due.day.isoformat() if target.due.day else "—"
    quantity = quantity_words(target.quantity) if target.quantity else ""
    return [word(target.kind), due, quantity, "、".join(target.owners.lead), one_line(target.quote, 60)]


def _explained(document: Document, target: Target) -> list[str]:
    from commitments.extraction.explain import explain

    return ["  ".join(_columns(target)), *(f"  {one_line(line)}" for line in explain(target, document)[1:])]
