"""Templates of questions, by element of London Ambitions and by Gatsby benchmark.

They are loaded from files and may be changed by the hub's editors; what an editor changed is not loaded over.
May import curriculum, hub.core and hub.publication.
"""
