"""`duban edit`, `split`, `merge`, `add`: correcting what was read, and adding what was not."""

import hashlib
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from commitments.codes import code_of
from commitments.document import Document, Imprint, Paragraph, Reference, ReferenceBasis, Section, Span
from commitments.i18n import _
from commitments.ledger.own_words import TYPED, TYPED_ON
from commitments.target import Basis, Comparator, Due, Kind, Owners, Quantity, Strength, Target
from monitor.commands.entries import target_id
from monitor.commands.output import say
from monitor.session import Session

COMPARATORS = [comparator.value for comparator in Comparator]
KINDS = [kind.value for kind in Kind]
STRENGTHS = [strength.value for strength in Strength]
_DAY = click.DateTime(["%Y-%m-%d"])


class _Number(click.ParamType[Decimal]):
    """A finite decimal, thousands separators allowed."""

    name = "decimal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The number; a usage error for anything else."""
        if isinstance(value, Decimal):
            return value
        try:
            number = Decimal(str(value).replace(",", ""))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.fail(_("{value} 不是数").format(value=repr(value)), param, ctx)
        return number


@click.command(
    short_help=_("更正识别：指标、数量、单位、类型、责任单位"),
    help=_("更正一项目标的识别结果；原来的内容留在记录里。"),
)
@click.argument("code", metavar="ID")
@click.option("--metric", help=_("指标；空文字表示没有"))
@click.option("--comparator", type=click.Choice(COMPARATORS), help=_("比较符"))
@click.option("--value", type=_Number(), help=_("数值"))
@click.option("--high", type=_Number(), help=_("区间的上限"))
@click.option("--unit", help=_("数量的单位"))
@click.option("--no-number", is_flag=True, help=_("去掉数量"))
@click.option("--kind", type=click.Choice(KINDS), help=_("类型"))
@click.option("--strength", type=click.Choice(STRENGTHS), help=_("约束强度"))
@click.option("--due", type=_DAY, help=_("时限；只能更正尚未收录的，在册的用 duban extend"))
@click.option("--lead", multiple=True, help=_("牵头单位，可重复"))
@click.option("--support", multiple=True, help=_("配合单位，可重复"))
@click.option("--reason", default="", help=_("为什么更正"))
@click.pass_obj
def edit(session: Session, /, code: str, reason: str, **given: Any) -> None:
    """Correct the reading of a target; the log keeps what it was."""
    changes = _changes(given)
    if not changes:
        raise click.UsageError(_("没有说要改什么"))
    services = session.services
    changed = services.ledger.edit(target_id(code), changes, actor=services.actor, reason=reason)
    say(_("已更正 {code}").format(code=code) if changed else _("{code} 没有变化").format(code=code))


def _changes(given: dict[str, Any]) -> dict[str, Any]:
    """Options as values by column."""
    changes: dict[str, Any] = {name: given[name] for name in ("comparator", "kind", "strength", "unit") if given[name]}
    if given["metric"] is not None:
        changes["metric"] = given["metric"] or None
    for option, column in (("value", "value"), ("high", "value_high")):
        if given[option] is not None:
            changes[column] = str(given[option])
    if given["no_number"]:
        changes |= dict.fromkeys(("comparator", "value", "value_high", "unit"))
    if given["due"] is not None:
        changes["original_due"] = given["due"].date().isoformat()
    for role in ("lead", "support"):
        if given[role]:
            changes[role] = list(given[role])
    return changes


@click.command(short_help=_("把一项拆成几项"), help=_("把一项目标按原文拆成几项；各段照原文逐字写，先后次序不变。"))
@click.argument("code", metavar="ID")
@click.argument("pieces", nargs=-1, required=True, metavar="WORDS...")
@click.pass_obj
def split(session: Session, code: str, pieces: tuple[str, ...]) -> None:
    """Cut a target into pieces of its quote, given word for word and in order."""
    services = session.services
    made = services.ledger.split(target_id(code), pieces, actor=services.actor)
    say(_("已拆为 {codes}").format(codes="、".join(map(code_of, made))))


@click.command(short_help=_("把重复的几项并入一项"), help=_("由第一项代表其余各项；其余各项的证据一并转入。"))
@click.argument("keep", metavar="ID")
@click.argument("others", nargs=-1, required=True, metavar="ID...")
@click.pass_obj
def merge(session: Session, keep: str, others: tuple[str, ...]) -> None:
    """Let the first target stand for the others; their evidence goes over to it."""
    services = session.services
    number = services.ledger.merge(target_id(keep), [target_id(code) for code in others], actor=services.actor)
    say(_("已并入 {n} 项：{code}").format(n=number, code=keep))


@click.command(short_help=_("手工添加一项目标"), help=_("添加一项目标：自己录入的文字，或台账里某份文件的原文。"))
@click.argument("words")
@click.option("--document", type=int, help=_("标在这份文件里；不给则作为手工登记"))
@click.option("--metric", help=_("指标"))
@click.option("--comparator", type=click.Choice(COMPARATORS), default=">=", show_default=True, help=_("比较符"))
@click.option("--value", type=_Number(), help=_("数值"))
@click.option("--unit", help=_("数量的单位"))
@click.option("--due", type=_DAY, help=_("时限"))
@click.option("--lead", multiple=True, help=_("牵头单位，可重复"))
@click.option("--support", multiple=True, help=_("配合单位，可重复"))
@click.pass_obj
def add(
    session: Session,
    words: str,
    document: int | None,
    metric: str | None,
    comparator: str,
    value: Decimal | None,
    unit: str | None,
    due: datetime | None,
    lead: tuple[str, ...],
    support: tuple[str, ...],
) -> None:
    """Add a target: words typed in, or words of a document in the ledger."""
    services = session.services
    text = services.ledger.document_text(document) if document is not None else words
    start = text.find(words)
    if start < 0 or not words.strip():
        raise click.UsageError(_("文件里没有这句话；引文要一字不差"))
    item = Target(
        document=TYPED,
        commitment=f"typed-{start}",
        kind=Kind.QUANTIFIED if value is not None else Kind.MILESTONE if due else Kind.TASK if lead else Kind.PLEDGE,
        quote=words,
        start=start,
        end=start + len(words),
        strength=Strength.PLANNED,
        metric=metric,
        quantity=None if value is None else Quantity(Comparator(comparator), value, unit),
        due=Due(due.date(), due.date().isoformat(), Basis.EXPLICIT) if due else Due(),
        owners=Owners(lead, support),
        confidence=1.0,
    )
    if document is not None:
        number = services.ledger.add_target(document, item, actor=services.actor)
    else:
        number = services.ledger.type_in(typed_document(words, session.today), item, actor=services.actor)
    say(_("已添加 C{number:06d}").format(number=number))


def typed_document(words: str, day: date) -> Document:
    """What somebody typed, as a document of one sentence."""
    whole = Span(0, len(words))
    imprint = Imprint(title=TYPED, signed=day, reference=Reference(day, ReferenceBasis.GIVEN))
    return Document(
        name=TYPED_ON.format(day=day.isoformat()),
        text=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        imprint=imprint,
        sections=(Section(0, "", Span(0, 0), whole, None),),
        paragraphs=(Paragraph(whole, 0),),
    )
