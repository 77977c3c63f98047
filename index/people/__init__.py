"""Which names of different articles are one speaker's?

`families` and `gather` are the way in: `spellings` takes names apart and folds them, `fields` and `namesakes` tell
two of one name from each other, `grouping` puts together. `corrections` says where a reader's corrections stand in a
text.
"""

from index.people.clustering import Choices, People, Said, families, gather, name_key

__all__ = ["Choices", "People", "Said", "families", "gather", "name_key"]
