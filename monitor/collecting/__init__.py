"""Collecting: pages, feeds and lists of other people's sites, visited politely and kept as they were."""
