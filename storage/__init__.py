"""What Segar remembers: typed tables, and a module of plain async functions for each thing."""
