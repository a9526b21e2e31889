"""What screens are made of: a table that holds only ids, a source pane, bottom sheets, bars."""
