"""What the Voila server needs beside Voila: its front door with the list of apps, and its limits."""
