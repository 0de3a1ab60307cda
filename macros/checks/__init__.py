"""The checks before a build: everything that can be wrong with data and pages, and advice."""
