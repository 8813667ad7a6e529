from generator.domain.verdicts import Length
from generator.pages.period_bars import WIDTH, PeriodBar, bar_chart


def bar(length: int | None, unit: str = "working_day") -> PeriodBar:
    period = Length(length=length, unit=unit) if length else None
    return PeriodBar(jurisdiction="示例市", stage="评议公示", length=period, kind="minimum" if length else "")


def test_bars_are_to_scale_and_stay_inside_the_picture() -> None:
    chart = bar_chart([bar(5), bar(10, "day"), bar(None)])
    assert [placed.width for placed in chart.bars] == [108, 216, 0]
    assert all(placed.width < placed.label_x < WIDTH for placed in chart.bars if placed.width)
    assert chart.bars[2].label_x == 0


def test_rows_lie_one_under_another_without_touching() -> None:
    chart = bar_chart([bar(5), bar(7), bar(None)])
    for upper, lower in zip(chart.bars, chart.bars[1:], strict=False):
        assert upper.text_y < upper.bar_y < upper.label_y <= upper.bar_y + chart.bar_height < lower.text_y
    assert chart.bars[-1].label_y < chart.height


def test_a_picture_of_nothing_has_no_height() -> None:
    assert bar_chart([]).height == 0
