"""Message → intent: our Rasa components, and two leaves without Rasa (`encoder`, `language`)."""
