"""Pure functions from text to structure: lines, page furniture, headings, labels, sections, titles, states.

They read no files and know no other sub-room; what they need to know of places is passed in (``Places``).
"""
