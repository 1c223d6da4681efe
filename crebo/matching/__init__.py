"""What the matcher is made of: hearing Dutch as people type it, finding likely work in an index, and weighing it."""
