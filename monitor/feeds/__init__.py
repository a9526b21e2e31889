"""What others subscribe to: due dates as a calendar, changes as a feed. Neither names the people who work in here."""
