"""Turns the months, logs and built documents of a contract into the totals of its whole term."""
