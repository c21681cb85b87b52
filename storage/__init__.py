"""Where things lie and how they become visible: paths, whole files, leases, the clock."""
