"""What each service wants to hear, and what its answers mean."""
