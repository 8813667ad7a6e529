"""Fictional entries for the tests of the search: names built like those of Chinese companies and institutions."""

from collections.abc import Iterator
from random import Random

from generator.outputs.search_index import SearchEntry

PLACES = ("示例市", "示例", "样本县", "范例区", "")
BRANDS = [
    "云帆",
    "启明",
    "海棠",
    "𠮷祥",
    "远山",
    "明德",
    "瑞禾",
    "金穗",
    "恒通",
    "星火",
    "九州",
    "青禾",
    "兰亭",
    "百川",
    "晨曦",
    "鼎盛",
    "华茂",
    "龙腾",
    "凤鸣",
    "天工",
]
TRADES = [
    "科技",
    "实业",
    "建设",
    "机械",
    "电子",
    "新材料",
    "食品",
    "纺织",
    "汽车零部件",
    "信息技术",
    "精密制造",
    "医疗器械",
    "泵业",
    "能源网络",
]
FORMS = (
    "有限公司",
    "有限公司",
    "股份有限公司",
    "集团有限公司",
    "（集团）股份有限公司",
    "人民医院",
    "实验学校",
    "ABB（示例）有限公司",
)
TITLES = (
    "传承实施‘精益、精细、精进’的示例医院质量管理体系",
    "创建‘1-2-3-4-5’示例航天精细化质量管理体系",
    "高质可信的‘CPU’质量管理模式",
    "Lean Six Sigma 在示例工厂的应用",
    "“零缺陷”·全过程 ISO 9001 管理法",
)
JURISDICTIONS = {"sample": "示例市", "pattern": "样本县"}
CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def entries(count: int, seed: int = 1) -> Iterator[SearchEntry]:
    """Entries of several kinds; the first ones do not depend on how many follow."""
    chance = Random(seed)
    for number in range(count):
        name = "".join((chance.choice(PLACES), _brand(chance), chance.choice(TRADES), chance.choice(FORMS)))
        slug, year = chance.choice(tuple(JURISDICTIONS)), chance.randrange(2019, 2026)
        code = "91" + "".join(chance.choices(CODE_CHARACTERS, k=16))
        kind = chance.choice(("awardee", "awardee", "organization", "applicant", "notice"))
        if kind == "notice":
            name = f"关于{year}年{name}等单位拟获奖名单的公示"
        yield SearchEntry(
            kind=kind,
            title=chance.choice(TITLES) if number % 23 == 7 else name,
            url=f"{slug}/{year}/{kind}s/{number}/index.html",
            jurisdiction="" if kind == "organization" else slug,
            year=None if kind == "organization" else year,
            state=chance.choice(("valid", "expired")) if kind == "awardee" else "",
            also=(code, f"示政办函〔{year}〕{chance.randrange(1, 60)}号") if kind == "awardee" else (),
            text="公示期内可以向评审办公室提出异议。" * chance.choice((1, 30)) if number % 40 == 3 else "",
        )


def _brand(chance: Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(BRANDS)
    return "".join(chr(0x4E00 + chance.randrange(0x3000)) for _ in range(chance.choice((2, 2, 3))))


def substrings(text: str, sizes: range) -> set[str]:
    """All parts of a text of these lengths that are not space alone."""
    parts = (text[start : start + size] for size in sizes for start in range(len(text) - size + 1))
    return {part for part in parts if part.strip()}
