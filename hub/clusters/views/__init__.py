"""Admin views of clusters: joining, the members' space, and what members make there."""
