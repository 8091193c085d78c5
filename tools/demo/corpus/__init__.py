"""Text for the demonstration models: short messages of three trades, made from grammars."""
