"""The parts of a screen: they are given values, paint them, and send messages up. They know nothing of the library."""
