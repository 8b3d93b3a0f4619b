"""What made-up clients ask here. Which rung a question leads to depends on the trained model: several are given."""

import pytest

LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])

ANSWERED = {
    "en": "How early can I arrive before my program starts?",
    "fr": "Combien de temps avant le début de mes cours puis-je arriver au Canada?",
}
"""Sure of an answer: the intent's own example question, nearly word for word."""

WITH_NEIGHBOURS = {
    "en": (
        "Can I work while I study?",
        "What is the cost of biometrics?",
        "How do I extend my study permit?",
        "Do I need a medical exam?",
        "Can my spouse come with me?",
        "How much money do I need to study?",
        "Can I change my school?",
        "Where do I give my fingerprints?",
    ),
    "fr": (
        "Combien coûtent les données biométriques?",
        "Comment prolonger mon permis d'études?",
        "Dois-je passer un examen médical?",
        "Puis-je changer d'école?",
        "Mon conjoint peut-il travailler?",
        "Puis-je voyager pendant mes études?",
        "Où donner mes empreintes?",
        "Puis-je étudier sans permis?",
    ),
}
"""Answered, but near other questions: after "no" there is something to choose from."""

VAGUE = {
    "en": ("extend", "permit", "biometrics", "medical exam", "school"),
    "fr": ("prolonger", "permis", "biométrie", "examen médical", "école"),
}
"""A word that may mean several questions."""
