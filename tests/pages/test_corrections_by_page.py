"""Which page tells a correction: that of the notice or of the award on which the corrected record stands."""

from typing import Any

import pytest

from generator.domain.addresses import ROWS_PER_PAGE
from generator.pages.awardees import awardee_page
from generator.pages.corrections_by_page import corrections_by_page
from generator.pages.notices import notice_page
from tests.pages.recorded import OLD_NAME, only_cycle
from tests.pages.rendering import parsed, pick, seen
from tests.rules.building import (
    FIRM,
    LATER,
    OTHER_FIRM,
    a_candidate,
    a_channel,
    a_correction,
    a_cycle,
    a_former_name,
    a_jurisdiction,
    a_notice,
    a_portal,
    a_revocation,
    an_applicant,
    an_awardee,
)

NOTICE, AWARD = ("notices", "n-1"), ("awardees", "w-1")


def parts() -> dict[str, Any]:
    return {
        "notices": [a_notice(), a_notice("n-2")],
        "channels": [a_channel()],
        "shortlists": [
            a_candidate(notice_id="n-1"),
            a_candidate(applicant=OTHER_FIRM, application_id="a-2", notice_id="n-1"),
            a_candidate("onsite", applicant=OTHER_FIRM, application_id="a-2"),
        ],
        "awardees": [an_awardee()],
        "applicants": [an_applicant("a-2", applicant=OTHER_FIRM)],
    }


@pytest.mark.parametrize(
    ("table", "record", "place"),
    [
        ("notices", "n-1", NOTICE),
        ("notices", "n-2", ("notices", "n-2")),
        ("channels", "n-1", NOTICE),
        ("channels", "n-1/phone", NOTICE),
        ("shortlists", f"proposal/quality/{FIRM}", NOTICE),
        ("shortlists", "proposal/quality/a-2", NOTICE),
        ("shortlists", "onsite/quality/a-2", None),  # stands in no notice
        ("shortlists", "a-2", None),  # may be either row
        ("awardees", "w-1", AWARD),
        ("revocations", "v-1", AWARD),
        ("names", f"{FIRM}/{OLD_NAME}", ("names", f"{FIRM}/{OLD_NAME}")),
        ("applicants", "a-2", None),
        ("notices", "w-1", None),
    ],
)
def test_a_correction_stands_on_the_page_of_what_was_corrected(
    table: str, record: str, place: tuple[str, str] | None
) -> None:
    fix = a_correction(table=table, record_id=record)
    names = [a_former_name(FIRM, OLD_NAME)]
    jurisdiction = a_jurisdiction(a_cycle(**parts()), revocations=[a_revocation()], corrections=[fix], names=names)
    found = {page: [row.correction_id for row in rows] for page, rows in corrections_by_page(jurisdiction).items()}
    assert found == ({place: ["c-1"]} if place else {})


def test_the_pages_say_whose_record_was_corrected_in_words_and_lead_to_the_record_of_corrections() -> None:
    fixes = [
        a_correction("c-1", table="channels", record_id="n-1/phone", field="kind", was="fax", now="phone"),
        a_correction("c-2", table="revocations", record_id="v-1", field="effective_on", was="2026-02-01", now=""),
        a_correction("c-3", table="notices", record_id="n-1", field="stated_unit", was="day", now="working_day"),
    ]
    portal = a_portal(a_cycle(**parts()), revocations=[a_revocation()], corrections=fixes)
    cycle = only_cycle(portal, LATER)
    history = cycle.histories.find("n-1")
    assert history is not None
    notice, award = notice_page(history, cycle), awardee_page(cycle.cycle.awardees.rows[0], cycle)
    assert "异议渠道的联系方式类型，原为传真，现为电话。" in seen(notice)
    assert "：天数单位，原为日，现为工作日。" in seen(notice)
    assert "撤销和停止宣传的生效日期，原为2026-02-01，现为没有写。" in seen(award)
    for page, ids in ((notice, ["c-1", "c-3"]), (award, ["c-2"])):
        links = [link.get("href") or "" for link in pick(parsed(page), "a")]
        own = [link for link in links if "/corrections/index.html#" in link]
        assert own == [f"{page.head.root}shili/corrections/index.html#{name}" for name in ids]


@pytest.mark.parametrize(("number", "cut"), [(ROWS_PER_PAGE, False), (ROWS_PER_PAGE + 1, True)])
def test_a_page_shows_no_more_corrections_of_a_list_than_rows_of_it_and_says_where_all_are(
    number: int, cut: bool
) -> None:
    fixes = [
        a_correction(f"c-{each}", table="shortlists", record_id="proposal/quality/a-2", field="score", was=str(each))
        for each in range(number)
    ]
    records = only_cycle(a_portal(a_cycle(**parts()), corrections=fixes), LATER)
    history = records.histories.find("n-1")
    assert history is not None
    shown = parsed(notice_page(history, records))
    assert len([row for row in pick(shown, "li") if row.get("id", "").startswith("c-")]) == ROWS_PER_PAGE
    links = [link.get("href", "") for link in pick(shown, "a")]
    assert links.count("../../../../shili/corrections/index.html") == int(cut)
