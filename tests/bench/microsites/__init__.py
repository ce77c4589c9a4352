"""The benchmark of a hub with thousands of schools, in a scratch database (`manage.py bench_microsites`)."""
