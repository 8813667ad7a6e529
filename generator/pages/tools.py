"""The search page and the objection letter: complete as text, with a place for the scripts that make them quicker."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator.domain import addresses
from generator.domain.portal import Jurisdiction, Office
from generator.pages.base import Head, Link
from generator.pages.embedded_data import EmbeddedData, Plain
from generator.pages.naming import Naming, portal_head
from generator.pages.regulation_facts import FORM_QUESTIONS, Answer, objection_answers
from generator.pages.text_status import TextStatus, text_status


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
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionLetterPage:
    """How an objection is written: the demands of every jurisdiction, and a model to fill in."""

    template: ClassVar[str] = "objection-letter.html.j2"
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
    sections = tuple(_section(jurisdiction, as_of) for jurisdiction in jurisdictions)
    return ObjectionLetterPage(
        head=portal_head(words, "objection_letter", addresses.OBJECTION_LETTER, "objection"),
        on=as_of,
        sections=sections,
        notices=addresses.NOTICES,
        data=EmbeddedData([_section_data(section) for section in sections]),
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
        offices=jurisdiction.offices,
    )


def _section_data(section: LetterSection) -> dict[str, Plain]:
    return {
        "slug": section.slug,
        "name": section.link.text,
        "path": section.link.path,
        "standing": section.text.standing if section.text else "not_held",
        "regulation": section.text.title if section.text else "",
        "to": section.to.text,
        "demands": {
            answer.question: None
            if answer.is_silent
            else {"word": answer.word, "text": answer.text, "clause": answer.clause}
            for answer in section.demands
        },
        "offices": [office.name for office in section.offices],
    }
