"""The store keeps snapshots and the ledger, and is the only place that opens their files."""
