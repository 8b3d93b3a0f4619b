"""Masking of structures: every string in them, nothing else."""

from __future__ import annotations

import pytest

from privacy import Masker, MaskingFailed, mask_deep


def test_strings_at_any_depth_are_masked_and_the_rest_stays(masker: Masker) -> None:
    event = {
        "event": "user",
        "text": "my name is Mina Okafor",
        "parse_data": {"entities": [{"value": "1234-5678", "start": 3}], "score": 0.97, "ok": True, "none": None},
        "pair": ("416-555-0199", 7),
    }

    masked = mask_deep(event, "en", masker)

    assert masked == {
        "event": "user",
        "text": "my name is <PERSON>",
        "parse_data": {"entities": [{"value": "<UCI>", "start": 3}], "score": 0.97, "ok": True, "none": None},
        "pair": ("<PHONE>", 7),
    }


def test_structure_given_is_not_changed(masker: Masker) -> None:
    event = {"texts": ["UCI 1234-5678"]}

    mask_deep(event, "en", masker)

    assert event == {"texts": ["UCI 1234-5678"]}


def test_keys_to_keep_are_left_alone_with_all_below_them(masker: Masker) -> None:
    event = {"sender_id": "a1b2c3d4e5f60718", "metadata": {"message_id": {"raw": "12345678"}, "text": "12345678"}}

    masked = mask_deep(event, "en", masker, keep={"sender_id", "message_id"})

    assert masked == {**event, "metadata": {"message_id": {"raw": "12345678"}, "text": "<UCI>"}}


def test_structure_that_holds_itself_is_withheld(masker: Masker) -> None:
    event: dict[str, object] = {}
    event["self"] = event

    with pytest.raises(MaskingFailed):
        mask_deep(event, "en", masker)
