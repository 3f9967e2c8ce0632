"""The commands of `segar`, one file each; `bot/cli.py` gathers them."""
