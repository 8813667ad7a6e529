import re
from enum import StrEnum
from itertools import product
from typing import Any

import pytest

from generator.diagnostics import GROUP_OF
from generator.domain.character_faults import Control, Whitespace, Width
from generator.domain.credit_codes import CreditCodeFaultKind
from generator.domain.encoding_damage import DamageReason
from generator.domain.links import LinkFault
from generator.domain.personal_data import PersonalDatumKind
from generator.domain.sentences import names
from generator.domain.spreadsheet_leftovers import Leftover
from generator.report import Wording
from generator.rules.catalogue import run_rules
from generator.sources.words import Words
from tests.clerk_files import SCHEMAS
from tests.rules.building import LATER
from tests.rules.examples import EXAMPLES

PARTS = ("headline", "why", "basis", "fix", "example_wrong", "example_right")
OPTIONAL_PARTS = ("found", "place")
FORBIDDEN = ("非法", "无效", "校验失败")
SECTIONS = ("report",)

ALWAYS = {
    *("value", "column", "name", "label", "example", "choices", "description", "table", "file", "path", "line"),
    *("clause", "correction"),
}
"""What Wording knows of every diagnostic."""

FACTS: dict[str, str] = {
    "missing-file": "problem",
    "file-too-large": "size limit",
    "not-utf8": "encoding",
    "missing-column": "expected separator header_line",
    "unknown-column": "number expected",
    "column-order": "expected",
    "ragged-row": "number expected",
    "yaml-syntax": "problem",
    "document-schema": "expected place unstated empty",
    "missing-value": "needs form known regulation",
    "bad-value": "expected form found",
    "stray-whitespace": "kind",
    "control-character": "code",
    "bad-uscc": "found expected",
    "personal-data": "kind masked",
    "duplicate-id": "first",
    "unknown-award": "known where",
    "unknown-stage": "known where",
    "unknown-notice": "known where taken",
    "unknown-application": "known where taken",
    "unknown-awardee": "taken",
    "unknown-ground": "known where",
    "unknown-regulation": "known",
    "unknown-record": "known",
    "notice-dates-reversed": "opens_on published_on",
    "notice-too-short": "required unit kind counted opens_on earliest form draft provisional",
    "notice-too-long": "required unit kind counted opens_on latest draft provisional",
    "notice-length-disagrees": "counted stated unit opens_on closes_on",
    "notice-unit-disagrees": "unit unit_name stated draft",
    "notice-not-in-regulation": "stage stages draft",
    "calendar-year-missing": "years",
    "quota-exceeded": "max counted awards recipients reading draft",
    "onsite-cap-exceeded": "max counted draft",
    "score-below-minimum": "score minimum award draft",
    "recipient-not-allowed": "award recipients draft",
    "organization-and-individual": "first organization draft",
    "awarded-before-notice-closed": "notice closes_on closes_time earliest draft provisional withdrawal",
    "awarded-without-notice": "draft",
    "declared-count-differs": "declared counted where",
    "reapplied-during-ban": "years revocation starts_on earliest",
    "already-awarded": "award years award_id decided_on earliest draft",
    "prior-award-missing": "awards years decided_on earliest draft",
    "revoked-before-award": "award awarded_on",
    "sanction-not-in-regulation": "allowed draft",
    "record-removed": "record count",
    "opened-notice-changed": "field was now first",
    "deadline-moved-earlier": "field was now",
    "correction-missing": "field was now first",
}
"""What each rule puts into `Diagnostic.facts` for its sentences."""


class Given(dict[str, str]):
    """Facts that remember which were asked for in vain."""

    def __init__(self, facts: dict[str, str]) -> None:
        super().__init__(facts)
        self.missed: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:  # type: ignore[explicit-override]  # typing.override: 3.12
        if name not in self:
            self.missed.add(name)
        return super().get(name, default)


def codes(*kinds: type[StrEnum]) -> set[str]:
    return {member.value.replace("_", "-") for kind in kinds for member in kind}


VARIANTS: dict[str, set[str]] = {
    "missing-file": {"unreadable"},
    "unexpected-file": {"symlink", "folder", "long", "kind", "name", "reserved"},
    "not-utf8": {"unknown"},
    "damaged-text": codes(DamageReason),
    "missing-column": {"empty", "no-header", "separator", "title-row"},
    "yaml-syntax": {"empty", "second-document", "unexpected", "depth", "key", "syntax"},
    "document-schema": {
        *("unknown-key", "missing-key", "slug", "enum", "type", "pattern", "format", "minLength", "minItems"),
        *("uniqueItems", "minimum", "maximum", "within", "within-said"),
    },
    "missing-value": {
        *("required", "own-id", "reference", "choice", "period", "computed", "pair", "awardee", "awardee-type"),
        *("ground", "ground-held", "ground-nowhere"),
    },
    "bad-date": {"form", "no-such-day", "far", *codes(Leftover)},
    "bad-value": {
        *(
            "enum",
            "pattern",
            "number",
            "minimum",
            "maximum",
            "max-length",
            "period",
            "withdrawal",
            "schema",
            "total-row",
            "note-row",
        ),
        *("id-length", "postcode", "email", "schedule-year"),
    },
    "unknown-column": {"renamed", "unnamed", "repeated"},
    "record-removed": {"table", "content", "years"},
    "declared-count-differs": {"awards"},
    "stray-whitespace": codes(Whitespace),
    "fullwidth-character": codes(Width),
    "control-character": {"line-ending", "byte-order-mark", *codes(Control)},
    "spreadsheet-number": codes(Leftover),
    "bad-uscc": codes(CreditCodeFaultKind),
    "unsafe-link": codes(LinkFault),
    "personal-data": codes(PersonalDatumKind),
    "duplicate-id": {"candidate", "renaming", "day"},
    "unknown-award": {"held", "cycle", "regulation"},
    "unknown-stage": {"held", "cycle", "regulation"},
    "unknown-notice": {"missing", "circle"},
    "unknown-ground": {"missing", "not-held"},
    "unknown-record": {"record", "field"},
    "quota-exceeded": {"single", "shared", "joint", "each"},
    "prior-award-missing": {"too-recent", "none"},
    "awarded-before-notice-closed": {"withdrawn"},
    "notice-too-short": {"minimum", "exact", "length-only", "changed"},
    "notice-too-long": {"length-only", "changed"},
    "notice-dates-reversed": {"deadline"},
    "notice-length-disagrees": {"correction", "extension"},
    "organization-and-individual": {"awarded"},
    "already-awarded": {"by-day", "by-year", "awarded"},
    "reapplied-during-ban": {"by-day", "by-year"},
    "sanction-not-in-regulation": {"none", "no-ground", "revoke", "stop-publicity", "disqualify"},
    "opened-notice-changed": {"unfit", "substantive"},
    "correction-missing": {"unfit", "personal"},
}
"""The values by which a rule chooses between variants of its sentences."""


