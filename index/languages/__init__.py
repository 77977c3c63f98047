"""In which language is an article written, and which words report speech there?

All that is known of a language is a table in `lexicon` and one in `reporting`; `detecting` chooses.
"""

from index.languages.detecting import lexicon_of, of_text

__all__ = ["lexicon_of", "of_text"]
