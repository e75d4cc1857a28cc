"""Series of an indicator: which year each figure speaks of, which sentence stands for it, what was aimed at and what came of it."""
