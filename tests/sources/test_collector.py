import gc

import pytest

from generator.sources.collector import collector_off


def test_it_is_off_meanwhile_and_on_again() -> None:
    assert gc.isenabled()
    with collector_off():
        assert not gc.isenabled()
        with collector_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_when_the_work_fails() -> None:
    with pytest.raises(ValueError, match="no"), collector_off():
        raise ValueError("no")
    assert gc.isenabled()
