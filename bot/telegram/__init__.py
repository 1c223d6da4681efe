"""Telegram as a channel: aiogram receives and replies. What comes in is stored before it is handled."""
