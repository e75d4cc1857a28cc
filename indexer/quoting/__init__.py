"""Comparing a quotation with the reports, character by character. Pure functions; nothing is looked up here."""
