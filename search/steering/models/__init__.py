"""What editors put first, and what was looked for."""
