"""The derived store: everything that can be thrown away and built again from the catalog, and how it is built."""
