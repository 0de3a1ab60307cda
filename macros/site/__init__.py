"""How MkDocs builds the site. No other package knows MkDocs."""
