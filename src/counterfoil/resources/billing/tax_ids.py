"""Tax ids of customers and of the account itself.

The format is validated at once. Some types are then verified with a government register, which is simulated:
it answers after two seconds, does not find ids that end in 111111111, and never answers for those that end in
222222222. Source: API reference, Tax IDs; guide "Customer tax IDs".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Listing, Resource, Work, errors, inherited, objects
from counterfoil.kernel.shapes import Customer, TaxId

tax_ids = objects.tax_id.page(
    filters={"customer": "customer", "_owner": "_owner"},
)

REGISTERED = ("eu_vat", "gb_vat", "au_abn")  # types that are verified
ANSWERED_AFTER = 2  # seconds until the register answers
ACCOUNT_IDS = 25

# Format by type, after removing separators.
_FORMATS = {
    "ad_nrt": r"[A-Z]\d{6}[A-Z]", "ae_trn": r"\d{15}", "al_tin": r"[A-Z]\d{8}[A-Z]", "am_tin": r"\d{8}",
    "ao_tin": r"\d{9,10}|\d{9}[A-Z]{2}\d{3}", "ar_cuit": r"\d{11}",
    "au_abn": r"\d{11}", "au_arn": r"\d{12}", "ba_tin": r"\d{12}", "bb_tin": r"\d{13}",
    "bg_uic": r"\d{9}(\d{4})?", "bh_vat": r"\d{15}", "bo_tin": r"\d{7,12}", "br_cnpj": r"\d{14}",
    "br_cpf": r"\d{11}", "bs_tin": r"\d{9}",
    "by_tin": r"[A-Z]{2}\d{7}|\d{9}",
    "ca_bn": r"\d{9}", "ca_gst_hst": r"\d{9}RT\d{4}", "ca_pst_bc": r"PST\d{8}", "ca_pst_mb": r"\d{7}",
    "ca_pst_sk": r"\d{7}", "ca_qst": r"\d{10}TQ\d{4}", "cd_nif": r"[A-Z]\d{7}[A-Z]",
    "ch_uid": r"CHE\d{9}(HR)?", "ch_vat": r"CHE\d{9}(MWST|TVA|IVA)", "cl_tin": r"\d{7,8}[0-9K]",
    "cn_tin": r"[0-9A-Z]{15,18}", "co_nit": r"\d{9,10}", "cr_tin": r"\d{9,12}", "de_stn": r"\d{10,13}",
    "do_rcn": r"\d{9,11}", "ec_ruc": r"\d{13}", "eg_tin": r"\d{9}", "es_cif": r"[A-Z]\d{7}[0-9A-Z]",
    "eu_oss_vat": r"(EU|IM)\d{9,10}", "gb_vat": r"(GB)?(\d{9}|\d{12}|GD\d{3}|HA\d{3})|(XI)(\d{9}|\d{12})",
    "ge_vat": r"\d{9}", "gn_nif": r"\d{9}", "hk_br": r"\d{8}", "hr_oib": r"\d{11}", "hu_tin": r"\d{11}",
    "id_npwp": r"\d{15,16}", "il_vat": r"\d{9}", "in_gst": r"\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]{3}",
    "is_vat": r"\d{5,6}", "jp_cn": r"\d{13}", "jp_rn": r"\d{5}", "jp_trn": r"T\d{13}",
    "ke_pin": r"[A-Z]\d{9}[A-Z]", "kh_tin": r"[A-Z0-9]{10,14}", "kr_brn": r"\d{10}", "kz_bin": r"\d{12}",
    "li_uid": r"CHE\d{9}", "li_vat": r"\d{5}", "ma_vat": r"\d{8}", "md_vat": r"\d{7}", "me_pib": r"\d{8}",
    "mk_vat": r"(MK)?\d{13}", "mr_nif": r"\d{8}", "mx_rfc": r"[A-ZÑ&]{3,4}\d{6}[0-9A-Z]{3}",
    "my_frp": r"\d{8}", "my_itn": r"[A-Z]{1,2}\d{10,11}", "my_sst": r"[A-Z]\d{14}", "ng_tin": r"\d{12}",
    "no_vat": r"\d{9}MVA", "no_voec": r"\d{7}", "np_pan": r"\d{9}", "nz_gst": r"\d{8,9}",
    "om_vat": r"OM\d{10}", "pe_ruc": r"\d{11}", "ph_tin": r"\d{9,12}", "ro_tin": r"\d{2,13}",
    "rs_pib": r"\d{9}", "ru_inn": r"\d{10}|\d{12}", "ru_kpp": r"\d{9}", "sa_vat": r"\d{15}",
    "sg_gst": r"[A-Z]\d{8}[A-Z]|\d{9}[A-Z]|M\d{8}X", "sg_uen": r"\d{8,9}[A-Z]|[A-Z]\d{2}[A-Z]{2}\d{4}[A-Z]",
    "si_tin": r"\d{8}", "sn_ninea": r"\d{7,9}[0-9A-Z]{0,3}", "sr_fin": r"\d{10}", "sv_nit": r"\d{14}",
    "th_vat": r"\d{13}", "tj_tin": r"\d{9}", "tr_tin": r"\d{10}", "tw_vat": r"\d{8}", "tz_vat": r"\d{8}[A-Z]",
    "ua_vat": r"\d{9,12}", "ug_tin": r"\d{10}", "us_ein": r"\d{9}", "uy_ruc": r"\d{12}", "uz_tin": r"\d{9}",
    "uz_vat": r"\d{12}", "ve_rif": r"[A-Z]\d{9}", "vn_tin": r"\d{10}(\d{3})?",
    "za_vat": r"4\d{9}", "zm_tin": r"\d{10}", "zw_tin": r"\d{10}",
}  # fmt: skip

_ANY = r"[0-9A-Z]{3,30}"  # of types that newer versions have, whose format the reference does not tell

# Formats of European VAT numbers, by prefix.
_EUROPEAN = {
    "AT": r"U\d{8}", "BE": r"[01]?\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}",
    "DE": r"\d{9}", "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[0-9A-Z]\d{7}[0-9A-Z]",
    "FI": r"\d{8}", "FR": r"[0-9A-Z]{2}\d{9}", "GR": r"\d{9}", "HR": r"\d{11}", "HU": r"\d{8}",
    "IE": r"\d[0-9A-Z*+]\d{5}[A-Z]{1,2}", "IT": r"\d{11}", "LT": r"\d{9}|\d{12}", "LU": r"\d{8}",
    "LV": r"\d{11}", "MT": r"\d{8}", "NL": r"\d{9}B\d{2}", "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,10}",
    "SE": r"\d{12}", "SI": r"\d{8}", "SK": r"\d{10}", "XI": r"\d{9}|\d{12}|GD\d{3}|HA\d{3}",
}  # fmt: skip

TYPES = ("eu_vat", *sorted(_FORMATS))
COUNTRIES = {"EL": "GR", "XI": "GB"}  # prefixes that differ from the country code
_separators = re.compile(r"[\s.\-/]")
_test_number = re.compile(r"0{9}|1{9}|2{9}").fullmatch  # verified, unverified, stays pending


def customers() -> Resource[Customer]:
    """Return the resource of customers, whose page imports this one."""
    return objects.customer


# -- creating ------------------------------------------------------------------------------------------------


@tax_ids.operation("customers.tax_ids.create")
def create_for_customer(work: Work, customer: Customer, params: Mapping[str, Any]) -> TaxId:
    """Add a tax id to a customer. Emits customer.tax_id.created. 400 `tax_id_invalid` for a wrong format."""
    return add(work, params, customer)


@tax_ids.create(on="owner.customer")
def create(work: Work, params: Mapping[str, Any]) -> TaxId:
    """Add a tax id to the account itself, or to the customer that `owner` names."""
    owner = params.get("owner") or {"type": "self"}
    if owner["type"] == "customer":
        if not owner.get("customer"):
            raise errors.required("owner[customer]")
        return add(work, params, work.get(customers(), owner["customer"], param="owner[customer]"))
    if owner["type"] != "self":
        raise errors.not_implemented(f"tax_ids.create (owner of type {owner['type']})")
    if len(work.list(tax_ids, limit=ACCOUNT_IDS, _owner="self")) == ACCOUNT_IDS:
        raise errors.invalid(f"You can have at most {ACCOUNT_IDS} tax IDs on your account.")
    return add(work, params, None)


def add(work: Work, sent: Mapping[str, Any], customer: Customer | None, *, param: str = "value") -> TaxId:
    """Create a tax id and start its verification, if its type is verified.

    sent: `type` and `value`. customer: None for the account's own tax ids, which are not verified.
    """
    kind, value = sent["type"], sent["value"].strip()
    country = country_of(kind, value)
    if country is None and not (kind == "eu_vat" and _test_number(value)):
        raise errors.invalid(f"Invalid value for {kind}.", code="tax_id_invalid", param=param)
    owner = {"type": "customer", "customer": customer.id} if customer else {"type": "self"}
    status = "pending" if kind in REGISTERED else "unavailable"
    made = work.insert(
        tax_ids,
        type=kind,
        value=value,
        country=country,
        customer=customer.id if customer else None,
        owner=owner,
        verification=(
            {"status": status, "verified_address": None, "verified_name": None} if customer else None
        ),
        _owner="customer" if customer else "self",
    )
    if customer is not None:
        work.emit("customer.tax_id.created", made)
        if status == "pending" and not _plain(value).endswith("222222222"):
            work.schedule(answer, made, at=work.now + ANSWERED_AFTER)
    return made


def is_valid(kind: str, value: str) -> bool:
    """Whether a value fits a type of tax ids."""
    if kind not in TYPES:
        return False
    return country_of(kind, value) is not None or (kind == "eu_vat" and bool(_test_number(value)))


def country_of(kind: str, value: str) -> str | None:
    """Return the country of a tax id; None if its format is wrong."""
    text = _plain(value)
    if kind == "eu_vat":
        form = _EUROPEAN.get(text[:2])
        # The test numbers are valid in any member state.
        if form is None or not (re.fullmatch(form, text[2:]) or _test_number(text[2:])):
            return None
        return COUNTRIES.get(text[:2], text[:2])
    if kind == "au_abn" and _test_number(text):
        return "AU"
    if not re.fullmatch(_FORMATS.get(kind, _ANY), text):
        return None
    return "EU" if kind == "eu_oss_vat" else kind[:2].upper()


def _plain(value: str) -> str:
    """Remove separators and convert to upper case."""
    return _separators.sub("", value.upper())


@tax_ids.due(name="tax_id.answer")
def answer(work: Work, tax_id: TaxId) -> None:
    """Store the register's answer in `verification`. Emits customer.tax_id.updated."""
    found = not _plain(tax_id.value).endswith("111111111")
    holder = work.find(customers(), tax_id.customer) if found else None
    verification = {
        "status": "verified" if found else "unverified",
        "verified_address": None,
        "verified_name": holder.name if holder else None,
    }
    work.change(tax_id, "customer.tax_id.updated", verification=verification)


