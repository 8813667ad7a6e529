"""The pages of a jurisdiction and those of the whole portal, one after another, so that none has to be kept."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.domain.portal import Jurisdiction, Portal
from generator.domain.table_schemas import TableSchema
from generator.pages.assessment_tables import AssessmentsPage, assessments_page
from generator.pages.comparison import ComparisonPage, comparison_page
from generator.pages.corrections_record import CorrectionsPage, corrections_page
from generator.pages.data_holdings import DataPage, data_page
from generator.pages.jurisdiction_home import JurisdictionPage, ObjectionPage, jurisdiction_page, objection_page
from generator.pages.name_rules import NameCheckPage, NameUsePage, name_check_page, name_use_page
from generator.pages.naming import Naming
from generator.pages.record_pages import PortalRecords
from generator.pages.regulation_text import RegulationPage, regulation_page
from generator.pages.rule_catalogue import RulePage, RulesPage, rule_pages, rules_page
from generator.pages.tools import ObjectionLetterPage, SearchPage, objection_letter_page, search_page

JurisdictionPages = JurisdictionPage | ObjectionPage | NameUsePage | RegulationPage | AssessmentsPage | CorrectionsPage
PortalPages = ComparisonPage | DataPage | ObjectionLetterPage | NameCheckPage
StandingPages = RulesPage | RulePage | SearchPage


def jurisdiction_pages(
    whole: PortalRecords, jurisdiction: Jurisdiction, schemas: Mapping[str, TableSchema]
) -> Iterator[JurisdictionPages]:
    """The pages of one jurisdiction, without its cycles and records; `schemas` are the Table Schemas by table."""
    as_of, words = whole.as_of, whole.words
    yield jurisdiction_page(jurisdiction, as_of, words)
    yield objection_page(jurisdiction, as_of, words)
    yield name_use_page(jurisdiction, as_of, words)
    yield regulation_page(jurisdiction, as_of, words)
    yield assessments_page(jurisdiction, whole.cycles_of(jurisdiction), as_of, words)
    yield corrections_page(jurisdiction, whole.organizations, schemas, as_of, words)


def portal_pages(
    portal: Portal, schemas: Mapping[str, TableSchema], as_of: date, words: Naming
) -> Iterator[PortalPages]:
    """The pages that draw on all jurisdictions; `schemas` are the Table Schemas by table."""
    yield comparison_page(portal.jurisdictions, as_of, words)
    yield data_page(portal, schemas, as_of, words)
    yield objection_letter_page(portal.jurisdictions, as_of, words)
    yield name_check_page(portal.jurisdictions, as_of, words)


def standing_pages(words: Naming) -> Iterator[StandingPages]:
    """The pages that are the same whatever the record holds."""
    yield rules_page(words)
    yield from rule_pages(words)
    yield search_page(words)
