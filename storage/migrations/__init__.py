"""Alembic migrations; `upgrade.py` applies them when the database is opened."""
