"""Reviews: facts that change are looked at often, and related answers are there to be followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from knowledge_base.codes import Codes
from knowledge_base.lint.wording import amounts
from knowledge_base.loader import Sources
from knowledge_base.problems import Problem
from knowledge_base.response import Response
from knowledge_base.taxonomy import Taxonomy

VOLATILE_REVIEW = timedelta(days=90)


def check_reviews(responses: tuple[Response, ...], today: date) -> Iterator[Problem]:
    """Find responses whose facts may be stale."""
    for response in responses:
        if response.served and response.review_by < today:
            mend = "check the linked pages, then set 'reviewed_on' and 'review_by'"
            what = f"the review was due on {response.review_by}"
            yield response.problem(what, mend, at="review_by", beside=["status"], warning=True)
        if response.volatile:
            yield from _volatile(response)
        elif amounts(response.answer["en"]):
            mend = "write 'volatile: true' and 'as_of': fees and sums change"
            what = "an amount of money that is not volatile"
            yield response.problem(what, mend, at="answer.en", beside=["volatile"])


def check_references(sources: Sources, codes: Codes, taxonomy: Taxonomy) -> Iterator[Problem]:
    """Find codes that lead nowhere, or to an answer that is no longer given."""
    by_code = {response.code: response for response in sources.legible}
    for response in sources.legible:
        for index, code in enumerate(response.related):
            other = by_code.get(code)
            if other is None and sources.may_hide(taxonomy.slug_of(code), codes.given.get(code, "")):
                continue  # that is mended first
            if other is None or not other.served or other is response:
                what, mend = _nowhere(code, other, by_code)
                yield response.problem(what, mend, at=f"related.{index}")
        after = by_code.get(response.replaced_by or "")
        if after is not None and after.status == "retired" and (last := _last(after, by_code)):
            what = f"replaced by {after.code}, which is itself retired"
            yield response.problem(what, f"write {last.code}, which is given now", at="replaced_by")


def _nowhere(code: str, other: Response | None, by_code: Mapping[str, Response]) -> tuple[str, str]:
    if other is not None and other.status == "retired":
        last = _last(other, by_code)
        mend = f"write {last.code}, which took its place" if last else "remove it"
        return f"related code {code} is retired", mend
    if other is not None and other.status == "draft":
        return f"related code {code} is a draft, which is not served", "remove it until the draft is reviewed"
    what = f"related code {code} is not another response that is served"
    return what, "remove it or correct the code"


def _last(response: Response, by_code: Mapping[str, Response]) -> Response | None:
    """Return the served response at the end of the replacements of `response`."""
    seen: set[str] = set()
    last: Response | None = response
    while last is not None and last.replaced_by and last.code not in seen:
        seen.add(last.code)
        last = by_code.get(last.replaced_by)
    return last if last is not None and last.served else None


def _volatile(response: Response) -> Iterator[Problem]:
    if response.as_of is None:
        what = "volatile without 'as_of', which the client is shown"
        yield response.problem(what, "add the date of the source", at="volatile", beside=["as_of"])
    elif response.as_of > response.reviewed_on:
        what, mend = "'as_of' is later than 'reviewed_on'", "correct one of the dates"
        yield response.problem(what, mend, at="as_of", beside=["reviewed_on"])
    if response.review_by - response.reviewed_on > VOLATILE_REVIEW:
        latest = response.reviewed_on + VOLATILE_REVIEW
        what = f"volatile but not reviewed again within {VOLATILE_REVIEW.days} days"
        mend = f"set 'review_by' to {latest} or earlier"
        yield response.problem(what, mend, at="review_by", beside=["reviewed_on"])
