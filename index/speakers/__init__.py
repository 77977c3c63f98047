"""Who said each quotation of an article, and which kind is it?

`attribute` is the way in. `reading` splits the text into tokens and sentences, `names` finds mentions, `naming` their
fullest names, `roles` what they are called; `clues` says what speaks for a candidate, `references` and `antecedents`
whom "he" means, `kinds` whether anybody speaks at all. `nested` reads what is quoted inside a quotation, `foreign`
languages without a table.
"""

from index.speakers.attributing import Scene, attribute, attribute_in_scene, with_roles

__all__ = ["Scene", "attribute", "attribute_in_scene", "with_roles"]
