"""The terminal as a channel: for people, and as JSON Lines for programs."""
