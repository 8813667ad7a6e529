"""Texts, notices and letters of every kind, and what is said in a letter about them."""

from typing import Any


def demand(question: str, kind: str, clause: str | None = "第五条") -> dict[str, Any]:
    return {
        "question": question,
        "kind": kind,
        "label": question,
        "text": "" if kind == "silent" else "要",
        "clause": clause,
    }


def shown(what: str, clause: str, *, internal: bool = False) -> dict[str, Any]:
    return {"what": what, "internal": internal, "clause": clause}


LAW = {
    "title": "示例办法",
    "number": "示〔2024〕1号",
    "standing": "in_force",
    "clause": "第五条",
    "who": {**demand("who", "stated"), "text": "任何人"},
    "outcome": {**demand("outcome", "stated", "第六条"), "text": "书面答复"},
    "demands": [
        demand("real_name", "demand"),
        demand("anonymous", "waived"),
        demand("written_form", "stated", "五（一）"),
        demand("seal", "demand"),
        demand("evidence", "silent", None),
    ],
    "verification": {"length": 5, "unit": "working_day", "starts": "receipt"},
    "notices": [
        shown("受理名单", "第三条"),
        shown("审核材料", "第三条", internal=True),
        shown("评审结果", "第三条"),
        shown("拟奖名单", "第四条"),
    ],
}
DRAFT = {
    **LAW,
    "number": None,
    "standing": "consultation_draft",
    "clause": "（五）",
    "who": demand("who", "silent", None),
    "outcome": demand("outcome", "silent", None),
    "demands": [
        demand("real_name", "silent", None),
        demand("anonymous", "silent", None),
        demand("evidence", "demand", "（五）"),
    ],
    "verification": {"length": 10, "unit": "day", "starts": None},
    "notices": [],
}
LAW_RULES = {"text": LAW, "standing": "in_force", "present": False, "cited": "示〔2024〕1号"}
DRAFT_RULES = {"text": DRAFT, "standing": "consultation_draft", "present": True, "cited": None}
UNHELD = {"text": None, "standing": None, "present": False, "cited": None}

NOTICE = {
    "title": "《示例公示》",
    "publisher": "示例局",
    "published": "2026年1月1日",
    "closes": "2026年1月9日24时",
    "source_url": "https://example.org/1",
    "delivery": ["寄到甲", "寄到乙"],
}
UNIT = {"kind": "person", "name": "示例公司", "liaison": "示例人乙", "contact": "示例路1号"}
LETTER = {
    "place": "shili",
    "to": "示例办公室",
    "kind": "unit",
    "sheet": True,
    "notice": NOTICE,
    "parties": [UNIT],
    "candidate": "示例甲",
    "facts": " 第一件。\r\n\n第二件。\u2028第三件。",
    "reasons": "理由。\r依据。",
    "evidence": "合同\u2029\n照片\n",
}
EMPTY = {
    "place": "",
    "to": "",
    "kind": "joint",
    "sheet": True,
    "notice": {"title": "", "publisher": "", "published": "", "closes": "", "source_url": None, "delivery": []},
    "parties": [
        {"kind": "person", "name": "", "liaison": "", "contact": ""},
        {"kind": "unit", "name": "", "liaison": "", "contact": ""},
    ],
    "candidate": "",
    "facts": " \n ",
    "reasons": "",
    "evidence": "",
}

BY_A_UNIT = """\
Title letter.heading_on<title:示例公示>
To letter.to<to:示例办公室>
Heading letter.part_who
Body letter.line<label:field.name_unit><value:示例公司>
Body letter.line<label:field.liaison><value:示例人乙>
Body letter.line<label:field.contact><value:示例路1号>
Heading letter.part_notice
Body letter.line<label:letter.title><value:《示例公示》>
Body letter.line<label:letter.publisher><value:示例局>
Body letter.line<label:letter.published><value:2026年1月1日>
Body letter.line<label:letter.closes><value:2026年1月9日24时>
Body letter.line<label:letter.source><value:https://example.org/1>
Body letter.line<label:letter.candidate><value:示例甲>
Heading letter.part_facts
Body 第一件。
Body 第二件。
Body 第三件。
Heading letter.part_reasons
Body 理由。
Body 依据。
Body letter.basis<clause:第五条><title:示例办法><number:clause<clause:示〔2024〕1号>>
Heading letter.part_evidence
Item letter.numbered<text:合同><number:1>
Item letter.numbered<text:照片><number:2>
Body letter.please
Sign letter.sign_unit_seal<name:示例公司>
Sign letter.date<date:____年>
Sheet letter.sheet
Heading check.deliver
Note 寄到甲
Note 寄到乙
Note check.lead<title:示例办法><number:示〔2024〕1号><standing:in_force>
Heading check.demands
Demand check.item<label:real_name><text:要><clause:clause<clause:第五条>>
Demand check.item<label:seal><text:要><clause:clause<clause:第五条>>
Heading check.stated
Stated check.item<label:anonymous><text:要><clause:clause<clause:第五条>>
Stated check.item<label:written_form><text:要><clause:clause_outer<clause:五（一）>>
Heading check.silent
Silent check.silent_item<label:evidence>
Heading check.practice
Note check.practice_note
Practice practice.evidence
Practice practice.in_time
Heading check.scope
Note check.scope_who<text:任何人><clause:clause<clause:第五条>>
Note check.scope_public<clause:clause<clause:第三条>><what:受理名单、评审结果>
Note check.scope_public<clause:clause<clause:第四条>><what:拟奖名单>
Note check.scope_internal<clause:clause<clause:第三条>><what:审核材料>
Note check.scope_silent
Heading check.after
Note check.verification<clause:clause<clause:第五条>><length:check.working_day<count:5>>
Note check.outcome<text:书面答复><clause:clause<clause:第六条>>
"""
BY_TWO_AND_EMPTY = """\
Title letter.heading
To letter.to<to:___>
Heading letter.part_who
Item field.party<number:1>：
Body letter.line<label:field.name_person><value:___>
Body letter.line<label:field.contact><value:___>
Item field.party<number:2>：
Body letter.line<label:field.name_unit><value:___>
Body letter.line<label:field.liaison><value:___>
Body letter.line<label:field.contact><value:___>
Heading letter.part_notice
Body letter.line<label:letter.title><value:___>
Body letter.line<label:letter.candidate><value:___>
Heading letter.part_facts
Body ___
Heading letter.part_reasons
Body ___
Heading letter.part_evidence
Item letter.numbered<text:___><number:1>
Body letter.please
Sign letter.sign_person<blank:___>
Sign letter.sign_unit<name:___>
Sign letter.date<date:____年>
Sheet letter.sheet
Note check.lead<title:示例办法><standing:consultation_draft>
Note check.present
Heading check.demands_draft<standing:consultation_draft>
Demand check.item<label:evidence><text:要><clause:（五）>
Heading check.silent
Silent check.silent_item<label:real_name>
Silent check.silent_item<label:anonymous>
Heading check.practice
Note check.practice_note
Practice practice.real_name
Practice practice.in_time
Heading check.scope
Note check.silent_item<label:who>
Note check.scope_silent
Heading check.after
Note check.verification_unstated<clause:（五）><length:check.days<count:10>>
"""
SHEET_WITHOUT_A_TEXT = """\
Sheet letter.sheet
Heading check.deliver
Note 寄到甲
Note 寄到乙
Note check.unheld_cited<cited:示〔2009〕3号>
Heading check.practice
Note check.practice_note
Practice practice.real_name
Practice practice.written_form
Practice practice.seal_person
Practice practice.evidence
Practice practice.in_time
"""
