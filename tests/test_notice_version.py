"""The version of the notice stands in one place, is what the pages say, and changes when the words do."""

import hashlib
import re

import settings
from channels.pages import NOTICES, PAGES, with_periods
from channels.phrases import Phrases

# Who changes a word of the notice gives settings.NOTICE_VERSION (and the pages) a new date, and puts its digest here.
DIGESTS = {"2026-11-23": "a2e38ac6e972bdd8"}
SECRETS = dict.fromkeys(("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY"), "x" * 40)
PLACES = ("en.html", "fr.html", *NOTICES)


def words() -> str:
    """All that a client is told before and about writing, in both languages."""
    notices = [
        part
        for page in ("en.html", "fr.html")
        for part in re.findall(
            r'<section class="notice".*?</section>', (PAGES / page).read_text(encoding="utf-8"), re.DOTALL
        )
    ]
    whole = [re.search(r"<main.*</main>", (PAGES / page).read_text(encoding="utf-8"), re.DOTALL) for page in NOTICES]
    said = [Phrases.load().message("utter_notice", language)["text"] for language in ("en", "fr")]
    text = "\n".join([*notices, *(found[0] for found in whole if found), *said])
    return re.sub(r"<[^>]*>|\s+", " ", text).replace(settings.NOTICE_VERSION, "")


def test_the_pages_say_the_version_of_the_settings() -> None:
    for page in PLACES:
        found = re.findall(r'data-notice-version="([^"]+)"', (PAGES / page).read_text(encoding="utf-8"))
        assert found == [settings.NOTICE_VERSION], page


def test_other_words_are_another_version() -> None:
    digest = hashlib.sha256(words().encode()).hexdigest()[:16]

    assert DIGESTS[settings.NOTICE_VERSION] == digest


def test_the_promise_of_the_notice_is_filled_from_the_settings() -> None:
    given = settings.load({**SECRETS, "KEEP_CONVERSATIONS_DAYS": "7", "KEEP_TICKETS_DAYS": "1"})
    for page, said in zip(NOTICES, ("7 days</span>", "7 jours</span>"), strict=True):
        html = with_periods((PAGES / page).read_text(encoding="utf-8"), given)
        promise = re.search(r'<p data-testid="retention">(.*?)</p>', html)
        assert promise is not None
        assert said in promise[1]
        assert ("one day</span>" if page.endswith("en.html") else "un jour</span>") in promise[1]
        assert "365" not in promise[1]


def test_the_defaults_of_the_pages_are_those_of_the_settings() -> None:
    given = settings.load(SECRETS)
    for page in NOTICES:
        html = (PAGES / page).read_text(encoding="utf-8")
        assert with_periods(html, given) == html
        assert html.count("data-setting=") == 2
