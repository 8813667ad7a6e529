"""A table in which nothing is to be mended."""

from tests.clerk_files import SCHEMAS, awardee_rows, canonical

SCHEMA = SCHEMAS["awardees"]
CLEAN = canonical("awardees", awardee_rows({}, {"awardee": "示例市第一学校"}))
