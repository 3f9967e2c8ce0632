"""Accounts on the platforms, read only through the doors that these offer."""
