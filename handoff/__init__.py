"""Person's desk: ladder → tickets → agents → door. The ticket bridge, its console and its client."""
