"""The project: settings, routes, and what every app shares at its HTTP edge."""
