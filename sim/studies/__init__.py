"""Many replications -> answers."""
