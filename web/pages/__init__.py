"""The pages, one module per subject, each with a blueprint named ``pages``."""
