"""The benchmark of judging a whole register, on made-up schools in a scratch database (`manage.py bench_duties`)."""
