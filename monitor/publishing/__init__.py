"""The ledger as a folder of web pages for the public: no server, no address but its own, nothing private by default."""
