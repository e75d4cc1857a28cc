"""The figure table: every figure of every passage, by value and unit. Derived, filled with the engine, asked without it."""
