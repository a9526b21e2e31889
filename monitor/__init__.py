"""Time and people: what is due today, who is told, and the screens and reports that show it."""
