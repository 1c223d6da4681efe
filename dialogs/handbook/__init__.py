"""The knowledge bank: what people want to know about praktijkleren, a glance a card, found by its words."""
