"""The JSON shapes of what Planspor answers: the same for commands and the API."""
