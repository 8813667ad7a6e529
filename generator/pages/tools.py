"""The search page and the objection letter: complete as text, with a place for the scripts that make them quicker."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import ClassVar, Final

from generator.domain import addresses
from generator.domain.portal import Cycle, Jurisdiction, Office
from generator.domain.regulations import Regulation, RequiredNotice
from generator.frozen import dataclass
from generator.pages.base import Head, Link
from generator.pages.embedded_data import EmbeddedData, Plain
from generator.pages.naming import Naming, portal_head
from generator.pages.regulation_facts import FORM_QUESTIONS, Answer, objection_answers
from generator.pages.text_status import TextStatus, text_status

_NOT_ASKED_FOR: Final = frozenset({("anonymous", "yes"), ("written_form", "no"), ("seal", "no"), ("evidence", "no")})
"""Answers that say what an objection need not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The box, and the lists that hold the same without a script."""

    template: ClassVar[str] = "search.html.j2"
    scripts: ClassVar[tuple[str, ...]] = ("lunr.js", "search-index.js", "search.js")
    head: Head
    lists: tuple[Link, ...]
    words_json: str
    """The words of the script, as a JSON object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSection:
    """What one jurisdiction demands of an objection."""

    slug: str
    link: Link
    text: TextStatus | None
    to: Answer
    demands: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionLetterPage:
    """How an objection is written: the demands of every jurisdiction, and a model to fill in."""

    template: ClassVar[str] = "objection-letter.html.j2"
    scripts: ClassVar[tuple[str, ...]] = (
        "tool-parts.js",
        "docx.js",
        "letter-text.js",
        "letter-parties.js",
        "objection-letter.js",
    )
    head: Head
    on: date
    sections: tuple[LetterSection, ...]
    notices: str
    data: EmbeddedData


def search_page(words: Naming) -> SearchPage:
    """The search page."""
    lists = (
        ("notices", addresses.NOTICES),
        ("awardees", addresses.AWARDEES),
        ("revocations", addresses.REVOCATIONS),
        ("jurisdictions", addresses.JURISDICTIONS),
    )
    return SearchPage(
        head=portal_head(words, "search", addresses.SEARCH),
        lists=tuple(Link(text=words[f"search.lists_{name}"], path=path) for name, path in lists),
        words_json=json.dumps(dict(words.section("search")), ensure_ascii=False),
    )


def objection_letter_page(jurisdictions: Iterable[Jurisdiction], as_of: date, words: Naming) -> ObjectionLetterPage:
    """The page on how an objection is written, as of a day."""
    listed = tuple(jurisdictions)
    return ObjectionLetterPage(
        head=portal_head(words, "objection_letter", addresses.OBJECTION_LETTER, "objection"),
        on=as_of,
        sections=tuple(_section(jurisdiction, as_of) for jurisdiction in listed),
        notices=addresses.NOTICES,
        data=EmbeddedData(
            {
                "words": words.section("letter_tool"),
                "standings": words.section("text_status.word"),
                "jurisdictions": [_letter_data(jurisdiction, as_of, words) for jurisdiction in listed],
            }
        ),
    )


def _section(jurisdiction: Jurisdiction, as_of: date) -> LetterSection:
    regulation = jurisdiction.regulation
    answers = {answer.question: answer for answer in objection_answers(regulation.objection)} if regulation else {}
    return LetterSection(
        slug=jurisdiction.slug,
        link=Link(text=jurisdiction.name, path=addresses.objection(jurisdiction.slug)),
        text=text_status(jurisdiction.slug, regulation, as_of) if regulation else None,
        to=answers.get("handled_by", Answer(question="handled_by")),
        demands=tuple(answers[question] for question in FORM_QUESTIONS if question in answers),
    )


def cycle_entry(cycle: Cycle) -> dict[str, Plain]:
    """A cycle as the tools know it, with the id of its own text where that is held."""
    return {
        "slug": cycle.slug,
        "name": cycle.name,
        "year": cycle.year,
        "regulation": cycle.regulation.id if cycle.regulation else None,
        "cited": cycle.regulation_cited,
    }


def text_entry(slug: str, regulation: Regulation, as_of: date) -> dict[str, Plain]:
    """A text as the tools know it: its standing on the day of the build, and the days on which that changes."""
    text = text_status(slug, regulation, as_of)
    return {
        "title": text.title,
        "number": text.document_number,
        "standing": text.standing,
        "effective_on": text.effective_on.isoformat() if text.effective_on else None,
        "expires_on": text.expires_on.isoformat() if text.expires_on else None,
    }


def _letter_data(jurisdiction: Jurisdiction, as_of: date, words: Naming) -> dict[str, Plain]:
    texts = sorted(jurisdiction.regulations.items())
    return {
        "slug": jurisdiction.slug,
        "name": jurisdiction.name,
        "path": addresses.objection(jurisdiction.slug),
        "present": jurisdiction.regulation_id if jurisdiction.regulation else None,
        "offices": [office.name for office in jurisdiction.offices],
        "receiver": _receiver(jurisdiction.offices),
        "cycles": [cycle_entry(cycle) for cycle in jurisdiction.cycles],
        "texts": {
            name: {**text_entry(jurisdiction.slug, regulation, as_of), **_demands(regulation, words)}
            for name, regulation in texts
        },
    }


def _receiver(offices: tuple[Office, ...]) -> str | None:
    """The one office that is there, or the one whose role speaks of objections; None where that is not clear."""
    named = offices if len(offices) == 1 else tuple(office for office in offices if "异议" in office.role)
    return named[0].name if len(named) == 1 else None


def _demands(regulation: Regulation, words: Naming) -> Mapping[str, Plain]:
    rule = regulation.objection
    answers = {answer.question: answer for answer in objection_answers(rule)}
    return {
        "to": rule.handled_by,
        "clause": rule.clause,
        "who": _told(answers["who"], words),
        "outcome": _told(answers["outcome"], words),
        "demands": [_told(answers[question], words) for question in FORM_QUESTIONS],
        "verification": asdict(rule.verification) if rule.verification else None,
        "notices": [_demanded_notice(notice) for notice in regulation.notices],
    }


def _told(answer: Answer, words: Naming) -> dict[str, Plain]:
    name = f"objections.answer.{answer.question}.{answer.word}"
    return {
        "question": answer.question,
        "label": words[f"objections.question.{answer.question}"],
        "kind": _kind(answer),
        "text": words[name] if answer.word else answer.text,
        "clause": answer.clause,
    }


def _kind(answer: Answer) -> str:
    """Whether the text demands it, only speaks of it (`stated`), asks for no such thing (`waived`), or is silent."""
    if answer.is_silent:
        return "silent"
    if answer.word == "stated":
        return "stated"
    return "waived" if (answer.question, answer.word) in _NOT_ASKED_FOR else "demand"


def _demanded_notice(notice: RequiredNotice) -> dict[str, Plain]:
    return {"what": notice.what, "internal": notice.audience == "internal", "clause": notice.clause}
