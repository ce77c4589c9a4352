"""The benchmark of employers' offers among many schools, in a scratch database (`manage.py bench_opportunities`)."""
