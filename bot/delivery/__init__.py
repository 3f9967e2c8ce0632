"""The inbox and the outbox: what people say is kept, what was decided arrives."""
