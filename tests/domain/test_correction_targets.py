from generator.domain.correction_targets import names_of
from tests.rules.building import FIRM, a_candidate, a_correction, an_awardee


def test_a_record_is_named_by_its_id_otherwise_by_what_tells_it_from_others() -> None:
    assert list(names_of("awardees", an_awardee("w-1"))) == ["w-1"]
    listed = a_candidate("onsite", application_id="a-1")
    assert {"a-1", "onsite/quality/a-1", f"onsite/quality/{FIRM}"} < set(names_of("shortlists", listed))


def test_no_correction_names_a_correction() -> None:
    assert list(names_of("corrections", a_correction())) == []
