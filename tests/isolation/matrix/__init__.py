"""What the test of every address by every role needs: a world of two schools, the addresses, and their forms."""
