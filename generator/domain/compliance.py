"""What a record amounts to under a regulation: how long a notice stands, when it ends after later rows, who is the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from generator.domain.deadlines import MAX_SPAN, PeriodForm, Unit, deadline
from generator.domain.moments import day_of
from generator.domain.periods import Fit, NoticePeriod, counts_from, fit, held_length, notice_period
from generator.domain.records import Applicant, Awardee, FormerName, Notice, ShortlistEntry
from generator.domain.regulations import Regulation, RequiredNotice, RequiredPeriod
from generator.domain.working_days import WorkingDayCalendar


def years_later(day: date, years: int) -> date:
    """The corresponding day so many years on, or the last day of its month where there is none (Civil Code 202).

    29 February becomes 28 February; what lies past the year 9999 becomes its last day.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        if day.year + years > date.max.year:
            return date.max
        return day.replace(year=day.year + years, day=28)


# --- notices ----------------------------------------------------------------------------------------------------------


def demanded_notice(regulation: Regulation, stage: str) -> RequiredNotice | None:
    """The notice with a length that the regulation demands at a stage; of several public ones the longest.

    A notice inside a unit counts only where no public one of the stage has a length.
    """
    timed = [(notice, notice.period) for notice in regulation.notices_for(stage) if notice.period is not None]
    public = [pair for pair in timed if pair[0].audience == "public"]
    return max(public or timed, key=lambda pair: pair[1].length, default=(None, None))[0]


def demands_public_notice(regulation: Regulation) -> bool:
    """Whether the regulation demands any public notice."""
    return any(notice.audience == "public" for notice in regulation.notices)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredNotice:
    """How long a notice stands, measured by the length that the regulation demands at its stage."""

    demanded: RequiredNotice
    required: RequiredPeriod
    counted: int
    """Days that the notice holds, in the unit of `required`."""
    fit: Fit
    opens_on: date | None
    """The first day of the period; None where only a length is stated and no day of publication is known."""
    reached_on: date | None
    """The closing day with which the demanded length is just reached; None where it cannot be reckoned."""


def measure_notice(
    notice: Notice, demanded: RequiredNotice | None, notices: Mapping[str, Notice], calendar: WorkingDayCalendar
) -> MeasuredNotice | None:
    """Measure one row by its own dates; None for a withdrawal, for reversed dates and where nothing can be counted.

    `notices` holds the cycle's notices by id: an extension goes on from the first day of the notice that it extends.
    """
    if demanded is None or demanded.period is None or notice.change == "withdrawal":
        return None
    if notice.period_form not in tuple(PeriodForm):
        return None
    if notice.period_form == PeriodForm.LENGTH_ONLY:
        return _measured_by_statement(notice, demanded, demanded.period, calendar)
    return _measured_by_dates(notice, demanded, demanded.period, notices, calendar)


def first_day(notice: Notice, notices: Mapping[str, Notice]) -> date | None:
    """The first day of the period in which a notice stands, which for an extension is that of the notice it extends.

    An extension that begins only after the older period has run out stands alone.
    """
    day, current, seen = _own_first_day(notice), notice, {notice.notice_id}
    while current.change == "extension" and current.corrects not in seen and current.corrects in notices:
        current = notices[current.corrects]
        seen.add(current.notice_id)
        earlier = _own_first_day(current)
        if day is None or earlier is None or current.closes_on is None or (day - current.closes_on).days > 1:
            break
        day = min(day, earlier)
    return day


def effective_period(
    notice: Notice, changes: Mapping[str, Sequence[Notice]], calendar: WorkingDayCalendar
) -> NoticePeriod | None:
    """The period that ends last among a notice and the rows that later extended or corrected it, at any remove.

    `changes` holds the rows by the notice that they correct. None where no period can be reckoned.
    """
    latest: NoticePeriod | None = None
    waiting, seen = [notice], {notice.notice_id}
    while waiting:
        current = waiting.pop()
        period = notice_period(current, calendar)
        if period is not None and (latest is None or period.ends_at > latest.ends_at):
            latest = period
        for later in changes.get(current.notice_id, ()):
            if later.change in ("extension", "correction") and later.notice_id not in seen:
                seen.add(later.notice_id)
                waiting.append(later)
    return latest


def earliest_decision(period: NoticePeriod) -> date:
    """The first day on some moment of which the period has ended: the next day, or the last one where its hour is printed."""
    return day_of(period.ends_at)


def disagreeing_length(notice: Notice, calendar: WorkingDayCalendar) -> int | None:
    """What the printed dates hold in the stated unit, where that is not the stated length; None where both agree.

    Under "from publication" a last day put off to the next working day (Civil Code 203) agrees as well.
    """
    if notice.period_form not in (PeriodForm.DATES, PeriodForm.FROM_PUBLICATION):
        return None
    if notice.stated_length is None or notice.stated_unit not in tuple(Unit):
        return None
    if notice.opens_on is None or notice.closes_on is None or notice.closes_on < notice.opens_on:
        return None
    form, unit = PeriodForm(notice.period_form), Unit(notice.stated_unit)
    closes_on = _bounded(notice.opens_on, notice.closes_on)
    first = counts_from(notice.opens_on, notice)
    held = held_length(first, closes_on, unit, form, calendar)
    reached = _reached_on(first, notice.stated_length, unit, form, calendar)
    return None if held == notice.stated_length or closes_on == reached else held


