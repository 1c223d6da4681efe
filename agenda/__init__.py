"""When advisers have time: rules they publish, the moments these give, what keeps them busy, and invitations."""
