"""What judging a whole register costs, on made-up schools in a scratch database (`manage.py bench_duties`)."""
