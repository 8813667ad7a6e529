"""Where the data for programs stands on the site: tables to download, their descriptions, and the static API."""

from typing import Final

DATA_PACKAGE: Final = "data/datapackage.json"
CALENDAR_TABLE: Final = "data/calendar/cn.csv"

CALENDAR: Final = "calendar.ics"
"""The deadlines of all jurisdictions as a calendar."""

API_INDEX: Final = "api/v1/index.json"
API_JURISDICTIONS: Final = "api/v1/jurisdictions.json"
API_ASSESSMENTS: Final = "api/v1/assessments.json"

REGULATION_SCHEMA: Final = "data/schemas/regulation.schema.json"
"""The JSON Schema of a regulation, whose facts the API tells under the same keys."""

FEED_KINDS: Final = ("notices", "changes", "decisions", "revocations")
"""The kinds of events that can be followed as a feed, of one jurisdiction or of all."""
FEED_ENTRIES: Final = 200
"""The newest events in one feed; what is older stands on the pages and in the tables."""


def data_package(slug: str) -> str:
    """The Data Package of one jurisdiction."""
    return f"data/{slug}/datapackage.json"


def cycle_table(slug: str, cycle: str, table: str) -> str:
    """The canonical file of one table of a cycle."""
    return f"data/{slug}/{cycle}/{table}.csv"


def jurisdiction_table(slug: str, table: str) -> str:
    """The canonical file of one table of a jurisdiction."""
    return f"data/{slug}/{table}.csv"


def for_excel(path: str) -> str:
    """The same table with a byte-order mark, by which spreadsheets recognise UTF-8."""
    return f"{path.removesuffix('.csv')}-excel.csv"


def table_schema(table: str) -> str:
    """The Table Schema of a table."""
    return f"data/schemas/{table}.schema.json"


def api_jurisdiction(slug: str) -> str:
    """What the API says of one jurisdiction."""
    return f"api/v1/{slug}.json"


def api_cycle(slug: str, cycle: str) -> str:
    """What the API says of one cycle."""
    return f"api/v1/{slug}/{cycle}.json"
