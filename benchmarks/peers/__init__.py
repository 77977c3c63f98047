"""What else does a part of quoth's work, and how well? Peers, each imported only where it is asked; the group `bench`."""
