"""Who opens the site, and what they may do there."""
