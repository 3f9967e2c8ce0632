"""The duties, each idempotent and at most once per region, kind and local date."""
