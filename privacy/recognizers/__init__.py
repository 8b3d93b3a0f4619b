"""All recognizers, one module each, filed by kind. Adding one: write its module, its test, its line here."""

from __future__ import annotations

from privacy.recognizers.abroad.national_id import NationalIdRecognizer
from privacy.recognizers.addresses.street_address import StreetAddressRecognizer
from privacy.recognizers.base import Recognizer
from privacy.recognizers.canada.application_number import ApplicationNumberRecognizer
from privacy.recognizers.canada.court_file import CourtFileRecognizer
from privacy.recognizers.canada.document_number import DocumentNumberRecognizer
from privacy.recognizers.canada.health_card import HealthCardRecognizer
from privacy.recognizers.canada.passport import PassportRecognizer
from privacy.recognizers.canada.postal_code import PostalCodeRecognizer
from privacy.recognizers.canada.receipt_number import ReceiptNumberRecognizer
from privacy.recognizers.canada.sin import SinRecognizer
from privacy.recognizers.canada.uci import UciRecognizer
from privacy.recognizers.contact.email import EmailRecognizer
from privacy.recognizers.contact.ip_address import IpAddressRecognizer
from privacy.recognizers.contact.phone import PhoneRecognizer
from privacy.recognizers.contact.url import UrlRecognizer
from privacy.recognizers.contact.username import UsernameRecognizer
from privacy.recognizers.dates.date_of_birth import DateOfBirthRecognizer
from privacy.recognizers.generic.identifier import IdentifierRecognizer
from privacy.recognizers.generic.named_number import NamedNumberRecognizer
from privacy.recognizers.generic.secret import SecretRecognizer
from privacy.recognizers.generic.spelt_digits import SpeltDigitsRecognizer
from privacy.recognizers.money.bank_account import BankAccountRecognizer
from privacy.recognizers.money.credit_card import CreditCardRecognizer
from privacy.recognizers.names.given_name import GivenNameRecognizer
from privacy.recognizers.names.name_by_tagger import NameByTaggerRecognizer
from privacy.recognizers.names.name_with_cue import NameWithCueRecognizer
from privacy.recognizers.names.native_script import NativeScriptRecognizer
from privacy.recognizers.names.spelt_letters import SpeltLettersRecognizer

RECOGNIZERS: tuple[type[Recognizer], ...] = (
    NameWithCueRecognizer,
    GivenNameRecognizer,
    NameByTaggerRecognizer,
    NativeScriptRecognizer,
    SpeltLettersRecognizer,
    DateOfBirthRecognizer,
    StreetAddressRecognizer,
    PostalCodeRecognizer,
    EmailRecognizer,
    PhoneRecognizer,
    UrlRecognizer,
    IpAddressRecognizer,
    UsernameRecognizer,
    SinRecognizer,
    UciRecognizer,
    ApplicationNumberRecognizer,
    PassportRecognizer,
    DocumentNumberRecognizer,
    CourtFileRecognizer,
    ReceiptNumberRecognizer,
    HealthCardRecognizer,
    NationalIdRecognizer,
    CreditCardRecognizer,
    BankAccountRecognizer,
    IdentifierRecognizer,
    NamedNumberRecognizer,
    SecretRecognizer,
    SpeltDigitsRecognizer,
)
