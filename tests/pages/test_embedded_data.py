import json

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.embedded_data import EmbeddedData

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def test_no_value_can_end_the_element_or_open_a_comment() -> None:
    data = EmbeddedData({"name": "</script><!--<script>&amp;\u2028"})
    assert data.__html__() == '{"name":"\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e\\u0026amp;\\u2028"}'


@given(value=PLAIN)
def test_a_script_reads_what_was_put_in(value: object) -> None:
    written = EmbeddedData(value).__html__()  # type: ignore[arg-type]
    assert json.loads(written) == value
    assert not set("<>&\u2028\u2029") & set(written)
