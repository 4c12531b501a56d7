"""What each list of the site holds as a file: a module a subject, on what the pages show."""
