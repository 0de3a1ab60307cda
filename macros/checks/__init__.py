"""The gate before a build: everything that can be wrong with data and pages."""
