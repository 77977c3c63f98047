"""What else does a part of quoth's work, and how well? Each peer is imported only where it is asked: group `bench`."""
