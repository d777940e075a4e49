//! Goals, completion, delay and scores, each with its explanation.
