//! Goals, progress, results and improvement.
