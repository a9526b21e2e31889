"""The review screen: Textual lives here and nowhere else."""
