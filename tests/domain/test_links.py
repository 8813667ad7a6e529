import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.clean_columns import all_clean
from generator.domain.column_roles import Role
from generator.domain.links import MAX_LENGTH, LinkFault, host, link_fault

CHINESE_LABEL = "xn--" + "示例".encode("punycode").decode("ascii")
CYRILLIC_LABEL = "xn--" + "gоv".encode("punycode").decode("ascii")  # the middle letter is Cyrillic

GOOD = {
    "http://www.hangzhou.gov.cn/art/2024/3/7/art_1229063387_1841053.html": "www.hangzhou.gov.cn",
    "https://www.example.gov.cn": "www.example.gov.cn",
    "https://www.example.gov.cn/": "www.example.gov.cn",
    "HTTPS://WWW.Example.GOV.cn/a": "www.example.gov.cn",
    "https://www.example.gov.cn:8080/a?b=c&d=e%20f#g": "www.example.gov.cn",
    "https://www.example.gov.cn/附件（一）.pdf": "www.example.gov.cn",
    "https://www.example.gov.cn?a=b@c": "www.example.gov.cn",
    "http://203.0.113.7/a": "203.0.113.7",
    f"https://{CHINESE_LABEL}.cn/": f"{CHINESE_LABEL}.cn",
    f"https://{CHINESE_LABEL}.xn--fiqs8s/": f"{CHINESE_LABEL}.xn--fiqs8s",
    "https://a-b.example.cn/": "a-b.example.cn",
}

BAD = {
    "": LinkFault.EMPTY,
    "javascript:alert(1)": LinkFault.FORBIDDEN_SCHEME,
    "JaVaScRiPt:alert(1)": LinkFault.FORBIDDEN_SCHEME,
    "java\tscript:alert(1)": LinkFault.HIDDEN_CHARACTER,
    "java\nscript:alert(1)": LinkFault.HIDDEN_CHARACTER,
    "\x01javascript:alert(1)": LinkFault.HIDDEN_CHARACTER,
    " javascript:alert(1)": LinkFault.BLANK,
    "javascript://example.gov.cn/%0aalert(1)": LinkFault.FORBIDDEN_SCHEME,
    "data:text/html,a": LinkFault.FORBIDDEN_SCHEME,
    "vbscript:a": LinkFault.FORBIDDEN_SCHEME,
    "file:///etc/hosts": LinkFault.FORBIDDEN_SCHEME,
    "ftp://example.gov.cn/": LinkFault.FORBIDDEN_SCHEME,
    "mailto:a@example.gov.cn": LinkFault.FORBIDDEN_SCHEME,
    "www.example.gov.cn": LinkFault.NO_SCHEME,
    "www.example.gov.cn:8080/": LinkFault.NO_SCHEME,
    "//example.gov.cn/a": LinkFault.NO_SCHEME,
    "/a/b": LinkFault.NO_SCHEME,
    "见官网": LinkFault.NO_SCHEME,
    "http：//example.gov.cn": LinkFault.NO_SCHEME,
    "http:/example.gov.cn": LinkFault.NO_HOST,
    "http:example.gov.cn": LinkFault.NO_HOST,
    "https:///example.gov.cn": LinkFault.NO_HOST,
    "https://": LinkFault.NO_HOST,
    "https:///": LinkFault.NO_HOST,
    "https://?a": LinkFault.NO_HOST,
    "https://:80/": LinkFault.NO_HOST,
    "https:\\\\evil.example.cn": LinkFault.BACKSLASH,
    "https://example.gov.cn\\@evil.cn": LinkFault.BACKSLASH,
    "https://gov.cn@evil.cn/": LinkFault.USERINFO,
    "https://gov.cn:80@evil.cn/": LinkFault.USERINFO,
    "https://gov%2ecn/": LinkFault.ENCODED_HOST,
    "https://gоv.cn/": LinkFault.MIXED_SCRIPT_HOST,  # a Cyrillic letter
    "https://ｇｏｖ.cn/": LinkFault.MIXED_SCRIPT_HOST,
    "https://gov。cn/": LinkFault.MIXED_SCRIPT_HOST,
    f"https://{CYRILLIC_LABEL}.cn/": LinkFault.MIXED_SCRIPT_HOST,
    "https://xn--a.cn/": LinkFault.MIXED_SCRIPT_HOST,
    "https://示例.中国/": LinkFault.HOST_NOT_IDNA,
    "https://example/": LinkFault.BAD_HOST,
    "https://2130706433/": LinkFault.BAD_HOST,
    "https://0x7f.0.0.1/": LinkFault.BAD_HOST,
    "https://127.1/": LinkFault.BAD_HOST,
    "https://256.1.1.1/": LinkFault.BAD_HOST,
    "https://-a.cn/": LinkFault.BAD_HOST,
    "https://a-.cn/": LinkFault.BAD_HOST,
    "https://a..cn/": LinkFault.BAD_HOST,
    "https://.cn/": LinkFault.BAD_HOST,
    "https://[::1]/": LinkFault.BAD_HOST,
    f"https://{'a' * 64}.cn/": LinkFault.BAD_HOST,
    f"https://{'a.' * 130}cn/": LinkFault.BAD_HOST,
    f"https://{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.cn/": LinkFault.BAD_HOST,
    "https://xn--99999999.cn/": LinkFault.MIXED_SCRIPT_HOST,
    "https://localhost/": LinkFault.LOCAL_HOST,
    "https://web.localhost/": LinkFault.LOCAL_HOST,
    "https://oa.internal/": LinkFault.LOCAL_HOST,
    "https://oa.lan": LinkFault.LOCAL_HOST,
    "https://oa.home/a": LinkFault.LOCAL_HOST,
    "https://127.0.0.1/": LinkFault.LOCAL_HOST,
    "https://10.1.2.3/": LinkFault.LOCAL_HOST,
    "https://192.168.1.1/": LinkFault.LOCAL_HOST,
    "https://example.gov.cn:0/": LinkFault.BAD_PORT,
    "https://example.gov.cn:/": LinkFault.BAD_PORT,
    "https://example.gov.cn:65536/": LinkFault.BAD_PORT,
    "https://example.gov.cn:8a/": LinkFault.BAD_PORT,
    "https://example.gov.cn/a b": LinkFault.BLANK,
    "https://example.gov.cn/a\u3000b": LinkFault.BLANK,
    "https://example.gov.cn/\u202egpj.exe": LinkFault.HIDDEN_CHARACTER,
    "https://example.gov.cn/\u200b": LinkFault.HIDDEN_CHARACTER,
    'https://example.gov.cn/"onclick="a': LinkFault.FORBIDDEN_CHARACTER,
    "https://example.gov.cn/'": LinkFault.FORBIDDEN_CHARACTER,
    "https://example.gov.cn/<script>": LinkFault.FORBIDDEN_CHARACTER,
    "https://example.gov.cn/{{7*7}}": LinkFault.FORBIDDEN_CHARACTER,
    "https://example.gov.cn/%zz": LinkFault.BAD_ESCAPE,
    "https://example.gov.cn/%": LinkFault.BAD_ESCAPE,
    "https://example.gov.cn/%00": LinkFault.BAD_ESCAPE,
    "https://example.gov.cn/%0d%0aa": LinkFault.BAD_ESCAPE,
    f"https://example.gov.cn/{'a' * MAX_LENGTH}": LinkFault.TOO_LONG,
}


