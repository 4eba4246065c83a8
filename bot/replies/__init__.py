"""Answers as lines and buttons in the reader's language. No Telegram here."""
