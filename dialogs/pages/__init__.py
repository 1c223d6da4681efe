"""Pages: what can be shown besides a dialogue. Pure functions from what is known to a message; buttons lead to other pages."""
