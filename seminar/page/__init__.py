"""The page in the browser: its tabs, and what they have in common."""
