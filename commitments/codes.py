"""What people call a target by, and type: C000417."""


def code_of(target_id: int) -> str:
    """The code of the target with this id: C and its number, six digits at least."""
    return f"C{target_id:06d}"