@pytest.fixture(params=["zh", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    wording = request.getfixturevalue(request.param)
    assert isinstance(wording, Wording)
    return wording.words


def of_rules(words: Words) -> dict[str, str]:
    return {name: text for name, text in words.entries.items() if name.partition(".")[0] not in SECTIONS}


def test_every_rule_has_all_parts(words: Words) -> None:
    missing = [f"{rule}.{part}" for rule in GROUP_OF for part in PARTS if not words.get(f"{rule}.{part}")]
    assert missing == []


def test_nothing_is_told_of_a_rule_or_a_part_or_a_variant_that_does_not_exist(words: Words) -> None:
    strange = []
    for name in of_rules(words):
        rule, _, part = name.partition(".")
        part, _, variant = part.partition("@")
        known = rule in GROUP_OF and part in (*PARTS, *OPTIONAL_PARTS)
        if not known or (variant and variant not in VARIANTS.get(rule, ())):
            strange.append(name)
    assert strange == []


def test_both_languages_tell_the_same_parts_and_variants(zh: Wording, en: Wording) -> None:
    assert of_rules(zh.words).keys() == of_rules(en.words).keys()
    assert zh.words.section("report").keys() == en.words.section("report").keys()


def test_both_languages_ask_for_facts_that_the_rule_gives(words: Words) -> None:
    unknown = {}
    for name, text in of_rules(words).items():
        rule = name.partition(".")[0]
        given = ALWAYS | set(FACTS.get(rule, "").split())
        if not set(names(text)) <= given:
            unknown[name] = set(names(text)) - given
    assert unknown == {}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_rule_gives_the_facts_for_which_its_sentences_ask(zh: Wording, en: Wording, rule: str) -> None:
    """A sentence with a blank in it would stop nothing and nobody."""
    faults = [fault for fault in run_rules(EXAMPLES[rule](), LATER) if fault.rule == rule]
    assert faults
    for wording, fault in product((zh, en), faults):
        given = Given(wording._facts(fault))
        for part in (*PARTS[:4], "found"):
            wording._part(fault, part, given)
        assert given.missed == set()


def test_a_headline_is_short_and_holds_no_facts(zh: Wording, en: Wording) -> None:
    for wording, longest in ((zh, 22), (en, 44)):
        for name, text in of_rules(wording.words).items():
            if ".headline" in name:
                assert 2 <= len(text) <= longest, name
                assert names(text) == ()


def test_marks_for_facts_and_options_are_in_pairs(words: Words) -> None:
    for name, text in of_rules(words).items():
        if name.partition(".")[2].startswith("example_"):
            continue
        rest = re.sub(r"\{[a-z_]+\}", "", text)
        assert "{" not in rest, name
        assert "}" not in rest, name
        assert re.fullmatch(r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*", text), name
        assert all(names(option) for option in re.findall(r"\[([^\]]*)\]", text)), name


def test_the_words_are_plain(words: Words) -> None:
    assert [name for name, text in words.entries.items() for word in FORBIDDEN if word in text] == []


def test_a_word_to_be_filled_in_is_told_by_its_code(zh: Wording) -> None:
    """The Chinese label alone, filled in as it is told, would be the next fault."""
    labels = {label for schema in SCHEMAS.values() for field in schema.fields for label in field.labels.values()}
    fixes = {name: text for name, text in of_rules(zh.words).items() if ".fix" in name}
    assert labels
    assert [name for name, text in fixes.items() for label in labels if f"“{label}”" in text] == []


def test_a_rule_reads_well_without_a_fault_at_hand(zh: Wording, en: Wording) -> None:
    for rule in GROUP_OF:
        for part in PARTS[:4]:
            for wording in (zh, en):
                told = wording.general(rule, part)
                assert told, (rule, part)
                assert not re.search(
                    r"“”|「」|（）|\(\)|[，：、；,:;][。，；.]|[：，；、:,;]$|^[，。：；、,.:;]|  ", told
                ), told


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ("unsafe-link", codes(LinkFault) - {"empty"}),
        ("bad-uscc", codes(CreditCodeFaultKind)),
        ("spreadsheet-number", codes(Leftover) - {"date-form", "date-with-time"}),
    ],
)
def test_each_kind_of_fault_has_its_own_reason(words: Words, rule: str, kinds: set[str]) -> None:
    assert [kind for kind in sorted(kinds) if not words.get(f"{rule}.why@{kind}")] == []


def test_each_kind_of_personal_data_has_its_word(words: Words) -> None:
    for kind in PersonalDatumKind:
        assert words.get(f"report.values.kind.{kind}")
