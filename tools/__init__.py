"""Scripts run by hand by those who keep the data files; not packaged, not run at install."""
