"""Articles for the engine of prose, and what is made of them."""

from pathlib import Path

from generator.domain.site_options import SiteOptions
from generator.outputs.prose import Prose, ProsePage, render_prose
from generator.sources.words import Words

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "site_templates"
CONFIG = ROOT / "mkdocs.yml"
OPTIONS = SiteOptions(name="示例公开")

ABOUT = """---
description: 这是什么
section: objection
---
# 关于本站

见[天数](counting.md#从哪天起算)、[公示](/notices/)、[数据](/data/#feeds)、[首页](/)、[原文](https://example.org/a/)、[接口](/api/v1/index.json)。

![图](images/a.png)

| 甲 | 乙 |
|:---|---:|
| 1 | 2 |
"""
OF_THE_FRAME = ("accessibility", "how-to-object")
"""The articles, besides the one on the site itself, to which every page leads."""
COUNTING = "没有大标题\n\n## 从哪天起算\n\n[回](about.md) [这里](#从哪天起算)\n"


class EveryWord(dict[str, str]):
    """A catalogue that answers with the name of what is asked for."""

    def __missing__(self, name: str) -> str:
        return f"<{name}>"


WORDS = Words("zh-CN", EveryWord())


def render(content: Path, options: SiteOptions = OPTIONS, words: Words = WORDS) -> Prose:
    return render_prose(content, TEMPLATES, CONFIG, options, words)


def told_pages(prose: Prose) -> tuple[ProsePage, ...]:
    """The pages with which the tests are concerned."""
    return tuple(page for page in prose.pages if page.path.partition("/")[0] not in OF_THE_FRAME)


def frame_of(prose: Prose, depth: int = 1) -> str:
    return prose.shell.stamp(root="../" * depth, title="题", description="述", body=b"").decode()
