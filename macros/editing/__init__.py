"""From a form to a pull request, and what is due for review."""
