"""Pure decisions: facts and the time in, a decision out.

Nothing here reads a clock, a database, a network or Telegram. The modules take and return frozen
dataclasses and import the standard library, `checks.model` and each other only.
"""
