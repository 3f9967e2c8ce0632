"""Alembic's entry: run the revisions on the connection that `upgrade` hands over."""

from __future__ import annotations

from alembic import context

from storage.work_tables import OutboxRow

# The metadata is one for all tables; the last module to define any has all of them in it.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=OutboxRow.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
