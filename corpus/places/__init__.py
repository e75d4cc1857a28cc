"""Where reports come from: the codes and names of places (GB/T 2260), and finding them in texts. The door is ``Gazetteer``."""

from corpus.places.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