# -- retrieving and deleting ---------------------------------------------------------------------------------


@tax_ids.operation("customers.tax_ids.retrieve")
def retrieve_of_customer(work: Work, customer: Customer, tax_id: TaxId, params: Mapping[str, Any]) -> TaxId:
    """Return a tax id of this customer; 404 if it is another customer's."""
    return tax_id


@tax_ids.operation("customers.tax_ids.list")
def list_of_customer(work: Work, customer: Customer, params: Mapping[str, Any]) -> Listing:
    """List a customer's tax ids, newest first."""
    return inherited.listed(work, tax_ids, params, {"customer": customer.id})


@tax_ids.operation("customers.tax_ids.delete")
def delete_of_customer(
    work: Work, customer: Customer, tax_id: TaxId, params: Mapping[str, Any]
) -> dict[str, Any]:
    """Delete a customer's tax id. Emits customer.tax_id.deleted. Invoices that show it do not change."""
    return delete(work, tax_id, params)


@tax_ids.delete
def delete(work: Work, tax_id: TaxId, params: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a tax id and stop its verification. Emits customer.tax_id.deleted for a customer's."""
    work.unschedule(tax_id)
    return work.delete(tax_id, "customer.tax_id.deleted" if tax_id.customer else "")


@tax_ids.list
def listed(work: Work, params: Mapping[str, Any]) -> Listing:
    """List the account's own tax ids, or those of `owner`."""
    owner = params.get("owner") or {"type": "self"}
    filters = {name: value for name, value in params.items() if name != "owner"}
    if owner["type"] == "customer":
        if not owner.get("customer"):
            raise errors.required("owner[customer]")
        holder = work.get(customers(), owner["customer"], param="owner[customer]")
        return inherited.listed(work, tax_ids, filters, {"customer": holder.id})
    return inherited.listed(work, tax_ids, filters, {"_owner": owner["type"]})


def forget(work: Work, customer: Customer) -> None:
    """Delete the tax ids of a deleted customer, without events."""
    for tax_id in work.list(tax_ids, customer=customer.id):
        work.unschedule(tax_id)
        work.delete(tax_id, "")
