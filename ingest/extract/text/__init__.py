"""What the extractors share: tokens, sentences, whose words they are, lists of phrases."""
