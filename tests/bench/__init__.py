"""The measurements in bench/, as small as they go: that they measure, and that nothing is lost; no time."""
