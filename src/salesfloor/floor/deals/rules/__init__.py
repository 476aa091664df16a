"""The clauses about deals as pure functions, one story a file."""
