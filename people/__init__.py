"""Who takes part in an intake, and what each may see and do. Pure; imports nothing of ours."""
