"""An exercise as a learner's file: what is written in it, the copy to hand in, and its way into a newer course."""
