"""What was computed, kept and checked when it is read back."""
