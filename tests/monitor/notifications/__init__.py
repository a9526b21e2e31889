"""Tests of notices: against a real ledger and a real HTTP server on loopback."""
