"""What the API is asked and answers, as OpenAPI tells it.

The answers themselves are made by ``planspor.web.shapes``, as those of the commands are; what
stands here describes them, and the tests hold every answer to it.
"""
