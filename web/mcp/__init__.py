"""The corpus for assistants, over the Model Context Protocol: read-only, each word with its source.

It needs the extra ``mcp``; nothing here is loaded before the server is asked for.
"""
