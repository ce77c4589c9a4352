"""Search on Elasticsearch: its client, its indices, the one request it is asked."""
