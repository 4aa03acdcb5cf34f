"""Rules: what organisations and politics do in a week, by the stages of an alliance's life."""
