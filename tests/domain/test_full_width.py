import string
import unicodedata

from generator.domain.full_width import HALF_WIDTH


def test_every_sign_of_ascii_but_the_blank_has_a_full_width_form() -> None:
    signs = string.digits + string.ascii_letters + string.punctuation
    assert sorted(map(chr, HALF_WIDTH.values())) == sorted(signs)
    assert all(unicodedata.east_asian_width(chr(code)) == "F" for code in HALF_WIDTH)
    assert all(unicodedata.normalize("NFKC", chr(code)) == chr(half) for code, half in HALF_WIDTH.items())
