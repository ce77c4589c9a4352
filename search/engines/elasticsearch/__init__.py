"""Search on Elasticsearch: the client, the indices, the search request."""
