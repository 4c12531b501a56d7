"""What pages show, worked out from the record: no address, no markup."""
