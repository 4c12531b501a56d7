"""Lists and matrices as files to take away."""
