"""The Django app whose commands measure and try the hub. Only development and test settings install it."""
