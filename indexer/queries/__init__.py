"""From what was typed to a query tree, and from the tree to what an engine is asked. Pure functions of their inputs."""
