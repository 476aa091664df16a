"""Django's PostgreSQL with transactions whose statements go together."""
