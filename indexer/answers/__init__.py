"""Understanding a question, finding the clause that answers it, and saying so or refusing. Pure functions; nothing is looked up here."""
