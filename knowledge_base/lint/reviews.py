"""Reviews: facts that change are looked at often, and related answers are there to be followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from knowledge_base.lint.wording import amounts
from knowledge_base.problems import Problem
from knowledge_base.response import Response

VOLATILE_REVIEW = timedelta(days=90)


def check_reviews(responses: Sequence[Response], today: date) -> Iterator[Problem]:
    """Find responses whose facts may be stale, and references that lead nowhere."""
    served = {response.code for response in responses if response.served}
    for response in responses:
        if response.served and response.review_by < today:
            mend = "check the linked pages, then set 'reviewed_on' and 'review_by'"
            what = f"the review was due on {response.review_by}"
            yield response.problem(what, mend, warning=True)
        if response.volatile:
            yield from _volatile(response)
        elif amounts(response.answer["en"]):
            mend = "write 'volatile: true' and 'as_of': fees and sums change"
            yield response.problem("an amount of money that is not volatile", mend)
        for code in response.related:
            if code not in served or code == response.code:
                what = f"related code {code} is not another response that is served"
                yield response.problem(what, "remove it or name the code that took its place")


def _volatile(response: Response) -> Iterator[Problem]:
    if response.as_of is None:
        what = "volatile without 'as_of', which the client is shown"
        yield response.problem(what, "add the date of the source")
    elif response.as_of > response.reviewed_on:
        yield response.problem("'as_of' is later than 'reviewed_on'", "correct one of the dates")
    if response.review_by - response.reviewed_on > VOLATILE_REVIEW:
        latest = response.reviewed_on + VOLATILE_REVIEW
        what = f"volatile but not reviewed again within {VOLATILE_REVIEW.days} days"
        yield response.problem(what, f"set 'review_by' to {latest} or earlier")
