"""What goes between a spider and the network: throttle, robots.txt, resolver, budgets."""
