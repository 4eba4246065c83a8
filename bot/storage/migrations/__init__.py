"""Alembic migrations, run by session.migrate when a command starts."""
