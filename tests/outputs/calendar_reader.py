"""A reader of iCalendar files written from RFC 5545, strict where phones are not: line ends, folding, escapes, nesting."""

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Z0-9-]+", re.ASCII)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PARAMETER = re.compile(r';([A-Z-]+)=("[^"]*"|[^";:,]*)', re.ASCII)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TEXTS = {"SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "CATEGORIES"}

ONCE = {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "LAST-MODIFIED", "CREATED"}


@dataclass
class Component:
    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        (value,) = (value for given, _, value in self.properties if given == name)
        return value

    def __contains__(self, name: str) -> bool:
        return any(given == name for given, _, _ in self.properties)

    def parameters(self, name: str) -> dict[str, str]:
        (parameters,) = (parameters for given, parameters, _ in self.properties if given == name)
        return parameters

    def all(self, name: str) -> list["Component"]:
        return [component for component in self.components if component.name == name]


def read_calendar(data: bytes) -> Component:
    """The calendar; raises AssertionError where the file is not what the RFC asks for."""
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    assert all(b"\r" not in line and b"\n" not in line for line in lines)
    # Section 3.1: no more than 75 octets, the break excluded; a folded line goes on after one blank.
    assert max(map(len, lines)) <= 75
    # Phones unfold after decoding, so no character may be cut in two.
    assert all(line.decode("utf-8", "strict") for line in lines)
    unfolded = data[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    top = Component("")
    open_components = [top]
    for line in unfolded:
        assert _CONTROL.search(line) is None
        name, parameters, value = _content_line(line)
        if name == "BEGIN":
            inner = Component(value)
            open_components[-1].components.append(inner)
            open_components.append(inner)
        elif name == "END":
            assert open_components.pop().name == value
        else:
            open_components[-1].properties.append((name, parameters, value))
    assert open_components == [top]
    (calendar,) = top.components
    assert top.properties == []
    _judge(calendar)
    return calendar


def _content_line(line: str) -> tuple[str, dict[str, str], str]:
    named = _NAME.match(line)
    assert named is not None, line
    rest, parameters = line[named.end() :], {}
    while (found := _PARAMETER.match(rest)) is not None:
        parameters[found[1]] = found[2].strip('"')
        rest = rest[found.end() :]
    assert rest.startswith(":"), line
    value = rest[1:]
    return named[0], parameters, _unescaped(named[0], value)


def _unescaped(name: str, value: str) -> str:
    if name not in _TEXTS:
        return value
    # Section 3.3.11: comma, semicolon and backslash never stand bare in a text.
    assert re.search(r"(?<!\\)(?:\\\\)*[,;]", value) is None, value
    assert set(_ESCAPE.findall(value)) <= set("\\;,nN"), value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _judge(calendar: Component) -> None:
    assert calendar.name == "VCALENDAR"
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert calendar.components  # section 3.6: at least one component
    zones = {zone["TZID"] for zone in calendar.all("VTIMEZONE")}
    for event in calendar.all("VEVENT"):
        names = [name for name, _, _ in event.properties]
        assert {"UID", "DTSTAMP", "DTSTART"} <= set(names)
        assert all(names.count(name) <= 1 for name in ONCE)
        assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", event["DTSTAMP"])
        parameters = event.parameters("DTSTART")
        if parameters.get("VALUE") == "DATE":
            assert re.fullmatch(r"[0-9]{8}", event["DTSTART"])
            assert event["DTEND"] > event["DTSTART"]
        else:
            assert parameters["TZID"] in zones
            assert re.fullmatch(r"[0-9]{8}T[0-9]{6}", event["DTSTART"])
        for alarm in event.all("VALARM"):
            assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= {name for name, _, _ in alarm.properties}
    uids = [event["UID"] for event in calendar.all("VEVENT")]
    assert len(uids) == len(set(uids))
