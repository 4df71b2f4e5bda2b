"""The objects of the API, one name each, whether a page writes their behaviour or the contract suffices.

`objects.payment_intent` is the declaration of an object: its API name, the prefix of its ids, and how errors and
events name it. A page adds what is particular to it (`objects.charge.page(...)`, decorated actions); other pages
reach it here, so that no page needs to import one that calls it. Which fields it has, the contract says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel.resource import Resource

# -- Core resources, payments, products, billing, Connect ---------------------------------------------------
account = Resource("account", prefix="acct", id_length=16, path_param="account")
account_link = Resource("account_link")
account_session = Resource("account_session")
apple_pay_domain = Resource("apple_pay_domain", prefix="apwc")
application = Resource("application", prefix="ca")
application_fee = Resource("application_fee", prefix="fee")
balance = Resource("balance")
balance_settings = Resource("balance_settings")
balance_transaction = Resource("balance_transaction", prefix="txn", noun="balance transaction", path_param="id")
bank_account = Resource("bank_account", prefix="ba", events_of="account.external_account")
capability = Resource("capability")
card = Resource("card", prefix="card", noun="source", path_param="id", looked_up=True)
cash_balance = Resource("cash_balance")
charge = Resource("charge", prefix="ch", path_param="id", looked_up=True)
confirmation_token = Resource("confirmation_token", prefix="ctoken", path_param="confirmation_token", looked_up=True)
connect_collection_transfer = Resource("connect_collection_transfer")
country_spec = Resource("country_spec")
coupon = Resource("coupon", hidden=("applies_to", "currency_options"))
credit_note = Resource("credit_note", prefix="cn")
credit_note_line_item = Resource("credit_note_line_item", prefix="cnli")
customer = Resource("customer", prefix="cus", id_length=14, path_param="id", looked_up=True)
customer_balance_transaction = Resource(
    "customer_balance_transaction", prefix="cbtxn", noun="customer balance transaction", path_param="transaction"
)
customer_cash_balance_transaction = Resource("customer_cash_balance_transaction", prefix="ccsbtxn")
customer_session = Resource("customer_session", prefix="cuss")
discount = Resource("discount", prefix="di")
dispute = Resource("dispute", prefix="dp")
ephemeral_key = Resource("ephemeral_key", prefix="ephkey", path_param="key")
event = Resource("event", prefix="evt", path_param="id")
exchange_rate = Resource("exchange_rate", noun="exchange rate", path_param="rate_id")
fee_refund = Resource("fee_refund", prefix="fr", events_of="application_fee.refund")
file = Resource("file", prefix="file", noun="file upload", path_param="file")
file_link = Resource("file_link", prefix="link", path_param="link")
funding_instructions = Resource("funding_instructions")
invoice = Resource("invoice", prefix="in")
invoice_payment = Resource("invoice_payment", prefix="inpay")
invoice_rendering_template = Resource("invoice_rendering_template", prefix="inrtem")
invoiceitem = Resource("invoiceitem", prefix="ii")
item = Resource("item", prefix="li")
line_item = Resource("line_item", prefix="il")
login_link = Resource("login_link")
mandate = Resource("mandate", prefix="mandate")
payment_attempt_record = Resource("payment_attempt_record", prefix="payatt")
payment_intent = Resource("payment_intent", prefix="pi", path_param="intent", looked_up=True)
payment_intent_amount_details_line_item = Resource("payment_intent_amount_details_line_item")
payment_link = Resource("payment_link", prefix="plink")
payment_method = Resource("payment_method", prefix="pm", noun="PaymentMethod", path_param="payment_method", looked_up=True)
payment_method_configuration = Resource("payment_method_configuration", prefix="pmc", path_param="configuration")
payment_method_domain = Resource("payment_method_domain", prefix="pmd", path_param="payment_method_domain")
payment_record = Resource("payment_record", prefix="prec")
payout = Resource("payout", prefix="po")
person = Resource("person", prefix="person")
plan = Resource("plan", prefix="plan", path_param="plan")
price = Resource("price", prefix="price", path_param="price")
product = Resource("product", prefix="prod", id_length=14, path_param="id")
product_catalog_trial_offer = Resource("product_catalog.trial_offer")
product_feature = Resource("product_feature", prefix="prodft", noun="product feature", path_param="id")
promotion_code = Resource("promotion_code", prefix="promo", noun="promotion code")
quote = Resource("quote", prefix="qt")
refund = Resource("refund", prefix="re", path_param="refund")
reserve_hold = Resource("reserve.hold")
reserve_plan = Resource("reserve.plan")
reserve_release = Resource("reserve.release")
reserve_transaction = Resource("reserve_transaction", prefix="rsv")
review = Resource("review", prefix="prv", path_param="review")
scheduled_query_run = Resource("scheduled_query_run", prefix="sqr")
setup_attempt = Resource("setup_attempt", prefix="setatt", plural="setup_attempts")
setup_intent = Resource("setup_intent", prefix="seti", noun="setupintent", path_param="intent", looked_up=True)
shipping_rate = Resource("shipping_rate", prefix="shr", noun="shipping rate")
source = Resource("source", prefix="src", looked_up=True)
source_mandate_notification = Resource("source_mandate_notification")
source_transaction = Resource("source_transaction", prefix="srctxn")
subscription = Resource("subscription", prefix="sub", path_param="id")
subscription_item = Resource("subscription_item", prefix="si")
subscription_schedule = Resource("subscription_schedule", prefix="sub_sched")
tax_code = Resource("tax_code")
tax_deducted_at_source = Resource("tax_deducted_at_source")
tax_id = Resource("tax_id", prefix="txi", path_param="id")
tax_rate = Resource("tax_rate", prefix="txr", noun="tax rate")
three_d_secure_authentication = Resource("three_d_secure.authentication")
token = Resource("token", prefix="tok", path_param="token")
topup = Resource("topup", prefix="tu")
transfer = Resource("transfer", prefix="tr")
transfer_reversal = Resource("transfer_reversal", prefix="trr")
usage_record = Resource("usage_record", prefix="mbur")
usage_record_summary = Resource("usage_record_summary", prefix="sis")
webhook_endpoint = Resource("webhook_endpoint", prefix="we", noun="webhook endpoint", path_param="webhook_endpoint")

# -- Billing ------------------------------------------------------------------------------------------------
billing_alert = Resource("billing.alert", prefix="alrt", mode_in_id=True, path_param="id")
billing_alert_triggered = Resource("billing.alert_triggered")
billing_credit_balance_summary = Resource("billing.credit_balance_summary")
billing_credit_balance_transaction = Resource("billing.credit_balance_transaction", prefix="cbtxn")
billing_credit_grant = Resource("billing.credit_grant", prefix="credgr")
billing_feedback_option = Resource("billing.feedback_option")
billing_meter = Resource("billing.meter", prefix="mtr", mode_in_id=True, path_param="id", noun="meter")
billing_meter_event = Resource("billing.meter_event")
billing_meter_event_adjustment = Resource("billing.meter_event_adjustment")
billing_meter_event_summary = Resource("billing.meter_event_summary")

# -- Billing portal -----------------------------------------------------------------------------------------
billing_portal_configuration = Resource("billing_portal.configuration", prefix="bpc")
billing_portal_session = Resource("billing_portal.session", prefix="bps")

# -- Checkout -----------------------------------------------------------------------------------------------
checkout_session = Resource("checkout.session", prefix="cs")

# -- Entitlements -------------------------------------------------------------------------------------------
entitlements_active_entitlement = Resource("entitlements.active_entitlement", prefix="ent")
entitlements_active_entitlement_summary = Resource("entitlements.active_entitlement_summary")
entitlements_feature = Resource("entitlements.feature", prefix="feat", mode_in_id=True, noun="feature", path_param="id")

# -- Apps ---------------------------------------------------------------------------------------------------
apps_install = Resource("apps.install")
apps_secret = Resource("apps.secret", prefix="appsecret")

# -- Capital ------------------------------------------------------------------------------------------------
capital_financing_offer = Resource("capital.financing_offer", prefix="financingoffer")
capital_financing_summary = Resource("capital.financing_summary")
capital_financing_transaction = Resource("capital.financing_transaction", prefix="financingtxn")

# -- Climate ------------------------------------------------------------------------------------------------
climate_order = Resource("climate.order", prefix="climorder")
climate_product = Resource("climate.product", prefix="climsku")
climate_supplier = Resource("climate.supplier", prefix="climsup")

# -- Financial connections ----------------------------------------------------------------------------------
financial_connections_account = Resource("financial_connections.account", prefix="fca")
financial_connections_account_owner = Resource("financial_connections.account_owner")
financial_connections_account_ownership = Resource("financial_connections.account_ownership")
financial_connections_authorization = Resource("financial_connections.authorization")
financial_connections_session = Resource("financial_connections.session", prefix="fcsess")
financial_connections_transaction = Resource("financial_connections.transaction", prefix="fctxn")

# -- Forwarding ---------------------------------------------------------------------------------------------
forwarding_request = Resource("forwarding.request", prefix="fwdreq")

# -- Identity -----------------------------------------------------------------------------------------------
identity_verification_report = Resource("identity.verification_report", prefix="vr")
identity_verification_session = Resource("identity.verification_session", prefix="vs")

# -- Issuing ------------------------------------------------------------------------------------------------
issuing_authorization = Resource("issuing.authorization", prefix="iauth")
issuing_card = Resource("issuing.card", prefix="ic", looked_up=True)
issuing_cardholder = Resource("issuing.cardholder", prefix="ich")
issuing_dispute = Resource("issuing.dispute", prefix="idp")
issuing_personalization_design = Resource("issuing.personalization_design", prefix="ipd")
issuing_physical_bundle = Resource("issuing.physical_bundle", prefix="ics")
issuing_token = Resource("issuing.token", prefix="itok")
issuing_transaction = Resource("issuing.transaction", prefix="ipi")

# -- Radar --------------------------------------------------------------------------------------------------
radar_early_fraud_warning = Resource("radar.early_fraud_warning", prefix="issfr")
radar_payment_evaluation = Resource("radar.payment_evaluation")
radar_value_list = Resource("radar.value_list", prefix="rsl")
radar_value_list_item = Resource("radar.value_list_item", prefix="rsli")

# -- Reporting ----------------------------------------------------------------------------------------------
reporting_report_run = Resource("reporting.report_run", prefix="frr")
reporting_report_type = Resource("reporting.report_type")

# -- Tax ----------------------------------------------------------------------------------------------------
tax_association = Resource("tax.association")
tax_calculation = Resource("tax.calculation", prefix="taxcalc")
tax_calculation_line_item = Resource("tax.calculation_line_item", prefix="tax_li")
tax_location = Resource("tax.location", prefix="taxloc")
tax_registration = Resource("tax.registration", prefix="taxreg")
tax_settings = Resource("tax.settings")
tax_transaction = Resource("tax.transaction", prefix="tax")
tax_transaction_line_item = Resource("tax.transaction_line_item", prefix="tax_li")

# -- Terminal -----------------------------------------------------------------------------------------------
terminal_configuration = Resource("terminal.configuration", prefix="tmc")
terminal_connection_token = Resource("terminal.connection_token")
terminal_location = Resource("terminal.location", prefix="tml")
terminal_onboarding_link = Resource("terminal.onboarding_link")
terminal_reader = Resource("terminal.reader", prefix="tmr")

# -- Test helpers -------------------------------------------------------------------------------------------
test_helpers_test_clock = Resource("test_helpers.test_clock", prefix="clock", noun="test_clock", path_param="test_clock")

# -- Treasury -----------------------------------------------------------------------------------------------
treasury_credit_reversal = Resource("treasury.credit_reversal", prefix="credrev")
treasury_debit_reversal = Resource("treasury.debit_reversal", prefix="debrev")
treasury_financial_account = Resource("treasury.financial_account", prefix="fa")
treasury_financial_account_features = Resource("treasury.financial_account_features")
treasury_inbound_transfer = Resource("treasury.inbound_transfer", prefix="ibt")
treasury_outbound_payment = Resource("treasury.outbound_payment", prefix="obp")
treasury_outbound_transfer = Resource("treasury.outbound_transfer", prefix="obt")
treasury_received_credit = Resource("treasury.received_credit", prefix="rc")
treasury_received_debit = Resource("treasury.received_debit", prefix="rd")
treasury_transaction = Resource("treasury.transaction", prefix="trxn")
treasury_transaction_entry = Resource("treasury.transaction_entry", prefix="trxne")

# -- API v2 -------------------------------------------------------------------------------------------------
v2_billing_meter_event = Resource("v2.billing.meter_event")
v2_billing_meter_event_adjustment = Resource("v2.billing.meter_event_adjustment")
v2_billing_meter_event_session = Resource("v2.billing.meter_event_session", prefix="mes")
v2_billing_meter_event_stream = Resource("v2.billing.meter_event_stream")
v2_commerce_product_catalog_import = Resource("v2.commerce.product_catalog_import")
v2_core_account = Resource("v2.core.account", prefix="acct")
v2_core_account_link = Resource("v2.core.account_link")
v2_core_account_person = Resource("v2.core.account_person", prefix="person")
v2_core_account_person_token = Resource("v2.core.account_person_token")
v2_core_account_token = Resource("v2.core.account_token")
v2_core_event = Resource("v2.core.event", prefix="evt", noun="event", path_param="id")
v2_core_event_destination = Resource("v2.core.event_destination", prefix="ed", mode_in_id=True, noun="event destination", path_param="id")
v2_core_vault_gb_bank_account = Resource("v2.core.vault.gb_bank_account")
v2_core_vault_us_bank_account = Resource("v2.core.vault.us_bank_account")
v2_money_management_adjustment = Resource("v2.money_management.adjustment")
v2_money_management_financial_account = Resource("v2.money_management.financial_account")
v2_money_management_financial_address = Resource("v2.money_management.financial_address")
v2_money_management_financial_address_credit_simulation = Resource("v2.money_management.financial_address_credit_simulation")
v2_money_management_inbound_transfer = Resource("v2.money_management.inbound_transfer")
v2_money_management_outbound_payment = Resource("v2.money_management.outbound_payment")
v2_money_management_outbound_setup_intent = Resource("v2.money_management.outbound_setup_intent")
v2_money_management_payout_intent = Resource("v2.money_management.payout_intent")
v2_money_management_payout_method = Resource("v2.money_management.payout_method")
v2_money_management_payout_methods_bank_account_spec = Resource("v2.money_management.payout_methods_bank_account_spec")
v2_money_management_received_credit = Resource("v2.money_management.received_credit")
v2_money_management_recipient_verification = Resource("v2.money_management.recipient_verification")
v2_money_management_transaction = Resource("v2.money_management.transaction")
v2_money_management_transaction_entry = Resource("v2.money_management.transaction_entry")

# -- Kept by the server itself, never shown by the API ------------------------------------------------------
alert_firing = Resource("_alert_firing", prefix="alrtf")
attempt = Resource("_attempt", prefix="wha")
delivery = Resource("_delivery", prefix="whd")
key = Resource("_key", prefix="key")
meter_error = Resource("_meter_error", prefix="mtrerr")
meter_event_token = Resource("_meter_event_token", prefix="token")
retained_price = Resource("_retained_price")


_named: dict[str, Resource] = {each.object: each for each in list(globals().values()) if isinstance(each, Resource)}


def named(object: str) -> Resource:
    """The object of an API name. KeyError for a name that the API does not have."""
    return _named[object]


def find(object: str | None) -> Resource | None:
    """The same, or None."""
    return _named.get(object or "")


def of(document: Mapping[str, Any]) -> Resource:
    """The declaration of a document's object."""
    return _named[document["object"]]


def declare(object: str, **options: Any) -> Resource:
    """Declare a further object that the API never shows, whose name begins with an underscore. For tests."""
    assert object.startswith("_") and object not in _named, f"{object} is declared already, or is not ours to declare"
    return _named.setdefault(object, Resource(object, **options))


def every() -> list[Resource]:
    """All objects, in the order of this page."""
    return list(_named.values())
