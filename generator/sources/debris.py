"""Rows of a spreadsheet that are no records: totals and remarks, which stand below or between them."""

import re
from collections.abc import Sequence
from typing import Final

_DIGITS: Final = "[0-9〇零一二三四五六七八九十百千两]+"
_UNIT: Final = "[家个名项人条件行户位次分元万亿]"
# A name may begin with the same words, but it does not go on with a sign, a figure or a number of something.
_TOTAL: Final = re.compile(
    rf"(合计|总计|小计|共计|总数)({_UNIT}?数?|\W.*|[0-9]+(\W.*)?|{_DIGITS}{_UNIT}.*)|共{_DIGITS}[家个名项人条件行].*"
)
_NOTE: Final = re.compile(
    r"(注|备注|附注|说明|填表说明|填表人|填报人|填报单位|制表|制表人|制表单位|制表日期|编制单位|数据来源|统计口径|审核|审核人|联系人|日期)\s*[:：].*",
    re.DOTALL,
)
_FEW: Final = 4
"""Filled cells that a total or a line of remarks has at most."""


def debris(filled: Sequence[str]) -> str | None:
    """The kind of a row, by its filled cells, that is no record; None where it may be one."""
    if len(filled) > _FEW:
        return None
    if any(_TOTAL.fullmatch(re.sub(r"\s", "", text)) for text in filled):
        return "total-row"
    return "note-row" if _NOTE.fullmatch(filled[0]) else None
