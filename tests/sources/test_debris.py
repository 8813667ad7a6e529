"""Totals and remarks are told from records."""

import pytest

from generator.sources.debris import debris


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        (["合计", "8"], "total-row"),
        (["共 8 家"], "total-row"),
        (["总计：12"], "total-row"),
        (["合计"], "total-row"),
        (["合 计", "12"], "total-row"),
        (["合计：12家"], "total-row"),
        (["合计：十二家，另有个人三名"], "total-row"),
        (["共12家"], "total-row"),
        (["总计 12"], "total-row"),
        (["总计12家单位"], "total-row"),
        (["总计十二家"], "total-row"),
        (["总计十二家，个人三名"], "total-row"),
        (["小计（家）", "4"], "total-row"),
        (["合计家数", "4"], "total-row"),
        (["合计财务咨询有限公司"], None),
        (["合计财务咨询有限公司", "小计软件有限公司"], None),
        (["示例市甲厂", "总数科技有限公司"], None),
        (["合计360信息有限公司"], None),
        (["小计A有限公司"], None),
        (["总计十二家单位"], "total-row"),
        (["合计12.5"], "total-row"),
        (["合计300万元"], "total-row"),
        (["注：以上排名不分先后"], "note-row"),
        (["填表人：示例人甲", "日期：2024年"], "note-row"),
        (["制表单位：示例市评审办"], "note-row"),
        (["2024-quality-01", "合计评审有限公司", "a", "b", "c"], None),
        (["合计", "1", "2", "3"], "total-row"),
        (["合计", "1", "2", "3", "4"], None),  # as many cells as a record
        (["注：以上排名不分先后", "1", "2", "3", "4"], None),
        (["示例市甲制造有限公司", "注：并列"], None),
        (["示例市甲制造有限公司"], None),
        (["示例市共享有限公司", "x"], None),
    ],
)
def test_what_is_no_record(filled: list[str], expected: str | None) -> None:
    assert debris(filled) == expected
