"""The doors: Telegram, the terminal and the command line, and the desk where every turn is taken."""
