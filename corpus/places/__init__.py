"""Where reports come from: codes and names of places (GB/T 2260), and finding them in texts. Start at ``Gazetteer``."""

from corpus.places.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
