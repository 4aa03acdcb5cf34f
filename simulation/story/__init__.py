"""Story: a run told week by week, in words."""
