"""The page of one award: what was awarded, by which decision, what it is today and how its name may be used."""

from collections.abc import Callable
from datetime import date
from html import escape
from typing import ClassVar

from generator.domain import addresses
from generator.domain.records import Awardee, Correction
from generator.domain.statuses import AwardState, AwardStatus, in_force_on
from generator.domain.usage import NameUsage
from generator.frozen import dataclass
from generator.pages.award_uses import UsesInWords
from generator.pages.base import Head, Link, Source, nothing
from generator.pages.drawings import Drawing
from generator.pages.indexes import CycleRecords
from generator.pages.links import notice_link
from generator.pages.naming import record_head
from generator.pages.text_status import TextStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """A revocation or a stop of publicity."""

    measure: str
    """revoke or stop_publicity."""
    in_force: bool
    """Whether it was in force on the day of the build."""
    ground: str
    """The ground in words of the regulation's facts; empty where none is named or the text is not held."""
    clause: str | None
    decided_by: str
    decided_on: date | None
    since: date | None
    """The day from which it holds."""
    document_number: str
    published_on: date | None
    statement: str
    source_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardeePage:
    """Everything about one award."""

    template: ClassVar[str] = "awardee.html.j2"
    head: Head
    name: str
    """Whoever won, otherwise the title of what won."""
    award: str
    """As the decision names it."""
    unit: str
    entry_title: str
    """Empty where it already is the name."""
    decision_document: str
    decided_on: date | None
    published_on: date | None
    note: str
    status: AwardStatus
    validity: str
    """stated, silent, not_held or draft: what the award's own text says of it; revoked: nothing is valid any longer."""
    measures: tuple[MeasureView, ...]
    revocations_held: bool
    """False: no record of revocations is held, so that none found says nothing."""
    usage: NameUsage
    uses: UsesInWords
    text: TextStatus | None
    """Of the text that speaks on the use of the name."""
    own_text: TextStatus | None
    version_known: bool
    """Whether the record says under which version of the regulation the award was made, held or not."""
    organization: Link | None
    cycle: Link
    notice: Link | None
    notice_withdrawn: bool
    """Whether the notice that the award names is withdrawn on the day of the build."""
    name_use: str
    other_version: bool
    """Whether the page of the uses tells another version of the text than the one that speaks here."""
    name_check: str
    short: str
    """The short address that the QR code carries."""
    short_address: str
    """The same in its canonical form, whole where the site's own address is known."""
    short_kind: str
    """What stands on the short page: address, code or badge."""
    corrections: tuple[Correction, ...]
    """Of the award and of the measures against it."""
    corrections_record: str
    """The page of all corrections of the jurisdiction."""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBadge:
    """What an awardee may put elsewhere: it names the award and leads to its present state, which it does not claim."""

    plain: str
    html: str
    """The same as a link, as it is written into a web page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAwardeePage:
    """The present state of one award in one screen: what the QR code leads to."""

    template: ClassVar[str] = "short_awardee.html.j2"
    head: Head
    name: str
    award: str
    cycle: str
    decision_document: str
    decided_on: date | None
    status: AwardStatus
    validity: str
    """As on the full page."""
    measures: tuple[MeasureView, ...]
    revocations_held: bool
    """As on the full page."""
    full: str
    source: Source
    qr: Drawing | None
    """The code that leads back to this page; None without an address of the site that could be scanned."""
    badge: TextBadge | None
    """None without an address of the site, and for an award whose name may not be publicised on the day."""


def awardee_page(awardee: Awardee, records: CycleRecords, absolute: Callable[[str], str] = nothing) -> AwardeePage:
    """The page of one award on the day of the build."""
    cycle, whole = records.cycle, records.records
    slug = cycle.jurisdiction
    name, award = awardee.display_name, records.award_name(awardee.award)
    organization = whole.organization_page(awardee.awardee, awardee.awardee_type, awardee.uscc)
    short = addresses.short_awardee(slug, awardee.award_id)
    status = whole.status(cycle, awardee)
    notice = records.notices.get(awardee.notice_id)
    return AwardeePage(
        head=Head(
            path=addresses.awardee(slug, cycle.slug, awardee.award_id),
            title=whole.words.fill("awardee.page_title", who=name, award=award),
            description=whole.words.fill("awardee.description", who=name, award=award, cycle=cycle.name),
            crumbs=records.crumbs,
            section="awardees",
        ),
        name=name,
        award=award,
        unit=awardee.unit,
        entry_title=awardee.entry_title if awardee.awardee else "",
        decision_document=awardee.decision_document,
        decided_on=awardee.decided_on,
        published_on=awardee.published_on,
        note=awardee.note,
        status=status,
        validity=_validity(status, records),
        measures=measure_views(status, records),
        revocations_held=whole.revocations_held,
        usage=records.usage,
        uses=records.uses,
        text=records.usage_text,
        own_text=records.text,
        version_known=cycle.regulation_id is not None or cycle.regulation_cited is not None,
        organization=Link(text=awardee.awardee, path=organization) if organization else None,
        cycle=records.crumbs[-1],
        notice=notice_link(cycle, notice) if notice else None,
        notice_withdrawn=awardee.notice_id in records.withdrawn,
        name_use=addresses.name_use(slug),
        other_version=records.usage.regulation not in (None, whole.jurisdiction.regulation),
        name_check=f"{addresses.NAME_CHECK}?award={slug}/{awardee.award_id}",
        short=short,
        short_address=absolute(short) or f"/{addresses.canonical(short)}",
        short_kind=_short_kind(absolute(short), status),
        corrections=tuple(whole.corrections.get(("awardees", awardee.award_id), ())),
        corrections_record=addresses.corrections(slug),
        source=Source(url=awardee.source_url),
    )


def _short_kind(address: str, status: AwardStatus) -> str:
    if not address:
        return "address"
    return "badge" if status.may_be_publicised else "code"


def short_awardee_page(
    awardee: Awardee,
    records: CycleRecords,
    qr: Callable[[str], str] = nothing,
    absolute: Callable[[str], str] = nothing,
) -> ShortAwardeePage:
    """The short page of one award on the day of the build; `qr` draws the code of its address as SVG, or nothing."""
    cycle, whole = records.cycle, records.records
    name, award = awardee.display_name, records.award_name(awardee.award)
    full = addresses.awardee(cycle.jurisdiction, cycle.slug, awardee.award_id)
    status = whole.status(cycle, awardee)
    short = addresses.short_awardee(cycle.jurisdiction, awardee.award_id)
    code = qr(short)
    return ShortAwardeePage(
        head=record_head(
            whole.words,
            short,
            title=whole.words.fill("awardee.short_title", who=name, award=award),
            description=whole.words.fill("awardee.description", who=name, award=award, cycle=cycle.name),
            trail=(Link(text=name, path=full),),
            section="awardees",
            canonical=full,
        ),
        name=name,
        award=award,
        cycle=cycle.name,
        decision_document=awardee.decision_document,
        decided_on=awardee.decided_on,
        status=status,
        validity=_validity(status, records),
        measures=measure_views(status, records),
        revocations_held=whole.revocations_held,
        full=full,
        source=Source(url=awardee.source_url),
        qr=Drawing(code) if code else None,
        badge=_badge(whole.words.fill("awardee.badge.text", who=name, award=award, cycle=cycle.name), absolute(short))
        if status.may_be_publicised
        else None,
    )


def _badge(text: str, address: str) -> TextBadge | None:
    if not address:
        return None
    html = f'<a href="{escape(address)}">{escape(text)}</a>'
    return TextBadge(plain=f"{text} {address}", html=html)


def measure_views(status: AwardStatus, records: CycleRecords) -> tuple[MeasureView, ...]:
    """The measures against an award with their grounds, those in force first."""
    views: list[MeasureView] = []
    for in_force, rows in ((True, status.measures), (False, status.announced)):
        for row in rows:
            sanction = records.sanction(row)
            views.append(
                MeasureView(
                    measure=row.measure,
                    in_force=in_force,
                    ground=sanction.ground if sanction else "",
                    clause=sanction.clause if sanction else None,
                    decided_by=row.decided_by,
                    decided_on=row.decided_on,
                    since=in_force_on(row),
                    document_number=row.document_number,
                    published_on=row.published_on,
                    statement=row.statement,
                    source_url=row.source_url,
                )
            )
    return tuple(views)


def _validity(status: AwardStatus, records: CycleRecords) -> str:
    regulation = records.cycle.regulation
    if status.state is AwardState.REVOKED:
        return "revoked"
    if status.valid_until is not None:
        return "stated"
    if regulation is None:
        return "not_held"
    return "draft" if regulation.is_draft else "silent"
