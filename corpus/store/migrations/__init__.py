"""The migrations that bring a corpus of an earlier release up to this one."""
