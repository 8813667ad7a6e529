"""All jurisdictions side by side: how long notices must stand, how to object, how names may be used, how awards are lost."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar, Final

from generator.domain import addresses
from generator.domain.portal import Jurisdiction
from generator.domain.regulations import NAME_USES, Regulation, Sanction, Verification
from generator.domain.usage import UsageBasis, UsageLine, usage_lines
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.links import jurisdiction_link
from generator.pages.naming import Naming, portal_head
from generator.pages.period_bars import BarChart, PeriodBar, bar_chart
from generator.pages.regulation_facts import OBJECTION_QUESTIONS, Answer, PeriodLine, objection_answers, period_lines
from generator.pages.text_status import TextStatus, text_status


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedText:
    """One jurisdiction with what its text says."""

    link: Link
    label: str
    """The name, with the standing of a text that is no law in force."""
    text: TextStatus | None
    periods: tuple[PeriodLine, ...]
    sanctions: tuple[Sanction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One jurisdiction whose text is held, in the tables that have a column for each."""

    name: str
    label: str
    """The name, with the standing of a text that is no law in force."""
    text: TextStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One question on objections with the answer of every column."""

    question: str
    cells: tuple[tuple[Column, Answer], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitCell:
    """The time in which one jurisdiction must look into an objection."""

    column: Column
    limit: Verification | None
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRow:
    """One use with what the text of every column says."""

    use: str
    cells: tuple[tuple[Column, UsageLine], ...]


_NARROW: Final = 6
"""Most columns that stand beside each other on a usual screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """The jurisdictions and their texts side by side."""

    template: ClassVar[str] = "jurisdictions.html.j2"
    head: Head
    on: date
    compared: tuple[ComparedText, ...]
    chart: BarChart
    columns: tuple[Column, ...]
    questions: tuple[QuestionRow, ...]
    limits: tuple[LimitCell, ...]
    uses: tuple[UseRow, ...]

    @property
    def wide(self) -> bool:
        """Whether the tables with a column for each jurisdiction need to be scrolled sideways."""
        return len(self.columns) > _NARROW


def comparison_page(jurisdictions: Iterable[Jurisdiction], as_of: date, words: Naming) -> ComparisonPage:
    """The comparison of all jurisdictions as of a day."""
    places = tuple(jurisdictions)
    compared = tuple(_compared(jurisdiction, as_of, words) for jurisdiction in places)
    held = tuple(_held(places, as_of, words))
    answers = tuple((column, objection_answers(text.objection)) for column, text in held)
    uses = tuple((column, usage_lines(text, UsageBasis.OWN_TEXT)) for column, text in held)
    bars = [
        PeriodBar(jurisdiction=column.label, stage=line.stage, length=line.length, kind=line.kind)
        for column in compared
        for line in column.periods
        if line.audience == "public"
    ]
    return ComparisonPage(
        head=portal_head(words, "jurisdictions", addresses.JURISDICTIONS, "jurisdictions"),
        on=as_of,
        compared=compared,
        chart=bar_chart(bars),
        columns=tuple(column for column, _ in held),
        questions=tuple(
            QuestionRow(question=question, cells=tuple((column, lines[number]) for column, lines in answers))
            for number, question in enumerate(OBJECTION_QUESTIONS)
        ),
        limits=tuple(
            LimitCell(column=column, limit=text.objection.verification, clause=text.objection.clause)
            for column, text in held
        ),
        uses=tuple(
            UseRow(use=use, cells=tuple((column, lines[number]) for column, lines in uses))
            for number, use in enumerate(NAME_USES)
        ),
    )


def _compared(jurisdiction: Jurisdiction, as_of: date, words: Naming) -> ComparedText:
    regulation = jurisdiction.regulation
    text = text_status(jurisdiction.slug, regulation, as_of) if regulation else None
    return ComparedText(
        link=jurisdiction_link(jurisdiction),
        label=_label(jurisdiction.name, text, words),
        text=text,
        periods=period_lines(regulation) if regulation else (),
        sanctions=regulation.sanctions if regulation else (),
    )


def _label(place: str, text: TextStatus | None, words: Naming) -> str:
    if text is None or text.is_law:
        return place
    return words.fill("comparison.in_column", place=place, standing=words[f"text_status.word.{text.standing}"])


def _held(jurisdictions: Iterable[Jurisdiction], as_of: date, words: Naming) -> Iterator[tuple[Column, Regulation]]:
    for jurisdiction in jurisdictions:
        regulation = jurisdiction.regulation
        if regulation is not None:
            text = text_status(jurisdiction.slug, regulation, as_of)
            yield Column(name=jurisdiction.name, label=_label(jurisdiction.name, text, words), text=text), regulation
