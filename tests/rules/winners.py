"""Several awards of one kind."""

from typing import Any

from generator.domain.records import Awardee
from tests.rules.building import an_awardee


def winners(count: int, award: str = "quality", **changes: Any) -> list[Awardee]:
    return [an_awardee(f"{award}-{number}", award=award, **changes) for number in range(count)]