@pytest.mark.parametrize("url", GOOD)
def test_good_addresses(url: str) -> None:
    assert link_fault(url) is None
    assert host(url) == GOOD[url]


@pytest.mark.parametrize("url", BAD)
def test_bad_addresses(url: str) -> None:
    assert link_fault(url) is BAD[url]
    assert host(url) is None


@pytest.mark.parametrize("url", [url for url in BAD if url])
def test_a_bad_address_is_not_proved_good_among_others(url: str) -> None:
    assert all_clean(["https://www.example.gov.cn/a"], Role.LINK)
    assert not all_clean(["https://www.example.gov.cn/a", url], Role.LINK)


def test_every_fault_has_an_example() -> None:
    assert set(BAD.values()) == set(LinkFault)


@given(st.text())
def test_what_is_accepted_begins_with_a_web_scheme_and_holds_nothing_hidden(text: str) -> None:
    for url in (text, f"https://{text}", f"https://example.gov.cn/{text}"):
        if link_fault(url) is None:
            assert url.lower().startswith(("http://", "https://"))
            assert not any(character.isspace() or character in "\"'<>\\\x00" for character in url)
            assert host(url)


@given(st.text("abcjx:/\\@.%?#-0129 \t示é[]"))
def test_the_host_is_never_what_stands_before_an_at_sign(text: str) -> None:
    url = f"https://{text}"
    if link_fault(url) is None:
        name = host(url)
        assert name is not None
        assert url[len("https://") :].lower().startswith(name)
        assert url[len("https://") + len(name) :][:1] in ("", "/", "?", "#", ":")
