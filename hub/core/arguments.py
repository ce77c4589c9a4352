"""Parsers for command-line arguments."""

import argparse
import datetime


def day(text: str) -> datetime.date:
    """Return a day written as 2026-09-01: a `type` for argparse.

    Raises:
        argparse.ArgumentTypeError: for anything else.
    """
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a date such as 2026-09-01.") from error
