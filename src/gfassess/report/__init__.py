"""What a result looks like on paper or in a plain terminal."""
