"""Which addresses may be published: http and https with a public host, in no disguise.

Written against the text itself: the standard library's parser drops tabs and line breaks first, as browsers do, and so
cannot see what a reader of the data would not see either.
"""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Final

from generator.domain.late_patterns import late

MAX_LENGTH: Final = 2000
"""Characters; longer addresses are cut by some browsers and mail programs."""


_ONE_NUMBER: Final = re.compile(r"[0-9]{3,5}(?:-?[0-9]{4,8})?").fullmatch


class LinkFault(StrEnum):
    """Why an address is refused."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    HIDDEN_CHARACTER = "hidden_character"
    """A control, zero-width or bidirectional character, a tab or a line break."""
    BLANK = "blank"
    FORBIDDEN_CHARACTER = "forbidden_character"
    """A quotation mark, an angle bracket or another character that must be percent-encoded (RFC 3986, section 2)."""
    BACKSLASH = "backslash"
    """Browsers read it as a slash, other programs do not."""
    NO_SCHEME = "no_scheme"
    FORBIDDEN_SCHEME = "forbidden_scheme"
    NO_HOST = "no_host"
    USERINFO = "userinfo"
    """What stands before an @ is a user name, not the host (RFC 3986, section 7.6)."""
    ENCODED_HOST = "encoded_host"
    HOST_NOT_IDNA = "host_not_idna"
    """A Chinese host that is not written in its ASCII form, xn--… (RFC 5890)."""
    MIXED_SCRIPT_HOST = "mixed_script_host"
    """A host with letters of other alphabets, which can look like Latin ones."""
    BAD_HOST = "bad_host"
    LOCAL_HOST = "local_host"
    BAD_PORT = "bad_port"
    BAD_ESCAPE = "bad_escape"


PLAIN: Final = re.compile(
    r"https?://((?:(?!xn--)[a-z0-9][a-z0-9-]{0,62}(?<!-)\.){1,20}+(?!xn--|local(?:host|domain)?[/:?#]|internal[/:?#])[a-z]{2,63})"
    r"(?:[/?#](?:[A-Za-z0-9._~!$&()*+,;=:@/?#\-]++|%[0-9A-Fa-f]{2})*+)?"
)
_HIDDEN: Final = late(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
_BLANK: Final = re.compile(r"\s")
_FORBIDDEN: Final = re.compile(r"[\"'<>`{}|^“”‘’]")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_PARTS: Final = re.compile(r"https?:(/*)([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_PORT: Final = re.compile(r":([0-9]*)\Z")
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_QUAD: Final = late(r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\Z)|\Z)){4}")
_NOT_PUBLIC: Final = re.compile(
    r"0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|(?:22[4-9]|2[3-5][0-9])\."
)
_LOCAL_NAMES: Final = frozenset({"localhost", "local", "localdomain", "internal", "lan", "home", "test", "invalid"})
_LOCAL: Final = re.compile(rf"\.(?:{'|'.join(sorted(_LOCAL_NAMES))})(?![a-z0-9.\-])")
_LONGEST_HOST: Final = 253
_HAN: Final = late("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_HAN_LABEL: Final = late(f"[a-z0-9-]*(?:{_HAN.pattern}[a-z0-9-]*)+")
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})|%0[0-9A-Fa-f]|%1[0-9A-Fa-f]|%7[Ff]")


def link_fault(url: str) -> LinkFault | None:
    """Why an address may not be published; None if it may."""
    match = PLAIN.fullmatch(url)
    if match is not None and len(url) <= MAX_LENGTH and len(match[1]) <= _LONGEST_HOST and not _is_local(match[1]):
        return LinkFault.BAD_ESCAPE if _BAD_ESCAPE.search(url) else None
    return _fault_of_characters(url) or _fault_of_structure(url)


def all_public(joined: str, urls: Collection[str]) -> bool:
    """Whether addresses that all have the form of PLAIN may surely be published; `joined` holds all of them."""
    if _BAD_ESCAPE.search(joined) is not None or _LOCAL.search(joined) is not None:
        return False
    return max(map(len, urls), default=0) <= _LONGEST_HOST


def host(url: str) -> str | None:
    """The host of an address, in lower case and without port; None where the address may not be published."""
    if link_fault(url) is not None:
        return None
    parts = _PARTS.fullmatch(url)
    return None if parts is None else _PORT.sub("", parts[2]).lower()


def _fault_of_characters(url: str) -> LinkFault | None:
    if not url:
        return LinkFault.EMPTY
    if len(url) > MAX_LENGTH:
        return LinkFault.TOO_LONG
    for pattern, fault in (
        (_HIDDEN, LinkFault.HIDDEN_CHARACTER),
        (_BLANK, LinkFault.BLANK),
        (_FORBIDDEN, LinkFault.FORBIDDEN_CHARACTER),
    ):
        if pattern.search(url):
            return fault
    return LinkFault.BACKSLASH if "\\" in url else None


def _fault_of_structure(url: str) -> LinkFault | None:
    parts = _PARTS.fullmatch(url)
    if parts is None:
        scheme = _SCHEME.match(url)
        # `www.example.cn:8080/` has a port and no scheme.
        return LinkFault.NO_SCHEME if scheme is None or "." in scheme[1] else LinkFault.FORBIDDEN_SCHEME
    slashes, authority, rest = parts.groups()
    if len(slashes) != 2 or not authority:
        return LinkFault.NO_HOST
    if "@" in authority:
        return LinkFault.USERINFO
    port = _PORT.search(authority)
    name = authority[: port.start()] if port else authority
    if port is not None and not _is_port(port[1]):
        return LinkFault.BAD_PORT
    return _fault_of_host(name.lower()) or (LinkFault.BAD_ESCAPE if _BAD_ESCAPE.search(rest) else None)


def _is_port(port: str) -> bool:
    return 1 <= len(port) <= 5 and port[0] != "0" and int(port) <= 65_535


def _fault_of_host(name: str) -> LinkFault | None:
    if not name:
        return LinkFault.NO_HOST
    if "%" in name:
        return LinkFault.ENCODED_HOST
    if ":" in name and "[" not in name:
        return LinkFault.BAD_PORT
    if _QUAD.fullmatch(name):
        return LinkFault.LOCAL_HOST if _NOT_PUBLIC.match(name) else None
    if _is_local(name):
        return LinkFault.LOCAL_HOST
    if not name.isascii():
        han = all(_HAN_LABEL.fullmatch(label) or _LABEL.fullmatch(label) for label in name.split("."))
        return LinkFault.HOST_NOT_IDNA if han else LinkFault.MIXED_SCRIPT_HOST
    return _fault_of_labels(name)


def _is_local(name: str) -> bool:
    return name.rpartition(".")[2] in _LOCAL_NAMES


def _fault_of_labels(name: str) -> LinkFault | None:
    labels = name.split(".")
    last = labels[-1]
    # A last label of figures makes browsers read the whole as an address: 2130706433 is 127.0.0.1.
    top_level = len(last) > 1 and (last.isalpha() or last.startswith("xn--"))
    if (
        len(name) > _LONGEST_HOST
        or len(labels) < 2
        or not top_level
        or not all(_LABEL.fullmatch(label) for label in labels)
    ):
        return LinkFault.BAD_HOST
    if all(_is_chinese(label[4:]) for label in labels if label.startswith("xn--")):
        return None
    return LinkFault.MIXED_SCRIPT_HOST


def _is_chinese(encoded: str) -> bool:
    try:
        label = encoded.encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return False
    return _HAN_LABEL.fullmatch(label) is not None and label.encode("punycode").decode("ascii") == encoded


def call_address(kind: str, value: str) -> str:
    """The address that calls a number; empty for other ways, and where more than one number is printed."""
    return f"tel:{value.replace('-', '')}" if kind == "phone" and _ONE_NUMBER(value) else ""
