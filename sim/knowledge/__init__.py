"""What is not known: priors of parameters, worlds drawn from them, and what chance and ignorance each contribute."""
