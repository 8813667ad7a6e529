from generator.domain import addresses, published_files
from generator.domain.records import CYCLE_TABLES, JURISDICTION_TABLES


def test_every_file_has_its_own_address() -> None:
    tables = [published_files.cycle_table("shili", "2025", name) for name in CYCLE_TABLES]
    tables += [published_files.jurisdiction_table("shili", name) for name in JURISDICTION_TABLES]
    tables.append(published_files.CALENDAR_TABLE)
    paths = [*tables, *map(published_files.for_excel, tables)]
    paths += [published_files.API_INDEX, published_files.API_JURISDICTIONS, published_files.API_ASSESSMENTS]
    paths += [published_files.api_jurisdiction("shili"), published_files.api_cycle("shili", "2025")]
    paths += [published_files.DATA_PACKAGE, published_files.CALENDAR, addresses.DATA]
    assert len(set(paths)) == len(paths)


def test_the_file_for_spreadsheets_stands_beside_the_canonical_one() -> None:
    assert published_files.for_excel("data/shili/2025/awardees.csv") == "data/shili/2025/awardees-excel.csv"
