"""A clean folder by its seed."""

from tests.mutations.fiction import AS_OF, BING, JIA, YI, Fiction
from tests.mutations.fiction_jia import jia
from tests.mutations.fiction_others import bing, yi
from tests.mutations.folder import Folder
from tests.mutations.regulation_texts import as_yaml, jia_regulation, jurisdiction, yi_regulation

__all__ = ["AS_OF", "clean_folder"]


def clean_folder(seed: int) -> Folder:
    """One clean folder; the same for the same seed."""
    fiction = Fiction(seed)
    chance = fiction.chance
    limits = {
        "quality": chance.randrange(2, 4),
        "innovation": chance.randrange(4, 6),
        "person": chance.randrange(2, 4),
        "onsite": chance.randrange(9, 12),
        "days": chance.randrange(5, 8),
    }
    documents = fiction.folder.documents
    documents[f"{JIA}/jurisdiction.yaml"] = as_yaml(jurisdiction("shili-jia", "示例市甲", "2019"))
    documents[f"{JIA}/regulations/2019.yaml"] = as_yaml(jia_regulation(limits))
    documents[f"{YI}/jurisdiction.yaml"] = as_yaml(jurisdiction("shili-yi", "示例市乙", "2019"))
    documents[f"{YI}/regulations/2019.yaml"] = as_yaml(yi_regulation())
    documents[f"{BING}/jurisdiction.yaml"] = as_yaml(jurisdiction("shili-bing", "示例市丙", "2019"))
    documents[f"{BING}/regulations/2019.yaml"] = as_yaml(yi_regulation())
    jia(fiction, limits)
    yi(fiction)
    bing(fiction)
    return fiction.folder
