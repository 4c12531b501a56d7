"""What is taken out of a document beyond its text: its details, its measures."""
