"""The objects of the API, one name each, with a page of their own or inherited from the contract.

`objects.payment_intent` declares an object: its API name, the prefix of its ids, and its name in errors and
events. A page adds what is particular to it (`objects.charge.page(...)`, decorated actions); other pages
reach it here, so that none needs to import one that calls it. The contract has the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import shapes
from counterfoil.kernel.document import Document
from counterfoil.kernel.resource import Resource

# -- Core resources, payments, products, billing, Connect ---------------------------------------------------
account = Resource[shapes.Account]("account", prefix="acct", id_length=16, path_param="account")
account_link = Resource[shapes.AccountLink]("account_link")
account_session = Resource[shapes.AccountSession]("account_session")
apple_pay_domain = Resource[shapes.ApplePayDomain]("apple_pay_domain", prefix="apwc")
application = Resource[shapes.Application]("application", prefix="ca")
application_fee = Resource[shapes.ApplicationFee]("application_fee", prefix="fee")
balance = Resource[shapes.Balance]("balance")
balance_settings = Resource[shapes.BalanceSettings]("balance_settings")
balance_transaction = Resource[shapes.BalanceTransaction](
    "balance_transaction", prefix="txn", noun="balance transaction", path_param="id"
)
bank_account = Resource[shapes.BankAccount]("bank_account", prefix="ba", events_of="account.external_account")
capability = Resource[shapes.Capability]("capability")
card = Resource[shapes.Card]("card", prefix="card", noun="source", path_param="id", looked_up=True)
cash_balance = Resource[shapes.CashBalance]("cash_balance")
charge = Resource[shapes.Charge]("charge", prefix="ch", path_param="id", looked_up=True)
confirmation_token = Resource[shapes.ConfirmationToken](
    "confirmation_token", prefix="ctoken", path_param="confirmation_token", looked_up=True
)
connect_collection_transfer = Resource[shapes.ConnectCollectionTransfer]("connect_collection_transfer")
country_spec = Resource[shapes.CountrySpec]("country_spec")
coupon = Resource[shapes.Coupon]("coupon", hidden=("applies_to", "currency_options"))
credit_note = Resource[shapes.CreditNote]("credit_note", prefix="cn")
credit_note_line_item = Resource[shapes.CreditNoteLineItem]("credit_note_line_item", prefix="cnli")
customer = Resource[shapes.Customer]("customer", prefix="cus", id_length=14, path_param="id", looked_up=True)
customer_balance_transaction = Resource[shapes.CustomerBalanceTransaction](
    "customer_balance_transaction",
    prefix="cbtxn",
    noun="customer balance transaction",
    path_param="transaction",
)
customer_cash_balance_transaction = Resource[shapes.CustomerCashBalanceTransaction](
    "customer_cash_balance_transaction", prefix="ccsbtxn"
)
customer_session = Resource[shapes.CustomerSession]("customer_session", prefix="cuss")
discount = Resource[shapes.Discount]("discount", prefix="di")
dispute = Resource[shapes.Dispute]("dispute", prefix="dp")
ephemeral_key = Resource[shapes.EphemeralKey]("ephemeral_key", prefix="ephkey", path_param="key")
event = Resource[shapes.Event]("event", prefix="evt", path_param="id")
exchange_rate = Resource[shapes.ExchangeRate]("exchange_rate", noun="exchange rate", path_param="rate_id")
fee_refund = Resource[shapes.FeeRefund]("fee_refund", prefix="fr", events_of="application_fee.refund")
file = Resource[shapes.File]("file", prefix="file", noun="file upload", path_param="file")
file_link = Resource[shapes.FileLink]("file_link", prefix="link", path_param="link")
funding_instructions = Resource[shapes.FundingInstructions]("funding_instructions")
invoice = Resource[shapes.Invoice]("invoice", prefix="in")
invoice_payment = Resource[shapes.InvoicePayment]("invoice_payment", prefix="inpay")
invoice_rendering_template = Resource[shapes.InvoiceRenderingTemplate](
    "invoice_rendering_template", prefix="inrtem"
)
invoiceitem = Resource[shapes.Invoiceitem]("invoiceitem", prefix="ii")
item = Resource[shapes.Item]("item", prefix="li", hidden=("discounts", "taxes"))
line_item = Resource[shapes.LineItem]("line_item", prefix="il")
login_link = Resource[shapes.LoginLink]("login_link")
mandate = Resource[shapes.Mandate]("mandate", prefix="mandate")
payment_attempt_record = Resource[shapes.PaymentAttemptRecord]("payment_attempt_record", prefix="payatt")
payment_intent = Resource[shapes.PaymentIntent](
    "payment_intent", prefix="pi", path_param="intent", looked_up=True
)
payment_intent_amount_details_line_item = Resource[shapes.PaymentIntentAmountDetailsLineItem](
    "payment_intent_amount_details_line_item"
)
payment_link = Resource[shapes.PaymentLink]("payment_link", prefix="plink")
payment_method = Resource[shapes.PaymentMethod](
    "payment_method", prefix="pm", noun="PaymentMethod", path_param="payment_method", looked_up=True
)
payment_method_configuration = Resource[shapes.PaymentMethodConfiguration](
    "payment_method_configuration", prefix="pmc", path_param="configuration"
)
payment_method_domain = Resource[shapes.PaymentMethodDomain](
    "payment_method_domain", prefix="pmd", path_param="payment_method_domain"
)
payment_record = Resource[shapes.PaymentRecord]("payment_record", prefix="prec")
payout = Resource[shapes.Payout]("payout", prefix="po")
person = Resource[shapes.Person]("person", prefix="person")
plan = Resource[shapes.Plan]("plan", prefix="plan", path_param="plan", looked_up=True)
price = Resource[shapes.Price]("price", prefix="price", path_param="price")
product = Resource[shapes.Product]("product", prefix="prod", id_length=14, path_param="id")
product_catalog_trial_offer = Resource[shapes.ProductCatalogTrialOffer](
    "product_catalog.trial_offer", prefix="to"
)
product_feature = Resource[shapes.ProductFeature](
    "product_feature", prefix="prodft", noun="product feature", path_param="id"
)
promotion_code = Resource[shapes.PromotionCode]("promotion_code", prefix="promo", noun="promotion code")
quote = Resource[shapes.Quote]("quote", prefix="qt")
refund = Resource[shapes.Refund]("refund", prefix="re", path_param="refund")
reserve_hold = Resource[shapes.ReserveHold]("reserve.hold")
reserve_plan = Resource[shapes.ReservePlan]("reserve.plan")
reserve_release = Resource[shapes.ReserveRelease]("reserve.release")
reserve_transaction = Resource[shapes.ReserveTransaction]("reserve_transaction", prefix="rsv")
review = Resource[shapes.Review]("review", prefix="prv", path_param="review")
scheduled_query_run = Resource[shapes.ScheduledQueryRun]("scheduled_query_run", prefix="sqr")
setup_attempt = Resource[shapes.SetupAttempt]("setup_attempt", prefix="setatt", plural="setup_attempts")
setup_intent = Resource[shapes.SetupIntent](
    "setup_intent", prefix="seti", noun="setupintent", path_param="intent", looked_up=True
)
shipping_rate = Resource[shapes.ShippingRate]("shipping_rate", prefix="shr", noun="shipping rate")
source = Resource[shapes.Source]("source", prefix="src", looked_up=True)
source_mandate_notification = Resource[shapes.SourceMandateNotification]("source_mandate_notification")
source_transaction = Resource[shapes.SourceTransaction]("source_transaction", prefix="srctxn")
subscription = Resource[shapes.Subscription]("subscription", prefix="sub", path_param="id")
subscription_item = Resource[shapes.SubscriptionItem](
    "subscription_item", prefix="si", id_length=14, noun="subscription item", path_param="id"
)
subscription_schedule = Resource[shapes.SubscriptionSchedule]("subscription_schedule", prefix="sub_sched")
tax_code = Resource[shapes.TaxCode]("tax_code")
tax_deducted_at_source = Resource[shapes.TaxDeductedAtSource]("tax_deducted_at_source")
tax_id = Resource[shapes.TaxId]("tax_id", prefix="txi", path_param="id")
tax_rate = Resource[shapes.TaxRate]("tax_rate", prefix="txr", noun="tax rate")
three_d_secure_authentication = Resource[shapes.ThreeDSecureAuthentication]("three_d_secure.authentication")
token = Resource[shapes.Token]("token", prefix="tok", path_param="token")
topup = Resource[shapes.Topup]("topup", prefix="tu")
transfer = Resource[shapes.Transfer]("transfer", prefix="tr")
transfer_reversal = Resource[shapes.TransferReversal]("transfer_reversal", prefix="trr")
usage_record = Resource[shapes.UsageRecord]("usage_record", prefix="mbur")
usage_record_summary = Resource[shapes.UsageRecordSummary]("usage_record_summary", prefix="sis")
webhook_endpoint = Resource[shapes.WebhookEndpoint](
    "webhook_endpoint", prefix="we", noun="webhook endpoint", path_param="webhook_endpoint"
)

# -- Billing ------------------------------------------------------------------------------------------------
billing_alert = Resource[shapes.BillingAlert](
    "billing.alert", prefix="alrt", mode_in_id=True, path_param="id"
)
billing_alert_triggered = Resource[shapes.BillingAlertTriggered]("billing.alert_triggered")
billing_credit_balance_summary = Resource[shapes.BillingCreditBalanceSummary](
    "billing.credit_balance_summary"
)
billing_credit_balance_transaction = Resource[shapes.BillingCreditBalanceTransaction](
    "billing.credit_balance_transaction",
    prefix="cbtxn",
    mode_in_id=True,
    noun="credit balance transaction",
    path_param="id",
)
billing_credit_grant = Resource[shapes.BillingCreditGrant](
    "billing.credit_grant", prefix="credgr", mode_in_id=True, noun="credit grant", path_param="id"
)
billing_feedback_option = Resource[shapes.BillingFeedbackOption]("billing.feedback_option", prefix="fo")
billing_meter = Resource[shapes.BillingMeter](
    "billing.meter", prefix="mtr", mode_in_id=True, path_param="id", noun="meter"
)
billing_meter_event = Resource[shapes.BillingMeterEvent]("billing.meter_event")
billing_meter_event_adjustment = Resource[shapes.BillingMeterEventAdjustment](
    "billing.meter_event_adjustment"
)
billing_meter_event_summary = Resource[shapes.BillingMeterEventSummary]("billing.meter_event_summary")

# -- Billing portal -----------------------------------------------------------------------------------------
billing_portal_configuration = Resource[shapes.BillingPortalConfiguration](
    "billing_portal.configuration", prefix="bpc", noun="configuration"
)
billing_portal_session = Resource[shapes.BillingPortalSession]("billing_portal.session", prefix="bps")

# -- Checkout -----------------------------------------------------------------------------------------------
checkout_session = Resource[shapes.CheckoutSession](
    "checkout.session", prefix="cs", plural="checkout.sessions"
)

# -- Entitlements -------------------------------------------------------------------------------------------
entitlements_active_entitlement = Resource[shapes.EntitlementsActiveEntitlement](
    "entitlements.active_entitlement",
    prefix="ent",
    mode_in_id=True,
    noun="active entitlement",
    path_param="id",
)
entitlements_active_entitlement_summary = Resource[shapes.EntitlementsActiveEntitlementSummary](
    "entitlements.active_entitlement_summary"
)
entitlements_feature = Resource[shapes.EntitlementsFeature](
    "entitlements.feature", prefix="feat", mode_in_id=True, noun="feature", path_param="id"
)

# -- Apps ---------------------------------------------------------------------------------------------------
apps_install = Resource[shapes.AppsInstall]("apps.install")
apps_secret = Resource[shapes.AppsSecret]("apps.secret", prefix="appsecret")

# -- Capital ------------------------------------------------------------------------------------------------
capital_financing_offer = Resource[shapes.CapitalFinancingOffer](
    "capital.financing_offer", prefix="financingoffer"
)
capital_financing_summary = Resource[shapes.CapitalFinancingSummary]("capital.financing_summary")
capital_financing_transaction = Resource[shapes.CapitalFinancingTransaction](
    "capital.financing_transaction", prefix="financingtxn"
)

# -- Climate ------------------------------------------------------------------------------------------------
climate_order = Resource[shapes.ClimateOrder]("climate.order", prefix="climorder")
climate_product = Resource[shapes.ClimateProduct]("climate.product", prefix="climsku")
climate_supplier = Resource[shapes.ClimateSupplier]("climate.supplier", prefix="climsup")

# -- Financial connections ----------------------------------------------------------------------------------
financial_connections_account = Resource[shapes.FinancialConnectionsAccount](
    "financial_connections.account", prefix="fca"
)
financial_connections_account_owner = Resource[shapes.FinancialConnectionsAccountOwner](
    "financial_connections.account_owner"
)
financial_connections_account_ownership = Resource[shapes.FinancialConnectionsAccountOwnership](
    "financial_connections.account_ownership"
)
financial_connections_authorization = Resource[shapes.FinancialConnectionsAuthorization](
    "financial_connections.authorization"
)
financial_connections_session = Resource[shapes.FinancialConnectionsSession](
    "financial_connections.session", prefix="fcsess"
)
financial_connections_transaction = Resource[shapes.FinancialConnectionsTransaction](
    "financial_connections.transaction", prefix="fctxn"
)

# -- Forwarding ---------------------------------------------------------------------------------------------
forwarding_request = Resource[shapes.ForwardingRequest]("forwarding.request", prefix="fwdreq")

# -- Identity -----------------------------------------------------------------------------------------------
identity_verification_report = Resource[shapes.IdentityVerificationReport](
    "identity.verification_report", prefix="vr"
)
identity_verification_session = Resource[shapes.IdentityVerificationSession](
    "identity.verification_session", prefix="vs"
)

# -- Issuing ------------------------------------------------------------------------------------------------
issuing_authorization = Resource[shapes.IssuingAuthorization]("issuing.authorization", prefix="iauth")
issuing_card = Resource[shapes.IssuingCard]("issuing.card", prefix="ic", looked_up=True)
issuing_cardholder = Resource[shapes.IssuingCardholder]("issuing.cardholder", prefix="ich")
issuing_dispute = Resource[shapes.IssuingDispute]("issuing.dispute", prefix="idp")
issuing_personalization_design = Resource[shapes.IssuingPersonalizationDesign](
    "issuing.personalization_design", prefix="ipd"
)
issuing_physical_bundle = Resource[shapes.IssuingPhysicalBundle]("issuing.physical_bundle", prefix="ics")
issuing_token = Resource[shapes.IssuingToken]("issuing.token", prefix="itok")
issuing_transaction = Resource[shapes.IssuingTransaction]("issuing.transaction", prefix="ipi")

# -- Radar --------------------------------------------------------------------------------------------------
radar_early_fraud_warning = Resource[shapes.RadarEarlyFraudWarning](
    "radar.early_fraud_warning", prefix="issfr"
)
radar_payment_evaluation = Resource[shapes.RadarPaymentEvaluation]("radar.payment_evaluation")
radar_value_list = Resource[shapes.RadarValueList]("radar.value_list", prefix="rsl")
radar_value_list_item = Resource[shapes.RadarValueListItem]("radar.value_list_item", prefix="rsli")

# -- Reporting ----------------------------------------------------------------------------------------------
reporting_report_run = Resource[shapes.ReportingReportRun]("reporting.report_run", prefix="frr")
reporting_report_type = Resource[shapes.ReportingReportType]("reporting.report_type")

# -- Tax ----------------------------------------------------------------------------------------------------
tax_association = Resource[shapes.TaxAssociation]("tax.association")
tax_calculation = Resource[shapes.TaxCalculation]("tax.calculation", prefix="taxcalc")
tax_calculation_line_item = Resource[shapes.TaxCalculationLineItem](
    "tax.calculation_line_item", prefix="tax_li"
)
tax_location = Resource[shapes.TaxLocation]("tax.location", prefix="taxloc")
tax_registration = Resource[shapes.TaxRegistration]("tax.registration", prefix="taxreg")
tax_settings = Resource[shapes.TaxSettings]("tax.settings")
tax_transaction = Resource[shapes.TaxTransaction]("tax.transaction", prefix="tax")
tax_transaction_line_item = Resource[shapes.TaxTransactionLineItem](
    "tax.transaction_line_item", prefix="tax_li"
)

# -- Terminal -----------------------------------------------------------------------------------------------
terminal_configuration = Resource[shapes.TerminalConfiguration]("terminal.configuration", prefix="tmc")
terminal_connection_token = Resource[shapes.TerminalConnectionToken]("terminal.connection_token")
terminal_location = Resource[shapes.TerminalLocation]("terminal.location", prefix="tml")
terminal_onboarding_link = Resource[shapes.TerminalOnboardingLink]("terminal.onboarding_link")
terminal_reader = Resource[shapes.TerminalReader]("terminal.reader", prefix="tmr")

# -- Test helpers -------------------------------------------------------------------------------------------
test_helpers_test_clock = Resource[shapes.TestHelpersTestClock](
    "test_helpers.test_clock", prefix="clock", noun="test_clock", path_param="test_clock"
)

# -- Treasury -----------------------------------------------------------------------------------------------
treasury_credit_reversal = Resource[shapes.TreasuryCreditReversal](
    "treasury.credit_reversal", prefix="credrev"
)
treasury_debit_reversal = Resource[shapes.TreasuryDebitReversal]("treasury.debit_reversal", prefix="debrev")
treasury_financial_account = Resource[shapes.TreasuryFinancialAccount](
    "treasury.financial_account", prefix="fa"
)
treasury_financial_account_features = Resource[shapes.TreasuryFinancialAccountFeatures](
    "treasury.financial_account_features"
)
treasury_inbound_transfer = Resource[shapes.TreasuryInboundTransfer](
    "treasury.inbound_transfer", prefix="ibt"
)
treasury_outbound_payment = Resource[shapes.TreasuryOutboundPayment](
    "treasury.outbound_payment", prefix="obp"
)
treasury_outbound_transfer = Resource[shapes.TreasuryOutboundTransfer](
    "treasury.outbound_transfer", prefix="obt"
)
treasury_received_credit = Resource[shapes.TreasuryReceivedCredit]("treasury.received_credit", prefix="rc")
treasury_received_debit = Resource[shapes.TreasuryReceivedDebit]("treasury.received_debit", prefix="rd")
treasury_transaction = Resource[shapes.TreasuryTransaction]("treasury.transaction", prefix="trxn")
treasury_transaction_entry = Resource[shapes.TreasuryTransactionEntry](
    "treasury.transaction_entry", prefix="trxne"
)

# -- API v2 -------------------------------------------------------------------------------------------------
v2_billing_meter_event = Resource[shapes.V2BillingMeterEvent]("v2.billing.meter_event")
v2_billing_meter_event_adjustment = Resource[shapes.V2BillingMeterEventAdjustment](
    "v2.billing.meter_event_adjustment"
)
v2_billing_meter_event_session = Resource[shapes.V2BillingMeterEventSession](
    "v2.billing.meter_event_session", prefix="mes"
)
v2_billing_meter_event_stream = Resource[shapes.V2BillingMeterEventStream]("v2.billing.meter_event_stream")
v2_commerce_product_catalog_import = Resource[shapes.V2CommerceProductCatalogImport](
    "v2.commerce.product_catalog_import"
)
v2_core_account = Resource[shapes.V2CoreAccount]("v2.core.account", prefix="acct")
v2_core_account_link = Resource[shapes.V2CoreAccountLink]("v2.core.account_link")
v2_core_account_person = Resource[shapes.V2CoreAccountPerson]("v2.core.account_person", prefix="person")
v2_core_account_person_token = Resource[shapes.V2CoreAccountPersonToken]("v2.core.account_person_token")
v2_core_account_token = Resource[shapes.V2CoreAccountToken]("v2.core.account_token")
v2_core_event = Resource[shapes.V2CoreEvent]("v2.core.event", prefix="evt", noun="event", path_param="id")
v2_core_event_destination = Resource[shapes.V2CoreEventDestination](
    "v2.core.event_destination", prefix="ed", mode_in_id=True, noun="event destination", path_param="id"
)
v2_core_vault_gb_bank_account = Resource[shapes.V2CoreVaultGbBankAccount]("v2.core.vault.gb_bank_account")
v2_core_vault_us_bank_account = Resource[shapes.V2CoreVaultUsBankAccount]("v2.core.vault.us_bank_account")
v2_money_management_adjustment = Resource[shapes.V2MoneyManagementAdjustment](
    "v2.money_management.adjustment"
)
v2_money_management_financial_account = Resource[shapes.V2MoneyManagementFinancialAccount](
    "v2.money_management.financial_account"
)
v2_money_management_financial_address = Resource[shapes.V2MoneyManagementFinancialAddress](
    "v2.money_management.financial_address"
)
v2_money_management_financial_address_credit_simulation = Resource[
    shapes.V2MoneyManagementFinancialAddressCreditSimulation
]("v2.money_management.financial_address_credit_simulation")
v2_money_management_inbound_transfer = Resource[shapes.V2MoneyManagementInboundTransfer](
    "v2.money_management.inbound_transfer"
)
v2_money_management_outbound_payment = Resource[shapes.V2MoneyManagementOutboundPayment](
    "v2.money_management.outbound_payment"
)
v2_money_management_outbound_setup_intent = Resource[shapes.V2MoneyManagementOutboundSetupIntent](
    "v2.money_management.outbound_setup_intent"
)
v2_money_management_payout_intent = Resource[shapes.V2MoneyManagementPayoutIntent](
    "v2.money_management.payout_intent"
)
v2_money_management_payout_method = Resource[shapes.V2MoneyManagementPayoutMethod](
    "v2.money_management.payout_method"
)
v2_money_management_payout_methods_bank_account_spec = Resource[
    shapes.V2MoneyManagementPayoutMethodsBankAccountSpec
]("v2.money_management.payout_methods_bank_account_spec")
v2_money_management_received_credit = Resource[shapes.V2MoneyManagementReceivedCredit](
    "v2.money_management.received_credit"
)
v2_money_management_recipient_verification = Resource[shapes.V2MoneyManagementRecipientVerification](
    "v2.money_management.recipient_verification"
)
v2_money_management_transaction = Resource[shapes.V2MoneyManagementTransaction](
    "v2.money_management.transaction"
)
v2_money_management_transaction_entry = Resource[shapes.V2MoneyManagementTransactionEntry](
    "v2.money_management.transaction_entry"
)

# -- Kept by the server itself, never shown by the API ------------------------------------------------------
alert_firing = Resource[Document]("_alert_firing", prefix="alrtf")
attempt = Resource[Document]("_attempt", prefix="wha")
delivery = Resource[Document]("_delivery", prefix="whd")
email = Resource[Document]("_email", prefix="mail")
entitling_subscription = Resource[Document]("_entitling_subscription")
key = Resource[Document]("_key", prefix="key")
metered_draft = Resource[Document]("_metered_draft")
metered_item = Resource[Document]("_metered_item")
metered_period = Resource[Document]("_metered_period")
meter_error = Resource[Document]("_meter_error", prefix="mtrerr")
meter_event_token = Resource[Document]("_meter_event_token", prefix="token")
portal_link = Resource[Document]("_portal_link")
portal_login = Resource[Document]("_portal_login")
portal_pause = Resource[Document]("_portal_pause")
retained_price = Resource[shapes.Price]("_retained_price")
threshold = Resource[Document]("_threshold")
usage_figure = Resource[Document]("_usage_figure")


_named: dict[str, Resource[Any]] = {
    each.object: each for each in list(globals().values()) if isinstance(each, Resource)
}


def named(object: str) -> Resource[Any]:
    """Return the resource of an object. KeyError for an unknown object."""
    return _named[object]


def find(object: str | None) -> Resource[Any] | None:
    """Return the resource of an object, or None."""
    return _named.get(object or "")


def of(document: Mapping[str, Any]) -> Resource[Any]:
    """Return the resource of a document."""
    return _named[document["object"]]


def declare(object: str, **options: Any) -> Resource[Any]:
    """Declare a further object that the API never shows, whose name begins with an underscore. For tests."""
    assert object.startswith("_") and object not in _named, (
        f"{object} is declared already, or is not ours to declare"
    )
    return _named.setdefault(object, Resource[Any](object, **options))


def every() -> list[Resource[Any]]:
    """Return all resources, in the order of this page."""
    return list(_named.values())
