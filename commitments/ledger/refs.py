"""Short names for messages, such as R-7F3K: easy to read out and to type, and no guess at how many there were."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_LIKE_DIGITS = str.maketrans("ILO", "110")
_BASE = len(ALPHABET)
_SPACE = _BASE**4
_FACTOR, _OFFSET = 0x9E375, 0x5A3C1  # an odd factor: every number below _SPACE has its own image
_INVERSE = pow(_FACTOR, -1, _SPACE)


def ref_of(number: int) -> str:
    """The short name of a message; different for every number."""
    high, low = divmod(number, _SPACE)
    mixed = (low * _FACTOR + _OFFSET) % _SPACE
    return "R-" + (_digits(high) if high else "") + _digits(mixed).rjust(4, "0")


def number_of(ref: str) -> int | None:
    """The number a short name stands for, however it was typed; None if it is no such name."""
    digits = ref.strip().upper().removeprefix("R-").translate(_LIKE_DIGITS)
    if len(digits) < 4 or any(digit not in ALPHABET for digit in digits):  # noqa: PLR2004 - R-7F3K
        return None
    low = (_value(digits[-4:]) - _OFFSET) * _INVERSE % _SPACE
    return _value(digits[:-4]) * _SPACE + low


def _value(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * _BASE + ALPHABET.index(digit)
    return value


def _digits(value: int) -> str:
    digits = ""
    while value:
        value, rest = divmod(value, _BASE)
        digits = ALPHABET[rest] + digits
    return digits
