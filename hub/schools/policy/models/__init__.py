"""The policy, its approvals, and the workflow that leads to them."""