def _measured_by_statement(
    notice: Notice, demanded: RequiredNotice, required: RequiredPeriod, calendar: WorkingDayCalendar
) -> MeasuredNotice | None:
    if notice.stated_length is None or notice.stated_unit != required.unit:
        return None
    fits = Fit.TOO_SHORT if notice.stated_length < required.length else Fit.FITS
    if required.kind == "exact" and notice.stated_length > required.length:
        fits = Fit.TOO_LONG
    return MeasuredNotice(
        demanded=demanded,
        required=required,
        counted=notice.stated_length,
        fit=fits,
        opens_on=notice.published_on,
        reached_on=_reached_on(
            notice.published_on, required.length, Unit(required.unit), PeriodForm.LENGTH_ONLY, calendar
        ),
    )


def _measured_by_dates(
    notice: Notice,
    demanded: RequiredNotice,
    required: RequiredPeriod,
    notices: Mapping[str, Notice],
    calendar: WorkingDayCalendar,
) -> MeasuredNotice | None:
    opens_on, closes_on = first_day(notice, notices), notice.closes_on
    if opens_on is None or closes_on is None or (notice.opens_on is not None and closes_on < notice.opens_on):
        return None
    from_publication = notice.period_form == PeriodForm.FROM_PUBLICATION
    form = PeriodForm.FROM_PUBLICATION if from_publication else PeriodForm.DATES
    unit, closes_on = Unit(required.unit), _bounded(opens_on, closes_on)
    first = counts_from(opens_on, notice)
    return MeasuredNotice(
        demanded=demanded,
        required=required,
        counted=held_length(first, closes_on, unit, form, calendar),
        fit=fit(first, closes_on, form, required, calendar),
        opens_on=opens_on,
        reached_on=_reached_on(first, required.length, unit, form, calendar),
    )


def _own_first_day(notice: Notice) -> date | None:
    return notice.opens_on or notice.published_on


def _bounded(first: date, last: date) -> date:
    # A mistyped year must not make anyone count a million days; the shorter period is as much too long.
    return first + timedelta(days=MAX_SPAN) if (last - first).days > MAX_SPAN else last


def _reached_on(
    first: date | None, length: int, unit: Unit, form: PeriodForm, calendar: WorkingDayCalendar
) -> date | None:
    if first is None:
        return None
    try:
        return deadline(first, length, unit, form, calendar).closes_on
    except ValueError:  # a length that no period reaches is reported where it stands
        return None


# --- who is the same --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who applies or wins: an organization, or an individual of a unit."""

    kind: str
    name: str
    unit: str
    uscc: str


def party_of(row: Applicant | ShortlistEntry | Awardee) -> Party | None:
    """Who a row is about; None where it names nobody, as an award to a project alone does."""
    if isinstance(row, Awardee):
        name, kind = row.awardee, row.awardee_type
    else:
        name, kind = row.applicant, row.applicant_type
    return Party(kind=kind, name=name, unit=row.unit, uscc=row.uscc) if name and kind else None


class NameHistory:
    """Which names an organization has borne, by the former names that a jurisdiction's record holds."""

    def __init__(self, rows: Iterable[FormerName] = ()) -> None:
        self._former: dict[str, list[str]] = {}
        self._later: dict[str, list[str]] = {}
        for row in rows:
            if row.name and row.former_name:
                self._former.setdefault(row.name, []).append(row.former_name)
                self._later.setdefault(row.former_name, []).append(row.name)

    def related(self, name: str) -> frozenset[str]:
        """The name itself with its former and its later names; two bodies with one origin are not related to each other."""
        if name not in self._former and name not in self._later:
            return frozenset((name,))
        return frozenset((name, *_reachable(name, self._former), *_reachable(name, self._later)))

    def same(self, one: Party, other: Party) -> bool:
        """Whether both are one: organizations by credit code where both have it, otherwise by name; people by name and unit.

        Two people of one name of whom either's unit is not known are not taken for one.
        """
        if one.kind != other.kind:
            return False
        if one.kind != "organization":
            return one.name == other.name and bool(one.unit) and other.unit in self.related(one.unit)
        if one.uscc and other.uscc:
            return one.uscc == other.uscc
        return other.name in self.related(one.name)


def _reachable(name: str, steps: Mapping[str, Sequence[str]]) -> Iterator[str]:
    seen, waiting = {name}, [name]
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
                yield following


T = TypeVar("T")


class PartyIndex(Generic[T]):
    """Things by the party to whom they belong, found again under another name or by credit code."""

    def __init__(self, history: NameHistory, entries: Iterable[tuple[Party, T]]) -> None:
        self._history = history
        self._entries = tuple(entries)
        self._by_name: dict[str, list[int]] = {}
        self._by_code: dict[str, list[int]] = {}
        for position, (party, _) in enumerate(self._entries):
            self._by_name.setdefault(party.name, []).append(position)
            if party.uscc and party.kind == "organization":
                self._by_code.setdefault(party.uscc, []).append(position)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def find(self, party: Party) -> tuple[T, ...]:
        """What belongs to the party, in the order of the entries."""
        names = self._history.related(party.name)
        positions = {position for name in names for position in self._by_name.get(name, ())}
        positions.update(self._by_code.get(party.uscc, ()) if party.uscc else ())
        entries = (self._entries[position] for position in sorted(positions))
        return tuple(value for owner, value in entries if self._history.same(party, owner))
