"""What can be said without simulating, and why a target is missed; no words."""
