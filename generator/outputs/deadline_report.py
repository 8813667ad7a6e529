"""A deadline with its day-by-day reasoning, as text and as JSON."""

import json

from generator.domain.deadlines import CountedDay, DayReason, Deadline
from generator.domain.moments import rfc3339
from generator.outputs.phrasing import Phrasing
from generator.sources.words import Words


def deadline_note(day: CountedDay, words: Words) -> str:
    """Why a day counts or does not, in a few words."""
    facts = {"number": day.number or "", "holiday": day.holiday or ""}
    name = {
        DayReason.COUNTED: "counted",
        DayReason.MAKE_UP_WORKING_DAY: "counted_make_up",
        DayReason.LAST_DAY_NOT_WORKING: "counted_last",
        DayReason.WEEKEND: "weekend",
        DayReason.DAY_OFF: "day_off",
        DayReason.PUBLICATION_DAY_NOT_COUNTED: "publication",
        DayReason.ROLLED_OVER: "rolled",
    }[day.reason]
    return words.fill(f"deadline.{name}", **facts)


def deadline_text(deadline: Deadline, words: Words) -> str:
    """The deadline in sentences, a line a day."""
    say = Phrasing(words)
    lines = [
        words.fill(
            "deadline.heading",
            opens=say.full_day(deadline.opens_on),
            length=say.length(deadline.length, deadline.unit),
            closes=say.closing(deadline.closes_on, deadline.closes_time),
        )
    ]
    if deadline.rolled_over:
        lines.append(words["deadline.rolled_over"])
    if deadline.provisional:
        years = say.listing(tuple(str(year) for year in deadline.missing_years))
        lines.append(words.fill("deadline.provisional", years=years))
    lines.extend(
        words.fill(
            "deadline.day", date=day.date.isoformat(), weekday=say.weekday(day.date), note=deadline_note(day, words)
        )
        for day in deadline.days
    )
    return "\n".join(lines) + "\n"


def deadline_json(deadline: Deadline, words: Words) -> str:
    """The deadline as a JSON object; `ends_at` is the first moment after it, in RFC 3339 with +08:00."""
    value = {
        "opens_on": deadline.opens_on.isoformat(),
        "closes_on": deadline.closes_on.isoformat(),
        "ends_at": rfc3339(deadline.ends_at),
        "length": deadline.length,
        "unit": str(deadline.unit),
        "form": str(deadline.form),
        "provisional": deadline.provisional,
        "missing_years": list(deadline.missing_years),
        "rolled_over": deadline.rolled_over,
        "days": [
            {
                "date": day.date.isoformat(),
                "weekday": day.weekday,
                "kind": str(day.kind),
                "counts": day.counts,
                "number": day.number,
                "note": deadline_note(day, words),
            }
            for day in deadline.days
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
