import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import frictionless
import pytest

from generator.domain.portal import Portal
from generator.outputs.downloads import BYTE_ORDER_MARK, Downloads
from tests.pages.rendering import ROOT, shipped, the_words
from tests.rules.building import (
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
from tests.shipped_data import put_shipped

SCHEMAS = shipped().schemas.tables
REGULATION = shipped().schemas.documents["regulation"]
FULL = a_portal(
    a_cycle(
        applicants=[an_applicant(), an_applicant("a-2", applicant="示例市乙公司")],
        shortlists=[a_candidate(application_id="a-1", notice_id="n-1", score=92.5), a_candidate(applicant="乙")],
        notices=[a_notice()],
        channels=[a_channel()],
        awardees=[an_awardee(application_id="a-1", notice_id="n-1"), an_awardee("w-2")],
    ),
    revocations=[a_revocation()],
    corrections=[a_correction()],
    names=[a_former_name("示例市甲制造有限公司", "示例市甲厂")],
)


def cell(value: object) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def stored(portal: Portal) -> dict[str, bytes]:
    """The files of a data folder that holds the portal's rows."""
    found = {"calendar/cn.csv": (ROOT / "data/calendar/cn.csv").read_bytes()}
    for jurisdiction in portal.jurisdictions:
        tables: list[Any] = [jurisdiction.revocations, jurisdiction.corrections, jurisdiction.names]
        for cycle in jurisdiction.cycles:
            tables += [cycle.applicants, cycle.shortlists, cycle.notices, cycle.channels, cycle.awardees]
        for table in tables:
            columns = SCHEMAS[table.path.rpartition("/")[2].removesuffix(".csv")].columns
            written = io.StringIO()
            rows = csv.writer(written, lineterminator="\n")
            rows.writerow(columns)
            rows.writerows([cell(getattr(row, column)) for column in columns] for row in table.rows)
            found[table.path] = written.getvalue().encode()
    return found


def downloads(portal: Portal, files: dict[str, bytes]) -> dict[str, bytes]:
    made = Downloads(SCHEMAS, REGULATION, lambda path: (files[path], sha256(files[path]).hexdigest()))
    found: list[tuple[str, bytes]] = list(made.of_portal(portal, the_words()))
    for jurisdiction in portal.jurisdictions:
        found += made.of_jurisdiction(jurisdiction)
    assert len(dict(found)) == len(found)
    return dict(found)


def put(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    for path, data in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder / "data" / "datapackage.json"


def valid(package: Path) -> frictionless.Report:
    report: frictionless.Report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    return report


def test_a_stranger_s_frictionless_accepts_the_package_with_every_table(tmp_path: Path) -> None:
    package = put(tmp_path, downloads(FULL, stored(FULL)).items())
    own = {f"shili.{name}" for name in ("revocations", "corrections", "names")}
    own |= {f"shili.2025.{name}" for name in ("applicants", "shortlists", "notices", "channels", "awardees")}
    assert {task.name for task in valid(package).tasks} == {"calendar"} | own
    assert {task.name for task in valid(package.parent / "shili" / package.name).tasks} == own


def test_a_stranger_s_frictionless_accepts_the_shipped_record(tmp_path: Path) -> None:
    reading = shipped()
    data = put_shipped(tmp_path / "stored")
    files = {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*.csv")}
    package = put(tmp_path, downloads(reading.portal, files).items())
    valid(package)
    held = [jurisdiction.slug for jurisdiction in reading.portal.jurisdictions if jurisdiction.cycles]
    assert held
    for slug in held:
        valid(package.parent / slug / package.name)


def test_resources_of_slugs_that_read_alike_have_different_names() -> None:
    """Jurisdiction `shi` with cycle `li-1` is not jurisdiction `shi-li` with cycle `1`."""
    twins = [
        a_jurisdiction(a_cycle(cycle, jurisdiction=slug, awardees=[an_awardee()]), slug=slug)
        for slug, cycle in (("shi", "li-1"), ("shi-li", "1"))
    ]
    portal = replace(FULL, jurisdictions=tuple(twins))
    resources = json.loads(downloads(portal, stored(portal))["data/datapackage.json"])["resources"]
    assert [resource["name"] for resource in resources] == ["calendar", "shi.li-1.awardees", "shi-li.1.awardees"]


def test_a_file_that_was_altered_after_publication_is_refused(tmp_path: Path) -> None:
    package = put(tmp_path, downloads(FULL, stored(FULL)).items())
    file = tmp_path / "data/shili/2025/awardees.csv"
    file.write_bytes(file.read_bytes().replace("示例市甲".encode(), "示例市丁".encode()))
    report = frictionless.validate(str(package))
    assert {error.type for task in report.tasks for error in task.errors} == {"hash-count"}


def test_a_reference_to_nothing_is_refused(tmp_path: Path) -> None:
    portal = a_portal(a_cycle(notices=[a_notice()], awardees=[an_awardee(notice_id="n-9")]))
    package = put(tmp_path, downloads(portal, stored(portal)).items())
    report = frictionless.validate(str(package.parent / "shili" / package.name))
    assert {error.type for task in report.tasks for error in task.errors} == {"foreign-key"}


def test_the_canonical_file_is_the_file_of_the_data_folder_byte_for_byte() -> None:
    files = stored(FULL)
    found = downloads(FULL, files)
    assert found["data/shili/2025/notices.csv"] == files["jurisdictions/shili/2025/notices.csv"]
    assert found["data/shili/revocations.csv"] == files["jurisdictions/shili/revocations.csv"]
    assert found["data/calendar/cn.csv"] == files["calendar/cn.csv"]


@pytest.mark.parametrize("path", ["data/shili/2025/notices", "data/shili/names", "data/calendar/cn"])
def test_the_file_for_spreadsheets_differs_by_its_mark_alone(path: str) -> None:
    found = downloads(FULL, stored(FULL))
    assert found[f"{path}-excel.csv"] == BYTE_ORDER_MARK + found[f"{path}.csv"]
    assert found[f"{path}-excel.csv"].decode("utf-8-sig") == found[f"{path}.csv"].decode()


def test_a_table_that_is_not_there_is_no_resource() -> None:
    portal = a_portal(a_cycle(awardees=[an_awardee()]))
    found = downloads(portal, stored(portal))
    package, own = (json.loads(found[f"data/{folder}datapackage.json"]) for folder in ("", "shili/"))
    assert [resource["name"] for resource in package["resources"]] == ["calendar", "shili.2025.awardees"]
    assert [resource["schema"] for resource in package["resources"]] == [
        "schemas/calendar.schema.json",
        "schemas/awardees.schema.json",
    ]
    (resource,) = own["resources"]
    assert (resource["path"], resource["schema"]) == ("2025/awardees.csv", SCHEMAS["awardees"].descriptor)


def test_a_jurisdiction_without_tables_has_no_package() -> None:
    portal = a_portal()
    assert "data/shili/datapackage.json" not in downloads(portal, stored(portal))


def test_the_schemas_are_published_as_they_are() -> None:
    found = downloads(FULL, stored(FULL))
    for name, schema in SCHEMAS.items():
        assert json.loads(found[f"data/schemas/{name}.schema.json"]) == schema.descriptor
    assert json.loads(found["data/schemas/regulation.schema.json"]) == REGULATION
