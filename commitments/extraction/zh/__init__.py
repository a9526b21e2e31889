"""The forms of Chinese official prose: tables of rules that carry their own examples."""
