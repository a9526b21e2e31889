"""The review screen in a browser: one process of it a session, behind a login, on this machine."""
