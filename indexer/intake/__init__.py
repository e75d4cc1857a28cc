"""Taking files in: finding them, reading them ahead, and writing what they hold into the catalog, a bad one never stopping the rest."""
