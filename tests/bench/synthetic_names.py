"""Names as organizations and people bear them, put together from syllables; all begin with 示例."""

from typing import Final

from tests.demo.fiction import credit_code, words

_FIRST: Final = "华东海新金宏瑞泰恒盛永和德信诚达通源天元明光正大中兴安康远航力博优科创智"
_SECOND: Final = "峰林江川泉石松柏梅兰竹菊云霞星辰晨曦岚岳洋波涛禾谷麦桑茂森翔宇鹏腾骏驰"
_TRADES: Final = words(
    "科技 机械制造 精密仪器 新材料 食品 纺织 服饰 化工 医药 电子 电气 仪表 阀门 轴承 汽车零部件 模具 塑料 橡胶 陶瓷 玻璃 "
    "水务 环保 能源 建设工程 建筑设计 物流 商贸 农业发展 种业 茶业 酒业 印务 传媒 信息技术 软件 检测技术 包装 家具 船舶 光学"
)
_FORMS: Final = (
    "有限公司",
    "股份有限公司",
    "有限公司",
    "集团有限公司",
    "有限公司",
    "有限责任公司",
    "有限公司",
    "合作社",
)
_UNITS: Final = (
    "第一中学",
    "人民医院",
    "职业技术学院",
    "实验小学",
    "公共交通集团",
    "图书馆",
    "疾病预防控制中心",
    "城市建设集团",
)
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
_GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文辉玲"

_PAIRS: Final = len(_FIRST) * len(_SECOND)
_STEP: Final = 101
"""Prime to the number of pairs, so that the first so many organizations of a place bear different names."""


def place(jurisdiction: int) -> str:
    """The name of a jurisdiction."""
    return f"示例市{jurisdiction}区"


def organization(jurisdiction: int, number: int) -> str:
    """The name of one organization of a jurisdiction; no two of the first thousand are alike."""
    brand, form = _brand(jurisdiction, number)
    trade = _TRADES[(number * 7 + jurisdiction) % len(_TRADES)]
    return f"{place(jurisdiction)}{brand}{trade}{form}"


def former_name(jurisdiction: int, number: int) -> str:
    """The name that the organization bore before."""
    return f"{place(jurisdiction)}{_brand(jurisdiction, number)[0]}厂"


def code(jurisdiction: int, number: int) -> str:
    """The credit code of the organization."""
    return credit_code(jurisdiction * 1000 + number)


def person(jurisdiction: int, number: int) -> str:
    """The name of a person."""
    mixed = jurisdiction * 31 + number
    return f"示例{_SURNAMES[mixed % len(_SURNAMES)]}某{_GIVEN[mixed // len(_SURNAMES) % len(_GIVEN)]}{number}"


def unit(jurisdiction: int, number: int) -> str:
    """The employer of a person, which never applies itself."""
    return f"{place(jurisdiction)}{_UNITS[number % len(_UNITS)]}"


def trade(jurisdiction: int, number: int) -> str:
    """The branch of an organization."""
    return _TRADES[(number * 7 + jurisdiction) % len(_TRADES)]


def _brand(jurisdiction: int, number: int) -> tuple[str, str]:
    pair = (number * _STEP + jurisdiction * 17) % _PAIRS
    return _FIRST[pair % len(_FIRST)] + _SECOND[pair // len(_FIRST)], _FORMS[number % len(_FORMS)]
