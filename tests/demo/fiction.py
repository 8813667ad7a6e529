"""Organizations and people that exist nowhere: their names begin with 示例, their credit codes with the division 99."""

from dataclasses import dataclass
from typing import Final

from generator.domain.credit_codes import check_character

_FIRST_LAST_FIVE: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who applies or wins."""

    name: str
    uscc: str = ""
    unit: str = ""
    """The employer of an individual."""
    sector: str = ""

    @property
    def kind(self) -> str:
        """organization or individual."""
        return "individual" if self.unit else "organization"


def credit_code(number: int) -> str:
    """The credit code of the fictional organization of that number, right in form and check character."""
    first = f"91990000MA{number:07}"
    return first + check_character(first)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, between its blanks."""
    return tuple(text.split())


def organizations(names: str, sector: str, first: int) -> tuple[Party, ...]:
    """One organization per name, with codes numbered from `first` on."""
    return tuple(
        Party(name=name, uscc=credit_code(number), sector=sector) for number, name in enumerate(words(names), first)
    )


def individuals(names: str, units: tuple[Party, ...]) -> tuple[Party, ...]:
    """One person per name, each of the unit in the same place."""
    return tuple(
        Party(name=name, unit=unit.name, sector=unit.sector) for name, unit in zip(words(names), units, strict=True)
    )


JIA: Final = organizations(
    "示例市青禾食品有限公司 示例市云岭精密机械有限公司 示例市望江纺织有限公司 示例市澄湖水务有限公司 示例市北辰仪表有限公司 "
    "示例市东篱制药有限公司 示例市南屏新材料股份有限公司 示例市西畴农业合作社 示例市中和医院",
    "制造业",
    1,
)
JIA_EARLIER: Final = organizations(
    "示例市百川化工有限公司 示例市千帆造船有限公司 示例市万象玻璃有限公司 示例市九畹茶业有限公司 示例市十里酒业有限公司 "
    "示例市半亩方塘软件有限公司 示例市一苇物流有限公司 示例市三秋印务有限公司",
    "制造业",
    101,
)
JIA_LATER: Final = organizations("示例市星槎航运有限公司 示例市晴川印染有限公司 示例市鹿鸣乐器有限公司", "制造业", 111)
JIA_PEOPLE: Final = individuals(
    "示例甲某 示例乙某 示例丙某 示例丁某 示例戊某 示例己某",
    organizations(
        "示例市第一中学 示例市第二中学 示例市职业技术学校 示例市建筑设计院 示例市公共交通公司 示例市图书馆",
        "公共服务",
        201,
    ),
)
YI: Final = organizations(
    "示例市乙启明电器有限公司 示例市乙长庚照明有限公司 示例市乙太白塑业有限公司 示例市乙文昌出版有限公司 "
    "示例市乙天璇轴承有限公司 示例市乙玉衡计量有限公司 示例市乙开阳能源有限公司 示例市乙摇光光学有限公司",
    "制造业",
    301,
)
YI_EARLIER: Final = organizations(
    "示例市乙角木家具有限公司 示例市乙亢金五金有限公司 示例市乙氐土陶瓷有限公司 示例市乙房日食品有限公司", "制造业", 401
)
BING: Final = organizations(
    "示例市丙松风竹业有限公司 示例市丙石泉饮料有限公司 示例市丙麦浪面业有限公司 示例市丙山月民宿合作社", "服务业", 501
)
BING_PEOPLE: Final = individuals("示例庚某 示例辛某", BING[:2])
