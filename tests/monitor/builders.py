"""Builders of what monitor passes around: entries, lines and digests; say only what the test is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from commitments.document import Place, PlaceKind
from commitments.errors import Problem
from commitments.evidence import RejectReason, Review, Verdict
from commitments.ledger import Counts, DocumentEntry, Entry, Observation
from commitments.ledger.findings_values import Revisit, Unsettled
from commitments.target import Basis, Comparator, Due, Kind, Quantity, Strength, Target
from commitments.timing import Timing
from monitor.digest import Digest, Line, Move, News, Source
from tests.commitments.builders import ACTOR, a_target

DAY = date(2025, 11, 21)
NEAR_DAYS = 30


def a_document_entry(
    *,
    id: int = 1,  # noqa: A002 - the field's own name
    name: str = "工作方案.txt",
    title: str | None = "某省制造业提升行动方案",
    issuer: str | None = "某省人民政府办公厅",
    number: str | None = "某政办发〔2025〕7号",
) -> DocumentEntry:
    """A document as the ledger hands it out."""
    signed = date(2025, 5, 20)
    return DocumentEntry(id, name, title, issuer, number, signed, None, signed, "signed", f"{id:064x}")


def an_observation(
    *,
    target_id: int = 1,
    observed_on: date = date(2025, 11, 18),
    value: Decimal | None = Decimal(82),
    unit: str | None = "家",
    note: str = "省厅月报",
    link: str = "",
) -> Observation:
    """A piece of evidence as recorded."""
    recorded = datetime(2025, 11, 18, 8, 30, tzinfo=UTC)
    return Observation(1, target_id, observed_on, value, unit, note, link, ACTOR, recorded)


def an_entry(
    target: Target | None = None,
    *,
    id: int = 1,  # noqa: A002 - the field's own name
    document: DocumentEntry | None = None,
    review: Review = Review.TRACKED,
    verdict: Verdict = Verdict.OPEN,
    verdict_reason: str = "",
    original_due: date | None = None,
    latest: Observation | None = None,
    reject_reason: RejectReason | None = None,
) -> Entry:
    """A target in the ledger; `original_due` given means that the due date was moved once."""
    target = target or a_target()
    return Entry(
        id=id,
        target=target,
        document=document or a_document_entry(),
        review=review,
        verdict=verdict,
        due=target.due.day,
        original_due=original_due or target.due.day,
        times_moved=1 if original_due else 0,
        noticed=None,
        latest=latest,
        reject_reason=reject_reason,
        verdict_reason=verdict_reason,
        version=1,
    )


def a_line(entry: Entry | None = None, *, day: date = DAY, near_days: int = NEAR_DAYS) -> Line:
    """An entry as it stands on a day."""
    entry = entry or an_entry()
    return Line(entry, entry.timing(day, near_days), entry.days_left(day))


def a_digest(*entries: Entry, day: date = DAY, near_days: int = NEAR_DAYS, problems: Sequence[Problem] = ()) -> Digest:
    """The digest of these entries, in the order given."""
    lines = tuple(a_line(entry, day=day, near_days=near_days) for entry in entries)
    reviews = Counter(entry.review for entry in entries)
    timings = Counter(line.timing for line in lines)
    documents = {entry.document.id: entry.document for entry in entries}

    def standing(timing: Timing) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.timing is timing)

    return Digest(
        day=day,
        near_days=near_days,
        counts=Counts(
            {timing: timings[timing] for timing in Timing}, reviews[Review.CANDIDATE], reviews[Review.TRACKED], 0
        ),
        documents=tuple(documents.values()),
        overdue=standing(Timing.OVERDUE),
        due=standing(Timing.DUE),
        near=standing(Timing.NEAR),
        ahead=standing(Timing.AHEAD),
        undated=standing(Timing.UNDATED),
        closed=standing(Timing.CLOSED),
        unreviewed=tuple(line for line in lines if line.entry.review is Review.CANDIDATE),
        recent=tuple(line for line in lines if line.entry.latest is not None),
        problems=tuple(problems),
    )


def a_full_day() -> Digest:
    """A day on which every section of a report has something to say."""
    plan = a_document_entry(id=1)
    reply = a_document_entry(id=2, name="答复.md", title="对省人大建议第1024号的答复", issuer="某省数据局", number=None)
    return a_digest(
        *_late(plan), *_in_time(plan, reply), *_settled(reply), problems=(Problem("剪报.txt", "没有写明日期"),)
    )


def a_briefed_day() -> Digest:
    """The same day as a report has it: with what is new since the day before, and where each line stands."""
    digest = a_full_day()
    pilot, trained = digest.overdue
    met, withdrawn = digest.closed
    met = replace(met, revisit=Revisit((Unsettled.EVIDENCE,), datetime(2025, 11, 20, 2, 0, tzinfo=UTC)))
    before = Counts({**dict.fromkeys(Timing, 0), Timing.OVERDUE: 1, Timing.AHEAD: 4}, 2, 3, 0)
    news = News(
        since=DAY - timedelta(days=1),
        before=before,
        overdue=(pilot,),
        met=(met,),
        met_late=(),
        settled=(withdrawn,),
        moved=(Move(trained, date(2025, 6, 30)),),
        arrived=(),
        revisit_before=0,
    )
    page = Source(Place(0, PlaceKind.PAGE, "3"), "二、重点任务 › （一）人才")
    places = {5: page, 8: Source(None, "三、算力")}
    closed, recent = (met, withdrawn), tuple(met if line.entry.id == met.entry.id else line for line in digest.recent)
    return replace(digest, news=news, sources=places, stale=(trained,), closed=closed, recent=recent, revisit=(met,))


def _late(plan: DocumentEntry) -> tuple[Entry, ...]:
    trained = a_target(
        "10月底前由省教育厅、省科技厅共同完成首批200名工程师培训",
        due=Due(date(2025, 10, 31), "10月底前", Basis.RELATIVE),
        lead=("省教育厅", "省科技厅"),
        support=("各市人民政府",),
        metric="工程师培训人数",
        quantity=Quantity(Comparator.AT_LEAST, Decimal(200), "名"),
        strength=Strength.BINDING,
    )
    pilot = a_target(
        "三季度末前出台中试基地管理办法",
        due=Due(date(2025, 9, 30), "三季度末前", Basis.RELATIVE),
        lead=("省科技厅",),
        metric=None,
        quantity=None,
        kind=Kind.TASK,
        doubts=("时限按发文日期推算，请核对",),
    )
    return an_entry(pilot, id=3, document=plan, review=Review.CANDIDATE), an_entry(
        trained, id=5, document=plan, original_due=date(2025, 6, 30), latest=an_observation(unit="名", target_id=5)
    )


def _in_time(plan: DocumentEntry, reply: DocumentEntry) -> tuple[Entry, ...]:
    today = a_target(
        "确保11月21日前办结全部欠账", due=DAY, lead=("省财政厅",), metric=None, quantity=None, kind=Kind.TASK
    )
    year = a_target(
        "力争年底前全省算力规模超过4.5万P",
        due=Due(date(2025, 12, 20), "年底前", Basis.INHERITED),
        metric="算力规模",
        quantity=Quantity(Comparator.ABOVE, Decimal(45000), "P"),
    )
    far = a_target(due=DAY + timedelta(days=400), lead=("省工业和信息化厅",))
    someday = a_target(
        "推动数据要素市场加快形成", due=Due(None, "适时", Basis.NONE), metric=None, quantity=None, kind=Kind.PLEDGE
    )
    quarterly = a_target(
        "每季度公开一次进展",
        due=Due(date(2025, 12, 31), "每季度", Basis.RELATIVE, "quarterly"),
        kind=Kind.TASK,
        metric=None,
        quantity=None,
    )
    return (
        an_entry(today, id=7, document=plan),
        an_entry(year, id=8, document=reply),
        an_entry(far, id=9, document=plan, review=Review.CANDIDATE),
        an_entry(quarterly, id=11, document=plan),
        an_entry(someday, id=10, document=reply, review=Review.CANDIDATE),
    )


def _settled(reply: DocumentEntry) -> tuple[Entry, ...]:
    seen = an_observation(target_id=12, link="https://data.example/2025/report.html", note="")
    return (
        an_entry(a_target(lead=("省数据局",)), id=12, document=reply, verdict=Verdict.MET, latest=seen),
        an_entry(
            a_target(lead=("省数据局",), due=date(2025, 6, 30)),
            id=13,
            document=reply,
            verdict=Verdict.WITHDRAWN,
            verdict_reason="规划已修编",
        ),
    )
