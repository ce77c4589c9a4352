import pytest

from search.understanding import understand


@pytest.fixture
def mean(words_of_the_hub, hub_vocabulary):
    """Return what a query means, in the hub's own vocabulary and with a few words of its own."""
    return lambda text, **how: understand(text, vocabulary=hub_vocabulary, index_words=words_of_the_hub, **how)
