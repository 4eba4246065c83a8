"""Telegram in, Telegram out. Nothing else knows Telegram types."""
