"""Plots as SVG, drawn on the server."""
