"""The conversation: questions, kinds of answer, turns, signals and summaries. Pure: no Telegram, database, clock or network."""
