"""What is said unasked, brought by python-telegram-bot, which is imported here and nowhere else."""
