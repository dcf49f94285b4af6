"""Answers in words, tables and figures; Danish and English."""
