"""The shape of every object of 2026-10-28.endive. Written by tools/stubs.py: do not edit."""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, Literal, TypeVar

from counterfoil.kernel.document import Document

_D = TypeVar("_D", bound=Document)

class Listed(Document, Generic[_D]):
    """A list inside of an object."""

    object: Literal["list"]
    data: Sequence[_D]
    has_more: bool
    total_count: int | None
    url: str

EventType = Literal["account.application.authorized", "account.application.deauthorized", "account.external_account.created", "account.external_account.deleted", "account.external_account.updated", "account.updated", "application_fee.created", "application_fee.refund.updated", "application_fee.refunded", "apps.install.created", "apps.install.deleted", "apps.install.updated", "balance.available", "balance_settings.updated", "billing.alert.triggered", "billing.credit_balance_summary.updated", "billing.credit_balance_transaction.created", "billing.credit_grant.created", "billing.credit_grant.updated", "billing.meter.created", "billing.meter.deactivated", "billing.meter.reactivated", "billing.meter.updated", "billing_portal.configuration.created", "billing_portal.configuration.updated", "billing_portal.session.created", "capability.updated", "capital.financing_offer.accepted", "capital.financing_offer.canceled", "capital.financing_offer.created", "capital.financing_offer.expired", "capital.financing_offer.fully_repaid", "capital.financing_offer.paid_out", "capital.financing_offer.rejected", "capital.financing_offer.replacement_created", "capital.financing_transaction.created", "cash_balance.funds_available", "charge.captured", "charge.dispute.closed", "charge.dispute.created", "charge.dispute.funds_reinstated", "charge.dispute.funds_withdrawn", "charge.dispute.updated", "charge.expired", "charge.failed", "charge.pending", "charge.refund.updated", "charge.refunded", "charge.succeeded", "charge.updated", "checkout.session.async_payment_failed", "checkout.session.async_payment_succeeded", "checkout.session.completed", "checkout.session.expired", "climate.order.canceled", "climate.order.created", "climate.order.delayed", "climate.order.delivered", "climate.order.product_substituted", "climate.product.created", "climate.product.pricing_updated", "coupon.created", "coupon.deleted", "coupon.updated", "credit_note.created", "credit_note.updated", "credit_note.voided", "customer.created", "customer.deleted", "customer.discount.created", "customer.discount.deleted", "customer.discount.updated", "customer.source.created", "customer.source.deleted", "customer.source.expiring", "customer.source.updated", "customer.subscription.created", "customer.subscription.deleted", "customer.subscription.paused", "customer.subscription.pending_update_applied", "customer.subscription.pending_update_expired", "customer.subscription.resumed", "customer.subscription.trial_will_end", "customer.subscription.updated", "customer.tax_id.created", "customer.tax_id.deleted", "customer.tax_id.updated", "customer.updated", "customer_cash_balance_transaction.created", "entitlements.active_entitlement_summary.updated", "file.created", "financial_connections.account.account_numbers_updated", "financial_connections.account.created", "financial_connections.account.deactivated", "financial_connections.account.disconnected", "financial_connections.account.expected_deactivation_date_updated", "financial_connections.account.reactivated", "financial_connections.account.refreshed_balance", "financial_connections.account.refreshed_ownership", "financial_connections.account.refreshed_transactions", "financial_connections.account.supported_payment_method_types_updated", "financial_connections.account.upcoming_account_number_expiry", "financial_connections.account.upcoming_deactivation", "financial_connections.authorization.expected_deactivation_date_updated", "financial_connections.authorization.upcoming_deactivation", "identity.verification_session.canceled", "identity.verification_session.created", "identity.verification_session.processing", "identity.verification_session.redacted", "identity.verification_session.requires_input", "identity.verification_session.verified", "invoice.created", "invoice.deleted", "invoice.finalization_failed", "invoice.finalized", "invoice.marked_uncollectible", "invoice.overdue", "invoice.overpaid", "invoice.paid", "invoice.payment_action_required", "invoice.payment_attempt_required", "invoice.payment_failed", "invoice.payment_succeeded", "invoice.sent", "invoice.upcoming", "invoice.updated", "invoice.voided", "invoice.will_be_due", "invoice_payment.paid", "invoiceitem.created", "invoiceitem.deleted", "issuing_authorization.created", "issuing_authorization.request", "issuing_authorization.updated", "issuing_card.created", "issuing_card.updated", "issuing_cardholder.created", "issuing_cardholder.updated", "issuing_dispute.closed", "issuing_dispute.created", "issuing_dispute.funds_reinstated", "issuing_dispute.funds_rescinded", "issuing_dispute.submitted", "issuing_dispute.updated", "issuing_personalization_design.activated", "issuing_personalization_design.deactivated", "issuing_personalization_design.rejected", "issuing_personalization_design.updated", "issuing_token.created", "issuing_token.updated", "issuing_transaction.created", "issuing_transaction.purchase_details_receipt_updated", "issuing_transaction.updated", "mandate.updated", "payment_intent.amount_capturable_updated", "payment_intent.canceled", "payment_intent.created", "payment_intent.partially_funded", "payment_intent.payment_failed", "payment_intent.processing", "payment_intent.requires_action", "payment_intent.succeeded", "payment_link.created", "payment_link.updated", "payment_method.attached", "payment_method.automatically_updated", "payment_method.detached", "payment_method.updated", "payout.canceled", "payout.created", "payout.failed", "payout.paid", "payout.reconciliation_completed", "payout.updated", "person.created", "person.deleted", "person.updated", "plan.created", "plan.deleted", "plan.updated", "price.created", "price.deleted", "price.updated", "product.created", "product.deleted", "product.updated", "promotion_code.created", "promotion_code.updated", "quote.accepted", "quote.canceled", "quote.created", "quote.finalized", "quote.will_expire", "radar.early_fraud_warning.created", "radar.early_fraud_warning.updated", "refund.created", "refund.failed", "refund.updated", "reporting.report_run.failed", "reporting.report_run.succeeded", "reporting.report_type.updated", "reserve.hold.created", "reserve.hold.updated", "reserve.plan.created", "reserve.plan.disabled", "reserve.plan.expired", "reserve.plan.updated", "reserve.release.created", "review.closed", "review.opened", "setup_intent.canceled", "setup_intent.created", "setup_intent.requires_action", "setup_intent.setup_failed", "setup_intent.succeeded", "sigma.scheduled_query_run.created", "source.canceled", "source.chargeable", "source.failed", "source.mandate_notification", "source.refund_attributes_required", "source.transaction.created", "source.transaction.updated", "subscription_schedule.aborted", "subscription_schedule.canceled", "subscription_schedule.completed", "subscription_schedule.created", "subscription_schedule.expiring", "subscription_schedule.released", "subscription_schedule.updated", "tax.settings.updated", "tax_rate.created", "tax_rate.updated", "terminal.reader.action_failed", "terminal.reader.action_succeeded", "terminal.reader.action_updated", "test_helpers.test_clock.advancing", "test_helpers.test_clock.created", "test_helpers.test_clock.deleted", "test_helpers.test_clock.internal_failure", "test_helpers.test_clock.ready", "three_d_secure.authentication.canceled", "three_d_secure.authentication.challenge_started", "three_d_secure.authentication.errored", "three_d_secure.authentication.failed", "three_d_secure.authentication.requires_challenge", "three_d_secure.authentication.requires_submission", "three_d_secure.authentication.succeeded", "topup.canceled", "topup.created", "topup.failed", "topup.reversed", "topup.succeeded", "transfer.created", "transfer.reversed", "transfer.updated", "treasury.credit_reversal.created", "treasury.credit_reversal.posted", "treasury.debit_reversal.completed", "treasury.debit_reversal.created", "treasury.debit_reversal.initial_credit_granted", "treasury.financial_account.closed", "treasury.financial_account.created", "treasury.financial_account.features_status_updated", "treasury.inbound_transfer.canceled", "treasury.inbound_transfer.created", "treasury.inbound_transfer.failed", "treasury.inbound_transfer.succeeded", "treasury.outbound_payment.canceled", "treasury.outbound_payment.created", "treasury.outbound_payment.expected_arrival_date_updated", "treasury.outbound_payment.failed", "treasury.outbound_payment.posted", "treasury.outbound_payment.returned", "treasury.outbound_payment.tracking_details_updated", "treasury.outbound_transfer.canceled", "treasury.outbound_transfer.created", "treasury.outbound_transfer.expected_arrival_date_updated", "treasury.outbound_transfer.failed", "treasury.outbound_transfer.posted", "treasury.outbound_transfer.returned", "treasury.outbound_transfer.tracking_details_updated", "treasury.received_credit.created", "treasury.received_credit.failed", "treasury.received_credit.succeeded", "treasury.received_debit.created"]

class Account(Document):
    class BusinessProfile(Document):
        class AnnualRevenue(Document):
            amount: int | None
            currency: str | None
            fiscal_year_end: str | None
        class SupportAddress(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class MonthlyEstimatedRevenue(Document):
            amount: int
            currency: str
        annual_revenue: Account.BusinessProfile.AnnualRevenue | None
        estimated_worker_count: int | None
        mcc: str | None
        minority_owned_business_designation: Sequence[Literal["lgbtqi_owned_business", "minority_owned_business", "none_of_these_apply", "prefer_not_to_answer", "women_owned_business"]] | None
        name: str | None
        product_description: str | None
        specified_commercial_transactions_act_url: str | None
        support_address: Account.BusinessProfile.SupportAddress | None
        support_email: str | None
        support_phone: str | None
        support_url: str | None
        url: str | None
        monthly_estimated_revenue: Account.BusinessProfile.MonthlyEstimatedRevenue | None
    class Capabilities(Document):
        card_payments: Literal["active", "inactive", "pending"] | None
        transfers: Literal["active", "inactive", "pending"] | None
        acss_debit_payments: Literal["active", "inactive", "pending"] | None
        affirm_payments: Literal["active", "inactive", "pending"] | None
        afterpay_clearpay_payments: Literal["active", "inactive", "pending"] | None
        alma_payments: Literal["active", "inactive", "pending"] | None
        amazon_pay_payments: Literal["active", "inactive", "pending"] | None
        au_becs_debit_payments: Literal["active", "inactive", "pending"] | None
        bacs_debit_payments: Literal["active", "inactive", "pending"] | None
        bancontact_payments: Literal["active", "inactive", "pending"] | None
        bank_transfer_payments: Literal["active", "inactive", "pending"] | None
        blik_payments: Literal["active", "inactive", "pending"] | None
        boleto_payments: Literal["active", "inactive", "pending"] | None
        card_issuing: Literal["active", "inactive", "pending"] | None
        cartes_bancaires_payments: Literal["active", "inactive", "pending"] | None
        cashapp_payments: Literal["active", "inactive", "pending"] | None
        eps_payments: Literal["active", "inactive", "pending"] | None
        fpx_payments: Literal["active", "inactive", "pending"] | None
        gb_bank_transfer_payments: Literal["active", "inactive", "pending"] | None
        giropay_payments: Literal["active", "inactive", "pending"] | None
        grabpay_payments: Literal["active", "inactive", "pending"] | None
        ideal_payments: Literal["active", "inactive", "pending"] | None
        india_international_payments: Literal["active", "inactive", "pending"] | None
        jcb_payments: Literal["active", "inactive", "pending"] | None
        jp_bank_transfer_payments: Literal["active", "inactive", "pending"] | None
        kakao_pay_payments: Literal["active", "inactive", "pending"] | None
        klarna_payments: Literal["active", "inactive", "pending"] | None
        konbini_payments: Literal["active", "inactive", "pending"] | None
        kr_card_payments: Literal["active", "inactive", "pending"] | None
        legacy_payments: Literal["active", "inactive", "pending"] | None
        link_payments: Literal["active", "inactive", "pending"] | None
        mobilepay_payments: Literal["active", "inactive", "pending"] | None
        multibanco_payments: Literal["active", "inactive", "pending"] | None
        mx_bank_transfer_payments: Literal["active", "inactive", "pending"] | None
        naver_pay_payments: Literal["active", "inactive", "pending"] | None
        oxxo_payments: Literal["active", "inactive", "pending"] | None
        p24_payments: Literal["active", "inactive", "pending"] | None
        pay_by_bank_payments: Literal["active", "inactive", "pending"] | None
        payco_payments: Literal["active", "inactive", "pending"] | None
        paynow_payments: Literal["active", "inactive", "pending"] | None
        promptpay_payments: Literal["active", "inactive", "pending"] | None
        revolut_pay_payments: Literal["active", "inactive", "pending"] | None
        samsung_pay_payments: Literal["active", "inactive", "pending"] | None
        sepa_bank_transfer_payments: Literal["active", "inactive", "pending"] | None
        sepa_debit_payments: Literal["active", "inactive", "pending"] | None
        sofort_payments: Literal["active", "inactive", "pending"] | None
        swish_payments: Literal["active", "inactive", "pending"] | None
        tax_reporting_us_1099_k: Literal["active", "inactive", "pending"] | None
        tax_reporting_us_1099_misc: Literal["active", "inactive", "pending"] | None
        treasury: Literal["active", "inactive", "pending"] | None
        twint_payments: Literal["active", "inactive", "pending"] | None
        us_bank_account_ach_payments: Literal["active", "inactive", "pending"] | None
        us_bank_transfer_payments: Literal["active", "inactive", "pending"] | None
        zip_payments: Literal["active", "inactive", "pending"] | None
        app_distribution: Literal["active", "inactive", "pending"] | None
        billie_payments: Literal["active", "inactive", "pending"] | None
        bizum_payments: Literal["active", "inactive", "pending"] | None
        blik_recurring_payments: Literal["active", "inactive", "pending"] | None
        crypto_payments: Literal["active", "inactive", "pending"] | None
        mb_way_payments: Literal["active", "inactive", "pending"] | None
        nz_bank_account_becs_debit_payments: Literal["active", "inactive", "pending"] | None
        paypay_payments: Literal["active", "inactive", "pending"] | None
        payto_payments: Literal["active", "inactive", "pending"] | None
        pix_payments: Literal["active", "inactive", "pending"] | None
        satispay_payments: Literal["active", "inactive", "pending"] | None
        scalapay_payments: Literal["active", "inactive", "pending"] | None
        sequra_payments: Literal["active", "inactive", "pending"] | None
        sunbit_payments: Literal["active", "inactive", "pending"] | None
        upi_payments: Literal["active", "inactive", "pending"] | None
        wero_payments: Literal["active", "inactive", "pending"] | None
    class Controller(Document):
        class Fees(Document):
            payer: Literal["account", "application", "application_custom", "application_express"]
        class Losses(Document):
            payments: Literal["application", "stripe"]
        class StripeDashboard(Document):
            type: Literal["express", "full", "none"]
        type: Literal["account", "application"]
        fees: Account.Controller.Fees | None
        is_controller: bool | None
        losses: Account.Controller.Losses | None
        requirement_collection: Literal["application", "stripe"] | None
        stripe_dashboard: Account.Controller.StripeDashboard | None
    class FutureRequirements(Document):
        class Alternatives(Document):
            alternative_fields_due: Sequence[str]
            original_fields_due: Sequence[str]
        class Errors(Document):
            code: Literal["external_request", "information_missing", "invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_signator", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_length", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unsupported_business_type", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_authorizer_authority", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_legal_entity_structure_mismatch", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_rejected_ownership_exemption_reason", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_supportability"]
            reason: str
            requirement: str
        alternatives: Sequence[Account.FutureRequirements.Alternatives] | None
        current_deadline: int | None
        currently_due: Sequence[str] | None
        disabled_reason: Literal["action_required.requested_capabilities", "listed", "other", "platform_paused", "rejected.fraud", "rejected.incomplete_verification", "rejected.listed", "rejected.other", "rejected.platform_fraud", "rejected.platform_other", "rejected.platform_terms_of_service", "rejected.terms_of_service", "requirements.past_due", "requirements.pending_verification", "under_review"] | None
        errors: Sequence[Account.FutureRequirements.Errors] | None
        eventually_due: Sequence[str] | None
        past_due: Sequence[str] | None
        pending_verification: Sequence[str] | None
    class Requirements(Document):
        class Alternatives(Document):
            alternative_fields_due: Sequence[str]
            original_fields_due: Sequence[str]
        class Errors(Document):
            code: Literal["external_request", "information_missing", "invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_signator", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_length", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unsupported_business_type", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_authorizer_authority", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_legal_entity_structure_mismatch", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_rejected_ownership_exemption_reason", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_supportability"]
            reason: str
            requirement: str
        alternatives: Sequence[Account.Requirements.Alternatives] | None
        current_deadline: int | None
        currently_due: Sequence[str] | None
        disabled_reason: Literal["action_required.requested_capabilities", "listed", "other", "platform_paused", "rejected.fraud", "rejected.incomplete_verification", "rejected.listed", "rejected.other", "rejected.platform_fraud", "rejected.platform_other", "rejected.platform_terms_of_service", "rejected.terms_of_service", "requirements.past_due", "requirements.pending_verification", "under_review"] | None
        errors: Sequence[Account.Requirements.Errors] | None
        eventually_due: Sequence[str] | None
        past_due: Sequence[str] | None
        pending_verification: Sequence[str] | None
    class Settings(Document):
        class BacsDebitPayments(Document):
            display_name: str | None
            service_user_number: str | None
        class Branding(Document):
            icon: str | None
            logo: str | None
            primary_color: str | None
            secondary_color: str | None
        class CardIssuing(Document):
            class TosAcceptance(Document):
                date: int | None
                ip: str | None
                user_agent: str | None
            tos_acceptance: Account.Settings.CardIssuing.TosAcceptance | None
        class CardPayments(Document):
            class DeclineOn(Document):
                avs_failure: bool
                cvc_failure: bool
            decline_on: Account.Settings.CardPayments.DeclineOn | None
            statement_descriptor_prefix: str | None
            statement_descriptor_prefix_kana: str | None
            statement_descriptor_prefix_kanji: str | None
        class Dashboard(Document):
            display_name: str | None
            timezone: str | None
        class Invoices(Document):
            default_account_tax_ids: Sequence[str] | None
            hosted_payment_method_save: Literal["always", "never", "offer"] | None
        class Payments(Document):
            statement_descriptor: str | None
            statement_descriptor_kana: str | None
            statement_descriptor_kanji: str | None
            statement_descriptor_prefix_kana: str | None
            statement_descriptor_prefix_kanji: str | None
        class Payouts(Document):
            class Schedule(Document):
                delay_days: int
                interval: str
                monthly_anchor: int | None
                weekly_anchor: str | None
                monthly_payout_days: Sequence[int] | None
                weekly_payout_days: Sequence[Literal["friday", "monday", "thursday", "tuesday", "wednesday"]] | None
            debit_negative_balances: bool
            schedule: Account.Settings.Payouts.Schedule
            statement_descriptor: str | None
        class SepaDebitPayments(Document):
            creditor_id: str | None
        class Treasury(Document):
            class TosAcceptance(Document):
                date: int | None
                ip: str | None
                user_agent: str | None
            tos_acceptance: Account.Settings.Treasury.TosAcceptance | None
        class PaypayPayments(Document):
            class Site(Document):
                class Accessible(Document): ...
                class InDevelopment(Document):
                    username: str | None
                    password_provided: bool | None
                class Restricted(Document):
                    payment_flow_file: str | None
                accessible: Account.Settings.PaypayPayments.Site.Accessible | None
                in_development: Account.Settings.PaypayPayments.Site.InDevelopment | None
                restricted: Account.Settings.PaypayPayments.Site.Restricted | None
                type: Literal["accessible", "in_development", "restricted"] | None
            additional_files: Sequence[str] | None
            goods_type: Literal["digital_content", "other"] | None
            site: Account.Settings.PaypayPayments.Site | None
        bacs_debit_payments: Account.Settings.BacsDebitPayments | None
        branding: Account.Settings.Branding
        card_issuing: Account.Settings.CardIssuing | None
        card_payments: Account.Settings.CardPayments
        dashboard: Account.Settings.Dashboard
        invoices: Account.Settings.Invoices | None
        payments: Account.Settings.Payments
        payouts: Account.Settings.Payouts | None
        sepa_debit_payments: Account.Settings.SepaDebitPayments | None
        treasury: Account.Settings.Treasury | None
        paypay_payments: Account.Settings.PaypayPayments | None
    class TosAcceptance(Document):
        date: int | None
        ip: str | None
        user_agent: str | None
        service_agreement: str | None
    class Company(Document):
        class AddressKana(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
            town: str | None
        class AddressKanji(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
            town: str | None
        class DirectorshipDeclaration(Document):
            date: int | None
            ip: str | None
            user_agent: str | None
        class OwnershipDeclaration(Document):
            date: int | None
            ip: str | None
            user_agent: str | None
        class Verification(Document):
            class Document(Document):
                back: str | None
                details: str | None
                details_code: str | None
                front: str | None
            document: Account.Company.Verification.Document
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class AdministrativeAddress(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class PhysicalAddress(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class PrincipalPlaceOfBusiness(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class RegistrationDate(Document):
            day: int | None
            month: int | None
            year: int | None
        class RepresentativeDeclaration(Document):
            date: int | None
            ip: str | None
            user_agent: str | None
        address_kana: Account.Company.AddressKana | None
        address_kanji: Account.Company.AddressKanji | None
        directorship_declaration: Account.Company.DirectorshipDeclaration | None
        name: str | None
        name_kana: str | None
        name_kanji: str | None
        ownership_declaration: Account.Company.OwnershipDeclaration | None
        phone: str | None
        verification: Account.Company.Verification | None
        address: Account.Company.Address | None
        directors_provided: bool | None
        executives_provided: bool | None
        export_license_id: str | None
        export_purpose_code: str | None
        owners_provided: bool | None
        ownership_exemption_reason: Literal["qualified_entity_exceeds_ownership_threshold", "qualifies_as_financial_institution"] | None
        structure: Literal["free_zone_establishment", "free_zone_llc", "government_instrumentality", "governmental_unit", "incorporated_non_profit", "incorporated_partnership", "limited_liability_partnership", "llc", "multi_member_llc", "private_company", "private_corporation", "private_partnership", "public_company", "public_corporation", "public_partnership", "registered_charity", "single_member_llc", "sole_establishment", "sole_proprietorship", "tax_exempt_government_instrumentality", "unincorporated_association", "unincorporated_non_profit", "unincorporated_partnership"] | None
        tax_id_provided: bool | None
        tax_id_registrar: str | None
        vat_id_provided: bool | None
        administrative_address: Account.Company.AdministrativeAddress | None
        physical_address: Account.Company.PhysicalAddress | None
        principal_place_of_business: Account.Company.PrincipalPlaceOfBusiness | None
        registration_date: Account.Company.RegistrationDate | None
        representative_declaration: Account.Company.RepresentativeDeclaration | None
    class Groups(Document):
        payments_pricing: str | None
    business_profile: Account.BusinessProfile | None
    business_type: Literal["company", "government_entity", "individual", "non_profit"] | None
    capabilities: Account.Capabilities | None
    charges_enabled: bool | None
    controller: Account.Controller | None
    country: str | None
    created: int | None
    default_currency: str | None
    details_submitted: bool | None
    email: str | None
    external_accounts: Listed[BankAccount | Card] | None
    future_requirements: Account.FutureRequirements | None
    id: str
    metadata: Mapping[str, str]
    object: Literal["account"]
    payouts_enabled: bool | None
    requirements: Account.Requirements | None
    settings: Account.Settings | None
    tos_acceptance: Account.TosAcceptance | None
    type: Literal["custom", "express", "none", "standard"] | None
    company: Account.Company | None
    groups: Account.Groups | None
    individual: Person | None

class AccountLink(Document):
    created: int
    expires_at: int
    object: Literal["account_link"]
    url: str

class AccountSession(Document):
    class Components(Document):
        class AccountManagement(Document):
            class Features(Document):
                disable_stripe_user_authentication: bool
                external_account_collection: bool
            enabled: bool
            features: AccountSession.Components.AccountManagement.Features
        class AccountOnboarding(Document):
            class Features(Document):
                disable_stripe_user_authentication: bool
                external_account_collection: bool
            enabled: bool
            features: AccountSession.Components.AccountOnboarding.Features
        class BalanceReport(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.BalanceReport.Features
        class Balances(Document):
            class Features(Document):
                disable_stripe_user_authentication: bool
                edit_payout_schedule: bool
                external_account_collection: bool
                instant_payouts: bool
                standard_payouts: bool
            enabled: bool
            features: AccountSession.Components.Balances.Features
        class DisputesList(Document):
            class Features(Document):
                capture_payments: bool
                destination_on_behalf_of_charge_management: bool
                dispute_management: bool
                refund_management: bool
                smart_disputes_management: bool
            enabled: bool
            features: AccountSession.Components.DisputesList.Features
        class Documents(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.Documents.Features
        class FinancialAccount(Document):
            class Features(Document):
                disable_stripe_user_authentication: bool
                external_account_collection: bool
                send_money: bool
                transfer_balance: bool
            enabled: bool
            features: AccountSession.Components.FinancialAccount.Features
        class FinancialAccountTransactions(Document):
            class Features(Document):
                card_spend_dispute_management: bool
            enabled: bool
            features: AccountSession.Components.FinancialAccountTransactions.Features
        class InstantPayoutsPromotion(Document):
            class Features(Document):
                disable_stripe_user_authentication: bool
                external_account_collection: bool
                instant_payouts: bool
            enabled: bool
            features: AccountSession.Components.InstantPayoutsPromotion.Features
        class IssuingCard(Document):
            class Features(Document):
                card_management: bool
                card_spend_dispute_management: bool
                cardholder_management: bool
                spend_control_management: bool
            enabled: bool
            features: AccountSession.Components.IssuingCard.Features
        class IssuingCardsList(Document):
            class Features(Document):
                card_management: bool
                card_spend_dispute_management: bool
                cardholder_management: bool
                disable_stripe_user_authentication: bool
                spend_control_management: bool
            enabled: bool
            features: AccountSession.Components.IssuingCardsList.Features
        class NotificationBanner(Document):
            class Features(Document):
                disable_stripe_user_authentication: bool
                external_account_collection: bool
            enabled: bool
            features: AccountSession.Components.NotificationBanner.Features
        class PaymentDetails(Document):
            class Features(Document):
                capture_payments: bool
                destination_on_behalf_of_charge_management: bool
                dispute_management: bool
                refund_management: bool
                smart_disputes_management: bool
            enabled: bool
            features: AccountSession.Components.PaymentDetails.Features
        class PaymentDisputes(Document):
            class Features(Document):
                destination_on_behalf_of_charge_management: bool
                dispute_management: bool
                refund_management: bool
                smart_disputes_management: bool
            enabled: bool
            features: AccountSession.Components.PaymentDisputes.Features
        class PaymentMethodSettings(Document):
            class Features(Document):
                disable_stripe_user_authentication: bool
            enabled: bool
            features: AccountSession.Components.PaymentMethodSettings.Features
        class Payments(Document):
            class Features(Document):
                capture_payments: bool
                destination_on_behalf_of_charge_management: bool
                dispute_management: bool
                refund_management: bool
                smart_disputes_management: bool
            enabled: bool
            features: AccountSession.Components.Payments.Features
        class PayoutDetails(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.PayoutDetails.Features
        class PayoutReconciliationReport(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.PayoutReconciliationReport.Features
        class Payouts(Document):
            class Features(Document):
                disable_stripe_user_authentication: bool
                edit_payout_schedule: bool
                external_account_collection: bool
                instant_payouts: bool
                standard_payouts: bool
            enabled: bool
            features: AccountSession.Components.Payouts.Features
        class PayoutsList(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.PayoutsList.Features
        class ReportingChart(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.ReportingChart.Features
        class TaxRegistrations(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.TaxRegistrations.Features
        class TaxSettings(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.TaxSettings.Features
        class TerminalHardwareOrders(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.TerminalHardwareOrders.Features
        class TerminalHardwareShop(Document):
            class Features(Document): ...
            enabled: bool
            features: AccountSession.Components.TerminalHardwareShop.Features
        account_management: AccountSession.Components.AccountManagement
        account_onboarding: AccountSession.Components.AccountOnboarding
        balance_report: AccountSession.Components.BalanceReport
        balances: AccountSession.Components.Balances
        disputes_list: AccountSession.Components.DisputesList
        documents: AccountSession.Components.Documents
        financial_account: AccountSession.Components.FinancialAccount
        financial_account_transactions: AccountSession.Components.FinancialAccountTransactions
        instant_payouts_promotion: AccountSession.Components.InstantPayoutsPromotion
        issuing_card: AccountSession.Components.IssuingCard
        issuing_cards_list: AccountSession.Components.IssuingCardsList
        notification_banner: AccountSession.Components.NotificationBanner
        payment_details: AccountSession.Components.PaymentDetails
        payment_disputes: AccountSession.Components.PaymentDisputes
        payment_method_settings: AccountSession.Components.PaymentMethodSettings
        payments: AccountSession.Components.Payments
        payout_details: AccountSession.Components.PayoutDetails
        payout_reconciliation_report: AccountSession.Components.PayoutReconciliationReport
        payouts: AccountSession.Components.Payouts
        payouts_list: AccountSession.Components.PayoutsList
        reporting_chart: AccountSession.Components.ReportingChart
        tax_registrations: AccountSession.Components.TaxRegistrations
        tax_settings: AccountSession.Components.TaxSettings
        terminal_hardware_orders: AccountSession.Components.TerminalHardwareOrders
        terminal_hardware_shop: AccountSession.Components.TerminalHardwareShop
    account: str
    client_secret: str
    components: AccountSession.Components
    expires_at: int
    livemode: bool
    object: Literal["account_session"]

class ApplePayDomain(Document):
    created: int
    domain_name: str
    id: str
    livemode: bool
    object: Literal["apple_pay_domain"]

class Application(Document):
    id: str
    name: str | None
    object: Literal["application"]

class ApplicationFee(Document):
    class FeeSource(Document):
        type: Literal["charge", "payout"]
        payout: str | None
        charge: str | None
    account: str
    amount: int
    amount_refunded: int
    application: str
    balance_transaction: str | None
    charge: str
    created: int
    currency: str
    fee_source: ApplicationFee.FeeSource | None
    id: str
    livemode: bool
    object: Literal["application_fee"]
    originating_transaction: str | None
    refunded: bool
    refunds: Listed[FeeRefund]

class AppsInstall(Document):
    class ContentSecurityPolicyGranted(Document):
        connect_src: Sequence[str]
        image_src: Sequence[str]
    class ContentSecurityPolicyPending(Document):
        connect_src: Sequence[str]
        image_src: Sequence[str]
    account: str
    app: str
    approval_required: bool
    auth_code: str | None
    channel: Literal["private_live", "private_test", "public", "review", "testing"]
    content_security_policy_granted: AppsInstall.ContentSecurityPolicyGranted
    content_security_policy_pending: AppsInstall.ContentSecurityPolicyPending
    created: int
    created_by: str | None
    endpoints_granted: Sequence[str]
    endpoints_pending: Sequence[str]
    id: str
    livemode: bool
    object: Literal["apps.install"]
    permissions_granted: Sequence[str]
    permissions_pending: Sequence[str]
    status: Literal["install_failed", "installed", "installing", "uninstall_failed", "uninstalling"]

class AppsSecret(Document):
    class Scope(Document):
        type: Literal["account", "user"]
        user: str | None
    created: int
    expires_at: int | None
    id: str
    livemode: bool
    name: str
    object: Literal["apps.secret"]
    scope: AppsSecret.Scope
    payload: str | None

class Balance(Document):
    class Available(Document):
        class SourceTypes(Document):
            card: int | None
            bank_account: int | None
            fpx: int | None
        amount: int
        currency: str
        source_types: Balance.Available.SourceTypes | None
    class Pending(Document):
        class SourceTypes(Document):
            card: int | None
            bank_account: int | None
            fpx: int | None
        amount: int
        currency: str
        source_types: Balance.Pending.SourceTypes | None
    class InstantAvailable(Document):
        class NetAvailable(Document):
            class SourceTypes(Document):
                bank_account: int | None
                card: int | None
                fpx: int | None
            amount: int
            destination: str
            source_types: Balance.InstantAvailable.NetAvailable.SourceTypes | None
        class SourceTypes(Document):
            bank_account: int | None
            card: int | None
            fpx: int | None
        amount: int
        currency: str
        net_available: Sequence[Balance.InstantAvailable.NetAvailable] | None
        source_types: Balance.InstantAvailable.SourceTypes | None
    class Issuing(Document):
        class Available(Document):
            class SourceTypes(Document):
                bank_account: int | None
                card: int | None
                fpx: int | None
            amount: int
            currency: str
            source_types: Balance.Issuing.Available.SourceTypes | None
        available: Sequence[Balance.Issuing.Available]
    class ConnectReserved(Document):
        class SourceTypes(Document):
            bank_account: int | None
            card: int | None
            fpx: int | None
        amount: int
        currency: str
        source_types: Balance.ConnectReserved.SourceTypes | None
    class RefundAndDisputePrefunding(Document):
        class Available(Document):
            class SourceTypes(Document):
                bank_account: int | None
                card: int | None
                fpx: int | None
            amount: int
            currency: str
            source_types: Balance.RefundAndDisputePrefunding.Available.SourceTypes | None
        class Pending(Document):
            class SourceTypes(Document):
                bank_account: int | None
                card: int | None
                fpx: int | None
            amount: int
            currency: str
            source_types: Balance.RefundAndDisputePrefunding.Pending.SourceTypes | None
        available: Sequence[Balance.RefundAndDisputePrefunding.Available]
        pending: Sequence[Balance.RefundAndDisputePrefunding.Pending]
    available: Sequence[Balance.Available]
    livemode: bool
    object: Literal["balance"]
    pending: Sequence[Balance.Pending]
    instant_available: Sequence[Balance.InstantAvailable] | None
    issuing: Balance.Issuing | None
    connect_reserved: Sequence[Balance.ConnectReserved] | None
    refund_and_dispute_prefunding: Balance.RefundAndDisputePrefunding | None

class BalanceSettings(Document):
    class Payments(Document):
        class Payouts(Document):
            class Schedule(Document):
                interval: Literal["daily", "manual", "monthly", "weekly"] | None
                monthly_payout_days: Sequence[int] | None
                weekly_payout_days: Sequence[Literal["friday", "monday", "thursday", "tuesday", "wednesday"]] | None
            minimum_balance_by_currency: Mapping[str, int] | None
            schedule: BalanceSettings.Payments.Payouts.Schedule | None
            statement_descriptor: str | None
            status: Literal["disabled", "enabled"]
            automatic_transfer_rules_by_currency: Mapping[str, Any] | None
        class SettlementTiming(Document):
            class StartOfDay(Document):
                hour: int
                minutes: int
                timezone: str
            delay_days: int
            start_of_day: BalanceSettings.Payments.SettlementTiming.StartOfDay | None
            delay_days_override: int | None
        debit_negative_balances: bool | None
        payouts: BalanceSettings.Payments.Payouts | None
        settlement_timing: BalanceSettings.Payments.SettlementTiming
    object: Literal["balance_settings"]
    payments: BalanceSettings.Payments

class BalanceTransaction(Document):
    class FeeDetails(Document):
        amount: int
        application: str | None
        currency: str
        description: str | None
        type: str
    amount: int
    available_on: int
    balance_type: Literal["issuing", "payments", "refund_and_dispute_prefunding", "risk_reserved"]
    created: int
    currency: str
    description: str | None
    exchange_rate: float | None
    fee: int
    fee_details: Sequence[BalanceTransaction.FeeDetails]
    id: str
    net: int
    object: Literal["balance_transaction"]
    reporting_category: str
    source: str | None
    status: str
    type: Literal["adjustment", "advance", "advance_funding", "anticipation_repayment", "application_fee", "application_fee_refund", "charge", "climate_order_purchase", "climate_order_refund", "connect_collection_transfer", "contribution", "fee_credit_funding", "inbound_transfer", "inbound_transfer_reversal", "issuing_authorization_hold", "issuing_authorization_release", "issuing_dispute", "issuing_dispute_provisional_credit", "issuing_dispute_provisional_credit_reversal", "issuing_transaction", "obligation_outbound", "obligation_reversal_inbound", "payment", "payment_failure_refund", "payment_network_reserve_hold", "payment_network_reserve_release", "payment_refund", "payment_reversal", "payment_unreconciled", "payout", "payout_cancel", "payout_failure", "payout_minimum_balance_hold", "payout_minimum_balance_release", "refund", "refund_failure", "reserve_hold", "reserve_release", "reserve_transaction", "reserved_funds", "stripe_balance_payment_debit", "stripe_balance_payment_debit_reversal", "stripe_fee", "stripe_fx_fee", "tax_fee", "tax_fund", "topup", "topup_reversal", "transfer", "transfer_cancel", "transfer_failure", "transfer_refund"]

class BankAccount(Document):
    class FutureRequirements(Document):
        class Errors(Document):
            code: Literal["external_request", "information_missing", "invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_signator", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_length", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unsupported_business_type", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_authorizer_authority", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_legal_entity_structure_mismatch", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_rejected_ownership_exemption_reason", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_supportability"]
            reason: str
            requirement: str
        currently_due: Sequence[str] | None
        errors: Sequence[BankAccount.FutureRequirements.Errors] | None
        past_due: Sequence[str] | None
        pending_verification: Sequence[str] | None
    class Requirements(Document):
        class Errors(Document):
            code: Literal["external_request", "information_missing", "invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_signator", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_length", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unsupported_business_type", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_authorizer_authority", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_legal_entity_structure_mismatch", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_rejected_ownership_exemption_reason", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_supportability"]
            reason: str
            requirement: str
        currently_due: Sequence[str] | None
        errors: Sequence[BankAccount.Requirements.Errors] | None
        past_due: Sequence[str] | None
        pending_verification: Sequence[str] | None
    account_holder_name: str | None
    account_holder_type: str | None
    account_type: str | None
    bank_name: str | None
    country: str
    currency: str
    fingerprint: str | None
    id: str
    last4: str
    metadata: Mapping[str, str]
    object: Literal["bank_account"]
    routing_number: str | None
    status: str
    account: str | None
    available_payout_methods: Sequence[Literal["instant", "standard"]] | None
    default_for_currency: bool | None
    future_requirements: BankAccount.FutureRequirements | None
    requirements: BankAccount.Requirements | None
    customer: str | None

class BillingAlert(Document):
    class UsageThreshold(Document):
        class Filters(Document):
            customer: str | None
            type: Literal["customer"]
        filters: Sequence[BillingAlert.UsageThreshold.Filters] | None
        gte: int
        meter: str
        recurrence: Literal["one_time"]
    alert_type: Literal["usage_threshold"]
    id: str
    livemode: bool
    object: Literal["billing.alert"]
    status: Literal["active", "archived", "inactive"] | None
    title: str
    usage_threshold: BillingAlert.UsageThreshold | None

class BillingAlertTriggered(Document):
    alert: BillingAlert
    created: int
    customer: str
    livemode: bool
    object: Literal["billing.alert_triggered"]
    value: int

class BillingCreditBalanceSummary(Document):
    class Balances(Document):
        class AvailableBalance(Document):
            class Monetary(Document):
                currency: str
                value: int
            monetary: BillingCreditBalanceSummary.Balances.AvailableBalance.Monetary | None
            type: Literal["monetary"]
        class LedgerBalance(Document):
            class Monetary(Document):
                currency: str
                value: int
            monetary: BillingCreditBalanceSummary.Balances.LedgerBalance.Monetary | None
            type: Literal["monetary"]
        available_balance: BillingCreditBalanceSummary.Balances.AvailableBalance
        ledger_balance: BillingCreditBalanceSummary.Balances.LedgerBalance
    balances: Sequence[BillingCreditBalanceSummary.Balances]
    customer: str
    customer_account: str | None
    livemode: bool
    object: Literal["billing.credit_balance_summary"]

class BillingCreditBalanceTransaction(Document):
    class Credit(Document):
        class Amount(Document):
            class Monetary(Document):
                currency: str
                value: int
            monetary: BillingCreditBalanceTransaction.Credit.Amount.Monetary | None
            type: Literal["monetary"]
        class CreditsApplicationInvoiceVoided(Document):
            invoice: str
            invoice_line_item: str
        amount: BillingCreditBalanceTransaction.Credit.Amount
        credits_application_invoice_voided: BillingCreditBalanceTransaction.Credit.CreditsApplicationInvoiceVoided | None
        type: Literal["credits_application_invoice_voided", "credits_granted"]
    class Debit(Document):
        class Amount(Document):
            class Monetary(Document):
                currency: str
                value: int
            monetary: BillingCreditBalanceTransaction.Debit.Amount.Monetary | None
            type: Literal["monetary"]
        class CreditsApplied(Document):
            invoice: str
            invoice_line_item: str
        amount: BillingCreditBalanceTransaction.Debit.Amount
        credits_applied: BillingCreditBalanceTransaction.Debit.CreditsApplied | None
        type: Literal["credits_applied", "credits_expired", "credits_voided"]
    created: int
    credit: BillingCreditBalanceTransaction.Credit | None
    credit_grant: str
    debit: BillingCreditBalanceTransaction.Debit | None
    effective_at: int
    id: str
    livemode: bool
    object: Literal["billing.credit_balance_transaction"]
    test_clock: str | None
    type: Literal["credit", "debit"] | None

class BillingCreditGrant(Document):
    class Amount(Document):
        class Monetary(Document):
            currency: str
            value: int
        monetary: BillingCreditGrant.Amount.Monetary | None
        type: Literal["monetary"]
    class ApplicabilityConfig(Document):
        class Scope(Document):
            class Prices(Document):
                id: str | None
            price_type: Literal["metered"] | None
            prices: Sequence[BillingCreditGrant.ApplicabilityConfig.Scope.Prices] | None
        scope: BillingCreditGrant.ApplicabilityConfig.Scope
    amount: BillingCreditGrant.Amount
    applicability_config: BillingCreditGrant.ApplicabilityConfig
    category: Literal["paid", "promotional"]
    created: int
    customer: str
    customer_account: str | None
    effective_at: int | None
    expires_at: int | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    name: str | None
    object: Literal["billing.credit_grant"]
    priority: int | None
    test_clock: str | None
    updated: int
    voided_at: int | None

class BillingFeedbackOption(Document):
    class StatusTransitions(Document):
        deactivated_at: int | None
    description: str
    id: str
    livemode: bool
    object: Literal["billing.feedback_option"]
    status: Literal["active", "inactive"]
    status_transitions: BillingFeedbackOption.StatusTransitions

class BillingMeter(Document):
    class CustomerMapping(Document):
        event_payload_key: str
        type: Literal["by_id"]
    class DefaultAggregation(Document):
        formula: Literal["count", "last", "sum"]
    class StatusTransitions(Document):
        deactivated_at: int | None
    class ValueSettings(Document):
        event_payload_key: str
    created: int
    customer_mapping: BillingMeter.CustomerMapping
    default_aggregation: BillingMeter.DefaultAggregation
    display_name: str
    event_name: str
    event_time_window: Literal["day", "hour"] | None
    id: str
    livemode: bool
    object: Literal["billing.meter"]
    status: Literal["active", "inactive"]
    status_transitions: BillingMeter.StatusTransitions
    updated: int
    value_settings: BillingMeter.ValueSettings

class BillingMeterEvent(Document):
    created: int
    event_name: str
    identifier: str
    livemode: bool
    object: Literal["billing.meter_event"]
    payload: Mapping[str, str]
    timestamp: int

class BillingMeterEventAdjustment(Document):
    class Cancel(Document):
        identifier: str | None
    cancel: BillingMeterEventAdjustment.Cancel | None
    event_name: str
    livemode: bool
    object: Literal["billing.meter_event_adjustment"]
    status: Literal["complete", "pending"]
    type: Literal["cancel"]

class BillingMeterEventSummary(Document):
    aggregated_value: float
    end_time: int
    id: str
    livemode: bool
    meter: str
    object: Literal["billing.meter_event_summary"]
    start_time: int

class BillingPortalConfiguration(Document):
    class BusinessProfile(Document):
        headline: str | None
        privacy_policy_url: str | None
        terms_of_service_url: str | None
    class Features(Document):
        class CustomerUpdate(Document):
            allowed_updates: Sequence[Literal["address", "email", "name", "phone", "shipping", "tax_id"]]
            enabled: bool
        class InvoiceHistory(Document):
            enabled: bool
        class PaymentMethodUpdate(Document):
            enabled: bool
            payment_method_configuration: str | None
        class SubscriptionCancel(Document):
            class CancellationReason(Document):
                enabled: bool
                feedback_options: Sequence[str] | None
                options: Sequence[Literal["customer_service", "low_quality", "missing_features", "other", "switched_service", "too_complex", "too_expensive", "unused"]]
            cancellation_reason: BillingPortalConfiguration.Features.SubscriptionCancel.CancellationReason
            enabled: bool
            mode: Literal["at_period_end", "immediately"]
            proration_behavior: Literal["always_invoice", "create_prorations", "none"]
        class SubscriptionPause(Document):
            class Duration(Document):
                class IntervalOptions(Document):
                    interval: Literal["day", "month", "week", "year"]
                    interval_count: int
                interval_options: Sequence[BillingPortalConfiguration.Features.SubscriptionPause.Duration.IntervalOptions]
                type: Literal["indefinite", "interval_options"]
            duration: BillingPortalConfiguration.Features.SubscriptionPause.Duration
            enabled: bool
        class SubscriptionUpdate(Document):
            class ScheduleAtPeriodEnd(Document):
                class Conditions(Document):
                    type: Literal["decreasing_item_amount", "shortening_interval"]
                conditions: Sequence[BillingPortalConfiguration.Features.SubscriptionUpdate.ScheduleAtPeriodEnd.Conditions]
            class Products(Document):
                class AdjustableQuantity(Document):
                    enabled: bool
                    maximum: int | None
                    minimum: int
                adjustable_quantity: BillingPortalConfiguration.Features.SubscriptionUpdate.Products.AdjustableQuantity
                prices: Sequence[str]
                product: str
            billing_cycle_anchor: Literal["now", "unchanged"] | None
            default_allowed_updates: Sequence[Literal["price", "promotion_code", "quantity"]]
            enabled: bool
            proration_behavior: Literal["always_invoice", "create_prorations", "none"]
            schedule_at_period_end: BillingPortalConfiguration.Features.SubscriptionUpdate.ScheduleAtPeriodEnd
            trial_update_behavior: Literal["continue_trial", "end_trial"]
            products: Sequence[BillingPortalConfiguration.Features.SubscriptionUpdate.Products] | None
        customer_update: BillingPortalConfiguration.Features.CustomerUpdate
        invoice_history: BillingPortalConfiguration.Features.InvoiceHistory
        payment_method_update: BillingPortalConfiguration.Features.PaymentMethodUpdate
        subscription_cancel: BillingPortalConfiguration.Features.SubscriptionCancel
        subscription_pause: BillingPortalConfiguration.Features.SubscriptionPause
        subscription_update: BillingPortalConfiguration.Features.SubscriptionUpdate
    class LoginPage(Document):
        enabled: bool
        url: str | None
    active: bool
    application: str | None
    business_profile: BillingPortalConfiguration.BusinessProfile
    created: int
    default_return_url: str | None
    features: BillingPortalConfiguration.Features
    id: str
    is_default: bool
    livemode: bool
    login_page: BillingPortalConfiguration.LoginPage
    metadata: Mapping[str, str]
    name: str | None
    object: Literal["billing_portal.configuration"]
    updated: int

class BillingPortalSession(Document):
    class Flow(Document):
        class AfterCompletion(Document):
            class HostedConfirmation(Document):
                custom_message: str | None
            class Redirect(Document):
                return_url: str
            hosted_confirmation: BillingPortalSession.Flow.AfterCompletion.HostedConfirmation | None
            redirect: BillingPortalSession.Flow.AfterCompletion.Redirect | None
            type: Literal["hosted_confirmation", "portal_homepage", "redirect"]
        class CustomerUpdate(Document): ...
        class SubscriptionCancel(Document):
            class Retention(Document):
                class CouponOffer(Document):
                    coupon: str
                coupon_offer: BillingPortalSession.Flow.SubscriptionCancel.Retention.CouponOffer | None
                type: Literal["coupon_offer"]
            retention: BillingPortalSession.Flow.SubscriptionCancel.Retention | None
            subscription: str
        class SubscriptionPause(Document):
            subscription: str
        class SubscriptionUpdate(Document):
            subscription: str
        class SubscriptionUpdateConfirm(Document):
            class Discounts(Document):
                coupon: str | None
                promotion_code: str | None
            discounts: Sequence[BillingPortalSession.Flow.SubscriptionUpdateConfirm.Discounts] | None
            subscription: str
        after_completion: BillingPortalSession.Flow.AfterCompletion
        customer_update: BillingPortalSession.Flow.CustomerUpdate | None
        subscription_cancel: BillingPortalSession.Flow.SubscriptionCancel | None
        subscription_pause: BillingPortalSession.Flow.SubscriptionPause | None
        subscription_update: BillingPortalSession.Flow.SubscriptionUpdate | None
        subscription_update_confirm: BillingPortalSession.Flow.SubscriptionUpdateConfirm | None
        type: Literal["customer_update", "payment_method_update", "subscription_cancel", "subscription_pause", "subscription_update", "subscription_update_confirm"]
    class AfterExpiration(Document):
        class CustomerLogin(Document):
            expires_at: int | None
        customer_login: BillingPortalSession.AfterExpiration.CustomerLogin | None
        type: Literal["customer_login"]
    configuration: str
    created: int
    customer: str
    customer_account: str | None
    flow: BillingPortalSession.Flow | None
    id: str
    livemode: bool
    locale: Literal["auto", "bg", "cs", "da", "de", "el", "en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-SG", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"] | None
    object: Literal["billing_portal.session"]
    on_behalf_of: str | None
    return_url: str | None
    url: str
    after_expiration: BillingPortalSession.AfterExpiration | None

class Capability(Document):
    class FutureRequirements(Document):
        class Alternatives(Document):
            alternative_fields_due: Sequence[str]
            original_fields_due: Sequence[str]
        class Errors(Document):
            code: Literal["external_request", "information_missing", "invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_signator", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_length", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unsupported_business_type", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_authorizer_authority", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_legal_entity_structure_mismatch", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_rejected_ownership_exemption_reason", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_supportability"]
            reason: str
            requirement: str
        alternatives: Sequence[Capability.FutureRequirements.Alternatives] | None
        current_deadline: int | None
        currently_due: Sequence[str]
        disabled_reason: Literal["other", "paused.inactivity", "pending.onboarding", "pending.review", "platform_disabled", "platform_paused", "rejected.inactivity", "rejected.other", "rejected.unsupported_business", "requirements.fields_needed"] | None
        errors: Sequence[Capability.FutureRequirements.Errors]
        eventually_due: Sequence[str]
        past_due: Sequence[str]
        pending_verification: Sequence[str]
    class Requirements(Document):
        class Alternatives(Document):
            alternative_fields_due: Sequence[str]
            original_fields_due: Sequence[str]
        class Errors(Document):
            code: Literal["external_request", "information_missing", "invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_signator", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_length", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unsupported_business_type", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_authorizer_authority", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_legal_entity_structure_mismatch", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_rejected_ownership_exemption_reason", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_supportability"]
            reason: str
            requirement: str
        alternatives: Sequence[Capability.Requirements.Alternatives] | None
        current_deadline: int | None
        currently_due: Sequence[str]
        disabled_reason: Literal["other", "paused.inactivity", "pending.onboarding", "pending.review", "platform_disabled", "platform_paused", "rejected.inactivity", "rejected.other", "rejected.unsupported_business", "requirements.fields_needed"] | None
        errors: Sequence[Capability.Requirements.Errors]
        eventually_due: Sequence[str]
        past_due: Sequence[str]
        pending_verification: Sequence[str]
    account: str
    future_requirements: Capability.FutureRequirements | None
    id: str
    object: Literal["capability"]
    requested: bool
    requested_at: int | None
    requirements: Capability.Requirements | None
    status: Literal["active", "inactive", "pending", "unrequested"]

class CapitalFinancingOffer(Document):
    class AcceptedTerms(Document):
        advance_amount: int
        currency: str
        fee_amount: int
        previous_financing_fee_discount_amount: int | None
        withhold_rate: float
    class OfferedTerms(Document):
        advance_amount: int
        campaign_type: Literal["newly_eligible_user", "previously_eligible_user", "repeat_user"]
        currency: str
        fee_amount: int
        previous_financing_fee_discount_rate: float | None
        withhold_rate: float
    accepted_terms: CapitalFinancingOffer.AcceptedTerms | None
    account: str
    charged_off_at: int | None
    created: int
    disclaimer_variant: Literal["celtic_us_loan", "fundbox_au_financing", "fundbox_ca_financing", "youlend_de_financing", "youlend_fr_financing", "youlend_uk_mca", "youlend_us_mca"] | None
    expires_after: int
    financing_type: Literal["cash_advance", "flex_loan"] | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["capital.financing_offer"]
    offered_terms: CapitalFinancingOffer.OfferedTerms | None
    product_type: Literal["refill", "standard"] | None
    replacement: str | None
    replacement_for: str | None
    status: Literal["accepted", "canceled", "completed", "delivered", "expired", "fully_repaid", "paid_out", "rejected", "replaced", "undelivered"]
    type: Literal["cash_advance", "fixed_term_loan", "flex_loan"] | None

class CapitalFinancingSummary(Document):
    class Details(Document):
        class CurrentRepaymentInterval(Document):
            due_at: int
            paid_amount: int | None
            remaining_amount: int
        advance_amount: int
        advance_paid_out_at: int | None
        currency: str
        current_repayment_interval: CapitalFinancingSummary.Details.CurrentRepaymentInterval | None
        disclaimer_variant: Literal["celtic_us_loan", "fundbox_au_financing", "fundbox_ca_financing", "youlend_de_financing", "youlend_fr_financing", "youlend_uk_mca", "youlend_us_mca"] | None
        fee_amount: int
        paid_amount: int
        remaining_amount: int
        repayments_begin_at: int | None
        withhold_rate: float
    details: CapitalFinancingSummary.Details | None
    financing_offer: str | None
    object: Literal["capital.financing_summary"]
    status: Literal["accepted", "delivered", "none"] | None

class CapitalFinancingTransaction(Document):
    class Details(Document):
        class Transaction(Document):
            charge: str | None
            treasury_transaction: str | None
        advance_amount: int
        currency: str
        fee_amount: int
        linked_payment: str | None
        reason: Literal["automatic_withholding", "automatic_withholding_refund", "collection", "collection_failure", "financing_cancellation", "refill", "requested_by_user", "user_initiated"] | None
        reversed_transaction: str | None
        total_amount: int
        transaction: CapitalFinancingTransaction.Details.Transaction | None
    account: str
    created_at: int
    details: CapitalFinancingTransaction.Details
    financing_offer: str | None
    id: str
    legacy_balance_transaction_source: str | None
    livemode: bool
    object: Literal["capital.financing_transaction"]
    type: Literal["payment", "payout", "reversal"]
    user_facing_description: str | None

class Card(Document):
    class Networks(Document):
        preferred: str | None
    account: str | None
    address_city: str | None
    address_country: str | None
    address_line1: str | None
    address_line1_check: str | None
    address_line2: str | None
    address_state: str | None
    address_zip: str | None
    address_zip_check: str | None
    allow_redisplay: Literal["always", "limited", "unspecified"] | None
    available_payout_methods: Sequence[Literal["instant", "standard"]] | None
    brand: str
    country: str | None
    currency: str | None
    cvc_check: str | None
    default_for_currency: bool | None
    description: str | None
    dynamic_last4: str | None
    email: str | None
    exp_month: int
    exp_year: int
    fingerprint: str | None
    funding: str
    id: str
    iin: str | None
    issuer: str | None
    last4: str
    metadata: Mapping[str, str]
    name: str | None
    networks: Card.Networks | None
    object: Literal["card"]
    phone: str | None
    regulated_status: Literal["regulated", "unregulated"] | None
    status: str | None
    tokenization_method: str | None
    wallet: Any
    customer: str | None

class CashBalance(Document):
    class Settings(Document):
        reconciliation_mode: Literal["automatic", "manual"]
        using_merchant_default: bool
    available: Mapping[str, int] | None
    customer: str
    customer_account: str | None
    livemode: bool
    object: Literal["cash_balance"]
    settings: CashBalance.Settings

class Charge(Document):
    class BillingDetails(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: Charge.BillingDetails.Address | None
        email: str | None
        name: str | None
        phone: str | None
        tax_id: str | None
    class FraudDetails(Document):
        stripe_report: str | None
        user_report: str | None
    class Level3(Document):
        class LineItems(Document):
            discount_amount: int | None
            product_code: str
            product_description: str
            quantity: int | None
            tax_amount: int | None
            unit_cost: int | None
        line_items: Sequence[Charge.Level3.LineItems]
        merchant_reference: str
        customer_reference: str | None
        shipping_address_zip: str | None
        shipping_amount: int | None
        shipping_from_zip: str | None
    class Outcome(Document):
        advice_code: Literal["confirm_card_data", "do_not_try_again", "try_again_later"] | None
        network_advice_code: str | None
        network_decline_code: str | None
        network_status: str | None
        reason: str | None
        risk_level: str | None
        risk_score: int | None
        seller_message: str | None
        type: str
        rule: str | None
    class PaymentMethodDetails(Document):
        class AchCreditTransfer(Document):
            account_number: str | None
            bank_name: str | None
            routing_number: str | None
            swift_code: str | None
        class AchDebit(Document):
            account_holder_type: Literal["company", "individual"] | None
            bank_name: str | None
            country: str | None
            fingerprint: str | None
            last4: str | None
            routing_number: str | None
        class AcssDebit(Document):
            bank_name: str | None
            fingerprint: str | None
            institution_number: str | None
            last4: str | None
            transit_number: str | None
            mandate: str | None
            expected_debit_date: str | None
        class Affirm(Document):
            transaction_id: str | None
            location: str | None
            reader: str | None
        class AfterpayClearpay(Document):
            order_id: str | None
            reference: str | None
        class Alipay(Document):
            fingerprint: str | None
            transaction_id: str | None
            buyer_id: str | None
        class Alma(Document):
            class Installments(Document):
                count: int
            transaction_id: str | None
            installments: Charge.PaymentMethodDetails.Alma.Installments | None
        class AmazonPay(Document):
            class Funding(Document):
                class Card(Document):
                    brand: str | None
                    country: str | None
                    exp_month: int | None
                    exp_year: int | None
                    funding: str | None
                    last4: str | None
                type: Literal["card"] | None
                card: Charge.PaymentMethodDetails.AmazonPay.Funding.Card | None
            transaction_id: str | None
            funding: Charge.PaymentMethodDetails.AmazonPay.Funding | None
        class AuBecsDebit(Document):
            bsb_number: str | None
            fingerprint: str | None
            last4: str | None
            mandate: str | None
            expected_debit_date: str | None
        class BacsDebit(Document):
            fingerprint: str | None
            last4: str | None
            mandate: str | None
            sort_code: str | None
            expected_debit_date: str | None
        class Bancontact(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            preferred_language: Literal["de", "en", "fr", "nl"] | None
            verified_name: str | None
        class Blik(Document):
            buyer_id: str | None
        class Boleto(Document):
            tax_id: str
        class CardPresent(Document):
            class Offline(Document):
                stored_at: int | None
                type: Literal["deferred"] | None
            class Receipt(Document):
                application_cryptogram: str | None
                application_preferred_name: str | None
                authorization_code: str | None
                authorization_response_code: str | None
                cardholder_verification_method: str | None
                dedicated_file_name: str | None
                terminal_verification_results: str | None
                transaction_status_information: str | None
                account_type: Literal["checking", "credit", "prepaid", "unknown"] | None
            class Wallet(Document):
                type: Literal["apple_pay", "google_pay", "samsung_pay", "unknown"]
            amount_authorized: int | None
            brand: str | None
            brand_product: str | None
            cardholder_name: str | None
            country: str | None
            description: str | None
            emv_auth_data: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str | None
            generated_card: str | None
            iin: str | None
            incremental_authorization_supported: bool
            issuer: str | None
            last4: str | None
            network: str | None
            network_transaction_id: str | None
            offline: Charge.PaymentMethodDetails.CardPresent.Offline | None
            overcapture_supported: bool
            preferred_locales: Sequence[str] | None
            read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
            receipt: Charge.PaymentMethodDetails.CardPresent.Receipt | None
            capture_before: int | None
            wallet: Charge.PaymentMethodDetails.CardPresent.Wallet | None
            location: str | None
            reader: str | None
        class Cashapp(Document):
            buyer_id: str | None
            cashtag: str | None
            transaction_id: str | None
        class CustomerBalance(Document): ...
        class Eps(Document):
            bank: Literal["arzte_und_apotheker_bank", "austrian_anadi_bank_ag", "bank_austria", "bankhaus_carl_spangler", "bankhaus_schelhammer_und_schattera_ag", "bawag_psk_ag", "bks_bank_ag", "brull_kallmus_bank_ag", "btv_vier_lander_bank", "capital_bank_grawe_gruppe_ag", "deutsche_bank_ag", "dolomitenbank", "easybank_ag", "erste_bank_und_sparkassen", "hypo_alpeadriabank_international_ag", "hypo_bank_burgenland_aktiengesellschaft", "hypo_noe_lb_fur_niederosterreich_u_wien", "hypo_oberosterreich_salzburg_steiermark", "hypo_tirol_bank_ag", "hypo_vorarlberg_bank_ag", "marchfelder_bank", "oberbank_ag", "raiffeisen_bankengruppe_osterreich", "schoellerbank_ag", "sparda_bank_wien", "volksbank_gruppe", "volkskreditbank_ag", "vr_bank_braunau"] | None
            verified_name: str | None
        class Fpx(Document):
            account_holder_type: Literal["company", "individual"] | None
            bank: Literal["affin_bank", "agrobank", "alliance_bank", "ambank", "bank_islam", "bank_muamalat", "bank_of_china", "bank_rakyat", "bnp_paribas", "bsn", "cimb", "citibank", "deutsche_bank", "hong_leong_bank", "hsbc", "kfh", "maybank2e", "maybank2u", "mbsb_bank", "ocbc", "pb_enterprise", "public_bank", "rhb", "standard_chartered", "uob"]
            transaction_id: str | None
        class Giropay(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            verified_name: str | None
        class Grabpay(Document):
            transaction_id: str | None
        class Ideal(Document):
            bank: Literal["abn_amro", "adyen", "asn_bank", "bunq", "buut", "finom", "handelsbanken", "ing", "knab", "mollie", "moneyou", "n26", "nn", "rabobank", "regiobank", "revolut", "sns_bank", "triodos_bank", "van_lanschot", "yoursafe"] | None
            bic: Literal["ABNANL2A", "ADYBNL2A", "ASNBNL21", "BITSNL2A", "BUNQNL2A", "BUUTNL2A", "FNOMNL22", "FVLBNL22", "HANDNL2A", "INGBNL2A", "KNABNL2H", "MLLENL2A", "MOYONL21", "NNBANL2G", "NTSBDEB1", "RABONL2U", "RBRBNL21", "REVOIE23", "REVOLT21", "SNSBNL2A", "TRIONL2U"] | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            transaction_id: str | None
            verified_name: str | None
        class InteracPresent(Document):
            class Receipt(Document):
                application_cryptogram: str | None
                application_preferred_name: str | None
                authorization_code: str | None
                authorization_response_code: str | None
                cardholder_verification_method: str | None
                dedicated_file_name: str | None
                terminal_verification_results: str | None
                transaction_status_information: str | None
                account_type: Literal["checking", "savings", "unknown"] | None
            brand: str | None
            cardholder_name: str | None
            country: str | None
            description: str | None
            emv_auth_data: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str | None
            generated_card: str | None
            iin: str | None
            issuer: str | None
            last4: str | None
            network: str | None
            network_transaction_id: str | None
            preferred_locales: Sequence[str] | None
            read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
            receipt: Charge.PaymentMethodDetails.InteracPresent.Receipt | None
            location: str | None
            reader: str | None
        class KakaoPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Klarna(Document):
            class PayerDetails(Document):
                class Address(Document):
                    country: str | None
                address: Charge.PaymentMethodDetails.Klarna.PayerDetails.Address | None
            payer_details: Charge.PaymentMethodDetails.Klarna.PayerDetails | None
            payment_method_category: str | None
            preferred_locale: str | None
            location: str | None
            reader: str | None
        class Konbini(Document):
            class Store(Document):
                chain: Literal["familymart", "lawson", "ministop", "seicomart"] | None
            store: Charge.PaymentMethodDetails.Konbini.Store | None
        class KrCard(Document):
            brand: Literal["bc", "citi", "hana", "hyundai", "jeju", "jeonbuk", "kakaobank", "kbank", "kdbbank", "kookmin", "kwangju", "lotte", "mg", "nh", "post", "samsung", "savingsbank", "shinhan", "shinhyup", "suhyup", "tossbank", "woori"] | None
            buyer_id: str | None
            last4: str | None
            transaction_id: str | None
        class Link(Document):
            country: str | None
            funding_source_group: str | None
        class Mobilepay(Document):
            class Card(Document):
                brand: str | None
                country: str | None
                exp_month: int | None
                exp_year: int | None
                last4: str | None
            card: Charge.PaymentMethodDetails.Mobilepay.Card | None
        class Multibanco(Document):
            entity: str | None
            reference: str | None
        class NaverPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Oxxo(Document):
            number: str | None
        class P24(Document):
            bank: Literal["alior_bank", "bank_millennium", "bank_nowy_bfg_sa", "bank_pekao_sa", "banki_spbdzielcze", "blik", "bnp_paribas", "boz", "citi_handlowy", "credit_agricole", "envelobank", "etransfer_pocztowy24", "getin_bank", "ideabank", "ing", "inteligo", "mbank_mtransfer", "nest_przelew", "noble_pay", "pbac_z_ipko", "plus_bank", "santander_przelew24", "tmobile_usbugi_bankowe", "toyota_bank", "velobank", "volkswagen_bank"] | None
            reference: str | None
            verified_name: str | None
        class PayByBank(Document): ...
        class Payco(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Paynow(Document):
            reference: str | None
            location: str | None
            reader: str | None
        class Paypal(Document):
            class SellerProtection(Document):
                dispute_categories: Sequence[Literal["fraudulent", "product_not_received"]] | None
                status: Literal["eligible", "not_eligible", "partially_eligible"]
            country: str | None
            payer_email: str | None
            payer_id: str | None
            payer_name: str | None
            seller_protection: Charge.PaymentMethodDetails.Paypal.SellerProtection | None
            transaction_id: str | None
        class Pix(Document):
            bank_transaction_id: str | None
            fingerprint: str | None
            mandate: str | None
        class Promptpay(Document):
            reference: str | None
        class RevolutPay(Document):
            class Funding(Document):
                class Card(Document):
                    brand: str | None
                    country: str | None
                    exp_month: int | None
                    exp_year: int | None
                    funding: str | None
                    last4: str | None
                type: Literal["card"] | None
                card: Charge.PaymentMethodDetails.RevolutPay.Funding.Card | None
            transaction_id: str | None
            funding: Charge.PaymentMethodDetails.RevolutPay.Funding | None
        class SamsungPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class SepaCreditTransfer(Document):
            bank_name: str | None
            bic: str | None
            iban: str | None
        class SepaDebit(Document):
            bank_code: str | None
            branch_code: str | None
            country: str | None
            fingerprint: str | None
            last4: str | None
            mandate: str | None
            expected_debit_date: str | None
        class Sofort(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            country: str | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            preferred_language: Literal["de", "en", "es", "fr", "it", "nl", "pl"] | None
            verified_name: str | None
        class StripeAccount(Document): ...
        class Swish(Document):
            fingerprint: str | None
            payment_reference: str | None
            verified_phone_last4: str | None
        class Twint(Document):
            mandate: str | None
        class UsBankAccount(Document):
            account_holder_type: Literal["company", "individual"] | None
            account_type: Literal["checking", "savings"] | None
            bank_name: str | None
            fingerprint: str | None
            last4: str | None
            payment_reference: str | None
            routing_number: str | None
            mandate: str | None
            expected_debit_date: str | None
        class Wechat(Document): ...
        class WechatPay(Document):
            fingerprint: str | None
            transaction_id: str | None
            location: str | None
            reader: str | None
        class Zip(Document): ...
        class Card(Document):
            class Checks(Document):
                address_line1_check: str | None
                address_postal_code_check: str | None
                cvc_check: str | None
            class ExtendedAuthorization(Document):
                status: Literal["disabled", "enabled"]
            class IncrementalAuthorization(Document):
                status: Literal["available", "unavailable"]
            class Installments(Document):
                class Plan(Document):
                    count: int | None
                    interval: Literal["month"] | None
                    type: Literal["bonus", "fixed_count", "revolving"]
                plan: Charge.PaymentMethodDetails.Card.Installments.Plan | None
            class Multicapture(Document):
                status: Literal["available", "unavailable"]
            class NetworkToken(Document):
                used: bool
            class Overcapture(Document):
                maximum_amount_capturable: int
                status: Literal["available", "unavailable"]
            class ThreeDSecure(Document):
                authentication_flow: Literal["challenge", "frictionless"] | None
                electronic_commerce_indicator: Literal["01", "02", "05", "06", "07"] | None
                exemption_indicator: Literal["low_risk", "none"] | None
                result: Literal["attempt_acknowledged", "authenticated", "data_share_only", "exempted", "failed", "not_supported", "processing_error"] | None
                result_reason: Literal["abandoned", "bypassed", "canceled", "card_not_enrolled", "network_not_supported", "protocol_error", "rejected"] | None
                transaction_id: str | None
                version: Literal["1.0.2", "2.1.0", "2.2.0", "2.3.0", "2.3.1"] | None
                exemption_indicator_applied: bool | None
            class Wallet(Document):
                class AmexExpressCheckout(Document): ...
                class ApplePay(Document): ...
                class GooglePay(Document): ...
                class Link(Document):
                    funding_source_group: str | None
                class Masterpass(Document):
                    class BillingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class ShippingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    billing_address: Charge.PaymentMethodDetails.Card.Wallet.Masterpass.BillingAddress | None
                    email: str | None
                    name: str | None
                    shipping_address: Charge.PaymentMethodDetails.Card.Wallet.Masterpass.ShippingAddress | None
                class SamsungPay(Document): ...
                class VisaCheckout(Document):
                    class BillingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class ShippingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    billing_address: Charge.PaymentMethodDetails.Card.Wallet.VisaCheckout.BillingAddress | None
                    email: str | None
                    name: str | None
                    shipping_address: Charge.PaymentMethodDetails.Card.Wallet.VisaCheckout.ShippingAddress | None
                dynamic_last4: str | None
                type: Literal["amex_express_checkout", "apple_pay", "google_pay", "link", "masterpass", "samsung_pay", "visa_checkout"]
                amex_express_checkout: Charge.PaymentMethodDetails.Card.Wallet.AmexExpressCheckout | None
                apple_pay: Charge.PaymentMethodDetails.Card.Wallet.ApplePay | None
                google_pay: Charge.PaymentMethodDetails.Card.Wallet.GooglePay | None
                link: Charge.PaymentMethodDetails.Card.Wallet.Link | None
                masterpass: Charge.PaymentMethodDetails.Card.Wallet.Masterpass | None
                samsung_pay: Charge.PaymentMethodDetails.Card.Wallet.SamsungPay | None
                visa_checkout: Charge.PaymentMethodDetails.Card.Wallet.VisaCheckout | None
            amount_authorized: int | None
            authorization_code: str | None
            brand: str | None
            checks: Charge.PaymentMethodDetails.Card.Checks | None
            country: str | None
            electronic_commerce_indicator: str | None
            exp_month: int
            exp_year: int
            extended_authorization: Charge.PaymentMethodDetails.Card.ExtendedAuthorization | None
            fingerprint: str | None
            funding: str | None
            incremental_authorization: Charge.PaymentMethodDetails.Card.IncrementalAuthorization | None
            installments: Charge.PaymentMethodDetails.Card.Installments | None
            last4: str | None
            mandate: str | None
            multicapture: Charge.PaymentMethodDetails.Card.Multicapture | None
            network: str | None
            network_token: Charge.PaymentMethodDetails.Card.NetworkToken | None
            network_transaction_id: str | None
            overcapture: Charge.PaymentMethodDetails.Card.Overcapture | None
            regulated_status: Literal["regulated", "unregulated"] | None
            three_d_secure: Charge.PaymentMethodDetails.Card.ThreeDSecure | None
            transaction_link_id: str | None
            wallet: Charge.PaymentMethodDetails.Card.Wallet | None
            capture_before: int | None
            description: str | None
            iin: str | None
            issuer: str | None
            moto: bool | None
            setup_credential_usage: Literal["installment", "recurring", "unscheduled"] | None
            stored_credential_usage: Literal["installment", "recurring", "unscheduled"] | None
        class Billie(Document):
            transaction_id: str | None
        class Bizum(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Crypto(Document):
            buyer_address: str | None
            network: Literal["base", "ethereum", "polygon", "solana", "sui", "tempo"] | None
            token_currency: Literal["ousd", "phantom_cash", "usdc", "usdg", "usdp", "usdsui", "usdt"] | None
            transaction_hash: str | None
        class MbWay(Document): ...
        class NzBankAccount(Document):
            account_holder_name: str | None
            bank_code: str
            bank_name: str
            branch_code: str
            last4: str
            suffix: str | None
            expected_debit_date: str | None
        class Paypay(Document): ...
        class Payto(Document):
            bsb_number: str | None
            last4: str | None
            pay_id: str | None
            mandate: str | None
        class Satispay(Document):
            transaction_id: str | None
        class Scalapay(Document):
            transaction_id: str | None
        class Sequra(Document):
            transaction_id: str | None
        class Sunbit(Document):
            transaction_id: str | None
        class Upi(Document):
            vpa: str | None
        type: str
        ach_credit_transfer: Charge.PaymentMethodDetails.AchCreditTransfer | None
        ach_debit: Charge.PaymentMethodDetails.AchDebit | None
        acss_debit: Charge.PaymentMethodDetails.AcssDebit | None
        affirm: Charge.PaymentMethodDetails.Affirm | None
        afterpay_clearpay: Charge.PaymentMethodDetails.AfterpayClearpay | None
        alipay: Charge.PaymentMethodDetails.Alipay | None
        alma: Charge.PaymentMethodDetails.Alma | None
        amazon_pay: Charge.PaymentMethodDetails.AmazonPay | None
        au_becs_debit: Charge.PaymentMethodDetails.AuBecsDebit | None
        bacs_debit: Charge.PaymentMethodDetails.BacsDebit | None
        bancontact: Charge.PaymentMethodDetails.Bancontact | None
        blik: Charge.PaymentMethodDetails.Blik | None
        boleto: Charge.PaymentMethodDetails.Boleto | None
        card_present: Charge.PaymentMethodDetails.CardPresent | None
        cashapp: Charge.PaymentMethodDetails.Cashapp | None
        customer_balance: Charge.PaymentMethodDetails.CustomerBalance | None
        eps: Charge.PaymentMethodDetails.Eps | None
        fpx: Charge.PaymentMethodDetails.Fpx | None
        giropay: Charge.PaymentMethodDetails.Giropay | None
        grabpay: Charge.PaymentMethodDetails.Grabpay | None
        ideal: Charge.PaymentMethodDetails.Ideal | None
        interac_present: Charge.PaymentMethodDetails.InteracPresent | None
        kakao_pay: Charge.PaymentMethodDetails.KakaoPay | None
        klarna: Charge.PaymentMethodDetails.Klarna | None
        konbini: Charge.PaymentMethodDetails.Konbini | None
        kr_card: Charge.PaymentMethodDetails.KrCard | None
        link: Charge.PaymentMethodDetails.Link | None
        mobilepay: Charge.PaymentMethodDetails.Mobilepay | None
        multibanco: Charge.PaymentMethodDetails.Multibanco | None
        naver_pay: Charge.PaymentMethodDetails.NaverPay | None
        oxxo: Charge.PaymentMethodDetails.Oxxo | None
        p24: Charge.PaymentMethodDetails.P24 | None
        pay_by_bank: Charge.PaymentMethodDetails.PayByBank | None
        payco: Charge.PaymentMethodDetails.Payco | None
        paynow: Charge.PaymentMethodDetails.Paynow | None
        paypal: Charge.PaymentMethodDetails.Paypal | None
        pix: Charge.PaymentMethodDetails.Pix | None
        promptpay: Charge.PaymentMethodDetails.Promptpay | None
        revolut_pay: Charge.PaymentMethodDetails.RevolutPay | None
        samsung_pay: Charge.PaymentMethodDetails.SamsungPay | None
        sepa_credit_transfer: Charge.PaymentMethodDetails.SepaCreditTransfer | None
        sepa_debit: Charge.PaymentMethodDetails.SepaDebit | None
        sofort: Charge.PaymentMethodDetails.Sofort | None
        stripe_account: Charge.PaymentMethodDetails.StripeAccount | None
        swish: Charge.PaymentMethodDetails.Swish | None
        twint: Charge.PaymentMethodDetails.Twint | None
        us_bank_account: Charge.PaymentMethodDetails.UsBankAccount | None
        wechat: Charge.PaymentMethodDetails.Wechat | None
        wechat_pay: Charge.PaymentMethodDetails.WechatPay | None
        zip: Charge.PaymentMethodDetails.Zip | None
        card: Charge.PaymentMethodDetails.Card | None
        billie: Charge.PaymentMethodDetails.Billie | None
        bizum: Charge.PaymentMethodDetails.Bizum | None
        crypto: Charge.PaymentMethodDetails.Crypto | None
        mb_way: Charge.PaymentMethodDetails.MbWay | None
        nz_bank_account: Charge.PaymentMethodDetails.NzBankAccount | None
        paypay: Charge.PaymentMethodDetails.Paypay | None
        payto: Charge.PaymentMethodDetails.Payto | None
        satispay: Charge.PaymentMethodDetails.Satispay | None
        scalapay: Charge.PaymentMethodDetails.Scalapay | None
        sequra: Charge.PaymentMethodDetails.Sequra | None
        sunbit: Charge.PaymentMethodDetails.Sunbit | None
        upi: Charge.PaymentMethodDetails.Upi | None
    class RadarOptions(Document):
        session: str | None
    class Shipping(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        carrier: str | None
        phone: str | None
        tracking_number: str | None
        address: Charge.Shipping.Address | None
        name: str | None
    class TransferData(Document):
        amount: int | None
        destination: str
    class PresentmentDetails(Document):
        presentment_amount: int
        presentment_currency: str
    amount: int
    amount_captured: int
    amount_refunded: int
    application: str | None
    application_fee: str | None
    application_fee_amount: int | None
    authorization_code: str | None
    balance_transaction: str | None
    billing_details: Charge.BillingDetails
    calculated_statement_descriptor: str | None
    captured: bool
    created: int
    currency: str
    customer: str | None
    description: str | None
    destination: str | None
    dispute: str | None
    disputed: bool
    failure_balance_transaction: str | None
    failure_code: str | None
    failure_message: str | None
    fraud_details: Charge.FraudDetails | None
    id: str
    level3: Charge.Level3 | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["charge"]
    on_behalf_of: str | None
    order: str | None
    outcome: Charge.Outcome | None
    paid: bool
    payment_intent: str | None
    payment_method: str | None
    payment_method_details: Charge.PaymentMethodDetails | None
    radar_options: Charge.RadarOptions | None
    receipt_email: str | None
    receipt_number: str | None
    receipt_url: str | None
    refunded: bool
    review: str | None
    shipping: Charge.Shipping | None
    source: Account | BankAccount | Card | Source | None
    source_transfer: str | None
    statement_descriptor: str | None
    statement_descriptor_suffix: str | None
    status: Literal["failed", "pending", "succeeded"]
    transfer: str | None
    transfer_data: Charge.TransferData | None
    transfer_group: str | None
    refunds: Listed[Refund] | None
    presentment_details: Charge.PresentmentDetails | None

class CheckoutSession(Document):
    class AdaptivePricing(Document):
        enabled: bool
    class AfterExpiration(Document):
        class Recovery(Document):
            allow_promotion_codes: bool
            enabled: bool
            expires_at: int | None
            url: str | None
        recovery: CheckoutSession.AfterExpiration.Recovery | None
    class AutomaticTax(Document):
        class Liability(Document):
            type: Literal["account", "self"]
            account: str | None
        enabled: bool
        liability: CheckoutSession.AutomaticTax.Liability | None
        provider: str | None
        status: Literal["complete", "failed", "requires_location_inputs"] | None
    class BrandingSettings(Document):
        class Icon(Document):
            type: Literal["file", "url"]
            file: str | None
            url: str | None
        class Logo(Document):
            type: Literal["file", "url"]
            file: str | None
            url: str | None
        background_color: str
        border_style: Literal["pill", "rectangular", "rounded"]
        button_color: str
        display_name: str
        font_family: str
        icon: CheckoutSession.BrandingSettings.Icon | None
        logo: CheckoutSession.BrandingSettings.Logo | None
    class CollectedInformation(Document):
        class ShippingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: CheckoutSession.CollectedInformation.ShippingDetails.Address
            name: str
        business_name: str | None
        individual_name: str | None
        shipping_details: CheckoutSession.CollectedInformation.ShippingDetails | None
    class Consent(Document):
        promotions: Literal["opt_in", "opt_out"] | None
        terms_of_service: Literal["accepted"] | None
    class ConsentCollection(Document):
        class PaymentMethodReuseAgreement(Document):
            position: Literal["auto", "hidden"]
        payment_method_reuse_agreement: CheckoutSession.ConsentCollection.PaymentMethodReuseAgreement | None
        promotions: Literal["auto", "none"] | None
        terms_of_service: Literal["none", "required"] | None
    class CurrencyConversion(Document):
        amount_subtotal: int
        amount_total: int
        fx_rate: str
        source_currency: str
    class CustomFields(Document):
        class Label(Document):
            custom: str | None
            type: Literal["custom"]
        class Dropdown(Document):
            class Options(Document):
                label: str
                value: str
            default_value: str | None
            options: Sequence[CheckoutSession.CustomFields.Dropdown.Options]
            value: str | None
        class Numeric(Document):
            default_value: str | None
            maximum_length: int | None
            minimum_length: int | None
            value: str | None
        class Text(Document):
            default_value: str | None
            maximum_length: int | None
            minimum_length: int | None
            value: str | None
        key: str
        label: CheckoutSession.CustomFields.Label
        optional: bool
        type: Literal["dropdown", "numeric", "text"]
        dropdown: CheckoutSession.CustomFields.Dropdown | None
        numeric: CheckoutSession.CustomFields.Numeric | None
        text: CheckoutSession.CustomFields.Text | None
    class CustomText(Document):
        class AfterSubmit(Document):
            message: str
        class ShippingAddress(Document):
            message: str
        class Submit(Document):
            message: str
        class TermsOfServiceAcceptance(Document):
            message: str
        after_submit: CheckoutSession.CustomText.AfterSubmit | None
        shipping_address: CheckoutSession.CustomText.ShippingAddress | None
        submit: CheckoutSession.CustomText.Submit | None
        terms_of_service_acceptance: CheckoutSession.CustomText.TermsOfServiceAcceptance | None
    class CustomerDetails(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class TaxIds(Document):
            type: Literal["ad_nrt", "ae_trn", "al_tin", "am_tin", "ao_tin", "ar_cuit", "au_abn", "au_acn", "au_arn", "au_wpn", "aw_tin", "az_tin", "ba_tin", "bb_tin", "bd_bin", "bf_ifu", "bg_uic", "bh_vat", "bj_ifu", "bo_tin", "br_cnpj", "br_cpf", "bs_tin", "bw_vat", "by_tin", "ca_bn", "ca_gst_hst", "ca_pst_bc", "ca_pst_mb", "ca_pst_sk", "ca_qst", "cd_nif", "ch_uid", "ch_vat", "ci_vat", "cl_tin", "cm_niu", "cn_tin", "co_nit", "cr_tin", "cv_nif", "cz_dic", "de_stn", "do_rcn", "ec_ruc", "eg_tin", "es_cif", "et_tin", "eu_oss_vat", "eu_vat", "fo_vat", "fr_siren", "fr_siret", "fr_spi", "gb_vat", "ge_vat", "gh_tin", "gi_tin", "gn_nif", "hk_br", "hr_oib", "hu_tin", "ic_nif", "id_npwp", "il_vat", "in_gst", "is_kt", "is_vat", "it_cf", "jp_cn", "jp_rn", "jp_trn", "ke_pin", "kg_tin", "kh_tin", "kr_brn", "kz_bin", "la_tin", "li_uid", "li_vat", "lk_vat", "ma_vat", "md_cf", "md_vat", "me_pib", "mk_vat", "mr_nif", "mu_vat", "mx_rfc", "my_frp", "my_itn", "my_sst", "mz_nuit", "ng_tin", "no_vat", "no_voec", "np_pan", "nz_bn", "nz_gst", "om_vat", "pe_ruc", "ph_tin", "pl_nip", "pt_nif", "py_ruc", "ro_tin", "rs_pib", "ru_inn", "ru_kpp", "sa_vat", "sg_gst", "sg_uen", "si_tin", "sm_coe", "sn_ninea", "sr_fin", "sv_nit", "th_vat", "tj_tin", "tr_tin", "tt_bir", "tt_vat", "tw_vat", "tz_vat", "ua_vat", "ug_tin", "unknown", "us_ein", "uy_ruc", "uz_tin", "uz_vat", "ve_rif", "vn_tin", "za_vat", "zm_tin", "zw_tin"]
            value: str | None
        address: CheckoutSession.CustomerDetails.Address | None
        business_name: str | None
        email: str | None
        individual_name: str | None
        name: str | None
        phone: str | None
        tax_exempt: Literal["exempt", "none", "reverse"] | None
        tax_ids: Sequence[CheckoutSession.CustomerDetails.TaxIds] | None
    class Discounts(Document):
        coupon: str | None
        promotion_code: str | None
    class InvoiceCreation(Document):
        class InvoiceData(Document):
            class CustomFields(Document):
                name: str
                value: str
            class Issuer(Document):
                type: Literal["account", "self"]
                account: str | None
            class RenderingOptions(Document):
                amount_tax_display: str | None
                template: str | None
            account_tax_ids: Sequence[str] | None
            custom_fields: Sequence[CheckoutSession.InvoiceCreation.InvoiceData.CustomFields] | None
            description: str | None
            footer: str | None
            issuer: CheckoutSession.InvoiceCreation.InvoiceData.Issuer | None
            metadata: Mapping[str, str]
            rendering_options: CheckoutSession.InvoiceCreation.InvoiceData.RenderingOptions | None
        enabled: bool
        invoice_data: CheckoutSession.InvoiceCreation.InvoiceData
    class ManagedPayments(Document):
        enabled: bool
    class PaymentMethodConfigurationDetails(Document):
        id: str
        parent: str | None
    class PaymentMethodOptions(Document):
        class AcssDebit(Document):
            class MandateOptions(Document):
                interval_description: str | None
                payment_schedule: Literal["combined", "interval", "sporadic"] | None
                transaction_type: Literal["business", "personal"] | None
                custom_mandate_url: str | None
                default_for: Sequence[Literal["invoice", "subscription"]] | None
            currency: Literal["cad", "usd"] | None
            mandate_options: CheckoutSession.PaymentMethodOptions.AcssDebit.MandateOptions | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
            verification_method: Literal["automatic", "instant", "microdeposits"] | None
        class Affirm(Document):
            setup_future_usage: Literal["none"] | None
            capture_method: Literal["manual"] | None
        class AfterpayClearpay(Document):
            setup_future_usage: Literal["none"] | None
            capture_method: Literal["manual"] | None
        class Alipay(Document):
            setup_future_usage: Literal["none"] | None
        class AmazonPay(Document):
            setup_future_usage: Literal["none", "off_session"] | None
            capture_method: Literal["manual"] | None
        class AuBecsDebit(Document):
            setup_future_usage: Literal["none"] | None
            target_date: str | None
        class BacsDebit(Document):
            class MandateOptions(Document):
                reference_prefix: str | None
            mandate_options: CheckoutSession.PaymentMethodOptions.BacsDebit.MandateOptions | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
        class Bancontact(Document):
            setup_future_usage: Literal["none", "off_session"] | None
        class Boleto(Document):
            expires_after_days: int
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
        class Card(Document):
            class Installments(Document):
                enabled: bool | None
            class Restrictions(Document):
                brands_blocked: Sequence[Literal["american_express", "discover_global_network", "mastercard", "visa"]] | None
                funding_types_blocked: Sequence[Literal["credit", "debit", "prepaid"]] | None
            request_three_d_secure: Literal["any", "automatic", "challenge"]
            installments: CheckoutSession.PaymentMethodOptions.Card.Installments | None
            request_extended_authorization: Literal["if_available", "never"] | None
            request_incremental_authorization: Literal["if_available", "never"] | None
            request_multicapture: Literal["if_available", "never"] | None
            request_overcapture: Literal["if_available", "never"] | None
            restrictions: CheckoutSession.PaymentMethodOptions.Card.Restrictions | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            statement_descriptor_suffix_kana: str | None
            statement_descriptor_suffix_kanji: str | None
            capture_method: Literal["manual"] | None
        class Cashapp(Document):
            setup_future_usage: Literal["none"] | None
            capture_method: Literal["manual"] | None
        class CustomerBalance(Document):
            class BankTransfer(Document):
                class EuBankTransfer(Document):
                    country: Literal["BE", "DE", "ES", "FR", "IE", "NL"]
                type: Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"] | None
                eu_bank_transfer: CheckoutSession.PaymentMethodOptions.CustomerBalance.BankTransfer.EuBankTransfer | None
                requested_address_types: Sequence[Literal["aba", "iban", "sepa", "sort_code", "spei", "swift", "zengin"]] | None
            funding_type: Literal["bank_transfer"] | None
            bank_transfer: CheckoutSession.PaymentMethodOptions.CustomerBalance.BankTransfer | None
            setup_future_usage: Literal["none"] | None
        class Eps(Document):
            setup_future_usage: Literal["none"] | None
        class Fpx(Document):
            setup_future_usage: Literal["none"] | None
        class Giropay(Document):
            setup_future_usage: Literal["none"] | None
        class Grabpay(Document):
            setup_future_usage: Literal["none"] | None
        class Ideal(Document):
            setup_future_usage: Literal["none"] | None
        class KakaoPay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Klarna(Document):
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            capture_method: Literal["manual"] | None
        class Konbini(Document):
            expires_after_days: int | None
            setup_future_usage: Literal["none"] | None
        class KrCard(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Link(Document):
            setup_future_usage: Literal["none", "off_session"] | None
            capture_method: Literal["manual"] | None
        class Mobilepay(Document):
            setup_future_usage: Literal["none"] | None
            capture_method: Literal["manual"] | None
        class Multibanco(Document):
            setup_future_usage: Literal["none"] | None
        class NaverPay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Oxxo(Document):
            expires_after_days: int
            setup_future_usage: Literal["none"] | None
        class P24(Document):
            setup_future_usage: Literal["none"] | None
        class Payco(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class Paynow(Document):
            setup_future_usage: Literal["none"] | None
        class Paypal(Document):
            preferred_locale: str | None
            reference: str | None
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Pix(Document):
            class MandateOptions(Document):
                amount: int | None
                amount_includes_iof: Literal["always", "never"] | None
                amount_type: Literal["fixed", "maximum"] | None
                currency: str | None
                end_date: str | None
                payment_schedule: Literal["halfyearly", "monthly", "quarterly", "weekly", "yearly"] | None
                reference: str | None
                start_date: str | None
            expires_after_seconds: int | None
            amount_includes_iof: Literal["always", "never"] | None
            mandate_options: CheckoutSession.PaymentMethodOptions.Pix.MandateOptions | None
            setup_future_usage: Literal["none", "off_session"] | None
        class RevolutPay(Document):
            setup_future_usage: Literal["none", "off_session"] | None
            capture_method: Literal["manual"] | None
        class SamsungPay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class SepaDebit(Document):
            class MandateOptions(Document):
                reference_prefix: str | None
            mandate_options: CheckoutSession.PaymentMethodOptions.SepaDebit.MandateOptions | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
        class Sofort(Document):
            setup_future_usage: Literal["none"] | None
        class Swish(Document):
            reference: str | None
        class UsBankAccount(Document):
            class FinancialConnections(Document):
                class Filters(Document):
                    account_subcategories: Sequence[Literal["checking", "savings"]] | None
                prefetch: Sequence[Literal["balances", "ownership", "transactions"]] | None
                filters: CheckoutSession.PaymentMethodOptions.UsBankAccount.FinancialConnections.Filters | None
                permissions: Sequence[Literal["balances", "ownership", "payment_method", "transactions"]] | None
                return_url: str | None
            financial_connections: CheckoutSession.PaymentMethodOptions.UsBankAccount.FinancialConnections | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
            verification_method: Literal["automatic", "instant"] | None
        class Alma(Document):
            capture_method: Literal["manual"] | None
        class Billie(Document):
            capture_method: Literal["manual"] | None
        class Payto(Document):
            class MandateOptions(Document):
                amount: int | None
                amount_type: Literal["fixed", "maximum"] | None
                end_date: str | None
                payment_schedule: Literal["adhoc", "annual", "daily", "fortnightly", "monthly", "quarterly", "semi_annual", "weekly"] | None
                payments_per_period: int | None
                purpose: Literal["dependant_support", "government", "loan", "mortgage", "other", "pension", "personal", "retail", "salary", "tax", "utility"] | None
                start_date: str | None
            mandate_options: CheckoutSession.PaymentMethodOptions.Payto.MandateOptions | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Satispay(Document):
            capture_method: Literal["manual"] | None
        class Scalapay(Document):
            capture_method: Literal["manual"] | None
        class Sequra(Document):
            capture_method: Literal["manual"] | None
        class Sunbit(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class Twint(Document):
            setup_future_usage: Literal["none", "off_session"] | None
        class Upi(Document):
            class MandateOptions(Document):
                amount: int | None
                amount_type: Literal["fixed", "maximum"] | None
                description: str | None
                end_date: int | None
            mandate_options: CheckoutSession.PaymentMethodOptions.Upi.MandateOptions | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
        class WechatPay(Document):
            app_id: str | None
            client: Literal["android", "ios", "web"] | None
            setup_future_usage: Literal["none"] | None
        acss_debit: CheckoutSession.PaymentMethodOptions.AcssDebit | None
        affirm: CheckoutSession.PaymentMethodOptions.Affirm | None
        afterpay_clearpay: CheckoutSession.PaymentMethodOptions.AfterpayClearpay | None
        alipay: CheckoutSession.PaymentMethodOptions.Alipay | None
        amazon_pay: CheckoutSession.PaymentMethodOptions.AmazonPay | None
        au_becs_debit: CheckoutSession.PaymentMethodOptions.AuBecsDebit | None
        bacs_debit: CheckoutSession.PaymentMethodOptions.BacsDebit | None
        bancontact: CheckoutSession.PaymentMethodOptions.Bancontact | None
        boleto: CheckoutSession.PaymentMethodOptions.Boleto | None
        card: CheckoutSession.PaymentMethodOptions.Card | None
        cashapp: CheckoutSession.PaymentMethodOptions.Cashapp | None
        customer_balance: CheckoutSession.PaymentMethodOptions.CustomerBalance | None
        eps: CheckoutSession.PaymentMethodOptions.Eps | None
        fpx: CheckoutSession.PaymentMethodOptions.Fpx | None
        giropay: CheckoutSession.PaymentMethodOptions.Giropay | None
        grabpay: CheckoutSession.PaymentMethodOptions.Grabpay | None
        ideal: CheckoutSession.PaymentMethodOptions.Ideal | None
        kakao_pay: CheckoutSession.PaymentMethodOptions.KakaoPay | None
        klarna: CheckoutSession.PaymentMethodOptions.Klarna | None
        konbini: CheckoutSession.PaymentMethodOptions.Konbini | None
        kr_card: CheckoutSession.PaymentMethodOptions.KrCard | None
        link: CheckoutSession.PaymentMethodOptions.Link | None
        mobilepay: CheckoutSession.PaymentMethodOptions.Mobilepay | None
        multibanco: CheckoutSession.PaymentMethodOptions.Multibanco | None
        naver_pay: CheckoutSession.PaymentMethodOptions.NaverPay | None
        oxxo: CheckoutSession.PaymentMethodOptions.Oxxo | None
        p24: CheckoutSession.PaymentMethodOptions.P24 | None
        payco: CheckoutSession.PaymentMethodOptions.Payco | None
        paynow: CheckoutSession.PaymentMethodOptions.Paynow | None
        paypal: CheckoutSession.PaymentMethodOptions.Paypal | None
        pix: CheckoutSession.PaymentMethodOptions.Pix | None
        revolut_pay: CheckoutSession.PaymentMethodOptions.RevolutPay | None
        samsung_pay: CheckoutSession.PaymentMethodOptions.SamsungPay | None
        sepa_debit: CheckoutSession.PaymentMethodOptions.SepaDebit | None
        sofort: CheckoutSession.PaymentMethodOptions.Sofort | None
        swish: CheckoutSession.PaymentMethodOptions.Swish | None
        us_bank_account: CheckoutSession.PaymentMethodOptions.UsBankAccount | None
        alma: CheckoutSession.PaymentMethodOptions.Alma | None
        billie: CheckoutSession.PaymentMethodOptions.Billie | None
        payto: CheckoutSession.PaymentMethodOptions.Payto | None
        satispay: CheckoutSession.PaymentMethodOptions.Satispay | None
        scalapay: CheckoutSession.PaymentMethodOptions.Scalapay | None
        sequra: CheckoutSession.PaymentMethodOptions.Sequra | None
        sunbit: CheckoutSession.PaymentMethodOptions.Sunbit | None
        twint: CheckoutSession.PaymentMethodOptions.Twint | None
        upi: CheckoutSession.PaymentMethodOptions.Upi | None
        wechat_pay: CheckoutSession.PaymentMethodOptions.WechatPay | None
    class Permissions(Document):
        update_shipping_details: Literal["client_only", "server_only"] | None
    class PhoneNumberCollection(Document):
        enabled: bool
    class SavedPaymentMethodOptions(Document):
        allow_redisplay_filters: Sequence[Literal["always", "limited", "unspecified"]] | None
        payment_method_remove: Literal["disabled", "enabled"] | None
        payment_method_save: Literal["disabled", "enabled"] | None
    class ShippingAddressCollection(Document):
        allowed_countries: Sequence[Literal["AC", "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CV", "CW", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MK", "ML", "MM", "MN", "MO", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SZ", "TA", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VN", "VU", "WF", "WS", "XK", "YE", "YT", "ZA", "ZM", "ZW", "ZZ"]]
    class ShippingCost(Document):
        class Taxes(Document):
            amount: int
            rate: TaxRate
            taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"] | None
            taxable_amount: int | None
        amount_subtotal: int
        amount_tax: int
        amount_total: int
        shipping_rate: str | None
        taxes: Sequence[CheckoutSession.ShippingCost.Taxes] | None
    class ShippingOptions(Document):
        shipping_amount: int
        shipping_rate: str
    class TotalDetails(Document):
        class Breakdown(Document):
            class Discounts(Document):
                amount: int
                discount: Discount
            class Taxes(Document):
                amount: int
                rate: TaxRate
                taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"] | None
                taxable_amount: int | None
            discounts: Sequence[CheckoutSession.TotalDetails.Breakdown.Discounts]
            taxes: Sequence[CheckoutSession.TotalDetails.Breakdown.Taxes]
        amount_discount: int
        amount_shipping: int | None
        amount_tax: int
        breakdown: CheckoutSession.TotalDetails.Breakdown | None
    class WalletOptions(Document):
        class Link(Document):
            display: Literal["auto", "never"] | None
        link: CheckoutSession.WalletOptions.Link | None
    class TaxIdCollection(Document):
        enabled: bool
        required: Literal["if_supported", "never"]
    class NameCollection(Document):
        class Business(Document):
            enabled: bool
            optional: bool
        class Individual(Document):
            enabled: bool
            optional: bool
        business: CheckoutSession.NameCollection.Business | None
        individual: CheckoutSession.NameCollection.Individual | None
    class OptionalItems(Document):
        class AdjustableQuantity(Document):
            enabled: bool
            maximum: int | None
            minimum: int | None
        adjustable_quantity: CheckoutSession.OptionalItems.AdjustableQuantity | None
        price: str
        quantity: int
    class PresentmentDetails(Document):
        presentment_amount: int
        presentment_currency: str
    adaptive_pricing: CheckoutSession.AdaptivePricing | None
    after_expiration: CheckoutSession.AfterExpiration | None
    allow_promotion_codes: bool | None
    allowed_payment_method_types: Sequence[str] | None
    amount_subtotal: int | None
    amount_total: int | None
    automatic_tax: CheckoutSession.AutomaticTax
    billing_address_collection: Literal["auto", "required"] | None
    branding_settings: CheckoutSession.BrandingSettings | None
    cancel_url: str | None
    client_reference_id: str | None
    client_secret: str | None
    collected_information: CheckoutSession.CollectedInformation | None
    consent: CheckoutSession.Consent | None
    consent_collection: CheckoutSession.ConsentCollection | None
    created: int
    currency: str | None
    currency_conversion: CheckoutSession.CurrencyConversion | None
    custom_fields: Sequence[CheckoutSession.CustomFields]
    custom_text: CheckoutSession.CustomText
    customer: str | None
    customer_account: str | None
    customer_creation: Literal["always", "if_required"] | None
    customer_details: CheckoutSession.CustomerDetails | None
    customer_email: str | None
    discounts: Sequence[CheckoutSession.Discounts] | None
    expires_at: int
    id: str
    integration_identifier: str | None
    invoice: str | None
    invoice_creation: CheckoutSession.InvoiceCreation | None
    livemode: bool
    locale: Literal["auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hi-IN", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"] | None
    managed_payments: CheckoutSession.ManagedPayments | None
    metadata: Mapping[str, str]
    mode: Literal["payment", "setup", "subscription"]
    object: Literal["checkout.session"]
    origin_context: Literal["mobile_app", "web"] | None
    payment_intent: str | None
    payment_link: str | None
    payment_method_collection: Literal["always", "if_required"] | None
    payment_method_configuration_details: CheckoutSession.PaymentMethodConfigurationDetails | None
    payment_method_options: CheckoutSession.PaymentMethodOptions | None
    payment_method_types: Sequence[str]
    payment_status: Literal["no_payment_required", "paid", "unpaid"]
    permissions: CheckoutSession.Permissions | None
    phone_number_collection: CheckoutSession.PhoneNumberCollection | None
    recovered_from: str | None
    saved_payment_method_options: CheckoutSession.SavedPaymentMethodOptions | None
    setup_intent: str | None
    shipping_address_collection: CheckoutSession.ShippingAddressCollection | None
    shipping_cost: CheckoutSession.ShippingCost | None
    shipping_options: Sequence[CheckoutSession.ShippingOptions]
    status: Literal["complete", "expired", "open"] | None
    submit_type: Literal["auto", "book", "donate", "pay", "subscribe"] | None
    subscription: str | None
    success_url: str | None
    total_details: CheckoutSession.TotalDetails | None
    ui_mode: Literal["elements", "embedded_page", "form", "hosted_page"] | None
    url: str | None
    wallet_options: CheckoutSession.WalletOptions | None
    line_items: Listed[Item] | None
    redirect_on_completion: Literal["always", "if_required", "never"] | None
    return_url: str | None
    tax_id_collection: CheckoutSession.TaxIdCollection | None
    excluded_payment_method_types: Sequence[str] | None
    name_collection: CheckoutSession.NameCollection | None
    optional_items: Sequence[CheckoutSession.OptionalItems] | None
    presentment_details: CheckoutSession.PresentmentDetails | None

class ClimateOrder(Document):
    class Beneficiary(Document):
        public_name: str
    class DeliveryDetails(Document):
        class Location(Document):
            city: str | None
            country: str
            latitude: float | None
            longitude: float | None
            region: str | None
        delivered_at: int
        location: ClimateOrder.DeliveryDetails.Location | None
        metric_tons: str
        registry_url: str | None
        supplier: ClimateSupplier
    amount_fees: int
    amount_subtotal: int
    amount_total: int
    beneficiary: ClimateOrder.Beneficiary | None
    canceled_at: int | None
    cancellation_reason: Literal["expired", "product_unavailable", "requested"] | None
    certificate: str | None
    confirmed_at: int | None
    created: int
    currency: str
    delayed_at: int | None
    delivered_at: int | None
    delivery_details: Sequence[ClimateOrder.DeliveryDetails]
    expected_delivery_year: int
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    metric_tons: str
    object: Literal["climate.order"]
    product: str
    product_substituted_at: int | None
    status: Literal["awaiting_funds", "canceled", "confirmed", "delivered", "open"]

class ClimateProduct(Document):
    created: int
    current_prices_per_metric_ton: Mapping[str, Any]
    delivery_year: int | None
    id: str
    livemode: bool
    metric_tons_available: str
    name: str
    object: Literal["climate.product"]
    suppliers: Sequence[ClimateSupplier]

class ClimateSupplier(Document):
    class Locations(Document):
        city: str | None
        country: str
        latitude: float | None
        longitude: float | None
        region: str | None
    id: str
    info_url: str
    livemode: bool
    locations: Sequence[ClimateSupplier.Locations]
    name: str
    object: Literal["climate.supplier"]
    removal_pathway: Literal["biomass_carbon_removal_and_storage", "direct_air_capture", "enhanced_weathering", "marine_carbon_removal"]

class ConfirmationToken(Document):
    class MandateData(Document):
        class CustomerAcceptance(Document):
            class Online(Document):
                ip_address: str | None
                user_agent: str | None
            online: ConfirmationToken.MandateData.CustomerAcceptance.Online | None
            type: str
        customer_acceptance: ConfirmationToken.MandateData.CustomerAcceptance
    class PaymentMethodOptions(Document):
        class Card(Document):
            class Installments(Document):
                class Plan(Document):
                    count: int | None
                    interval: Literal["month"] | None
                    type: Literal["bonus", "fixed_count", "revolving"]
                plan: ConfirmationToken.PaymentMethodOptions.Card.Installments.Plan | None
            cvc_token: str | None
            installments: ConfirmationToken.PaymentMethodOptions.Card.Installments | None
        card: ConfirmationToken.PaymentMethodOptions.Card | None
    class PaymentMethodPreview(Document):
        class BillingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: ConfirmationToken.PaymentMethodPreview.BillingDetails.Address | None
            email: str | None
            name: str | None
            phone: str | None
            tax_id: str | None
        class AcssDebit(Document):
            bank_name: str | None
            fingerprint: str | None
            institution_number: str | None
            last4: str | None
            transit_number: str | None
        class Affirm(Document): ...
        class AfterpayClearpay(Document): ...
        class Alipay(Document): ...
        class Alma(Document): ...
        class AmazonPay(Document): ...
        class AuBecsDebit(Document):
            bsb_number: str | None
            fingerprint: str | None
            last4: str | None
        class BacsDebit(Document):
            fingerprint: str | None
            last4: str | None
            sort_code: str | None
        class Bancontact(Document): ...
        class Blik(Document):
            buyer_id: str | None
        class Boleto(Document):
            tax_id: str
        class Card(Document):
            class Checks(Document):
                address_line1_check: str | None
                address_postal_code_check: str | None
                cvc_check: str | None
            class GeneratedFrom(Document):
                class PaymentMethodDetails(Document):
                    class CardPresent(Document):
                        class Offline(Document):
                            stored_at: int | None
                            type: Literal["deferred"] | None
                        class Receipt(Document):
                            application_cryptogram: str | None
                            application_preferred_name: str | None
                            authorization_code: str | None
                            authorization_response_code: str | None
                            cardholder_verification_method: str | None
                            dedicated_file_name: str | None
                            terminal_verification_results: str | None
                            transaction_status_information: str | None
                            account_type: Literal["checking", "credit", "prepaid", "unknown"] | None
                        class Wallet(Document):
                            type: Literal["apple_pay", "google_pay", "samsung_pay", "unknown"]
                        amount_authorized: int | None
                        brand: str | None
                        brand_product: str | None
                        cardholder_name: str | None
                        country: str | None
                        description: str | None
                        emv_auth_data: str | None
                        exp_month: int
                        exp_year: int
                        fingerprint: str | None
                        funding: str | None
                        generated_card: str | None
                        iin: str | None
                        incremental_authorization_supported: bool
                        issuer: str | None
                        last4: str | None
                        network: str | None
                        network_transaction_id: str | None
                        offline: ConfirmationToken.PaymentMethodPreview.Card.GeneratedFrom.PaymentMethodDetails.CardPresent.Offline | None
                        overcapture_supported: bool
                        preferred_locales: Sequence[str] | None
                        read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
                        receipt: ConfirmationToken.PaymentMethodPreview.Card.GeneratedFrom.PaymentMethodDetails.CardPresent.Receipt | None
                        capture_before: int | None
                        wallet: ConfirmationToken.PaymentMethodPreview.Card.GeneratedFrom.PaymentMethodDetails.CardPresent.Wallet | None
                        location: str | None
                        reader: str | None
                    type: str
                    card_present: ConfirmationToken.PaymentMethodPreview.Card.GeneratedFrom.PaymentMethodDetails.CardPresent | None
                charge: str | None
                payment_method_details: ConfirmationToken.PaymentMethodPreview.Card.GeneratedFrom.PaymentMethodDetails | None
                setup_attempt: str | None
            class Networks(Document):
                available: Sequence[str]
                preferred: str | None
            class ThreeDSecureUsage(Document):
                supported: bool
            class Wallet(Document):
                class AmexExpressCheckout(Document): ...
                class ApplePay(Document): ...
                class GooglePay(Document): ...
                class Link(Document): ...
                class Masterpass(Document):
                    class BillingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class ShippingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    billing_address: ConfirmationToken.PaymentMethodPreview.Card.Wallet.Masterpass.BillingAddress | None
                    email: str | None
                    name: str | None
                    shipping_address: ConfirmationToken.PaymentMethodPreview.Card.Wallet.Masterpass.ShippingAddress | None
                class SamsungPay(Document): ...
                class VisaCheckout(Document):
                    class BillingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class ShippingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    billing_address: ConfirmationToken.PaymentMethodPreview.Card.Wallet.VisaCheckout.BillingAddress | None
                    email: str | None
                    name: str | None
                    shipping_address: ConfirmationToken.PaymentMethodPreview.Card.Wallet.VisaCheckout.ShippingAddress | None
                dynamic_last4: str | None
                type: Literal["amex_express_checkout", "apple_pay", "google_pay", "link", "masterpass", "samsung_pay", "visa_checkout"]
                amex_express_checkout: ConfirmationToken.PaymentMethodPreview.Card.Wallet.AmexExpressCheckout | None
                apple_pay: ConfirmationToken.PaymentMethodPreview.Card.Wallet.ApplePay | None
                google_pay: ConfirmationToken.PaymentMethodPreview.Card.Wallet.GooglePay | None
                link: ConfirmationToken.PaymentMethodPreview.Card.Wallet.Link | None
                masterpass: ConfirmationToken.PaymentMethodPreview.Card.Wallet.Masterpass | None
                samsung_pay: ConfirmationToken.PaymentMethodPreview.Card.Wallet.SamsungPay | None
                visa_checkout: ConfirmationToken.PaymentMethodPreview.Card.Wallet.VisaCheckout | None
            brand: str
            checks: ConfirmationToken.PaymentMethodPreview.Card.Checks | None
            country: str | None
            description: str | None
            display_brand: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str
            generated_from: ConfirmationToken.PaymentMethodPreview.Card.GeneratedFrom | None
            iin: str | None
            issuer: str | None
            last4: str
            networks: ConfirmationToken.PaymentMethodPreview.Card.Networks | None
            regulated_status: Literal["regulated", "unregulated"] | None
            three_d_secure_usage: ConfirmationToken.PaymentMethodPreview.Card.ThreeDSecureUsage | None
            wallet: ConfirmationToken.PaymentMethodPreview.Card.Wallet | None
        class CardPresent(Document):
            class Networks(Document):
                available: Sequence[str]
                preferred: str | None
            class Offline(Document):
                stored_at: int | None
                type: Literal["deferred"] | None
            class Wallet(Document):
                type: Literal["apple_pay", "google_pay", "samsung_pay", "unknown"]
            brand: str | None
            brand_product: str | None
            cardholder_name: str | None
            country: str | None
            description: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str | None
            iin: str | None
            issuer: str | None
            last4: str | None
            networks: ConfirmationToken.PaymentMethodPreview.CardPresent.Networks | None
            offline: ConfirmationToken.PaymentMethodPreview.CardPresent.Offline | None
            preferred_locales: Sequence[str] | None
            read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
            wallet: ConfirmationToken.PaymentMethodPreview.CardPresent.Wallet | None
        class Cashapp(Document):
            buyer_id: str | None
            cashtag: str | None
        class CustomerBalance(Document): ...
        class Eps(Document):
            bank: Literal["arzte_und_apotheker_bank", "austrian_anadi_bank_ag", "bank_austria", "bankhaus_carl_spangler", "bankhaus_schelhammer_und_schattera_ag", "bawag_psk_ag", "bks_bank_ag", "brull_kallmus_bank_ag", "btv_vier_lander_bank", "capital_bank_grawe_gruppe_ag", "deutsche_bank_ag", "dolomitenbank", "easybank_ag", "erste_bank_und_sparkassen", "hypo_alpeadriabank_international_ag", "hypo_bank_burgenland_aktiengesellschaft", "hypo_noe_lb_fur_niederosterreich_u_wien", "hypo_oberosterreich_salzburg_steiermark", "hypo_tirol_bank_ag", "hypo_vorarlberg_bank_ag", "marchfelder_bank", "oberbank_ag", "raiffeisen_bankengruppe_osterreich", "schoellerbank_ag", "sparda_bank_wien", "volksbank_gruppe", "volkskreditbank_ag", "vr_bank_braunau"] | None
        class Fpx(Document):
            account_holder_type: Literal["company", "individual"] | None
            bank: Literal["affin_bank", "agrobank", "alliance_bank", "ambank", "bank_islam", "bank_muamalat", "bank_of_china", "bank_rakyat", "bnp_paribas", "bsn", "cimb", "citibank", "deutsche_bank", "hong_leong_bank", "hsbc", "kfh", "maybank2e", "maybank2u", "mbsb_bank", "ocbc", "pb_enterprise", "public_bank", "rhb", "standard_chartered", "uob"]
        class Giropay(Document): ...
        class Grabpay(Document): ...
        class Ideal(Document):
            bank: Literal["abn_amro", "adyen", "asn_bank", "bunq", "buut", "finom", "handelsbanken", "ing", "knab", "mollie", "moneyou", "n26", "nn", "rabobank", "regiobank", "revolut", "sns_bank", "triodos_bank", "van_lanschot", "yoursafe"] | None
            bic: Literal["ABNANL2A", "ADYBNL2A", "ASNBNL21", "BITSNL2A", "BUNQNL2A", "BUUTNL2A", "FNOMNL22", "FVLBNL22", "HANDNL2A", "INGBNL2A", "KNABNL2H", "MLLENL2A", "MOYONL21", "NNBANL2G", "NTSBDEB1", "RABONL2U", "RBRBNL21", "REVOIE23", "REVOLT21", "SNSBNL2A", "TRIONL2U"] | None
        class InteracPresent(Document):
            class Networks(Document):
                available: Sequence[str]
                preferred: str | None
            brand: str | None
            cardholder_name: str | None
            country: str | None
            description: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str | None
            iin: str | None
            issuer: str | None
            last4: str | None
            networks: ConfirmationToken.PaymentMethodPreview.InteracPresent.Networks | None
            preferred_locales: Sequence[str] | None
            read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
        class KakaoPay(Document): ...
        class Klarna(Document):
            class Dob(Document):
                day: int | None
                month: int | None
                year: int | None
            dob: ConfirmationToken.PaymentMethodPreview.Klarna.Dob | None
        class Konbini(Document): ...
        class KrCard(Document):
            brand: Literal["bc", "citi", "hana", "hyundai", "jeju", "jeonbuk", "kakaobank", "kbank", "kdbbank", "kookmin", "kwangju", "lotte", "mg", "nh", "post", "samsung", "savingsbank", "shinhan", "shinhyup", "suhyup", "tossbank", "woori"] | None
            last4: str | None
        class Link(Document):
            email: str | None
            persistent_token: str | None
        class Mobilepay(Document): ...
        class Multibanco(Document): ...
        class NaverPay(Document):
            buyer_id: str | None
            funding: Literal["card", "points"]
        class Oxxo(Document): ...
        class P24(Document):
            bank: Literal["alior_bank", "bank_millennium", "bank_nowy_bfg_sa", "bank_pekao_sa", "banki_spbdzielcze", "blik", "bnp_paribas", "boz", "citi_handlowy", "credit_agricole", "envelobank", "etransfer_pocztowy24", "getin_bank", "ideabank", "ing", "inteligo", "mbank_mtransfer", "nest_przelew", "noble_pay", "pbac_z_ipko", "plus_bank", "santander_przelew24", "tmobile_usbugi_bankowe", "toyota_bank", "velobank", "volkswagen_bank"] | None
        class PayByBank(Document): ...
        class Payco(Document): ...
        class Paynow(Document): ...
        class Paypal(Document):
            country: str | None
            payer_email: str | None
            payer_id: str | None
        class Pix(Document):
            fingerprint: str | None
        class Promptpay(Document): ...
        class RevolutPay(Document): ...
        class SamsungPay(Document): ...
        class SepaDebit(Document):
            class GeneratedFrom(Document):
                charge: str | None
                setup_attempt: str | None
            bank_code: str | None
            branch_code: str | None
            country: str | None
            fingerprint: str | None
            generated_from: ConfirmationToken.PaymentMethodPreview.SepaDebit.GeneratedFrom | None
            last4: str | None
        class Sofort(Document):
            country: str | None
        class Swish(Document): ...
        class Twint(Document): ...
        class WechatPay(Document): ...
        class Zip(Document): ...
        class UsBankAccount(Document):
            class Networks(Document):
                preferred: str | None
                supported: Sequence[Literal["ach", "us_domestic_wire"]]
            class StatusDetails(Document):
                class Blocked(Document):
                    network_code: Literal["R02", "R03", "R04", "R05", "R07", "R08", "R10", "R11", "R16", "R20", "R29", "R31"] | None
                    reason: Literal["bank_account_closed", "bank_account_frozen", "bank_account_invalid_details", "bank_account_restricted", "bank_account_unusable", "debit_not_authorized", "tokenized_account_number_deactivated"] | None
                blocked: ConfirmationToken.PaymentMethodPreview.UsBankAccount.StatusDetails.Blocked | None
            account_holder_type: Literal["company", "individual"] | None
            account_type: Literal["checking", "savings"] | None
            bank_name: str | None
            financial_connections_account: str | None
            fingerprint: str | None
            last4: str | None
            networks: ConfirmationToken.PaymentMethodPreview.UsBankAccount.Networks | None
            routing_number: str | None
            status_details: ConfirmationToken.PaymentMethodPreview.UsBankAccount.StatusDetails | None
        class Billie(Document): ...
        class Bizum(Document):
            buyer_id: str | None
        class Crypto(Document): ...
        class MbWay(Document): ...
        class NzBankAccount(Document):
            account_holder_name: str | None
            bank_code: str
            bank_name: str
            branch_code: str
            last4: str
            suffix: str | None
        class Paypay(Document): ...
        class Payto(Document):
            bsb_number: str | None
            last4: str | None
            pay_id: str | None
        class Satispay(Document): ...
        class Scalapay(Document): ...
        class Sequra(Document): ...
        class Sunbit(Document): ...
        class Upi(Document):
            vpa: str | None
        allow_redisplay: Literal["always", "limited", "unspecified"] | None
        billing_details: ConfirmationToken.PaymentMethodPreview.BillingDetails
        customer: str | None
        customer_account: str | None
        type: Literal["acss_debit", "affirm", "afterpay_clearpay", "alipay", "alma", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "bizum", "blik", "boleto", "card", "card_present", "cashapp", "crypto", "custom", "customer_balance", "eps", "fpx", "giropay", "grabpay", "ideal", "interac_present", "kakao_pay", "klarna", "konbini", "kr_card", "link", "mb_way", "mobilepay", "multibanco", "naver_pay", "nz_bank_account", "oxxo", "p24", "pay_by_bank", "payco", "paynow", "paypal", "paypay", "payto", "pix", "promptpay", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra", "sofort", "sunbit", "swish", "twint", "upi", "us_bank_account", "wechat_pay", "zip"]
        acss_debit: ConfirmationToken.PaymentMethodPreview.AcssDebit | None
        affirm: ConfirmationToken.PaymentMethodPreview.Affirm | None
        afterpay_clearpay: ConfirmationToken.PaymentMethodPreview.AfterpayClearpay | None
        alipay: ConfirmationToken.PaymentMethodPreview.Alipay | None
        alma: ConfirmationToken.PaymentMethodPreview.Alma | None
        amazon_pay: ConfirmationToken.PaymentMethodPreview.AmazonPay | None
        au_becs_debit: ConfirmationToken.PaymentMethodPreview.AuBecsDebit | None
        bacs_debit: ConfirmationToken.PaymentMethodPreview.BacsDebit | None
        bancontact: ConfirmationToken.PaymentMethodPreview.Bancontact | None
        blik: ConfirmationToken.PaymentMethodPreview.Blik | None
        boleto: ConfirmationToken.PaymentMethodPreview.Boleto | None
        card: ConfirmationToken.PaymentMethodPreview.Card | None
        card_present: ConfirmationToken.PaymentMethodPreview.CardPresent | None
        cashapp: ConfirmationToken.PaymentMethodPreview.Cashapp | None
        customer_balance: ConfirmationToken.PaymentMethodPreview.CustomerBalance | None
        eps: ConfirmationToken.PaymentMethodPreview.Eps | None
        fpx: ConfirmationToken.PaymentMethodPreview.Fpx | None
        giropay: ConfirmationToken.PaymentMethodPreview.Giropay | None
        grabpay: ConfirmationToken.PaymentMethodPreview.Grabpay | None
        ideal: ConfirmationToken.PaymentMethodPreview.Ideal | None
        interac_present: ConfirmationToken.PaymentMethodPreview.InteracPresent | None
        kakao_pay: ConfirmationToken.PaymentMethodPreview.KakaoPay | None
        klarna: ConfirmationToken.PaymentMethodPreview.Klarna | None
        konbini: ConfirmationToken.PaymentMethodPreview.Konbini | None
        kr_card: ConfirmationToken.PaymentMethodPreview.KrCard | None
        link: ConfirmationToken.PaymentMethodPreview.Link | None
        mobilepay: ConfirmationToken.PaymentMethodPreview.Mobilepay | None
        multibanco: ConfirmationToken.PaymentMethodPreview.Multibanco | None
        naver_pay: ConfirmationToken.PaymentMethodPreview.NaverPay | None
        oxxo: ConfirmationToken.PaymentMethodPreview.Oxxo | None
        p24: ConfirmationToken.PaymentMethodPreview.P24 | None
        pay_by_bank: ConfirmationToken.PaymentMethodPreview.PayByBank | None
        payco: ConfirmationToken.PaymentMethodPreview.Payco | None
        paynow: ConfirmationToken.PaymentMethodPreview.Paynow | None
        paypal: ConfirmationToken.PaymentMethodPreview.Paypal | None
        pix: ConfirmationToken.PaymentMethodPreview.Pix | None
        promptpay: ConfirmationToken.PaymentMethodPreview.Promptpay | None
        revolut_pay: ConfirmationToken.PaymentMethodPreview.RevolutPay | None
        samsung_pay: ConfirmationToken.PaymentMethodPreview.SamsungPay | None
        sepa_debit: ConfirmationToken.PaymentMethodPreview.SepaDebit | None
        sofort: ConfirmationToken.PaymentMethodPreview.Sofort | None
        swish: ConfirmationToken.PaymentMethodPreview.Swish | None
        twint: ConfirmationToken.PaymentMethodPreview.Twint | None
        wechat_pay: ConfirmationToken.PaymentMethodPreview.WechatPay | None
        zip: ConfirmationToken.PaymentMethodPreview.Zip | None
        us_bank_account: ConfirmationToken.PaymentMethodPreview.UsBankAccount | None
        billie: ConfirmationToken.PaymentMethodPreview.Billie | None
        bizum: ConfirmationToken.PaymentMethodPreview.Bizum | None
        crypto: ConfirmationToken.PaymentMethodPreview.Crypto | None
        mb_way: ConfirmationToken.PaymentMethodPreview.MbWay | None
        nz_bank_account: ConfirmationToken.PaymentMethodPreview.NzBankAccount | None
        paypay: ConfirmationToken.PaymentMethodPreview.Paypay | None
        payto: ConfirmationToken.PaymentMethodPreview.Payto | None
        satispay: ConfirmationToken.PaymentMethodPreview.Satispay | None
        scalapay: ConfirmationToken.PaymentMethodPreview.Scalapay | None
        sequra: ConfirmationToken.PaymentMethodPreview.Sequra | None
        sunbit: ConfirmationToken.PaymentMethodPreview.Sunbit | None
        upi: ConfirmationToken.PaymentMethodPreview.Upi | None
    class Shipping(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: ConfirmationToken.Shipping.Address
        name: str
        phone: str | None
    created: int
    expires_at: int | None
    id: str
    livemode: bool
    mandate_data: ConfirmationToken.MandateData | None
    metadata: Mapping[str, str]
    object: Literal["confirmation_token"]
    payment_intent: str | None
    payment_method_options: ConfirmationToken.PaymentMethodOptions | None
    payment_method_preview: ConfirmationToken.PaymentMethodPreview | None
    return_url: str | None
    setup_future_usage: Literal["off_session", "on_session"] | None
    setup_intent: str | None
    shipping: ConfirmationToken.Shipping | None
    use_stripe_sdk: bool

class ConnectCollectionTransfer(Document):
    amount: int
    currency: str
    destination: str
    id: str
    livemode: bool
    object: Literal["connect_collection_transfer"]

class CountrySpec(Document):
    class VerificationFields(Document):
        class Company(Document):
            additional: Sequence[str]
            minimum: Sequence[str]
        class Individual(Document):
            additional: Sequence[str]
            minimum: Sequence[str]
        company: CountrySpec.VerificationFields.Company
        individual: CountrySpec.VerificationFields.Individual
    default_currency: str
    id: str
    object: Literal["country_spec"]
    supported_bank_account_currencies: Mapping[str, Any]
    supported_payment_currencies: Sequence[str]
    supported_payment_methods: Sequence[str]
    supported_transfer_countries: Sequence[str]
    verification_fields: CountrySpec.VerificationFields

class Coupon(Document):
    class AppliesTo(Document):
        products: Sequence[str]
    amount_off: int | None
    created: int
    currency: str | None
    duration: Literal["forever", "once", "repeating"]
    duration_in_months: int | None
    id: str
    livemode: bool
    max_redemptions: int | None
    metadata: Mapping[str, str]
    name: str | None
    object: Literal["coupon"]
    percent_off: float | None
    redeem_by: int | None
    times_redeemed: int
    valid: bool
    applies_to: Coupon.AppliesTo | None
    currency_options: Mapping[str, Any] | None

class CreditNote(Document):
    class DiscountAmounts(Document):
        amount: int
        discount: str
    class PretaxCreditAmounts(Document):
        amount: int
        type: Literal["credit_balance_transaction", "discount"]
        credit_balance_transaction: str | None
        discount: str | None
    class Refunds(Document):
        class PaymentRecordRefund(Document):
            payment_record: str
            refund_group: str
        amount_refunded: int
        payment_record_refund: CreditNote.Refunds.PaymentRecordRefund | None
        refund: str
        type: Literal["payment_record_refund", "refund"] | None
    class ShippingCost(Document):
        class Taxes(Document):
            amount: int
            rate: TaxRate
            taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"] | None
            taxable_amount: int | None
        amount_subtotal: int
        amount_tax: int
        amount_total: int
        shipping_rate: str | None
        taxes: Sequence[CreditNote.ShippingCost.Taxes] | None
    class TotalTaxes(Document):
        class TaxRateDetails(Document):
            tax_rate: str
        amount: int
        tax_behavior: Literal["exclusive", "inclusive"]
        tax_rate_details: CreditNote.TotalTaxes.TaxRateDetails | None
        taxability_reason: Literal["customer_exempt", "not_available", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"]
        taxable_amount: int | None
        type: Literal["tax_rate_details"]
    amount: int
    amount_shipping: int
    created: int
    currency: str
    customer: str
    customer_account: str | None
    customer_balance_transaction: str | None
    discount_amount: int
    discount_amounts: Sequence[CreditNote.DiscountAmounts]
    effective_at: int | None
    id: str
    invoice: str
    lines: Listed[CreditNoteLineItem]
    livemode: bool
    memo: str | None
    metadata: Mapping[str, str]
    number: str
    object: Literal["credit_note"]
    out_of_band_amount: int | None
    pdf: str
    post_payment_amount: int
    pre_payment_amount: int
    pretax_credit_amounts: Sequence[CreditNote.PretaxCreditAmounts]
    reason: Literal["duplicate", "fraudulent", "order_change", "product_unsatisfactory"] | None
    refunds: Sequence[CreditNote.Refunds]
    shipping_cost: CreditNote.ShippingCost | None
    status: Literal["issued", "void"]
    subtotal: int
    subtotal_excluding_tax: int | None
    total: int
    total_excluding_tax: int | None
    total_taxes: Sequence[CreditNote.TotalTaxes] | None
    type: Literal["mixed", "post_payment", "pre_payment"]
    voided_at: int | None

class CreditNoteLineItem(Document):
    class DiscountAmounts(Document):
        amount: int
        discount: str
    class PretaxCreditAmounts(Document):
        amount: int
        type: Literal["credit_balance_transaction", "discount"]
        credit_balance_transaction: str | None
        discount: str | None
    class Taxes(Document):
        class TaxRateDetails(Document):
            tax_rate: str
        amount: int
        tax_behavior: Literal["exclusive", "inclusive"]
        tax_rate_details: CreditNoteLineItem.Taxes.TaxRateDetails | None
        taxability_reason: Literal["customer_exempt", "not_available", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"]
        taxable_amount: int | None
        type: Literal["tax_rate_details"]
    amount: int
    description: str | None
    discount_amount: int
    discount_amounts: Sequence[CreditNoteLineItem.DiscountAmounts]
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["credit_note_line_item"]
    pretax_credit_amounts: Sequence[CreditNoteLineItem.PretaxCreditAmounts]
    quantity: int | None
    tax_rates: Sequence[TaxRate]
    taxes: Sequence[CreditNoteLineItem.Taxes] | None
    type: Literal["custom_line_item", "invoice_line_item"]
    unit_amount: int | None
    unit_amount_decimal: str | None
    invoice_line_item: str | None

class Customer(Document):
    class Address(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
    class InvoiceSettings(Document):
        class CustomFields(Document):
            name: str
            value: str
        class RenderingOptions(Document):
            amount_tax_display: str | None
            template: str | None
        custom_fields: Sequence[Customer.InvoiceSettings.CustomFields] | None
        default_payment_method: str | None
        footer: str | None
        rendering_options: Customer.InvoiceSettings.RenderingOptions | None
    class Shipping(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        phone: str | None
        address: Customer.Shipping.Address | None
        name: str | None
        carrier: str | None
        tracking_number: str | None
    class Tax(Document):
        class Location(Document):
            country: str
            source: Literal["billing_address", "ip_address", "payment_method", "shipping_destination"]
            state: str | None
        automatic_tax: Literal["failed", "not_collecting", "supported", "unrecognized_location"]
        ip_address: str | None
        location: Customer.Tax.Location | None
        provider: Literal["anrok", "avalara", "sphere", "stripe"]
    address: Customer.Address | None
    balance: int
    cash_balance: CashBalance | None
    created: int
    currency: str | None
    customer_account: str | None
    default_source: str | None
    delinquent: bool
    description: str | None
    discount: Discount | None
    email: str | None
    id: str
    invoice_credit_balance: Mapping[str, int] | None
    invoice_prefix: str
    invoice_settings: Customer.InvoiceSettings
    livemode: bool
    metadata: Mapping[str, str]
    name: str | None
    next_invoice_sequence: int
    object: Literal["customer"]
    phone: str | None
    preferred_locales: Sequence[str]
    shipping: Customer.Shipping | None
    sources: Listed[Account | BankAccount | Card | Source] | None
    subscriptions: Listed[Subscription] | None
    tax: Customer.Tax | None
    tax_exempt: Literal["exempt", "none", "reverse"]
    tax_ids: Listed[TaxId] | None
    test_clock: str | None
    business_name: str | None
    individual_name: str | None

class CustomerBalanceTransaction(Document):
    amount: int
    checkout_session: str | None
    created: int
    credit_note: str | None
    currency: str
    customer: str
    customer_account: str | None
    description: str | None
    ending_balance: int
    id: str
    invoice: str | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["customer_balance_transaction"]
    type: Literal["adjustment", "applied_to_invoice", "checkout_session_subscription_payment", "checkout_session_subscription_payment_canceled", "credit_note", "initial", "invoice_overpaid", "invoice_too_large", "invoice_too_small", "migration", "unapplied_from_invoice", "unspent_receiver_credit"]

class CustomerCashBalanceTransaction(Document):
    class AdjustedForOverdraft(Document):
        balance_transaction: str
        linked_transaction: str
    class AppliedToPayment(Document):
        payment_intent: str
    class RefundedFromPayment(Document):
        refund: str
    class TransferredToBalance(Document):
        balance_transaction: str
    class UnappliedFromPayment(Document):
        payment_intent: str
    class Funded(Document):
        class BankTransfer(Document):
            class GbBankTransfer(Document):
                account_number_last4: str | None
                sender_name: str | None
                sort_code: str | None
            class JpBankTransfer(Document):
                sender_bank: str | None
                sender_branch: str | None
                sender_name: str | None
            class UsBankTransfer(Document):
                sender_name: str | None
                network: Literal["ach", "domestic_wire_us", "fednow", "rtp", "swift"] | None
            class EuBankTransfer(Document):
                bic: str | None
                iban_last4: str | None
                sender_name: str | None
            reference: str | None
            type: Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"]
            gb_bank_transfer: CustomerCashBalanceTransaction.Funded.BankTransfer.GbBankTransfer | None
            jp_bank_transfer: CustomerCashBalanceTransaction.Funded.BankTransfer.JpBankTransfer | None
            us_bank_transfer: CustomerCashBalanceTransaction.Funded.BankTransfer.UsBankTransfer | None
            eu_bank_transfer: CustomerCashBalanceTransaction.Funded.BankTransfer.EuBankTransfer | None
        bank_transfer: CustomerCashBalanceTransaction.Funded.BankTransfer
    created: int
    currency: str
    customer: str
    customer_account: str | None
    ending_balance: int
    id: str
    livemode: bool
    net_amount: int
    object: Literal["customer_cash_balance_transaction"]
    type: Literal["adjusted_for_overdraft", "applied_to_payment", "funded", "funding_reversed", "refunded_from_payment", "return_canceled", "return_initiated", "transferred_to_balance", "unapplied_from_payment"]
    adjusted_for_overdraft: CustomerCashBalanceTransaction.AdjustedForOverdraft | None
    applied_to_payment: CustomerCashBalanceTransaction.AppliedToPayment | None
    refunded_from_payment: CustomerCashBalanceTransaction.RefundedFromPayment | None
    transferred_to_balance: CustomerCashBalanceTransaction.TransferredToBalance | None
    unapplied_from_payment: CustomerCashBalanceTransaction.UnappliedFromPayment | None
    funded: CustomerCashBalanceTransaction.Funded | None

class CustomerSession(Document):
    class Components(Document):
        class ActiveEntitlements(Document):
            enabled: bool
        class BuyButton(Document):
            enabled: bool
        class CustomerPortal(Document):
            enabled: bool
        class CustomerSheet(Document):
            class Features(Document):
                payment_method_allow_redisplay_filters: Sequence[Literal["always", "limited", "unspecified"]] | None
                payment_method_remove: Literal["disabled", "enabled"] | None
            enabled: bool
            features: CustomerSession.Components.CustomerSheet.Features | None
        class MobilePaymentElement(Document):
            class Features(Document):
                payment_method_allow_redisplay_filters: Sequence[Literal["always", "limited", "unspecified"]] | None
                payment_method_redisplay: Literal["disabled", "enabled"] | None
                payment_method_remove: Literal["disabled", "enabled"] | None
                payment_method_save: Literal["disabled", "enabled"] | None
                payment_method_save_allow_redisplay_override: Literal["always", "limited", "unspecified"] | None
            enabled: bool
            features: CustomerSession.Components.MobilePaymentElement.Features | None
        class PaymentElement(Document):
            class Features(Document):
                payment_method_allow_redisplay_filters: Sequence[Literal["always", "limited", "unspecified"]]
                payment_method_redisplay: Literal["disabled", "enabled"]
                payment_method_redisplay_limit: int | None
                payment_method_remove: Literal["disabled", "enabled"]
                payment_method_save: Literal["disabled", "enabled"]
                payment_method_save_usage: Literal["off_session", "on_session"] | None
            enabled: bool
            features: CustomerSession.Components.PaymentElement.Features | None
        class PricingTable(Document):
            enabled: bool
        active_entitlements: CustomerSession.Components.ActiveEntitlements
        buy_button: CustomerSession.Components.BuyButton
        customer_portal: CustomerSession.Components.CustomerPortal
        customer_sheet: CustomerSession.Components.CustomerSheet
        mobile_payment_element: CustomerSession.Components.MobilePaymentElement
        payment_element: CustomerSession.Components.PaymentElement
        pricing_table: CustomerSession.Components.PricingTable
    client_secret: str
    components: CustomerSession.Components | None
    created: int
    customer: str
    customer_account: str | None
    expires_at: int
    livemode: bool
    object: Literal["customer_session"]

class Discount(Document):
    class Source(Document):
        coupon: str | None
        type: Literal["coupon"]
    checkout_session: str | None
    customer: str | None
    customer_account: str | None
    end: int | None
    id: str
    invoice: str | None
    invoice_item: str | None
    object: Literal["discount"]
    promotion_code: str | None
    source: Discount.Source
    start: int
    subscription: str | None
    subscription_item: str | None

class Dispute(Document):
    class Evidence(Document):
        class EnhancedEvidence(Document):
            class VisaCompellingEvidence3(Document):
                class DisputedTransaction(Document):
                    class ShippingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    customer_account_id: str | None
                    customer_device_fingerprint: str | None
                    customer_device_id: str | None
                    customer_email_address: str | None
                    customer_purchase_ip: str | None
                    merchandise_or_services: Literal["merchandise", "services"] | None
                    product_description: str | None
                    shipping_address: Dispute.Evidence.EnhancedEvidence.VisaCompellingEvidence3.DisputedTransaction.ShippingAddress | None
                class PriorUndisputedTransactions(Document):
                    class ShippingAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    charge: str
                    customer_account_id: str | None
                    customer_device_fingerprint: str | None
                    customer_device_id: str | None
                    customer_email_address: str | None
                    customer_purchase_ip: str | None
                    product_description: str | None
                    shipping_address: Dispute.Evidence.EnhancedEvidence.VisaCompellingEvidence3.PriorUndisputedTransactions.ShippingAddress | None
                disputed_transaction: Dispute.Evidence.EnhancedEvidence.VisaCompellingEvidence3.DisputedTransaction | None
                prior_undisputed_transactions: Sequence[Dispute.Evidence.EnhancedEvidence.VisaCompellingEvidence3.PriorUndisputedTransactions]
            class VisaCompliance(Document):
                fee_acknowledged: bool
            class MastercardCompliance(Document):
                fee_acknowledged: bool
            visa_compelling_evidence_3: Dispute.Evidence.EnhancedEvidence.VisaCompellingEvidence3 | None
            visa_compliance: Dispute.Evidence.EnhancedEvidence.VisaCompliance | None
            mastercard_compliance: Dispute.Evidence.EnhancedEvidence.MastercardCompliance | None
        class Appeal(Document):
            class Card(Document):
                reason_for_filing: str | None
                supporting_files: Sequence[str] | None
            card: Dispute.Evidence.Appeal.Card | None
        access_activity_log: str | None
        billing_address: str | None
        cancellation_policy: str | None
        cancellation_policy_disclosure: str | None
        cancellation_rebuttal: str | None
        customer_communication: str | None
        customer_email_address: str | None
        customer_name: str | None
        customer_purchase_ip: str | None
        customer_signature: str | None
        duplicate_charge_documentation: str | None
        duplicate_charge_explanation: str | None
        duplicate_charge_id: str | None
        enhanced_evidence: Dispute.Evidence.EnhancedEvidence
        product_description: str | None
        receipt: str | None
        refund_policy: str | None
        refund_policy_disclosure: str | None
        refund_refusal_explanation: str | None
        service_date: str | None
        service_documentation: str | None
        shipping_address: str | None
        shipping_carrier: str | None
        shipping_date: str | None
        shipping_documentation: str | None
        shipping_tracking_number: str | None
        uncategorized_file: str | None
        uncategorized_text: str | None
        appeal: Dispute.Evidence.Appeal | None
    class EvidenceDetails(Document):
        class EnhancedEligibility(Document):
            class VisaCompellingEvidence3(Document):
                required_actions: Sequence[Literal["missing_customer_identifiers", "missing_disputed_transaction_description", "missing_merchandise_or_services", "missing_prior_undisputed_transaction_description", "missing_prior_undisputed_transactions"]]
                status: Literal["not_qualified", "qualified", "requires_action"]
            class VisaCompliance(Document):
                status: Literal["fee_acknowledged", "requires_fee_acknowledgement"]
            class MastercardCompliance(Document):
                status: Literal["fee_acknowledged", "requires_fee_acknowledgement"]
            visa_compelling_evidence_3: Dispute.EvidenceDetails.EnhancedEligibility.VisaCompellingEvidence3 | None
            visa_compliance: Dispute.EvidenceDetails.EnhancedEligibility.VisaCompliance | None
            mastercard_compliance: Dispute.EvidenceDetails.EnhancedEligibility.MastercardCompliance | None
        due_by: int | None
        enhanced_eligibility: Dispute.EvidenceDetails.EnhancedEligibility
        has_evidence: bool
        past_due: bool
        submission_count: int
        submission_method: Literal["manual", "not_submitted", "smart_disputes"]
    class PaymentMethodDetails(Document):
        class AmazonPay(Document):
            dispute_type: Literal["chargeback", "claim"] | None
        class Klarna(Document):
            reason_code: str | None
            chargeback_loss_reason_code: str | None
        class Paypal(Document):
            case_id: str | None
            reason_code: str | None
        class Card(Document):
            brand: str
            case_type: Literal["block", "chargeback", "compliance", "inquiry", "resolution"]
            network: str
            network_reason_code: str | None
        type: Literal["amazon_pay", "card", "klarna", "paypal"]
        amazon_pay: Dispute.PaymentMethodDetails.AmazonPay | None
        klarna: Dispute.PaymentMethodDetails.Klarna | None
        paypal: Dispute.PaymentMethodDetails.Paypal | None
        card: Dispute.PaymentMethodDetails.Card | None
    amount: int
    balance_transaction: str | None
    balance_transactions: Sequence[BalanceTransaction]
    charge: str
    created: int
    currency: str
    enhanced_eligibility_types: Sequence[Literal["mastercard_compliance", "visa_compelling_evidence_3", "visa_compliance"]]
    evidence: Dispute.Evidence
    evidence_details: Dispute.EvidenceDetails
    id: str
    intended_submission_method: Literal["manual", "prefer_manual", "prefer_smart_disputes", "smart_disputes"] | None
    is_charge_refundable: bool
    livemode: bool
    metadata: Mapping[str, str]
    network_reason_code: str | None
    object: Literal["dispute"]
    payment_intent: str | None
    payment_method_details: Dispute.PaymentMethodDetails | None
    reason: str
    status: Literal["appeal_needs_response", "appeal_under_review", "lost", "needs_response", "prevented", "under_review", "warning_closed", "warning_needs_response", "warning_under_review", "won"]

class EntitlementsActiveEntitlement(Document):
    feature: str
    id: str
    livemode: bool
    lookup_key: str
    object: Literal["entitlements.active_entitlement"]

class EntitlementsActiveEntitlementSummary(Document):
    customer: str
    entitlements: Listed[EntitlementsActiveEntitlement]
    livemode: bool
    object: Literal["entitlements.active_entitlement_summary"]

class EntitlementsFeature(Document):
    active: bool
    id: str
    livemode: bool
    lookup_key: str
    metadata: Mapping[str, str]
    name: str
    object: Literal["entitlements.feature"]

class EphemeralKey(Document):
    class AssociatedObjects(Document):
        id: str
        type: str
    associated_objects: Sequence[EphemeralKey.AssociatedObjects]
    created: int
    expires: int
    id: str
    livemode: bool
    object: Literal["ephemeral_key"]
    secret: str | None

class Event(Document):
    class Data(Document):
        object: Mapping[str, Any]
        previous_attributes: Mapping[str, Any] | None
    class Request(Document):
        id: str | None
        idempotency_key: str | None
    api_version: str | None
    created: int
    data: Event.Data
    id: str
    livemode: bool
    object: Literal["event"]
    pending_webhooks: int
    request: Event.Request | None
    type: EventType
    account: str | None
    context: str | None

class ExchangeRate(Document):
    id: str
    object: Literal["exchange_rate"]
    rates: Mapping[str, float]

class FeeRefund(Document):
    amount: int
    balance_transaction: str | None
    created: int
    currency: str
    fee: str
    id: str
    metadata: Mapping[str, str]
    object: Literal["fee_refund"]

class File(Document):
    created: int
    expires_at: int | None
    filename: str | None
    id: str
    links: Listed[FileLink] | None
    object: Literal["file"]
    purpose: Literal["account_requirement", "additional_verification", "business_icon", "business_logo", "customer_signature", "dispute_evidence", "document_provider_identity_document", "finance_report_run", "financial_account_statement", "identity_document", "identity_document_downloadable", "issuing_logo", "issuing_regulatory_reporting", "pci_document", "platform_terms_of_service", "selfie", "sigma_scheduled_query", "tax_document_user_upload", "terminal_android_apk", "terminal_reader_splashscreen", "terminal_wifi_certificate", "terminal_wifi_private_key"]
    size: int
    title: str | None
    type: str | None
    url: str | None

class FileLink(Document):
    created: int
    expired: bool
    expires_at: int | None
    file: str
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["file_link"]
    url: str | None

class FinancialConnectionsAccount(Document):
    class AccountHolder(Document):
        type: Literal["account", "customer"]
        account: str | None
        customer: str | None
        customer_account: str | None
    class AccountNumbers(Document):
        expected_expiry_date: int | None
        identifier_type: Literal["account_number", "tokenized_account_number"]
        status: Literal["deactivated", "expired", "pending", "transactable"]
        supported_networks: Sequence[Literal["ach"]]
    class Balance(Document):
        class Cash(Document):
            available: Mapping[str, int] | None
        class Credit(Document):
            used: Mapping[str, int] | None
        as_of: int
        current: Mapping[str, int]
        type: Literal["cash", "credit"]
        cash: FinancialConnectionsAccount.Balance.Cash | None
        credit: FinancialConnectionsAccount.Balance.Credit | None
    class BalanceRefresh(Document):
        last_attempted_at: int
        next_refresh_available_at: int | None
        status: Literal["failed", "pending", "succeeded"]
    class OwnershipRefresh(Document):
        last_attempted_at: int
        next_refresh_available_at: int | None
        status: Literal["failed", "pending", "succeeded"]
    class TransactionRefresh(Document):
        id: str
        last_attempted_at: int
        next_refresh_available_at: int | None
        status: Literal["failed", "pending", "succeeded"]
    class StatusDetails(Document):
        class Active(Document):
            action: Literal["none", "relink_required"]
            cause: Literal["access_expired", "institution_requirement", "unspecified"]
            expected_deactivation_date: int
        active: FinancialConnectionsAccount.StatusDetails.Active | None
    account_holder: FinancialConnectionsAccount.AccountHolder | None
    account_numbers: Sequence[FinancialConnectionsAccount.AccountNumbers] | None
    balance: FinancialConnectionsAccount.Balance | None
    balance_refresh: FinancialConnectionsAccount.BalanceRefresh | None
    category: Literal["cash", "credit", "investment", "other"]
    created: int
    display_name: str | None
    id: str
    institution_name: str
    last4: str | None
    livemode: bool
    object: Literal["financial_connections.account"]
    ownership: str | None
    ownership_refresh: FinancialConnectionsAccount.OwnershipRefresh | None
    permissions: Sequence[Literal["balances", "ownership", "payment_method", "transactions"]] | None
    status: Literal["active", "disconnected", "inactive"]
    subcategory: Literal["checking", "credit_card", "line_of_credit", "mortgage", "other", "savings"]
    subscriptions: Sequence[Literal["transactions"]] | None
    supported_payment_method_types: Sequence[Literal["link", "us_bank_account"]]
    transaction_refresh: FinancialConnectionsAccount.TransactionRefresh | None
    status_details: FinancialConnectionsAccount.StatusDetails | None

class FinancialConnectionsAccountOwner(Document):
    email: str | None
    id: str
    name: str
    object: Literal["financial_connections.account_owner"]
    ownership: str
    phone: str | None
    raw_address: str | None
    refreshed_at: int | None

class FinancialConnectionsAccountOwnership(Document):
    created: int
    id: str
    object: Literal["financial_connections.account_ownership"]
    owners: Listed[FinancialConnectionsAccountOwner]

class FinancialConnectionsAuthorization(Document):
    class StatusDetails(Document):
        class Active(Document):
            action: Literal["none", "relink_required"]
            expected_deactivation_date: int
        class Inactive(Document):
            action: Literal["none", "relink_required"]
        active: FinancialConnectionsAuthorization.StatusDetails.Active | None
        inactive: FinancialConnectionsAuthorization.StatusDetails.Inactive | None
    id: str
    institution_name: str
    livemode: bool
    object: Literal["financial_connections.authorization"]
    status: Literal["active", "inactive"]
    status_details: FinancialConnectionsAuthorization.StatusDetails

class FinancialConnectionsSession(Document):
    class AccountHolder(Document):
        type: Literal["account", "customer"]
        account: str | None
        customer: str | None
        customer_account: str | None
    class Filters(Document):
        account_subcategories: Sequence[Literal["checking", "credit_card", "line_of_credit", "mortgage", "savings"]] | None
        country: str | None
        require_payment_method_support: Literal["all", "at_least_one", "none"] | None
    class Limits(Document):
        accounts: int
    class ManualEntry(Document):
        mode: Literal["automatic", "disabled"] | None
    account_holder: FinancialConnectionsSession.AccountHolder | None
    accounts: Listed[FinancialConnectionsAccount]
    bank_account_token: Token | None
    client_secret: str
    filters: FinancialConnectionsSession.Filters | None
    id: str
    limits: FinancialConnectionsSession.Limits | None
    livemode: bool
    manual_entry: FinancialConnectionsSession.ManualEntry | None
    object: Literal["financial_connections.session"]
    permissions: Sequence[Literal["balances", "ownership", "payment_method", "transactions"]]
    prefetch: Sequence[Literal["balances", "ownership", "transactions"]] | None
    return_url: str | None

class FinancialConnectionsTransaction(Document):
    class StatusTransitions(Document):
        posted_at: int | None
        void_at: int | None
    account: str
    amount: int
    currency: str
    description: str
    id: str
    livemode: bool
    object: Literal["financial_connections.transaction"]
    status: Literal["pending", "posted", "void"]
    status_transitions: FinancialConnectionsTransaction.StatusTransitions
    transacted_at: int
    transaction_refresh: str
    updated: int

class ForwardingRequest(Document):
    class RequestContext(Document):
        destination_duration: int
        destination_ip_address: str
    class RequestDetails(Document):
        class Headers(Document):
            name: str
            value: str
        body: str
        headers: Sequence[ForwardingRequest.RequestDetails.Headers]
        http_method: Literal["POST"]
    class ResponseDetails(Document):
        class Headers(Document):
            name: str
            value: str
        body: str
        headers: Sequence[ForwardingRequest.ResponseDetails.Headers]
        status: int
    created: int
    id: str
    livemode: bool
    object: Literal["forwarding.request"]
    payment_method: str
    replacements: Sequence[Literal["card_cvc", "card_expiry", "card_number", "cardholder_name", "request_signature"]]
    request_context: ForwardingRequest.RequestContext | None
    request_details: ForwardingRequest.RequestDetails | None
    response_details: ForwardingRequest.ResponseDetails | None
    url: str | None
    metadata: Mapping[str, str] | None

class FundingInstructions(Document):
    class BankTransfer(Document):
        class FinancialAddresses(Document):
            class Aba(Document):
                class AccountHolderAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                class BankAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                account_holder_address: FundingInstructions.BankTransfer.FinancialAddresses.Aba.AccountHolderAddress
                account_holder_name: str
                account_number: str
                account_type: str
                bank_address: FundingInstructions.BankTransfer.FinancialAddresses.Aba.BankAddress
                bank_name: str
                routing_number: str
            class Iban(Document):
                class AccountHolderAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                class BankAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                account_holder_address: FundingInstructions.BankTransfer.FinancialAddresses.Iban.AccountHolderAddress
                account_holder_name: str
                bank_address: FundingInstructions.BankTransfer.FinancialAddresses.Iban.BankAddress
                bic: str
                country: str
                iban: str
            class SortCode(Document):
                class AccountHolderAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                class BankAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                account_holder_address: FundingInstructions.BankTransfer.FinancialAddresses.SortCode.AccountHolderAddress
                account_holder_name: str
                account_number: str
                bank_address: FundingInstructions.BankTransfer.FinancialAddresses.SortCode.BankAddress
                sort_code: str
            class Spei(Document):
                class AccountHolderAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                class BankAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                account_holder_address: FundingInstructions.BankTransfer.FinancialAddresses.Spei.AccountHolderAddress
                account_holder_name: str
                bank_address: FundingInstructions.BankTransfer.FinancialAddresses.Spei.BankAddress
                bank_code: str
                bank_name: str
                clabe: str
            class Swift(Document):
                class AccountHolderAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                class BankAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                account_holder_address: FundingInstructions.BankTransfer.FinancialAddresses.Swift.AccountHolderAddress
                account_holder_name: str
                account_number: str
                account_type: str
                bank_address: FundingInstructions.BankTransfer.FinancialAddresses.Swift.BankAddress
                bank_name: str
                swift_code: str
            class Zengin(Document):
                class AccountHolderAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                class BankAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                account_holder_address: FundingInstructions.BankTransfer.FinancialAddresses.Zengin.AccountHolderAddress
                account_holder_name: str | None
                account_number: str | None
                account_type: str | None
                bank_address: FundingInstructions.BankTransfer.FinancialAddresses.Zengin.BankAddress
                bank_code: str | None
                bank_name: str | None
                branch_code: str | None
                branch_name: str | None
            supported_networks: Sequence[Literal["ach", "bacs", "chaps", "domestic_wire_us", "fps", "sepa", "spei", "swift", "zengin"]] | None
            type: Literal["aba", "iban", "sort_code", "spei", "swift", "zengin"]
            aba: FundingInstructions.BankTransfer.FinancialAddresses.Aba | None
            iban: FundingInstructions.BankTransfer.FinancialAddresses.Iban | None
            sort_code: FundingInstructions.BankTransfer.FinancialAddresses.SortCode | None
            spei: FundingInstructions.BankTransfer.FinancialAddresses.Spei | None
            swift: FundingInstructions.BankTransfer.FinancialAddresses.Swift | None
            zengin: FundingInstructions.BankTransfer.FinancialAddresses.Zengin | None
        country: str
        financial_addresses: Sequence[FundingInstructions.BankTransfer.FinancialAddresses]
        type: Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"]
    bank_transfer: FundingInstructions.BankTransfer
    currency: str
    funding_type: Literal["bank_transfer"]
    livemode: bool
    object: Literal["funding_instructions"]

class IdentityVerificationReport(Document):
    class Options(Document):
        class Document(Document):
            allowed_types: Sequence[Literal["driving_license", "id_card", "passport"]] | None
            require_id_number: bool | None
            require_live_capture: bool | None
            require_matching_selfie: bool | None
        class IdNumber(Document): ...
        document: IdentityVerificationReport.Options.Document | None
        id_number: IdentityVerificationReport.Options.IdNumber | None
    class Email(Document):
        class Error(Document):
            code: Literal["email_unverified_other", "email_verification_declined"] | None
            reason: str | None
        email: str | None
        error: IdentityVerificationReport.Email.Error | None
        status: Literal["unverified", "verified"]
    class IdNumber(Document):
        class Dob(Document):
            day: int | None
            month: int | None
            year: int | None
        class Error(Document):
            code: Literal["id_number_insufficient_document_data", "id_number_mismatch", "id_number_unverified_other"] | None
            reason: str | None
        dob: IdentityVerificationReport.IdNumber.Dob | None
        error: IdentityVerificationReport.IdNumber.Error | None
        first_name: str | None
        id_number: str | None
        id_number_type: Literal["br_cpf", "sg_nric", "us_ssn"] | None
        last_name: str | None
        status: Literal["unverified", "verified"]
    class Phone(Document):
        class Error(Document):
            code: Literal["phone_unverified_other", "phone_verification_declined"] | None
            reason: str | None
        error: IdentityVerificationReport.Phone.Error | None
        phone: str | None
        status: Literal["unverified", "verified"]
    class Selfie(Document):
        class Error(Document):
            code: Literal["selfie_document_missing_photo", "selfie_face_mismatch", "selfie_manipulated", "selfie_unverified_other"] | None
            reason: str | None
        document: str | None
        error: IdentityVerificationReport.Selfie.Error | None
        selfie: str | None
        status: Literal["unverified", "verified"]
    class Document(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class Error(Document):
            code: Literal["document_expired", "document_type_not_supported", "document_unverified_other"] | None
            reason: str | None
        class ExpirationDate(Document):
            day: int | None
            month: int | None
            year: int | None
        class IssuedDate(Document):
            day: int | None
            month: int | None
            year: int | None
        class Dob(Document):
            day: int | None
            month: int | None
            year: int | None
        address: IdentityVerificationReport.Document.Address | None
        error: IdentityVerificationReport.Document.Error | None
        expiration_date: IdentityVerificationReport.Document.ExpirationDate | None
        files: Sequence[str] | None
        first_name: str | None
        issued_date: IdentityVerificationReport.Document.IssuedDate | None
        issuing_country: str | None
        last_name: str | None
        status: Literal["unverified", "verified"]
        type: Literal["driving_license", "id_card", "passport"] | None
        dob: IdentityVerificationReport.Document.Dob | None
        number: str | None
        sex: Literal["[redacted]", "female", "male", "unknown"] | None
        unparsed_place_of_birth: str | None
        unparsed_sex: str | None
    client_reference_id: str | None
    created: int
    id: str
    livemode: bool
    object: Literal["identity.verification_report"]
    options: IdentityVerificationReport.Options | None
    type: Literal["document", "id_number", "verification_flow"]
    verification_session: str | None
    email: IdentityVerificationReport.Email | None
    id_number: IdentityVerificationReport.IdNumber | None
    phone: IdentityVerificationReport.Phone | None
    selfie: IdentityVerificationReport.Selfie | None
    verification_flow: str | None
    document: IdentityVerificationReport.Document | None

class IdentityVerificationSession(Document):
    class LastError(Document):
        code: Literal["abandoned", "consent_declined", "country_not_supported", "device_not_supported", "document_expired", "document_type_not_supported", "document_unverified_other", "email_unverified_other", "email_verification_declined", "id_number_insufficient_document_data", "id_number_mismatch", "id_number_unverified_other", "phone_unverified_other", "phone_verification_declined", "selfie_document_missing_photo", "selfie_face_mismatch", "selfie_manipulated", "selfie_unverified_other", "under_supported_age"] | None
        reason: str | None
    class Options(Document):
        class Document(Document):
            require_matching_selfie: bool | None
            allowed_types: Sequence[Literal["driving_license", "id_card", "passport"]] | None
            require_id_number: bool | None
            require_live_capture: bool | None
        class Email(Document):
            require_verification: bool | None
        class IdNumber(Document): ...
        class Phone(Document):
            require_verification: bool | None
        class Matching(Document):
            dob: Literal["none", "similar"] | None
            name: Literal["none", "similar"] | None
        document: IdentityVerificationSession.Options.Document | None
        email: IdentityVerificationSession.Options.Email | None
        id_number: IdentityVerificationSession.Options.IdNumber | None
        phone: IdentityVerificationSession.Options.Phone | None
        matching: IdentityVerificationSession.Options.Matching | None
    class Redaction(Document):
        status: Literal["processing", "redacted", "validated"]
    class ProvidedDetails(Document):
        email: str | None
        phone: str | None
    class VerifiedOutputs(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class Dob(Document):
            day: int | None
            month: int | None
            year: int | None
        address: IdentityVerificationSession.VerifiedOutputs.Address | None
        dob: IdentityVerificationSession.VerifiedOutputs.Dob | None
        email: str | None
        first_name: str | None
        id_number: str | None
        id_number_type: Literal["br_cpf", "sg_nric", "us_ssn"] | None
        last_name: str | None
        phone: str | None
        sex: Literal["[redacted]", "female", "male", "unknown"] | None
        unparsed_place_of_birth: str | None
        unparsed_sex: str | None
    class RelatedPerson(Document):
        account: str
        person: str
    client_reference_id: str | None
    client_secret: str | None
    created: int
    id: str
    last_error: IdentityVerificationSession.LastError | None
    last_verification_report: str | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["identity.verification_session"]
    options: IdentityVerificationSession.Options | None
    redaction: IdentityVerificationSession.Redaction | None
    related_customer: str | None
    related_customer_account: str | None
    status: Literal["canceled", "processing", "requires_input", "verified"]
    type: Literal["document", "id_number", "verification_flow"]
    url: str | None
    provided_details: IdentityVerificationSession.ProvidedDetails | None
    verification_flow: str | None
    verified_outputs: IdentityVerificationSession.VerifiedOutputs | None
    related_person: IdentityVerificationSession.RelatedPerson | None

class Invoice(Document):
    class AutomaticTax(Document):
        class Liability(Document):
            type: Literal["account", "self"]
            account: str | None
        disabled_reason: Literal["finalization_requires_location_inputs", "finalization_system_error"] | None
        enabled: bool
        liability: Invoice.AutomaticTax.Liability | None
        provider: str | None
        status: Literal["complete", "failed", "requires_location_inputs"] | None
    class CustomFields(Document):
        name: str
        value: str
    class CustomerAddress(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
    class CustomerShipping(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        carrier: str | None
        phone: str | None
        tracking_number: str | None
        address: Invoice.CustomerShipping.Address | None
        name: str | None
    class CustomerTaxIds(Document):
        type: Literal["ad_nrt", "ae_trn", "al_tin", "am_tin", "ao_tin", "ar_cuit", "au_abn", "au_acn", "au_arn", "au_wpn", "aw_tin", "az_tin", "ba_tin", "bb_tin", "bd_bin", "bf_ifu", "bg_uic", "bh_vat", "bj_ifu", "bo_tin", "br_cnpj", "br_cpf", "bs_tin", "bw_vat", "by_tin", "ca_bn", "ca_gst_hst", "ca_pst_bc", "ca_pst_mb", "ca_pst_sk", "ca_qst", "cd_nif", "ch_uid", "ch_vat", "ci_vat", "cl_tin", "cm_niu", "cn_tin", "co_nit", "cr_tin", "cv_nif", "cz_dic", "de_stn", "do_rcn", "ec_ruc", "eg_tin", "es_cif", "et_tin", "eu_oss_vat", "eu_vat", "fo_vat", "fr_siren", "fr_siret", "fr_spi", "gb_vat", "ge_vat", "gh_tin", "gi_tin", "gn_nif", "hk_br", "hr_oib", "hu_tin", "ic_nif", "id_npwp", "il_vat", "in_gst", "is_kt", "is_vat", "it_cf", "jp_cn", "jp_rn", "jp_trn", "ke_pin", "kg_tin", "kh_tin", "kr_brn", "kz_bin", "la_tin", "li_uid", "li_vat", "lk_vat", "ma_vat", "md_cf", "md_vat", "me_pib", "mk_vat", "mr_nif", "mu_vat", "mx_rfc", "my_frp", "my_itn", "my_sst", "mz_nuit", "ng_tin", "no_vat", "no_voec", "np_pan", "nz_bn", "nz_gst", "om_vat", "pe_ruc", "ph_tin", "pl_nip", "pt_nif", "py_ruc", "ro_tin", "rs_pib", "ru_inn", "ru_kpp", "sa_vat", "sg_gst", "sg_uen", "si_tin", "sm_coe", "sn_ninea", "sr_fin", "sv_nit", "th_vat", "tj_tin", "tr_tin", "tt_bir", "tt_vat", "tw_vat", "tz_vat", "ua_vat", "ug_tin", "unknown", "us_ein", "uy_ruc", "uz_tin", "uz_vat", "ve_rif", "vn_tin", "za_vat", "zm_tin", "zw_tin"]
        value: str | None
    class FromInvoice(Document):
        action: str
        invoice: str
    class Issuer(Document):
        type: Literal["account", "self"]
        account: str | None
    class LastFinalizationError(Document):
        type: Literal["api_error", "card_error", "idempotency_error", "invalid_request_error"]
        advice_code: str | None
        charge: str | None
        code: Literal["account_closed", "account_country_invalid_address", "account_error_country_change_requires_additional_steps", "account_information_mismatch", "account_invalid", "account_number_invalid", "account_token_required_for_v2_account", "acss_debit_session_incomplete", "action_blocked", "alipay_upgrade_required", "amount_too_large", "amount_too_small", "anomalous_money_movement_request", "api_key_expired", "application_fees_not_allowed", "approval_required", "authentication_failure", "authentication_required", "balance_insufficient", "balance_invalid_parameter", "bank_account_bad_routing_numbers", "bank_account_declined", "bank_account_exists", "bank_account_restricted", "bank_account_unusable", "bank_account_unverified", "bank_account_verification_failed", "billing_invalid_mandate", "bitcoin_upgrade_required", "capability_not_active", "capture_charge_authorization_expired", "capture_unauthorized_payment", "card_decline_rate_limit_exceeded", "card_declined", "cardholder_phone_number_required", "charge_already_captured", "charge_already_refunded", "charge_disputed", "charge_exceeds_source_limit", "charge_exceeds_transaction_limit", "charge_expired_for_capture", "charge_invalid_parameter", "charge_not_refundable", "clearing_code_unsupported", "country_code_invalid", "country_unsupported", "coupon_expired", "customer_max_payment_methods", "customer_max_subscriptions", "customer_session_expired", "customer_tax_location_invalid", "debit_not_authorized", "dispute_evidence_page_limit_exceeded", "email_invalid", "expired_card", "expired_payment_method", "failed_tax_calculation", "financial_account_balance_does_not_support_currency", "financial_account_capability_not_enabled", "financial_account_capability_restricted", "financial_connections_account_inactive", "financial_connections_account_pending_account_numbers", "financial_connections_account_unavailable_account_numbers", "financial_connections_consent_locale_invalid", "financial_connections_consent_locale_unsupported", "financial_connections_no_successful_transaction_refresh", "forwarding_api_inactive", "forwarding_api_invalid_parameter", "forwarding_api_retryable_upstream_error", "forwarding_api_upstream_connection_error", "forwarding_api_upstream_connection_timeout", "forwarding_api_upstream_error", "idempotency_key_in_use", "incorrect_address", "incorrect_cvc", "incorrect_number", "incorrect_postal_code", "incorrect_zip", "india_recurring_payment_mandate_canceled", "instant_payouts_config_disabled", "instant_payouts_currency_disabled", "instant_payouts_limit_exceeded", "instant_payouts_unsupported", "insufficient_funds", "intent_invalid_state", "intent_verification_method_missing", "invalid_canceled_subscription_fields", "invalid_card_type", "invalid_characters", "invalid_charge_amount", "invalid_cvc", "invalid_expiry_month", "invalid_expiry_year", "invalid_mandate_reference_prefix_format", "invalid_number", "invalid_source_usage", "invalid_tax_location", "invoice_no_customer_line_items", "invoice_no_payment_method_types", "invoice_no_subscription_line_items", "invoice_not_editable", "invoice_on_behalf_of_not_editable", "invoice_payment_intent_requires_action", "invoice_upcoming_none", "livemode_mismatch", "lock_timeout", "missing", "no_account", "not_allowed_on_standard_account", "out_of_inventory", "ownership_declaration_not_allowed", "parameter_invalid_empty", "parameter_invalid_integer", "parameter_invalid_string_blank", "parameter_invalid_string_empty", "parameter_missing", "parameter_unknown", "parameters_exclusive", "payment_evaluation_on_api_version_not_supported", "payment_intent_action_required", "payment_intent_authentication_failure", "payment_intent_incompatible_payment_method", "payment_intent_invalid_parameter", "payment_intent_konbini_rejected_confirmation_number", "payment_intent_mandate_invalid", "payment_intent_payment_attempt_expired", "payment_intent_payment_attempt_failed", "payment_intent_rate_limit_exceeded", "payment_intent_unexpected_state", "payment_method_bank_account_already_verified", "payment_method_bank_account_blocked", "payment_method_billing_details_address_missing", "payment_method_configuration_failures", "payment_method_currency_mismatch", "payment_method_customer_decline", "payment_method_invalid_parameter", "payment_method_invalid_parameter_testmode", "payment_method_microdeposit_failed", "payment_method_microdeposit_processing_error", "payment_method_microdeposit_verification_amounts_invalid", "payment_method_microdeposit_verification_amounts_mismatch", "payment_method_microdeposit_verification_attempts_exceeded", "payment_method_microdeposit_verification_descriptor_code_mismatch", "payment_method_microdeposit_verification_timeout", "payment_method_not_available", "payment_method_provider_decline", "payment_method_provider_timeout", "payment_method_restricted", "payment_method_unactivated", "payment_method_unexpected_state", "payment_method_unsupported_type", "payout_reconciliation_not_ready", "payouts_limit_exceeded", "payouts_not_allowed", "platform_account_required", "platform_api_key_expired", "postal_code_invalid", "processing_error", "product_inactive", "progressive_onboarding_limit_exceeded", "rate_limit", "refer_to_customer", "refund_disputed_payment", "request_blocked", "resource_already_exists", "resource_missing", "return_intent_already_processed", "routing_number_invalid", "secret_key_required", "sepa_unsupported_account", "service_period_coupon_with_metered_tiered_item_unsupported", "setup_attempt_failed", "setup_intent_authentication_failure", "setup_intent_invalid_parameter", "setup_intent_mandate_invalid", "setup_intent_mobile_wallet_unsupported", "setup_intent_setup_attempt_expired", "setup_intent_unexpected_state", "shipping_address_invalid", "shipping_calculation_failed", "siret_invalid", "sku_inactive", "smart_disputes_not_available", "state_unsupported", "status_transition_invalid", "storer_capability_missing", "storer_capability_not_active", "stripe_tax_inactive", "subscription_update_trial_after_billing_cycle_anchor", "tax_id_invalid", "tax_id_prohibited", "taxes_calculation_failed", "terminal_location_country_unsupported", "terminal_reader_busy", "terminal_reader_hardware_fault", "terminal_reader_invalid_location_for_activation", "terminal_reader_invalid_location_for_payment", "terminal_reader_offline", "terminal_reader_timeout", "testmode_charges_only", "three_d_secure_authentication_not_supported", "three_d_secure_authentication_upstream_error", "tls_version_unsupported", "token_already_used", "token_card_network_invalid", "token_in_use", "transfer_source_balance_parameters_mismatch", "transfers_not_allowed", "url_invalid"] | None
        decline_code: str | None
        doc_url: str | None
        message: str | None
        network_advice_code: str | None
        network_decline_code: str | None
        param: str | None
        payment_intent: PaymentIntent | None
        payment_method: PaymentMethod | None
        payment_method_type: str | None
        request_log_url: str | None
        setup_intent: SetupIntent | None
        source: Account | BankAccount | Card | Source | None
    class Parent(Document):
        class QuoteDetails(Document):
            quote: str
        class SubscriptionDetails(Document):
            metadata: Mapping[str, str]
            subscription: str
            subscription_proration_date: int | None
        quote_details: Invoice.Parent.QuoteDetails | None
        subscription_details: Invoice.Parent.SubscriptionDetails | None
        type: Literal["quote_details", "subscription_details"]
    class PaymentSettings(Document):
        class PaymentMethodOptions(Document):
            class AcssDebit(Document):
                class MandateOptions(Document):
                    transaction_type: Literal["business", "personal"] | None
                mandate_options: Invoice.PaymentSettings.PaymentMethodOptions.AcssDebit.MandateOptions | None
                verification_method: Literal["automatic", "instant", "microdeposits"] | None
            class Bancontact(Document):
                preferred_language: Literal["de", "en", "fr", "nl"]
            class Card(Document):
                class Installments(Document):
                    enabled: bool | None
                request_three_d_secure: Literal["any", "automatic", "challenge"] | None
                installments: Invoice.PaymentSettings.PaymentMethodOptions.Card.Installments | None
            class CustomerBalance(Document):
                class BankTransfer(Document):
                    class EuBankTransfer(Document):
                        country: Literal["BE", "DE", "ES", "FR", "IE", "NL"]
                    type: str | None
                    eu_bank_transfer: Invoice.PaymentSettings.PaymentMethodOptions.CustomerBalance.BankTransfer.EuBankTransfer | None
                funding_type: Literal["bank_transfer"] | None
                bank_transfer: Invoice.PaymentSettings.PaymentMethodOptions.CustomerBalance.BankTransfer | None
            class Konbini(Document): ...
            class Payto(Document):
                class MandateOptions(Document):
                    amount: int | None
                    amount_type: Literal["fixed", "maximum"] | None
                    purpose: Literal["dependant_support", "government", "loan", "mortgage", "other", "pension", "personal", "retail", "salary", "tax", "utility"] | None
                mandate_options: Invoice.PaymentSettings.PaymentMethodOptions.Payto.MandateOptions | None
            class Pix(Document):
                amount_includes_iof: Literal["always", "never"] | None
                expires_after_seconds: int | None
            class SepaDebit(Document): ...
            class Upi(Document):
                class MandateOptions(Document):
                    amount: int | None
                    amount_type: Literal["fixed", "maximum"] | None
                    description: str | None
                    end_date: int | None
                mandate_options: Invoice.PaymentSettings.PaymentMethodOptions.Upi.MandateOptions | None
            class UsBankAccount(Document):
                class FinancialConnections(Document):
                    class Filters(Document):
                        account_subcategories: Sequence[Literal["checking", "savings"]] | None
                    prefetch: Sequence[Literal["balances", "ownership", "transactions"]] | None
                    filters: Invoice.PaymentSettings.PaymentMethodOptions.UsBankAccount.FinancialConnections.Filters | None
                    permissions: Sequence[Literal["balances", "ownership", "payment_method", "transactions"]] | None
                financial_connections: Invoice.PaymentSettings.PaymentMethodOptions.UsBankAccount.FinancialConnections | None
                verification_method: Literal["automatic", "instant", "microdeposits"] | None
            class Billie(Document):
                class CompanyDetails(Document):
                    class RegisteredAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    registered_name: str | None
                    registration_number: str | None
                    vat: str | None
                    registered_address: Invoice.PaymentSettings.PaymentMethodOptions.Billie.CompanyDetails.RegisteredAddress | None
                    registration_type: Literal["ch_ein", "de_hrb", "dk_cvr", "es_cif", "fi_tunnus", "fr_siren", "fr_siret", "it_rea", "nl_kvk", "no_org_number", "no_pno", "se_org_number", "se_pno", "uk_crn"] | None
                company_details: Invoice.PaymentSettings.PaymentMethodOptions.Billie.CompanyDetails | None
                reference: str | None
            class Blik(Document): ...
            acss_debit: Invoice.PaymentSettings.PaymentMethodOptions.AcssDebit | None
            bancontact: Invoice.PaymentSettings.PaymentMethodOptions.Bancontact | None
            card: Invoice.PaymentSettings.PaymentMethodOptions.Card | None
            customer_balance: Invoice.PaymentSettings.PaymentMethodOptions.CustomerBalance | None
            konbini: Invoice.PaymentSettings.PaymentMethodOptions.Konbini | None
            payto: Invoice.PaymentSettings.PaymentMethodOptions.Payto | None
            pix: Invoice.PaymentSettings.PaymentMethodOptions.Pix | None
            sepa_debit: Invoice.PaymentSettings.PaymentMethodOptions.SepaDebit | None
            upi: Invoice.PaymentSettings.PaymentMethodOptions.Upi | None
            us_bank_account: Invoice.PaymentSettings.PaymentMethodOptions.UsBankAccount | None
            billie: Invoice.PaymentSettings.PaymentMethodOptions.Billie | None
            blik: Invoice.PaymentSettings.PaymentMethodOptions.Blik | None
        default_mandate: str | None
        payment_method_options: Invoice.PaymentSettings.PaymentMethodOptions | None
        payment_method_types: Sequence[Literal["ach_credit_transfer", "ach_debit", "acss_debit", "affirm", "alipay", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "blik", "boleto", "card", "cashapp", "crypto", "custom", "customer_balance", "eps", "fpx", "giropay", "grabpay", "ideal", "jp_credit_transfer", "kakao_pay", "klarna", "konbini", "kr_card", "link", "mb_way", "multibanco", "naver_pay", "nz_bank_account", "p24", "pay_by_bank", "payco", "paynow", "paypal", "payto", "pix", "promptpay", "revolut_pay", "satispay", "sepa_credit_transfer", "sepa_debit", "sequra", "sofort", "swish", "twint", "upi", "us_bank_account", "wechat_pay"]] | None
    class Rendering(Document):
        class Pdf(Document):
            page_size: Literal["a4", "auto", "letter"] | None
        amount_tax_display: str | None
        pdf: Invoice.Rendering.Pdf | None
        template: str | None
        template_version: int | None
    class ShippingCost(Document):
        class Taxes(Document):
            amount: int
            rate: TaxRate
            taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"] | None
            taxable_amount: int | None
        amount_subtotal: int
        amount_tax: int
        amount_total: int
        shipping_rate: str | None
        taxes: Sequence[Invoice.ShippingCost.Taxes] | None
    class ShippingDetails(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        carrier: str | None
        phone: str | None
        tracking_number: str | None
        address: Invoice.ShippingDetails.Address | None
        name: str | None
    class StatusTransitions(Document):
        finalized_at: int | None
        marked_uncollectible_at: int | None
        paid_at: int | None
        voided_at: int | None
    class TotalDiscountAmounts(Document):
        amount: int
        discount: str
    class TotalPretaxCreditAmounts(Document):
        amount: int
        type: Literal["credit_balance_transaction", "discount"]
        credit_balance_transaction: str | None
        discount: str | None
    class TotalTaxes(Document):
        class TaxRateDetails(Document):
            tax_rate: str
        amount: int
        tax_behavior: Literal["exclusive", "inclusive"]
        tax_rate_details: Invoice.TotalTaxes.TaxRateDetails | None
        taxability_reason: Literal["customer_exempt", "not_available", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"]
        taxable_amount: int | None
        type: Literal["tax_rate_details"]
    class ThresholdReason(Document):
        class ItemReasons(Document):
            line_item_ids: Sequence[str]
            usage_gte: int
        amount_gte: int | None
        item_reasons: Sequence[Invoice.ThresholdReason.ItemReasons]
    class ConfirmationSecret(Document):
        client_secret: str
        type: str
    class StatusDetails(Document):
        class Uncollectible(Document):
            reason: Literal["max_payment_attempts", "payment_not_received", "subscription_canceled", "subscription_paused", "user_forgiven"] | None
        uncollectible: Invoice.StatusDetails.Uncollectible | None
    account_country: str | None
    account_name: str | None
    account_tax_ids: Sequence[str] | None
    amount_due: int
    amount_overpaid: int
    amount_paid: int
    amount_remaining: int
    amount_shipping: int
    application: str | None
    attempt_count: int
    attempted: bool
    auto_advance: bool | None
    automatic_tax: Invoice.AutomaticTax
    automatically_finalizes_at: int | None
    billing_reason: Literal["automatic_pending_invoice_item_invoice", "manual", "quote_accept", "subscription", "subscription_create", "subscription_cycle", "subscription_threshold", "subscription_update", "upcoming"] | None
    collection_method: Literal["charge_automatically", "send_invoice"]
    created: int
    currency: str
    custom_fields: Sequence[Invoice.CustomFields] | None
    customer: str | None
    customer_account: str | None
    customer_address: Invoice.CustomerAddress | None
    customer_email: str | None
    customer_name: str | None
    customer_phone: str | None
    customer_shipping: Invoice.CustomerShipping | None
    customer_tax_exempt: Literal["exempt", "none", "reverse"] | None
    customer_tax_ids: Sequence[Invoice.CustomerTaxIds] | None
    default_payment_method: str | None
    default_source: str | None
    default_tax_rates: Sequence[TaxRate]
    description: str | None
    discounts: Sequence[str]
    due_date: int | None
    effective_at: int | None
    ending_balance: int | None
    footer: str | None
    from_invoice: Invoice.FromInvoice | None
    hosted_invoice_url: str | None
    id: str
    invoice_pdf: str | None
    issuer: Invoice.Issuer
    last_finalization_error: Invoice.LastFinalizationError | None
    latest_revision: str | None
    lines: Listed[LineItem]
    livemode: bool
    metadata: Mapping[str, str]
    next_payment_attempt: int | None
    number: str | None
    object: Literal["invoice"]
    on_behalf_of: str | None
    parent: Invoice.Parent | None
    payment_settings: Invoice.PaymentSettings
    period_end: int
    period_start: int
    post_payment_credit_notes_amount: int
    pre_payment_credit_notes_amount: int
    receipt_number: str | None
    rendering: Invoice.Rendering | None
    shipping_cost: Invoice.ShippingCost | None
    shipping_details: Invoice.ShippingDetails | None
    starting_balance: int
    statement_descriptor: str | None
    status: Literal["draft", "open", "paid", "uncollectible", "void"] | None
    status_transitions: Invoice.StatusTransitions
    subtotal: int
    subtotal_excluding_tax: int | None
    test_clock: str | None
    total: int
    total_discount_amounts: Sequence[Invoice.TotalDiscountAmounts] | None
    total_excluding_tax: int | None
    total_pretax_credit_amounts: Sequence[Invoice.TotalPretaxCreditAmounts] | None
    total_taxes: Sequence[Invoice.TotalTaxes] | None
    webhooks_delivered_at: int | None
    threshold_reason: Invoice.ThresholdReason | None
    amount_paid_off_stripe: int | None
    confirmation_secret: Invoice.ConfirmationSecret | None
    payments: Listed[InvoicePayment] | None
    status_details: Invoice.StatusDetails | None

class InvoicePayment(Document):
    class Payment(Document):
        type: Literal["charge", "payment_intent", "payment_record"]
        charge: str | None
        payment_intent: str | None
        payment_record: str | None
    class StatusTransitions(Document):
        canceled_at: int | None
        paid_at: int | None
    amount_paid: int | None
    amount_requested: int
    created: int
    currency: str
    id: str
    invoice: str
    is_default: bool
    livemode: bool
    object: Literal["invoice_payment"]
    payment: InvoicePayment.Payment
    status: str
    status_transitions: InvoicePayment.StatusTransitions

class InvoiceRenderingTemplate(Document):
    created: int
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    nickname: str | None
    object: Literal["invoice_rendering_template"]
    status: Literal["active", "archived"]
    version: int

class Invoiceitem(Document):
    class Parent(Document):
        class SubscriptionDetails(Document):
            subscription: str
            subscription_item: str | None
        subscription_details: Invoiceitem.Parent.SubscriptionDetails | None
        type: Literal["subscription_details"]
    class Period(Document):
        end: int
        start: int
    class Pricing(Document):
        class PriceDetails(Document):
            price: str
            product: str
        type: Literal["price_details"]
        unit_amount_decimal: str | None
        price_details: Invoiceitem.Pricing.PriceDetails | None
    class InvoicingRules(Document):
        type: Literal["defer_until_credited_items_resolved"]
    class ProrationDetails(Document):
        class CreditedItems(Document):
            class InvoiceLineItemDetails(Document):
                invoice: str
                invoice_line_items: Sequence[str]
            type: Literal["invoice_item", "invoice_line_items"]
            invoice_item: str | None
            invoice_line_item_details: Invoiceitem.ProrationDetails.CreditedItems.InvoiceLineItemDetails | None
        class DiscountAmounts(Document):
            amount: int
            discount: str
        credited_items: Invoiceitem.ProrationDetails.CreditedItems | None
        discount_amounts: Sequence[Invoiceitem.ProrationDetails.DiscountAmounts]
    amount: int
    currency: str
    customer: str
    customer_account: str | None
    date: int
    description: str | None
    discountable: bool
    discounts: Sequence[str] | None
    id: str
    invoice: str | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["invoiceitem"]
    parent: Invoiceitem.Parent | None
    period: Invoiceitem.Period
    pricing: Invoiceitem.Pricing | None
    proration: bool
    quantity: int
    quantity_decimal: str
    tax_rates: Sequence[TaxRate] | None
    test_clock: str | None
    frozen_fields: Sequence[Literal["discounts", "pricing", "quantity"]] | None
    invoicing_rules: Sequence[Invoiceitem.InvoicingRules] | None
    net_amount: int | None
    proration_details: Invoiceitem.ProrationDetails | None

class IssuingAuthorization(Document):
    class AmountDetails(Document):
        atm_fee: int | None
        cashback_amount: int | None
    class Fleet(Document):
        class CardholderPromptData(Document):
            alphanumeric_id: str | None
            driver_id: str | None
            odometer: int | None
            unspecified_id: str | None
            user_id: str | None
            vehicle_number: str | None
        class ReportedBreakdown(Document):
            class Fuel(Document):
                gross_amount_decimal: str | None
            class NonFuel(Document):
                gross_amount_decimal: str | None
            class Tax(Document):
                local_amount_decimal: str | None
                national_amount_decimal: str | None
            fuel: IssuingAuthorization.Fleet.ReportedBreakdown.Fuel | None
            non_fuel: IssuingAuthorization.Fleet.ReportedBreakdown.NonFuel | None
            tax: IssuingAuthorization.Fleet.ReportedBreakdown.Tax | None
        cardholder_prompt_data: IssuingAuthorization.Fleet.CardholderPromptData | None
        purchase_type: Literal["fuel_and_non_fuel_purchase", "fuel_purchase", "non_fuel_purchase"] | None
        reported_breakdown: IssuingAuthorization.Fleet.ReportedBreakdown | None
        service_type: Literal["full_service", "non_fuel_transaction", "self_service"] | None
    class Fuel(Document):
        industry_product_code: str | None
        quantity_decimal: str | None
        type: Literal["diesel", "other", "unleaded_plus", "unleaded_regular", "unleaded_super"] | None
        unit: Literal["charging_minute", "imperial_gallon", "kilogram", "kilowatt_hour", "liter", "other", "pound", "us_gallon"] | None
        unit_cost_decimal: str | None
    class MerchantData(Document):
        category: str
        category_code: str
        city: str | None
        country: str | None
        name: str | None
        network_id: str
        postal_code: str | None
        state: str | None
        tax_id: str | None
        terminal_id: str | None
        url: str | None
    class NetworkData(Document):
        acquiring_institution_id: str | None
        system_trace_audit_number: str | None
        transaction_id: str | None
    class PendingRequest(Document):
        class AmountDetails(Document):
            atm_fee: int | None
            cashback_amount: int | None
        amount: int
        amount_details: IssuingAuthorization.PendingRequest.AmountDetails | None
        currency: str
        is_amount_controllable: bool
        merchant_amount: int
        merchant_currency: str
        network_risk_score: int | None
    class RequestHistory(Document):
        class AmountDetails(Document):
            atm_fee: int | None
            cashback_amount: int | None
        amount: int
        amount_details: IssuingAuthorization.RequestHistory.AmountDetails | None
        approved: bool
        authorization_code: str | None
        created: int
        currency: str
        merchant_amount: int
        merchant_currency: str
        network_risk_score: int | None
        reason: Literal["account_disabled", "card_active", "card_canceled", "card_expired", "card_inactive", "cardholder_blocked", "cardholder_inactive", "cardholder_verification_required", "insecure_authorization_method", "insufficient_funds", "network_fallback", "not_allowed", "pin_blocked", "spending_controls", "stripe_internal_error", "suspected_fraud", "verification_failed", "webhook_approved", "webhook_declined", "webhook_error", "webhook_timeout"]
        reason_message: str | None
        requested_at: int | None
    class VerificationData(Document):
        class AuthenticationExemption(Document):
            claimed_by: Literal["acquirer", "issuer"]
            type: Literal["low_value_transaction", "transaction_risk_analysis", "unknown"]
        class ThreeDSecure(Document):
            result: Literal["attempt_acknowledged", "authenticated", "failed", "required"]
        address_line1_check: Literal["match", "mismatch", "not_provided"]
        address_postal_code_check: Literal["match", "mismatch", "not_provided"]
        authentication_exemption: IssuingAuthorization.VerificationData.AuthenticationExemption | None
        cvc_check: Literal["match", "mismatch", "not_provided"]
        expiry_check: Literal["match", "mismatch", "not_provided"]
        postal_code: str | None
        three_d_secure: IssuingAuthorization.VerificationData.ThreeDSecure | None
    class FraudChallenges(Document):
        channel: Literal["sms"]
        status: Literal["expired", "pending", "rejected", "undeliverable", "verified"]
        undeliverable_reason: Literal["no_phone_number", "unsupported_phone_number"] | None
    class Treasury(Document):
        received_credits: Sequence[str]
        received_debits: Sequence[str]
        transaction: str | None
    amount: int
    amount_details: IssuingAuthorization.AmountDetails | None
    approved: bool
    authorization_method: Literal["chip", "contactless", "keyed_in", "online", "swipe"]
    balance_transactions: Sequence[BalanceTransaction]
    card: IssuingCard
    card_presence: Literal["not_present", "present"] | None
    cardholder: str | None
    created: int
    currency: str
    fleet: IssuingAuthorization.Fleet | None
    fuel: IssuingAuthorization.Fuel | None
    id: str
    livemode: bool
    merchant_amount: int
    merchant_currency: str
    merchant_data: IssuingAuthorization.MerchantData
    metadata: Mapping[str, str]
    network_data: IssuingAuthorization.NetworkData | None
    object: Literal["issuing.authorization"]
    pending_request: IssuingAuthorization.PendingRequest | None
    request_history: Sequence[IssuingAuthorization.RequestHistory]
    status: Literal["closed", "expired", "pending", "reversed"]
    token: str | None
    transactions: Sequence[IssuingTransaction]
    verification_data: IssuingAuthorization.VerificationData
    verified_by_fraud_challenge: bool | None
    wallet: str | None
    fraud_challenges: Sequence[IssuingAuthorization.FraudChallenges] | None
    treasury: IssuingAuthorization.Treasury | None

class IssuingCard(Document):
    class LatestFraudWarning(Document):
        started_at: int | None
        type: Literal["card_testing_exposure", "fraud_dispute_filed", "third_party_reported", "user_indicated_fraud"] | None
    class LifecycleControls(Document):
        class CancelAfter(Document):
            payment_count: int
        cancel_after: IssuingCard.LifecycleControls.CancelAfter
    class Shipping(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class AddressValidation(Document):
            class NormalizedAddress(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            mode: Literal["disabled", "normalization_only", "validation_and_normalization"]
            normalized_address: IssuingCard.Shipping.AddressValidation.NormalizedAddress | None
            result: Literal["indeterminate", "likely_deliverable", "likely_undeliverable"] | None
        class Customs(Document):
            eori_number: str | None
        address: IssuingCard.Shipping.Address
        address_validation: IssuingCard.Shipping.AddressValidation | None
        business_name: str | None
        carrier: Literal["correos", "dhl", "fedex", "royal_mail", "usps"] | None
        customs: IssuingCard.Shipping.Customs | None
        eta: int | None
        name: str
        phone_number: str | None
        require_signature: bool | None
        service: Literal["express", "priority", "standard"]
        status: Literal["canceled", "delivered", "failure", "pending", "returned", "shipped", "submitted"] | None
        tracking_number: str | None
        tracking_url: str | None
        type: Literal["bulk", "individual"]
        delivered_at: int | None
        shipped_at: int | None
    class SpendingControls(Document):
        class SpendingLimits(Document):
            amount: int
            categories: Sequence[Literal["ac_refrigeration_repair", "accounting_bookkeeping_services", "advertising_services", "agricultural_cooperative", "airlines_air_carriers", "airports_flying_fields", "ambulance_services", "amusement_parks_carnivals", "antique_reproductions", "antique_shops", "aquariums", "architectural_surveying_services", "art_dealers_and_galleries", "artists_supply_and_craft_shops", "auto_and_home_supply_stores", "auto_body_repair_shops", "auto_paint_shops", "auto_service_shops", "automated_cash_disburse", "automated_fuel_dispensers", "automobile_associations", "automotive_parts_and_accessories_stores", "automotive_tire_stores", "bail_and_bond_payments", "bakeries", "bands_orchestras", "barber_and_beauty_shops", "betting_casino_gambling", "bicycle_shops", "billiard_pool_establishments", "boat_dealers", "boat_rentals_and_leases", "book_stores", "books_periodicals_and_newspapers", "bowling_alleys", "bus_lines", "business_secretarial_schools", "buying_shopping_services", "cable_satellite_and_other_pay_television_and_radio", "camera_and_photographic_supply_stores", "candy_nut_and_confectionery_stores", "car_and_truck_dealers_new_used", "car_and_truck_dealers_used_only", "car_rental_agencies", "car_washes", "carpentry_services", "carpet_upholstery_cleaning", "caterers", "charitable_and_social_service_organizations_fundraising", "chemicals_and_allied_products", "child_care_services", "childrens_and_infants_wear_stores", "chiropodists_podiatrists", "chiropractors", "cigar_stores_and_stands", "civic_social_fraternal_associations", "cleaning_and_maintenance", "clothing_rental", "colleges_universities", "commercial_equipment", "commercial_footwear", "commercial_photography_art_and_graphics", "commuter_transport_and_ferries", "computer_network_services", "computer_programming", "computer_repair", "computer_software_stores", "computers_peripherals_and_software", "concrete_work_services", "construction_materials", "consulting_public_relations", "correspondence_schools", "cosmetic_stores", "counseling_services", "country_clubs", "courier_services", "court_costs", "credit_reporting_agencies", "cruise_lines", "dairy_products_stores", "dance_hall_studios_schools", "dating_escort_services", "dentists_orthodontists", "department_stores", "detective_agencies", "digital_goods_applications", "digital_goods_games", "digital_goods_large_volume", "digital_goods_media", "direct_marketing_catalog_merchant", "direct_marketing_combination_catalog_and_retail_merchant", "direct_marketing_inbound_telemarketing", "direct_marketing_insurance_services", "direct_marketing_other", "direct_marketing_outbound_telemarketing", "direct_marketing_subscription", "direct_marketing_travel", "discount_stores", "doctors", "door_to_door_sales", "drapery_window_covering_and_upholstery_stores", "drinking_places", "drug_stores_and_pharmacies", "drugs_drug_proprietaries_and_druggist_sundries", "dry_cleaners", "durable_goods", "duty_free_stores", "eating_places_restaurants", "educational_services", "electric_razor_stores", "electric_vehicle_charging", "electrical_parts_and_equipment", "electrical_services", "electronics_repair_shops", "electronics_stores", "elementary_secondary_schools", "emergency_services_gcas_visa_use_only", "employment_temp_agencies", "equipment_rental", "exterminating_services", "family_clothing_stores", "fast_food_restaurants", "financial_institutions", "fines_government_administrative_entities", "fireplace_fireplace_screens_and_accessories_stores", "floor_covering_stores", "florists", "florists_supplies_nursery_stock_and_flowers", "freezer_and_locker_meat_provisioners", "fuel_dealers_non_automotive", "funeral_services_crematories", "furniture_home_furnishings_and_equipment_stores_except_appliances", "furniture_repair_refinishing", "furriers_and_fur_shops", "general_services", "gift_card_novelty_and_souvenir_shops", "glass_paint_and_wallpaper_stores", "glassware_crystal_stores", "golf_courses_public", "government_licensed_horse_dog_racing_us_region_only", "government_licensed_online_casions_online_gambling_us_region_only", "government_owned_lotteries_non_us_region", "government_owned_lotteries_us_region_only", "government_services", "grocery_stores_supermarkets", "hardware_equipment_and_supplies", "hardware_stores", "health_and_beauty_spas", "hearing_aids_sales_and_supplies", "heating_plumbing_a_c", "hobby_toy_and_game_shops", "home_supply_warehouse_stores", "hospitals", "hotels_motels_and_resorts", "household_appliance_stores", "industrial_supplies", "information_retrieval_services", "insurance_default", "insurance_underwriting_premiums", "intra_company_purchases", "jewelry_stores_watches_clocks_and_silverware_stores", "landscaping_services", "laundries", "laundry_cleaning_services", "legal_services_attorneys", "luggage_and_leather_goods_stores", "lumber_building_materials_stores", "manual_cash_disburse", "marinas_service_and_supplies", "marketplaces", "masonry_stonework_and_plaster", "massage_parlors", "medical_and_dental_labs", "medical_dental_ophthalmic_and_hospital_equipment_and_supplies", "medical_services", "membership_organizations", "mens_and_boys_clothing_and_accessories_stores", "mens_womens_clothing_stores", "metal_service_centers", "miscellaneous", "miscellaneous_apparel_and_accessory_shops", "miscellaneous_auto_dealers", "miscellaneous_business_services", "miscellaneous_food_stores", "miscellaneous_general_merchandise", "miscellaneous_general_services", "miscellaneous_home_furnishing_specialty_stores", "miscellaneous_publishing_and_printing", "miscellaneous_recreation_services", "miscellaneous_repair_shops", "miscellaneous_specialty_retail", "mobile_home_dealers", "motion_picture_theaters", "motor_freight_carriers_and_trucking", "motor_homes_dealers", "motor_vehicle_supplies_and_new_parts", "motorcycle_shops_and_dealers", "motorcycle_shops_dealers", "music_stores_musical_instruments_pianos_and_sheet_music", "news_dealers_and_newsstands", "non_fi_money_orders", "non_fi_stored_value_card_purchase_load", "nondurable_goods", "nurseries_lawn_and_garden_supply_stores", "nursing_personal_care", "office_and_commercial_furniture", "opticians_eyeglasses", "optometrists_ophthalmologist", "orthopedic_goods_prosthetic_devices", "osteopaths", "package_stores_beer_wine_and_liquor", "paints_varnishes_and_supplies", "parking_lots_garages", "passenger_railways", "pawn_shops", "pet_shops_pet_food_and_supplies", "petroleum_and_petroleum_products", "photo_developing", "photographic_photocopy_microfilm_equipment_and_supplies", "photographic_studios", "picture_video_production", "piece_goods_notions_and_other_dry_goods", "plumbing_heating_equipment_and_supplies", "political_organizations", "postal_services_government_only", "precious_stones_and_metals_watches_and_jewelry", "professional_services", "public_warehousing_and_storage", "quick_copy_repro_and_blueprint", "railroads", "real_estate_agents_and_managers_rentals", "record_stores", "recreational_vehicle_rentals", "religious_goods_stores", "religious_organizations", "roofing_siding_sheet_metal", "secretarial_support_services", "security_brokers_dealers", "service_stations", "sewing_needlework_fabric_and_piece_goods_stores", "shoe_repair_hat_cleaning", "shoe_stores", "small_appliance_repair", "snowmobile_dealers", "special_trade_services", "specialty_cleaning", "sporting_goods_stores", "sporting_recreation_camps", "sports_and_riding_apparel_stores", "sports_clubs_fields", "stamp_and_coin_stores", "stationary_office_supplies_printing_and_writing_paper", "stationery_stores_office_and_school_supply_stores", "swimming_pools_sales", "t_ui_travel_germany", "tailors_alterations", "tax_payments_government_agencies", "tax_preparation_services", "taxicabs_limousines", "telecommunication_equipment_and_telephone_sales", "telecommunication_services", "telegraph_services", "tent_and_awning_shops", "testing_laboratories", "theatrical_ticket_agencies", "timeshares", "tire_retreading_and_repair", "tolls_bridge_fees", "tourist_attractions_and_exhibits", "towing_services", "trailer_parks_campgrounds", "transportation_services", "travel_agencies_tour_operators", "truck_stop_iteration", "truck_utility_trailer_rentals", "typesetting_plate_making_and_related_services", "typewriter_stores", "u_s_federal_government_agencies_or_departments", "uniforms_commercial_clothing", "used_merchandise_and_secondhand_stores", "utilities", "variety_stores", "veterinary_services", "video_amusement_game_supplies", "video_game_arcades", "video_tape_rental_stores", "vocational_trade_schools", "watch_jewelry_repair", "welding_repair", "wholesale_clubs", "wig_and_toupee_stores", "wires_money_orders", "womens_accessory_and_specialty_shops", "womens_ready_to_wear_stores", "wrecking_and_salvage_yards"]] | None
            interval: Literal["all_time", "daily", "monthly", "per_authorization", "weekly", "yearly"]
        allowed_card_presences: Sequence[Literal["not_present", "present"]] | None
        allowed_categories: Sequence[Literal["ac_refrigeration_repair", "accounting_bookkeeping_services", "advertising_services", "agricultural_cooperative", "airlines_air_carriers", "airports_flying_fields", "ambulance_services", "amusement_parks_carnivals", "antique_reproductions", "antique_shops", "aquariums", "architectural_surveying_services", "art_dealers_and_galleries", "artists_supply_and_craft_shops", "auto_and_home_supply_stores", "auto_body_repair_shops", "auto_paint_shops", "auto_service_shops", "automated_cash_disburse", "automated_fuel_dispensers", "automobile_associations", "automotive_parts_and_accessories_stores", "automotive_tire_stores", "bail_and_bond_payments", "bakeries", "bands_orchestras", "barber_and_beauty_shops", "betting_casino_gambling", "bicycle_shops", "billiard_pool_establishments", "boat_dealers", "boat_rentals_and_leases", "book_stores", "books_periodicals_and_newspapers", "bowling_alleys", "bus_lines", "business_secretarial_schools", "buying_shopping_services", "cable_satellite_and_other_pay_television_and_radio", "camera_and_photographic_supply_stores", "candy_nut_and_confectionery_stores", "car_and_truck_dealers_new_used", "car_and_truck_dealers_used_only", "car_rental_agencies", "car_washes", "carpentry_services", "carpet_upholstery_cleaning", "caterers", "charitable_and_social_service_organizations_fundraising", "chemicals_and_allied_products", "child_care_services", "childrens_and_infants_wear_stores", "chiropodists_podiatrists", "chiropractors", "cigar_stores_and_stands", "civic_social_fraternal_associations", "cleaning_and_maintenance", "clothing_rental", "colleges_universities", "commercial_equipment", "commercial_footwear", "commercial_photography_art_and_graphics", "commuter_transport_and_ferries", "computer_network_services", "computer_programming", "computer_repair", "computer_software_stores", "computers_peripherals_and_software", "concrete_work_services", "construction_materials", "consulting_public_relations", "correspondence_schools", "cosmetic_stores", "counseling_services", "country_clubs", "courier_services", "court_costs", "credit_reporting_agencies", "cruise_lines", "dairy_products_stores", "dance_hall_studios_schools", "dating_escort_services", "dentists_orthodontists", "department_stores", "detective_agencies", "digital_goods_applications", "digital_goods_games", "digital_goods_large_volume", "digital_goods_media", "direct_marketing_catalog_merchant", "direct_marketing_combination_catalog_and_retail_merchant", "direct_marketing_inbound_telemarketing", "direct_marketing_insurance_services", "direct_marketing_other", "direct_marketing_outbound_telemarketing", "direct_marketing_subscription", "direct_marketing_travel", "discount_stores", "doctors", "door_to_door_sales", "drapery_window_covering_and_upholstery_stores", "drinking_places", "drug_stores_and_pharmacies", "drugs_drug_proprietaries_and_druggist_sundries", "dry_cleaners", "durable_goods", "duty_free_stores", "eating_places_restaurants", "educational_services", "electric_razor_stores", "electric_vehicle_charging", "electrical_parts_and_equipment", "electrical_services", "electronics_repair_shops", "electronics_stores", "elementary_secondary_schools", "emergency_services_gcas_visa_use_only", "employment_temp_agencies", "equipment_rental", "exterminating_services", "family_clothing_stores", "fast_food_restaurants", "financial_institutions", "fines_government_administrative_entities", "fireplace_fireplace_screens_and_accessories_stores", "floor_covering_stores", "florists", "florists_supplies_nursery_stock_and_flowers", "freezer_and_locker_meat_provisioners", "fuel_dealers_non_automotive", "funeral_services_crematories", "furniture_home_furnishings_and_equipment_stores_except_appliances", "furniture_repair_refinishing", "furriers_and_fur_shops", "general_services", "gift_card_novelty_and_souvenir_shops", "glass_paint_and_wallpaper_stores", "glassware_crystal_stores", "golf_courses_public", "government_licensed_horse_dog_racing_us_region_only", "government_licensed_online_casions_online_gambling_us_region_only", "government_owned_lotteries_non_us_region", "government_owned_lotteries_us_region_only", "government_services", "grocery_stores_supermarkets", "hardware_equipment_and_supplies", "hardware_stores", "health_and_beauty_spas", "hearing_aids_sales_and_supplies", "heating_plumbing_a_c", "hobby_toy_and_game_shops", "home_supply_warehouse_stores", "hospitals", "hotels_motels_and_resorts", "household_appliance_stores", "industrial_supplies", "information_retrieval_services", "insurance_default", "insurance_underwriting_premiums", "intra_company_purchases", "jewelry_stores_watches_clocks_and_silverware_stores", "landscaping_services", "laundries", "laundry_cleaning_services", "legal_services_attorneys", "luggage_and_leather_goods_stores", "lumber_building_materials_stores", "manual_cash_disburse", "marinas_service_and_supplies", "marketplaces", "masonry_stonework_and_plaster", "massage_parlors", "medical_and_dental_labs", "medical_dental_ophthalmic_and_hospital_equipment_and_supplies", "medical_services", "membership_organizations", "mens_and_boys_clothing_and_accessories_stores", "mens_womens_clothing_stores", "metal_service_centers", "miscellaneous", "miscellaneous_apparel_and_accessory_shops", "miscellaneous_auto_dealers", "miscellaneous_business_services", "miscellaneous_food_stores", "miscellaneous_general_merchandise", "miscellaneous_general_services", "miscellaneous_home_furnishing_specialty_stores", "miscellaneous_publishing_and_printing", "miscellaneous_recreation_services", "miscellaneous_repair_shops", "miscellaneous_specialty_retail", "mobile_home_dealers", "motion_picture_theaters", "motor_freight_carriers_and_trucking", "motor_homes_dealers", "motor_vehicle_supplies_and_new_parts", "motorcycle_shops_and_dealers", "motorcycle_shops_dealers", "music_stores_musical_instruments_pianos_and_sheet_music", "news_dealers_and_newsstands", "non_fi_money_orders", "non_fi_stored_value_card_purchase_load", "nondurable_goods", "nurseries_lawn_and_garden_supply_stores", "nursing_personal_care", "office_and_commercial_furniture", "opticians_eyeglasses", "optometrists_ophthalmologist", "orthopedic_goods_prosthetic_devices", "osteopaths", "package_stores_beer_wine_and_liquor", "paints_varnishes_and_supplies", "parking_lots_garages", "passenger_railways", "pawn_shops", "pet_shops_pet_food_and_supplies", "petroleum_and_petroleum_products", "photo_developing", "photographic_photocopy_microfilm_equipment_and_supplies", "photographic_studios", "picture_video_production", "piece_goods_notions_and_other_dry_goods", "plumbing_heating_equipment_and_supplies", "political_organizations", "postal_services_government_only", "precious_stones_and_metals_watches_and_jewelry", "professional_services", "public_warehousing_and_storage", "quick_copy_repro_and_blueprint", "railroads", "real_estate_agents_and_managers_rentals", "record_stores", "recreational_vehicle_rentals", "religious_goods_stores", "religious_organizations", "roofing_siding_sheet_metal", "secretarial_support_services", "security_brokers_dealers", "service_stations", "sewing_needlework_fabric_and_piece_goods_stores", "shoe_repair_hat_cleaning", "shoe_stores", "small_appliance_repair", "snowmobile_dealers", "special_trade_services", "specialty_cleaning", "sporting_goods_stores", "sporting_recreation_camps", "sports_and_riding_apparel_stores", "sports_clubs_fields", "stamp_and_coin_stores", "stationary_office_supplies_printing_and_writing_paper", "stationery_stores_office_and_school_supply_stores", "swimming_pools_sales", "t_ui_travel_germany", "tailors_alterations", "tax_payments_government_agencies", "tax_preparation_services", "taxicabs_limousines", "telecommunication_equipment_and_telephone_sales", "telecommunication_services", "telegraph_services", "tent_and_awning_shops", "testing_laboratories", "theatrical_ticket_agencies", "timeshares", "tire_retreading_and_repair", "tolls_bridge_fees", "tourist_attractions_and_exhibits", "towing_services", "trailer_parks_campgrounds", "transportation_services", "travel_agencies_tour_operators", "truck_stop_iteration", "truck_utility_trailer_rentals", "typesetting_plate_making_and_related_services", "typewriter_stores", "u_s_federal_government_agencies_or_departments", "uniforms_commercial_clothing", "used_merchandise_and_secondhand_stores", "utilities", "variety_stores", "veterinary_services", "video_amusement_game_supplies", "video_game_arcades", "video_tape_rental_stores", "vocational_trade_schools", "watch_jewelry_repair", "welding_repair", "wholesale_clubs", "wig_and_toupee_stores", "wires_money_orders", "womens_accessory_and_specialty_shops", "womens_ready_to_wear_stores", "wrecking_and_salvage_yards"]] | None
        allowed_merchant_countries: Sequence[str] | None
        blocked_card_presences: Sequence[Literal["not_present", "present"]] | None
        blocked_categories: Sequence[Literal["ac_refrigeration_repair", "accounting_bookkeeping_services", "advertising_services", "agricultural_cooperative", "airlines_air_carriers", "airports_flying_fields", "ambulance_services", "amusement_parks_carnivals", "antique_reproductions", "antique_shops", "aquariums", "architectural_surveying_services", "art_dealers_and_galleries", "artists_supply_and_craft_shops", "auto_and_home_supply_stores", "auto_body_repair_shops", "auto_paint_shops", "auto_service_shops", "automated_cash_disburse", "automated_fuel_dispensers", "automobile_associations", "automotive_parts_and_accessories_stores", "automotive_tire_stores", "bail_and_bond_payments", "bakeries", "bands_orchestras", "barber_and_beauty_shops", "betting_casino_gambling", "bicycle_shops", "billiard_pool_establishments", "boat_dealers", "boat_rentals_and_leases", "book_stores", "books_periodicals_and_newspapers", "bowling_alleys", "bus_lines", "business_secretarial_schools", "buying_shopping_services", "cable_satellite_and_other_pay_television_and_radio", "camera_and_photographic_supply_stores", "candy_nut_and_confectionery_stores", "car_and_truck_dealers_new_used", "car_and_truck_dealers_used_only", "car_rental_agencies", "car_washes", "carpentry_services", "carpet_upholstery_cleaning", "caterers", "charitable_and_social_service_organizations_fundraising", "chemicals_and_allied_products", "child_care_services", "childrens_and_infants_wear_stores", "chiropodists_podiatrists", "chiropractors", "cigar_stores_and_stands", "civic_social_fraternal_associations", "cleaning_and_maintenance", "clothing_rental", "colleges_universities", "commercial_equipment", "commercial_footwear", "commercial_photography_art_and_graphics", "commuter_transport_and_ferries", "computer_network_services", "computer_programming", "computer_repair", "computer_software_stores", "computers_peripherals_and_software", "concrete_work_services", "construction_materials", "consulting_public_relations", "correspondence_schools", "cosmetic_stores", "counseling_services", "country_clubs", "courier_services", "court_costs", "credit_reporting_agencies", "cruise_lines", "dairy_products_stores", "dance_hall_studios_schools", "dating_escort_services", "dentists_orthodontists", "department_stores", "detective_agencies", "digital_goods_applications", "digital_goods_games", "digital_goods_large_volume", "digital_goods_media", "direct_marketing_catalog_merchant", "direct_marketing_combination_catalog_and_retail_merchant", "direct_marketing_inbound_telemarketing", "direct_marketing_insurance_services", "direct_marketing_other", "direct_marketing_outbound_telemarketing", "direct_marketing_subscription", "direct_marketing_travel", "discount_stores", "doctors", "door_to_door_sales", "drapery_window_covering_and_upholstery_stores", "drinking_places", "drug_stores_and_pharmacies", "drugs_drug_proprietaries_and_druggist_sundries", "dry_cleaners", "durable_goods", "duty_free_stores", "eating_places_restaurants", "educational_services", "electric_razor_stores", "electric_vehicle_charging", "electrical_parts_and_equipment", "electrical_services", "electronics_repair_shops", "electronics_stores", "elementary_secondary_schools", "emergency_services_gcas_visa_use_only", "employment_temp_agencies", "equipment_rental", "exterminating_services", "family_clothing_stores", "fast_food_restaurants", "financial_institutions", "fines_government_administrative_entities", "fireplace_fireplace_screens_and_accessories_stores", "floor_covering_stores", "florists", "florists_supplies_nursery_stock_and_flowers", "freezer_and_locker_meat_provisioners", "fuel_dealers_non_automotive", "funeral_services_crematories", "furniture_home_furnishings_and_equipment_stores_except_appliances", "furniture_repair_refinishing", "furriers_and_fur_shops", "general_services", "gift_card_novelty_and_souvenir_shops", "glass_paint_and_wallpaper_stores", "glassware_crystal_stores", "golf_courses_public", "government_licensed_horse_dog_racing_us_region_only", "government_licensed_online_casions_online_gambling_us_region_only", "government_owned_lotteries_non_us_region", "government_owned_lotteries_us_region_only", "government_services", "grocery_stores_supermarkets", "hardware_equipment_and_supplies", "hardware_stores", "health_and_beauty_spas", "hearing_aids_sales_and_supplies", "heating_plumbing_a_c", "hobby_toy_and_game_shops", "home_supply_warehouse_stores", "hospitals", "hotels_motels_and_resorts", "household_appliance_stores", "industrial_supplies", "information_retrieval_services", "insurance_default", "insurance_underwriting_premiums", "intra_company_purchases", "jewelry_stores_watches_clocks_and_silverware_stores", "landscaping_services", "laundries", "laundry_cleaning_services", "legal_services_attorneys", "luggage_and_leather_goods_stores", "lumber_building_materials_stores", "manual_cash_disburse", "marinas_service_and_supplies", "marketplaces", "masonry_stonework_and_plaster", "massage_parlors", "medical_and_dental_labs", "medical_dental_ophthalmic_and_hospital_equipment_and_supplies", "medical_services", "membership_organizations", "mens_and_boys_clothing_and_accessories_stores", "mens_womens_clothing_stores", "metal_service_centers", "miscellaneous", "miscellaneous_apparel_and_accessory_shops", "miscellaneous_auto_dealers", "miscellaneous_business_services", "miscellaneous_food_stores", "miscellaneous_general_merchandise", "miscellaneous_general_services", "miscellaneous_home_furnishing_specialty_stores", "miscellaneous_publishing_and_printing", "miscellaneous_recreation_services", "miscellaneous_repair_shops", "miscellaneous_specialty_retail", "mobile_home_dealers", "motion_picture_theaters", "motor_freight_carriers_and_trucking", "motor_homes_dealers", "motor_vehicle_supplies_and_new_parts", "motorcycle_shops_and_dealers", "motorcycle_shops_dealers", "music_stores_musical_instruments_pianos_and_sheet_music", "news_dealers_and_newsstands", "non_fi_money_orders", "non_fi_stored_value_card_purchase_load", "nondurable_goods", "nurseries_lawn_and_garden_supply_stores", "nursing_personal_care", "office_and_commercial_furniture", "opticians_eyeglasses", "optometrists_ophthalmologist", "orthopedic_goods_prosthetic_devices", "osteopaths", "package_stores_beer_wine_and_liquor", "paints_varnishes_and_supplies", "parking_lots_garages", "passenger_railways", "pawn_shops", "pet_shops_pet_food_and_supplies", "petroleum_and_petroleum_products", "photo_developing", "photographic_photocopy_microfilm_equipment_and_supplies", "photographic_studios", "picture_video_production", "piece_goods_notions_and_other_dry_goods", "plumbing_heating_equipment_and_supplies", "political_organizations", "postal_services_government_only", "precious_stones_and_metals_watches_and_jewelry", "professional_services", "public_warehousing_and_storage", "quick_copy_repro_and_blueprint", "railroads", "real_estate_agents_and_managers_rentals", "record_stores", "recreational_vehicle_rentals", "religious_goods_stores", "religious_organizations", "roofing_siding_sheet_metal", "secretarial_support_services", "security_brokers_dealers", "service_stations", "sewing_needlework_fabric_and_piece_goods_stores", "shoe_repair_hat_cleaning", "shoe_stores", "small_appliance_repair", "snowmobile_dealers", "special_trade_services", "specialty_cleaning", "sporting_goods_stores", "sporting_recreation_camps", "sports_and_riding_apparel_stores", "sports_clubs_fields", "stamp_and_coin_stores", "stationary_office_supplies_printing_and_writing_paper", "stationery_stores_office_and_school_supply_stores", "swimming_pools_sales", "t_ui_travel_germany", "tailors_alterations", "tax_payments_government_agencies", "tax_preparation_services", "taxicabs_limousines", "telecommunication_equipment_and_telephone_sales", "telecommunication_services", "telegraph_services", "tent_and_awning_shops", "testing_laboratories", "theatrical_ticket_agencies", "timeshares", "tire_retreading_and_repair", "tolls_bridge_fees", "tourist_attractions_and_exhibits", "towing_services", "trailer_parks_campgrounds", "transportation_services", "travel_agencies_tour_operators", "truck_stop_iteration", "truck_utility_trailer_rentals", "typesetting_plate_making_and_related_services", "typewriter_stores", "u_s_federal_government_agencies_or_departments", "uniforms_commercial_clothing", "used_merchandise_and_secondhand_stores", "utilities", "variety_stores", "veterinary_services", "video_amusement_game_supplies", "video_game_arcades", "video_tape_rental_stores", "vocational_trade_schools", "watch_jewelry_repair", "welding_repair", "wholesale_clubs", "wig_and_toupee_stores", "wires_money_orders", "womens_accessory_and_specialty_shops", "womens_ready_to_wear_stores", "wrecking_and_salvage_yards"]] | None
        blocked_merchant_countries: Sequence[str] | None
        spending_limits: Sequence[IssuingCard.SpendingControls.SpendingLimits] | None
        spending_limits_currency: str | None
    class Wallets(Document):
        class ApplePay(Document):
            eligible: bool
            ineligible_reason: Literal["missing_agreement", "missing_cardholder_contact", "unsupported_region"] | None
        class GooglePay(Document):
            eligible: bool
            ineligible_reason: Literal["missing_agreement", "missing_cardholder_contact", "unsupported_region"] | None
        apple_pay: IssuingCard.Wallets.ApplePay
        google_pay: IssuingCard.Wallets.GooglePay
        primary_account_identifier: str | None
    brand: str
    cancellation_reason: Literal["design_rejected", "fulfillment_error", "lost", "stolen"] | None
    cardholder: IssuingCardholder
    created: int
    currency: str
    exp_month: int
    exp_year: int
    id: str
    last4: str
    latest_fraud_warning: IssuingCard.LatestFraudWarning | None
    lifecycle_controls: IssuingCard.LifecycleControls | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["issuing.card"]
    personalization_design: str | None
    replaced_by: str | None
    replacement_for: str | None
    replacement_reason: Literal["damaged", "expired", "fulfillment_error", "lost", "stolen"] | None
    second_line: str | None
    shipping: IssuingCard.Shipping | None
    spending_controls: IssuingCard.SpendingControls
    status: Literal["active", "canceled", "inactive"]
    type: Literal["physical", "virtual"]
    wallets: IssuingCard.Wallets | None
    cvc: str | None
    financial_account: str | None
    number: str | None

class IssuingCardholder(Document):
    class Billing(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: IssuingCardholder.Billing.Address
    class Company(Document):
        tax_id_provided: bool
    class Individual(Document):
        class CardIssuing(Document):
            class UserTermsAcceptance(Document):
                date: int | None
                ip: str | None
                user_agent: str | None
            user_terms_acceptance: IssuingCardholder.Individual.CardIssuing.UserTermsAcceptance | None
        class Dob(Document):
            day: int | None
            month: int | None
            year: int | None
        class Verification(Document):
            class Document(Document):
                back: str | None
                front: str | None
            document: IssuingCardholder.Individual.Verification.Document | None
        card_issuing: IssuingCardholder.Individual.CardIssuing | None
        dob: IssuingCardholder.Individual.Dob | None
        first_name: str | None
        last_name: str | None
        verification: IssuingCardholder.Individual.Verification | None
    class Requirements(Document):
        disabled_reason: Literal["listed", "rejected.listed", "requirements.past_due", "under_review"] | None
        past_due: Sequence[Literal["company.tax_id", "individual.card_issuing.user_terms_acceptance.date", "individual.card_issuing.user_terms_acceptance.ip", "individual.dob.day", "individual.dob.month", "individual.dob.year", "individual.first_name", "individual.last_name", "individual.verification.document"]] | None
    class SpendingControls(Document):
        class SpendingLimits(Document):
            amount: int
            categories: Sequence[Literal["ac_refrigeration_repair", "accounting_bookkeeping_services", "advertising_services", "agricultural_cooperative", "airlines_air_carriers", "airports_flying_fields", "ambulance_services", "amusement_parks_carnivals", "antique_reproductions", "antique_shops", "aquariums", "architectural_surveying_services", "art_dealers_and_galleries", "artists_supply_and_craft_shops", "auto_and_home_supply_stores", "auto_body_repair_shops", "auto_paint_shops", "auto_service_shops", "automated_cash_disburse", "automated_fuel_dispensers", "automobile_associations", "automotive_parts_and_accessories_stores", "automotive_tire_stores", "bail_and_bond_payments", "bakeries", "bands_orchestras", "barber_and_beauty_shops", "betting_casino_gambling", "bicycle_shops", "billiard_pool_establishments", "boat_dealers", "boat_rentals_and_leases", "book_stores", "books_periodicals_and_newspapers", "bowling_alleys", "bus_lines", "business_secretarial_schools", "buying_shopping_services", "cable_satellite_and_other_pay_television_and_radio", "camera_and_photographic_supply_stores", "candy_nut_and_confectionery_stores", "car_and_truck_dealers_new_used", "car_and_truck_dealers_used_only", "car_rental_agencies", "car_washes", "carpentry_services", "carpet_upholstery_cleaning", "caterers", "charitable_and_social_service_organizations_fundraising", "chemicals_and_allied_products", "child_care_services", "childrens_and_infants_wear_stores", "chiropodists_podiatrists", "chiropractors", "cigar_stores_and_stands", "civic_social_fraternal_associations", "cleaning_and_maintenance", "clothing_rental", "colleges_universities", "commercial_equipment", "commercial_footwear", "commercial_photography_art_and_graphics", "commuter_transport_and_ferries", "computer_network_services", "computer_programming", "computer_repair", "computer_software_stores", "computers_peripherals_and_software", "concrete_work_services", "construction_materials", "consulting_public_relations", "correspondence_schools", "cosmetic_stores", "counseling_services", "country_clubs", "courier_services", "court_costs", "credit_reporting_agencies", "cruise_lines", "dairy_products_stores", "dance_hall_studios_schools", "dating_escort_services", "dentists_orthodontists", "department_stores", "detective_agencies", "digital_goods_applications", "digital_goods_games", "digital_goods_large_volume", "digital_goods_media", "direct_marketing_catalog_merchant", "direct_marketing_combination_catalog_and_retail_merchant", "direct_marketing_inbound_telemarketing", "direct_marketing_insurance_services", "direct_marketing_other", "direct_marketing_outbound_telemarketing", "direct_marketing_subscription", "direct_marketing_travel", "discount_stores", "doctors", "door_to_door_sales", "drapery_window_covering_and_upholstery_stores", "drinking_places", "drug_stores_and_pharmacies", "drugs_drug_proprietaries_and_druggist_sundries", "dry_cleaners", "durable_goods", "duty_free_stores", "eating_places_restaurants", "educational_services", "electric_razor_stores", "electric_vehicle_charging", "electrical_parts_and_equipment", "electrical_services", "electronics_repair_shops", "electronics_stores", "elementary_secondary_schools", "emergency_services_gcas_visa_use_only", "employment_temp_agencies", "equipment_rental", "exterminating_services", "family_clothing_stores", "fast_food_restaurants", "financial_institutions", "fines_government_administrative_entities", "fireplace_fireplace_screens_and_accessories_stores", "floor_covering_stores", "florists", "florists_supplies_nursery_stock_and_flowers", "freezer_and_locker_meat_provisioners", "fuel_dealers_non_automotive", "funeral_services_crematories", "furniture_home_furnishings_and_equipment_stores_except_appliances", "furniture_repair_refinishing", "furriers_and_fur_shops", "general_services", "gift_card_novelty_and_souvenir_shops", "glass_paint_and_wallpaper_stores", "glassware_crystal_stores", "golf_courses_public", "government_licensed_horse_dog_racing_us_region_only", "government_licensed_online_casions_online_gambling_us_region_only", "government_owned_lotteries_non_us_region", "government_owned_lotteries_us_region_only", "government_services", "grocery_stores_supermarkets", "hardware_equipment_and_supplies", "hardware_stores", "health_and_beauty_spas", "hearing_aids_sales_and_supplies", "heating_plumbing_a_c", "hobby_toy_and_game_shops", "home_supply_warehouse_stores", "hospitals", "hotels_motels_and_resorts", "household_appliance_stores", "industrial_supplies", "information_retrieval_services", "insurance_default", "insurance_underwriting_premiums", "intra_company_purchases", "jewelry_stores_watches_clocks_and_silverware_stores", "landscaping_services", "laundries", "laundry_cleaning_services", "legal_services_attorneys", "luggage_and_leather_goods_stores", "lumber_building_materials_stores", "manual_cash_disburse", "marinas_service_and_supplies", "marketplaces", "masonry_stonework_and_plaster", "massage_parlors", "medical_and_dental_labs", "medical_dental_ophthalmic_and_hospital_equipment_and_supplies", "medical_services", "membership_organizations", "mens_and_boys_clothing_and_accessories_stores", "mens_womens_clothing_stores", "metal_service_centers", "miscellaneous", "miscellaneous_apparel_and_accessory_shops", "miscellaneous_auto_dealers", "miscellaneous_business_services", "miscellaneous_food_stores", "miscellaneous_general_merchandise", "miscellaneous_general_services", "miscellaneous_home_furnishing_specialty_stores", "miscellaneous_publishing_and_printing", "miscellaneous_recreation_services", "miscellaneous_repair_shops", "miscellaneous_specialty_retail", "mobile_home_dealers", "motion_picture_theaters", "motor_freight_carriers_and_trucking", "motor_homes_dealers", "motor_vehicle_supplies_and_new_parts", "motorcycle_shops_and_dealers", "motorcycle_shops_dealers", "music_stores_musical_instruments_pianos_and_sheet_music", "news_dealers_and_newsstands", "non_fi_money_orders", "non_fi_stored_value_card_purchase_load", "nondurable_goods", "nurseries_lawn_and_garden_supply_stores", "nursing_personal_care", "office_and_commercial_furniture", "opticians_eyeglasses", "optometrists_ophthalmologist", "orthopedic_goods_prosthetic_devices", "osteopaths", "package_stores_beer_wine_and_liquor", "paints_varnishes_and_supplies", "parking_lots_garages", "passenger_railways", "pawn_shops", "pet_shops_pet_food_and_supplies", "petroleum_and_petroleum_products", "photo_developing", "photographic_photocopy_microfilm_equipment_and_supplies", "photographic_studios", "picture_video_production", "piece_goods_notions_and_other_dry_goods", "plumbing_heating_equipment_and_supplies", "political_organizations", "postal_services_government_only", "precious_stones_and_metals_watches_and_jewelry", "professional_services", "public_warehousing_and_storage", "quick_copy_repro_and_blueprint", "railroads", "real_estate_agents_and_managers_rentals", "record_stores", "recreational_vehicle_rentals", "religious_goods_stores", "religious_organizations", "roofing_siding_sheet_metal", "secretarial_support_services", "security_brokers_dealers", "service_stations", "sewing_needlework_fabric_and_piece_goods_stores", "shoe_repair_hat_cleaning", "shoe_stores", "small_appliance_repair", "snowmobile_dealers", "special_trade_services", "specialty_cleaning", "sporting_goods_stores", "sporting_recreation_camps", "sports_and_riding_apparel_stores", "sports_clubs_fields", "stamp_and_coin_stores", "stationary_office_supplies_printing_and_writing_paper", "stationery_stores_office_and_school_supply_stores", "swimming_pools_sales", "t_ui_travel_germany", "tailors_alterations", "tax_payments_government_agencies", "tax_preparation_services", "taxicabs_limousines", "telecommunication_equipment_and_telephone_sales", "telecommunication_services", "telegraph_services", "tent_and_awning_shops", "testing_laboratories", "theatrical_ticket_agencies", "timeshares", "tire_retreading_and_repair", "tolls_bridge_fees", "tourist_attractions_and_exhibits", "towing_services", "trailer_parks_campgrounds", "transportation_services", "travel_agencies_tour_operators", "truck_stop_iteration", "truck_utility_trailer_rentals", "typesetting_plate_making_and_related_services", "typewriter_stores", "u_s_federal_government_agencies_or_departments", "uniforms_commercial_clothing", "used_merchandise_and_secondhand_stores", "utilities", "variety_stores", "veterinary_services", "video_amusement_game_supplies", "video_game_arcades", "video_tape_rental_stores", "vocational_trade_schools", "watch_jewelry_repair", "welding_repair", "wholesale_clubs", "wig_and_toupee_stores", "wires_money_orders", "womens_accessory_and_specialty_shops", "womens_ready_to_wear_stores", "wrecking_and_salvage_yards"]] | None
            interval: Literal["all_time", "daily", "monthly", "per_authorization", "weekly", "yearly"]
        allowed_card_presences: Sequence[Literal["not_present", "present"]] | None
        allowed_categories: Sequence[Literal["ac_refrigeration_repair", "accounting_bookkeeping_services", "advertising_services", "agricultural_cooperative", "airlines_air_carriers", "airports_flying_fields", "ambulance_services", "amusement_parks_carnivals", "antique_reproductions", "antique_shops", "aquariums", "architectural_surveying_services", "art_dealers_and_galleries", "artists_supply_and_craft_shops", "auto_and_home_supply_stores", "auto_body_repair_shops", "auto_paint_shops", "auto_service_shops", "automated_cash_disburse", "automated_fuel_dispensers", "automobile_associations", "automotive_parts_and_accessories_stores", "automotive_tire_stores", "bail_and_bond_payments", "bakeries", "bands_orchestras", "barber_and_beauty_shops", "betting_casino_gambling", "bicycle_shops", "billiard_pool_establishments", "boat_dealers", "boat_rentals_and_leases", "book_stores", "books_periodicals_and_newspapers", "bowling_alleys", "bus_lines", "business_secretarial_schools", "buying_shopping_services", "cable_satellite_and_other_pay_television_and_radio", "camera_and_photographic_supply_stores", "candy_nut_and_confectionery_stores", "car_and_truck_dealers_new_used", "car_and_truck_dealers_used_only", "car_rental_agencies", "car_washes", "carpentry_services", "carpet_upholstery_cleaning", "caterers", "charitable_and_social_service_organizations_fundraising", "chemicals_and_allied_products", "child_care_services", "childrens_and_infants_wear_stores", "chiropodists_podiatrists", "chiropractors", "cigar_stores_and_stands", "civic_social_fraternal_associations", "cleaning_and_maintenance", "clothing_rental", "colleges_universities", "commercial_equipment", "commercial_footwear", "commercial_photography_art_and_graphics", "commuter_transport_and_ferries", "computer_network_services", "computer_programming", "computer_repair", "computer_software_stores", "computers_peripherals_and_software", "concrete_work_services", "construction_materials", "consulting_public_relations", "correspondence_schools", "cosmetic_stores", "counseling_services", "country_clubs", "courier_services", "court_costs", "credit_reporting_agencies", "cruise_lines", "dairy_products_stores", "dance_hall_studios_schools", "dating_escort_services", "dentists_orthodontists", "department_stores", "detective_agencies", "digital_goods_applications", "digital_goods_games", "digital_goods_large_volume", "digital_goods_media", "direct_marketing_catalog_merchant", "direct_marketing_combination_catalog_and_retail_merchant", "direct_marketing_inbound_telemarketing", "direct_marketing_insurance_services", "direct_marketing_other", "direct_marketing_outbound_telemarketing", "direct_marketing_subscription", "direct_marketing_travel", "discount_stores", "doctors", "door_to_door_sales", "drapery_window_covering_and_upholstery_stores", "drinking_places", "drug_stores_and_pharmacies", "drugs_drug_proprietaries_and_druggist_sundries", "dry_cleaners", "durable_goods", "duty_free_stores", "eating_places_restaurants", "educational_services", "electric_razor_stores", "electric_vehicle_charging", "electrical_parts_and_equipment", "electrical_services", "electronics_repair_shops", "electronics_stores", "elementary_secondary_schools", "emergency_services_gcas_visa_use_only", "employment_temp_agencies", "equipment_rental", "exterminating_services", "family_clothing_stores", "fast_food_restaurants", "financial_institutions", "fines_government_administrative_entities", "fireplace_fireplace_screens_and_accessories_stores", "floor_covering_stores", "florists", "florists_supplies_nursery_stock_and_flowers", "freezer_and_locker_meat_provisioners", "fuel_dealers_non_automotive", "funeral_services_crematories", "furniture_home_furnishings_and_equipment_stores_except_appliances", "furniture_repair_refinishing", "furriers_and_fur_shops", "general_services", "gift_card_novelty_and_souvenir_shops", "glass_paint_and_wallpaper_stores", "glassware_crystal_stores", "golf_courses_public", "government_licensed_horse_dog_racing_us_region_only", "government_licensed_online_casions_online_gambling_us_region_only", "government_owned_lotteries_non_us_region", "government_owned_lotteries_us_region_only", "government_services", "grocery_stores_supermarkets", "hardware_equipment_and_supplies", "hardware_stores", "health_and_beauty_spas", "hearing_aids_sales_and_supplies", "heating_plumbing_a_c", "hobby_toy_and_game_shops", "home_supply_warehouse_stores", "hospitals", "hotels_motels_and_resorts", "household_appliance_stores", "industrial_supplies", "information_retrieval_services", "insurance_default", "insurance_underwriting_premiums", "intra_company_purchases", "jewelry_stores_watches_clocks_and_silverware_stores", "landscaping_services", "laundries", "laundry_cleaning_services", "legal_services_attorneys", "luggage_and_leather_goods_stores", "lumber_building_materials_stores", "manual_cash_disburse", "marinas_service_and_supplies", "marketplaces", "masonry_stonework_and_plaster", "massage_parlors", "medical_and_dental_labs", "medical_dental_ophthalmic_and_hospital_equipment_and_supplies", "medical_services", "membership_organizations", "mens_and_boys_clothing_and_accessories_stores", "mens_womens_clothing_stores", "metal_service_centers", "miscellaneous", "miscellaneous_apparel_and_accessory_shops", "miscellaneous_auto_dealers", "miscellaneous_business_services", "miscellaneous_food_stores", "miscellaneous_general_merchandise", "miscellaneous_general_services", "miscellaneous_home_furnishing_specialty_stores", "miscellaneous_publishing_and_printing", "miscellaneous_recreation_services", "miscellaneous_repair_shops", "miscellaneous_specialty_retail", "mobile_home_dealers", "motion_picture_theaters", "motor_freight_carriers_and_trucking", "motor_homes_dealers", "motor_vehicle_supplies_and_new_parts", "motorcycle_shops_and_dealers", "motorcycle_shops_dealers", "music_stores_musical_instruments_pianos_and_sheet_music", "news_dealers_and_newsstands", "non_fi_money_orders", "non_fi_stored_value_card_purchase_load", "nondurable_goods", "nurseries_lawn_and_garden_supply_stores", "nursing_personal_care", "office_and_commercial_furniture", "opticians_eyeglasses", "optometrists_ophthalmologist", "orthopedic_goods_prosthetic_devices", "osteopaths", "package_stores_beer_wine_and_liquor", "paints_varnishes_and_supplies", "parking_lots_garages", "passenger_railways", "pawn_shops", "pet_shops_pet_food_and_supplies", "petroleum_and_petroleum_products", "photo_developing", "photographic_photocopy_microfilm_equipment_and_supplies", "photographic_studios", "picture_video_production", "piece_goods_notions_and_other_dry_goods", "plumbing_heating_equipment_and_supplies", "political_organizations", "postal_services_government_only", "precious_stones_and_metals_watches_and_jewelry", "professional_services", "public_warehousing_and_storage", "quick_copy_repro_and_blueprint", "railroads", "real_estate_agents_and_managers_rentals", "record_stores", "recreational_vehicle_rentals", "religious_goods_stores", "religious_organizations", "roofing_siding_sheet_metal", "secretarial_support_services", "security_brokers_dealers", "service_stations", "sewing_needlework_fabric_and_piece_goods_stores", "shoe_repair_hat_cleaning", "shoe_stores", "small_appliance_repair", "snowmobile_dealers", "special_trade_services", "specialty_cleaning", "sporting_goods_stores", "sporting_recreation_camps", "sports_and_riding_apparel_stores", "sports_clubs_fields", "stamp_and_coin_stores", "stationary_office_supplies_printing_and_writing_paper", "stationery_stores_office_and_school_supply_stores", "swimming_pools_sales", "t_ui_travel_germany", "tailors_alterations", "tax_payments_government_agencies", "tax_preparation_services", "taxicabs_limousines", "telecommunication_equipment_and_telephone_sales", "telecommunication_services", "telegraph_services", "tent_and_awning_shops", "testing_laboratories", "theatrical_ticket_agencies", "timeshares", "tire_retreading_and_repair", "tolls_bridge_fees", "tourist_attractions_and_exhibits", "towing_services", "trailer_parks_campgrounds", "transportation_services", "travel_agencies_tour_operators", "truck_stop_iteration", "truck_utility_trailer_rentals", "typesetting_plate_making_and_related_services", "typewriter_stores", "u_s_federal_government_agencies_or_departments", "uniforms_commercial_clothing", "used_merchandise_and_secondhand_stores", "utilities", "variety_stores", "veterinary_services", "video_amusement_game_supplies", "video_game_arcades", "video_tape_rental_stores", "vocational_trade_schools", "watch_jewelry_repair", "welding_repair", "wholesale_clubs", "wig_and_toupee_stores", "wires_money_orders", "womens_accessory_and_specialty_shops", "womens_ready_to_wear_stores", "wrecking_and_salvage_yards"]] | None
        allowed_merchant_countries: Sequence[str] | None
        blocked_card_presences: Sequence[Literal["not_present", "present"]] | None
        blocked_categories: Sequence[Literal["ac_refrigeration_repair", "accounting_bookkeeping_services", "advertising_services", "agricultural_cooperative", "airlines_air_carriers", "airports_flying_fields", "ambulance_services", "amusement_parks_carnivals", "antique_reproductions", "antique_shops", "aquariums", "architectural_surveying_services", "art_dealers_and_galleries", "artists_supply_and_craft_shops", "auto_and_home_supply_stores", "auto_body_repair_shops", "auto_paint_shops", "auto_service_shops", "automated_cash_disburse", "automated_fuel_dispensers", "automobile_associations", "automotive_parts_and_accessories_stores", "automotive_tire_stores", "bail_and_bond_payments", "bakeries", "bands_orchestras", "barber_and_beauty_shops", "betting_casino_gambling", "bicycle_shops", "billiard_pool_establishments", "boat_dealers", "boat_rentals_and_leases", "book_stores", "books_periodicals_and_newspapers", "bowling_alleys", "bus_lines", "business_secretarial_schools", "buying_shopping_services", "cable_satellite_and_other_pay_television_and_radio", "camera_and_photographic_supply_stores", "candy_nut_and_confectionery_stores", "car_and_truck_dealers_new_used", "car_and_truck_dealers_used_only", "car_rental_agencies", "car_washes", "carpentry_services", "carpet_upholstery_cleaning", "caterers", "charitable_and_social_service_organizations_fundraising", "chemicals_and_allied_products", "child_care_services", "childrens_and_infants_wear_stores", "chiropodists_podiatrists", "chiropractors", "cigar_stores_and_stands", "civic_social_fraternal_associations", "cleaning_and_maintenance", "clothing_rental", "colleges_universities", "commercial_equipment", "commercial_footwear", "commercial_photography_art_and_graphics", "commuter_transport_and_ferries", "computer_network_services", "computer_programming", "computer_repair", "computer_software_stores", "computers_peripherals_and_software", "concrete_work_services", "construction_materials", "consulting_public_relations", "correspondence_schools", "cosmetic_stores", "counseling_services", "country_clubs", "courier_services", "court_costs", "credit_reporting_agencies", "cruise_lines", "dairy_products_stores", "dance_hall_studios_schools", "dating_escort_services", "dentists_orthodontists", "department_stores", "detective_agencies", "digital_goods_applications", "digital_goods_games", "digital_goods_large_volume", "digital_goods_media", "direct_marketing_catalog_merchant", "direct_marketing_combination_catalog_and_retail_merchant", "direct_marketing_inbound_telemarketing", "direct_marketing_insurance_services", "direct_marketing_other", "direct_marketing_outbound_telemarketing", "direct_marketing_subscription", "direct_marketing_travel", "discount_stores", "doctors", "door_to_door_sales", "drapery_window_covering_and_upholstery_stores", "drinking_places", "drug_stores_and_pharmacies", "drugs_drug_proprietaries_and_druggist_sundries", "dry_cleaners", "durable_goods", "duty_free_stores", "eating_places_restaurants", "educational_services", "electric_razor_stores", "electric_vehicle_charging", "electrical_parts_and_equipment", "electrical_services", "electronics_repair_shops", "electronics_stores", "elementary_secondary_schools", "emergency_services_gcas_visa_use_only", "employment_temp_agencies", "equipment_rental", "exterminating_services", "family_clothing_stores", "fast_food_restaurants", "financial_institutions", "fines_government_administrative_entities", "fireplace_fireplace_screens_and_accessories_stores", "floor_covering_stores", "florists", "florists_supplies_nursery_stock_and_flowers", "freezer_and_locker_meat_provisioners", "fuel_dealers_non_automotive", "funeral_services_crematories", "furniture_home_furnishings_and_equipment_stores_except_appliances", "furniture_repair_refinishing", "furriers_and_fur_shops", "general_services", "gift_card_novelty_and_souvenir_shops", "glass_paint_and_wallpaper_stores", "glassware_crystal_stores", "golf_courses_public", "government_licensed_horse_dog_racing_us_region_only", "government_licensed_online_casions_online_gambling_us_region_only", "government_owned_lotteries_non_us_region", "government_owned_lotteries_us_region_only", "government_services", "grocery_stores_supermarkets", "hardware_equipment_and_supplies", "hardware_stores", "health_and_beauty_spas", "hearing_aids_sales_and_supplies", "heating_plumbing_a_c", "hobby_toy_and_game_shops", "home_supply_warehouse_stores", "hospitals", "hotels_motels_and_resorts", "household_appliance_stores", "industrial_supplies", "information_retrieval_services", "insurance_default", "insurance_underwriting_premiums", "intra_company_purchases", "jewelry_stores_watches_clocks_and_silverware_stores", "landscaping_services", "laundries", "laundry_cleaning_services", "legal_services_attorneys", "luggage_and_leather_goods_stores", "lumber_building_materials_stores", "manual_cash_disburse", "marinas_service_and_supplies", "marketplaces", "masonry_stonework_and_plaster", "massage_parlors", "medical_and_dental_labs", "medical_dental_ophthalmic_and_hospital_equipment_and_supplies", "medical_services", "membership_organizations", "mens_and_boys_clothing_and_accessories_stores", "mens_womens_clothing_stores", "metal_service_centers", "miscellaneous", "miscellaneous_apparel_and_accessory_shops", "miscellaneous_auto_dealers", "miscellaneous_business_services", "miscellaneous_food_stores", "miscellaneous_general_merchandise", "miscellaneous_general_services", "miscellaneous_home_furnishing_specialty_stores", "miscellaneous_publishing_and_printing", "miscellaneous_recreation_services", "miscellaneous_repair_shops", "miscellaneous_specialty_retail", "mobile_home_dealers", "motion_picture_theaters", "motor_freight_carriers_and_trucking", "motor_homes_dealers", "motor_vehicle_supplies_and_new_parts", "motorcycle_shops_and_dealers", "motorcycle_shops_dealers", "music_stores_musical_instruments_pianos_and_sheet_music", "news_dealers_and_newsstands", "non_fi_money_orders", "non_fi_stored_value_card_purchase_load", "nondurable_goods", "nurseries_lawn_and_garden_supply_stores", "nursing_personal_care", "office_and_commercial_furniture", "opticians_eyeglasses", "optometrists_ophthalmologist", "orthopedic_goods_prosthetic_devices", "osteopaths", "package_stores_beer_wine_and_liquor", "paints_varnishes_and_supplies", "parking_lots_garages", "passenger_railways", "pawn_shops", "pet_shops_pet_food_and_supplies", "petroleum_and_petroleum_products", "photo_developing", "photographic_photocopy_microfilm_equipment_and_supplies", "photographic_studios", "picture_video_production", "piece_goods_notions_and_other_dry_goods", "plumbing_heating_equipment_and_supplies", "political_organizations", "postal_services_government_only", "precious_stones_and_metals_watches_and_jewelry", "professional_services", "public_warehousing_and_storage", "quick_copy_repro_and_blueprint", "railroads", "real_estate_agents_and_managers_rentals", "record_stores", "recreational_vehicle_rentals", "religious_goods_stores", "religious_organizations", "roofing_siding_sheet_metal", "secretarial_support_services", "security_brokers_dealers", "service_stations", "sewing_needlework_fabric_and_piece_goods_stores", "shoe_repair_hat_cleaning", "shoe_stores", "small_appliance_repair", "snowmobile_dealers", "special_trade_services", "specialty_cleaning", "sporting_goods_stores", "sporting_recreation_camps", "sports_and_riding_apparel_stores", "sports_clubs_fields", "stamp_and_coin_stores", "stationary_office_supplies_printing_and_writing_paper", "stationery_stores_office_and_school_supply_stores", "swimming_pools_sales", "t_ui_travel_germany", "tailors_alterations", "tax_payments_government_agencies", "tax_preparation_services", "taxicabs_limousines", "telecommunication_equipment_and_telephone_sales", "telecommunication_services", "telegraph_services", "tent_and_awning_shops", "testing_laboratories", "theatrical_ticket_agencies", "timeshares", "tire_retreading_and_repair", "tolls_bridge_fees", "tourist_attractions_and_exhibits", "towing_services", "trailer_parks_campgrounds", "transportation_services", "travel_agencies_tour_operators", "truck_stop_iteration", "truck_utility_trailer_rentals", "typesetting_plate_making_and_related_services", "typewriter_stores", "u_s_federal_government_agencies_or_departments", "uniforms_commercial_clothing", "used_merchandise_and_secondhand_stores", "utilities", "variety_stores", "veterinary_services", "video_amusement_game_supplies", "video_game_arcades", "video_tape_rental_stores", "vocational_trade_schools", "watch_jewelry_repair", "welding_repair", "wholesale_clubs", "wig_and_toupee_stores", "wires_money_orders", "womens_accessory_and_specialty_shops", "womens_ready_to_wear_stores", "wrecking_and_salvage_yards"]] | None
        blocked_merchant_countries: Sequence[str] | None
        spending_limits: Sequence[IssuingCardholder.SpendingControls.SpendingLimits] | None
        spending_limits_currency: str | None
    billing: IssuingCardholder.Billing
    company: IssuingCardholder.Company | None
    created: int
    email: str | None
    id: str
    individual: IssuingCardholder.Individual | None
    livemode: bool
    metadata: Mapping[str, str]
    name: str
    object: Literal["issuing.cardholder"]
    phone_number: str | None
    preferred_locales: Sequence[Literal["de", "en", "es", "fr", "it"]] | None
    requirements: IssuingCardholder.Requirements
    spending_controls: IssuingCardholder.SpendingControls | None
    status: Literal["active", "blocked", "inactive"]
    type: Literal["company", "individual"]

class IssuingDispute(Document):
    class Evidence(Document):
        class Canceled(Document):
            additional_documentation: str | None
            canceled_at: int | None
            cancellation_policy_provided: bool | None
            cancellation_reason: str | None
            expected_at: int | None
            explanation: str | None
            product_description: str | None
            product_type: Literal["merchandise", "service"] | None
            return_status: Literal["merchant_rejected", "successful"] | None
            returned_at: int | None
        class Duplicate(Document):
            additional_documentation: str | None
            card_statement: str | None
            cash_receipt: str | None
            check_image: str | None
            explanation: str | None
            original_transaction: str | None
        class MerchandiseNotAsDescribed(Document):
            additional_documentation: str | None
            explanation: str | None
            received_at: int | None
            return_description: str | None
            return_status: Literal["merchant_rejected", "successful"] | None
            returned_at: int | None
        class NoValidAuthorization(Document):
            additional_documentation: str | None
            explanation: str | None
        class NotReceived(Document):
            additional_documentation: str | None
            expected_at: int | None
            explanation: str | None
            product_description: str | None
            product_type: Literal["merchandise", "service"] | None
        class Other(Document):
            additional_documentation: str | None
            explanation: str | None
            product_description: str | None
            product_type: Literal["merchandise", "service"] | None
        class ServiceNotAsDescribed(Document):
            additional_documentation: str | None
            canceled_at: int | None
            cancellation_reason: str | None
            explanation: str | None
            received_at: int | None
        class Fraudulent(Document):
            additional_documentation: str | None
            explanation: str | None
        reason: Literal["canceled", "duplicate", "fraudulent", "merchandise_not_as_described", "no_valid_authorization", "not_received", "other", "service_not_as_described"]
        canceled: IssuingDispute.Evidence.Canceled | None
        duplicate: IssuingDispute.Evidence.Duplicate | None
        merchandise_not_as_described: IssuingDispute.Evidence.MerchandiseNotAsDescribed | None
        no_valid_authorization: IssuingDispute.Evidence.NoValidAuthorization | None
        not_received: IssuingDispute.Evidence.NotReceived | None
        other: IssuingDispute.Evidence.Other | None
        service_not_as_described: IssuingDispute.Evidence.ServiceNotAsDescribed | None
        fraudulent: IssuingDispute.Evidence.Fraudulent | None
    class Treasury(Document):
        debit_reversal: str | None
        received_debit: str
    amount: int
    created: int
    currency: str
    evidence: IssuingDispute.Evidence
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["issuing.dispute"]
    status: Literal["expired", "lost", "submitted", "unsubmitted", "won"]
    transaction: str
    balance_transactions: Sequence[BalanceTransaction] | None
    loss_reason: Literal["cardholder_authentication_issuer_liability", "eci5_token_transaction_with_tavv", "excess_disputes_in_timeframe", "has_not_met_the_minimum_dispute_amount_requirements", "invalid_duplicate_dispute", "invalid_incorrect_amount_dispute", "invalid_no_authorization", "invalid_use_of_disputes", "merchandise_delivered_or_shipped", "merchandise_or_service_as_described", "not_cancelled", "other", "refund_issued", "submitted_beyond_allowable_time_limit", "transaction_3ds_required", "transaction_approved_after_prior_fraud_dispute", "transaction_authorized", "transaction_electronically_read", "transaction_qualifies_for_visa_easy_payment_service", "transaction_unattended"] | None
    treasury: IssuingDispute.Treasury | None

class IssuingPersonalizationDesign(Document):
    class CarrierText(Document):
        footer_body: str | None
        footer_title: str | None
        header_body: str | None
        header_title: str | None
    class Preferences(Document):
        is_default: bool
        is_platform_default: bool | None
    class RejectionReasons(Document):
        card_logo: Sequence[Literal["geographic_location", "inappropriate", "network_name", "non_binary_image", "non_fiat_currency", "other", "other_entity", "promotional_material"]] | None
        carrier_text: Sequence[Literal["geographic_location", "inappropriate", "network_name", "non_fiat_currency", "other", "other_entity", "promotional_material"]] | None
    card_logo: str | None
    carrier_text: IssuingPersonalizationDesign.CarrierText | None
    created: int
    id: str
    livemode: bool
    lookup_key: str | None
    metadata: Mapping[str, str]
    name: str | None
    object: Literal["issuing.personalization_design"]
    physical_bundle: str
    preferences: IssuingPersonalizationDesign.Preferences
    rejection_reasons: IssuingPersonalizationDesign.RejectionReasons
    status: Literal["active", "inactive", "rejected", "review"]

class IssuingPhysicalBundle(Document):
    class Features(Document):
        card_logo: Literal["optional", "required", "unsupported"]
        carrier_text: Literal["optional", "required", "unsupported"]
        second_line: Literal["optional", "required", "unsupported"]
    features: IssuingPhysicalBundle.Features
    id: str
    livemode: bool
    name: str
    object: Literal["issuing.physical_bundle"]
    status: Literal["active", "inactive", "review"]
    type: Literal["custom", "standard"]

class IssuingToken(Document):
    class NetworkData(Document):
        class Device(Document):
            device_fingerprint: str | None
            ip_address: str | None
            location: str | None
            name: str | None
            phone_number: str | None
            type: Literal["other", "phone", "watch"] | None
        class Mastercard(Document):
            token_reference_id: str
            token_requestor_id: str
            card_reference_id: str | None
            token_requestor_name: str | None
        class Visa(Document):
            card_reference_id: str | None
            token_reference_id: str
            token_requestor_id: str
            token_risk_score: str | None
        class WalletProvider(Document):
            class CardholderAddress(Document):
                line1: str
                postal_code: str
            account_id: str | None
            account_trust_score: int | None
            card_number_source: Literal["app", "manual", "on_file", "other"] | None
            cardholder_address: IssuingToken.NetworkData.WalletProvider.CardholderAddress | None
            cardholder_name: str | None
            device_trust_score: int | None
            hashed_account_email_address: str | None
            reason_codes: Sequence[Literal["account_card_too_new", "account_recently_changed", "account_too_new", "account_too_new_since_launch", "additional_device", "data_expired", "defer_id_v_decision", "device_recently_lost", "good_activity_history", "has_suspended_tokens", "high_risk", "inactive_account", "long_account_tenure", "low_account_score", "low_device_score", "low_phone_number_score", "network_service_error", "outside_home_territory", "provisioning_cardholder_mismatch", "provisioning_device_and_cardholder_mismatch", "provisioning_device_mismatch", "same_device_no_prior_authentication", "same_device_successful_prior_authentication", "software_update", "suspicious_activity", "too_many_different_cardholders", "too_many_recent_attempts", "too_many_recent_tokens"]] | None
            suggested_decision: Literal["approve", "decline", "require_auth"] | None
            suggested_decision_version: str | None
        type: Literal["mastercard", "visa"]
        device: IssuingToken.NetworkData.Device | None
        mastercard: IssuingToken.NetworkData.Mastercard | None
        visa: IssuingToken.NetworkData.Visa | None
        wallet_provider: IssuingToken.NetworkData.WalletProvider | None
    card: str
    created: int
    device_fingerprint: str | None
    id: str
    last4: str | None
    livemode: bool
    network: Literal["mastercard", "visa"]
    network_updated_at: int
    object: Literal["issuing.token"]
    status: Literal["active", "deleted", "requested", "suspended"]
    wallet_provider: Literal["apple_pay", "google_pay", "samsung_pay"] | None
    network_data: IssuingToken.NetworkData | None

class IssuingTransaction(Document):
    class AmountDetails(Document):
        atm_fee: int | None
        cashback_amount: int | None
    class MerchantData(Document):
        category: str
        category_code: str
        city: str | None
        country: str | None
        name: str | None
        network_id: str
        postal_code: str | None
        state: str | None
        tax_id: str | None
        terminal_id: str | None
        url: str | None
    class NetworkData(Document):
        authorization_code: str | None
        processing_date: str | None
        transaction_id: str | None
    class PurchaseDetails(Document):
        class Fleet(Document):
            class CardholderPromptData(Document):
                driver_id: str | None
                odometer: int | None
                unspecified_id: str | None
                user_id: str | None
                vehicle_number: str | None
            class ReportedBreakdown(Document):
                class Fuel(Document):
                    gross_amount_decimal: str | None
                class NonFuel(Document):
                    gross_amount_decimal: str | None
                class Tax(Document):
                    local_amount_decimal: str | None
                    national_amount_decimal: str | None
                fuel: IssuingTransaction.PurchaseDetails.Fleet.ReportedBreakdown.Fuel | None
                non_fuel: IssuingTransaction.PurchaseDetails.Fleet.ReportedBreakdown.NonFuel | None
                tax: IssuingTransaction.PurchaseDetails.Fleet.ReportedBreakdown.Tax | None
            cardholder_prompt_data: IssuingTransaction.PurchaseDetails.Fleet.CardholderPromptData | None
            purchase_type: str | None
            reported_breakdown: IssuingTransaction.PurchaseDetails.Fleet.ReportedBreakdown | None
            service_type: str | None
        class Flight(Document):
            class Segments(Document):
                arrival_airport_code: str | None
                carrier: str | None
                departure_airport_code: str | None
                flight_number: str | None
                service_class: str | None
                stopover_allowed: bool | None
            departure_at: int | None
            passenger_name: str | None
            refundable: bool | None
            segments: Sequence[IssuingTransaction.PurchaseDetails.Flight.Segments] | None
            travel_agency: str | None
        class Fuel(Document):
            industry_product_code: str | None
            quantity_decimal: str | None
            type: str
            unit: str
            unit_cost_decimal: str
        class Lodging(Document):
            check_in_at: int | None
            nights: int | None
        class Receipt(Document):
            description: str | None
            quantity: float | None
            total: int | None
            unit_cost: int | None
        fleet: IssuingTransaction.PurchaseDetails.Fleet | None
        flight: IssuingTransaction.PurchaseDetails.Flight | None
        fuel: IssuingTransaction.PurchaseDetails.Fuel | None
        lodging: IssuingTransaction.PurchaseDetails.Lodging | None
        receipt: Sequence[IssuingTransaction.PurchaseDetails.Receipt] | None
        reference: str | None
    class Treasury(Document):
        received_credit: str | None
        received_debit: str | None
    amount: int
    amount_details: IssuingTransaction.AmountDetails | None
    authorization: str | None
    balance_transaction: str | None
    card: str
    cardholder: str | None
    created: int
    currency: str
    dispute: str | None
    id: str
    livemode: bool
    merchant_amount: int
    merchant_currency: str
    merchant_data: IssuingTransaction.MerchantData
    metadata: Mapping[str, str]
    network_data: IssuingTransaction.NetworkData | None
    object: Literal["issuing.transaction"]
    token: str | None
    type: Literal["capture", "refund"]
    wallet: Literal["apple_pay", "google_pay", "samsung_pay"] | None
    purchase_details: IssuingTransaction.PurchaseDetails | None
    treasury: IssuingTransaction.Treasury | None

class Item(Document):
    class AdjustableQuantity(Document):
        enabled: bool
        maximum: int | None
        minimum: int | None
    class Discounts(Document):
        amount: int
        discount: Discount
    class Taxes(Document):
        amount: int
        rate: TaxRate
        taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"] | None
        taxable_amount: int | None
    adjustable_quantity: Item.AdjustableQuantity | None
    amount_discount: int
    amount_subtotal: int
    amount_tax: int
    amount_total: int
    currency: str
    description: str | None
    id: str
    metadata: Mapping[str, str]
    object: Literal["item"]
    price: Price | None
    quantity: int | None
    discounts: Sequence[Item.Discounts] | None
    taxes: Sequence[Item.Taxes] | None

class LineItem(Document):
    class DiscountAmounts(Document):
        amount: int
        discount: str
    class Parent(Document):
        class InvoiceItemDetails(Document):
            class ProrationDetails(Document):
                class CreditedItems(Document):
                    invoice: str
                    invoice_line_items: Sequence[str]
                credited_items: LineItem.Parent.InvoiceItemDetails.ProrationDetails.CreditedItems | None
            invoice_item: str
            proration: bool
            proration_details: LineItem.Parent.InvoiceItemDetails.ProrationDetails | None
            subscription: str | None
        class SubscriptionItemDetails(Document):
            class ProrationDetails(Document):
                class CreditedItems(Document):
                    invoice: str
                    invoice_line_items: Sequence[str]
                credited_items: LineItem.Parent.SubscriptionItemDetails.ProrationDetails.CreditedItems | None
            invoice_item: str | None
            proration: bool
            proration_details: LineItem.Parent.SubscriptionItemDetails.ProrationDetails | None
            subscription: str | None
            subscription_item: str
        invoice_item_details: LineItem.Parent.InvoiceItemDetails | None
        subscription_item_details: LineItem.Parent.SubscriptionItemDetails | None
        type: Literal["invoice_item_details", "subscription_item_details"]
    class Period(Document):
        end: int
        start: int
    class PretaxCreditAmounts(Document):
        amount: int
        type: Literal["credit_balance_transaction", "discount"]
        credit_balance_transaction: str | None
        discount: str | None
    class Pricing(Document):
        class PriceDetails(Document):
            price: str
            product: str
        type: Literal["price_details"]
        unit_amount_decimal: str | None
        price_details: LineItem.Pricing.PriceDetails | None
    class Taxes(Document):
        class TaxRateDetails(Document):
            tax_rate: str
        amount: int
        tax_behavior: Literal["exclusive", "inclusive"]
        tax_rate_details: LineItem.Taxes.TaxRateDetails | None
        taxability_reason: Literal["customer_exempt", "not_available", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"]
        taxable_amount: int | None
        type: Literal["tax_rate_details"]
    amount: int
    currency: str
    description: str | None
    discount_amounts: Sequence[LineItem.DiscountAmounts] | None
    discountable: bool
    discounts: Sequence[str]
    id: str
    invoice: str | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["line_item"]
    parent: LineItem.Parent | None
    period: LineItem.Period
    pretax_credit_amounts: Sequence[LineItem.PretaxCreditAmounts] | None
    pricing: LineItem.Pricing | None
    quantity: int | None
    quantity_decimal: str | None
    subtotal: int
    taxes: Sequence[LineItem.Taxes] | None
    subscription: str | None

class LoginLink(Document):
    created: int
    object: Literal["login_link"]
    url: str

class Mandate(Document):
    class CustomerAcceptance(Document):
        class Offline(Document): ...
        class Online(Document):
            ip_address: str | None
            user_agent: str | None
        accepted_at: int | None
        type: Literal["offline", "online"]
        offline: Mandate.CustomerAcceptance.Offline | None
        online: Mandate.CustomerAcceptance.Online | None
    class PaymentMethodDetails(Document):
        class SepaDebit(Document):
            reference: str
            url: str
        class AcssDebit(Document):
            interval_description: str | None
            payment_schedule: Literal["combined", "interval", "sporadic"]
            transaction_type: Literal["business", "personal"]
            default_for: Sequence[Literal["invoice", "subscription"]] | None
        class AmazonPay(Document): ...
        class AuBecsDebit(Document):
            url: str
        class BacsDebit(Document):
            display_name: str | None
            network_status: Literal["accepted", "pending", "refused", "revoked"]
            reference: str
            revocation_reason: Literal["account_closed", "bank_account_restricted", "bank_ownership_changed", "could_not_process", "debit_not_authorized"] | None
            service_user_number: str | None
            url: str
        class Card(Document):
            class India(Document):
                inactive_reason: Literal["canceled", "card_not_supported", "currency_not_supported", "expired", "issuer_not_supported", "processing_error", "undetermined"] | None
            india: Mandate.PaymentMethodDetails.Card.India | None
        class Cashapp(Document): ...
        class KakaoPay(Document): ...
        class KrCard(Document): ...
        class Link(Document): ...
        class Paypal(Document):
            billing_agreement_id: str | None
            payer_id: str | None
        class RevolutPay(Document): ...
        class UsBankAccount(Document):
            collection_method: Literal["paper"] | None
        class Blik(Document):
            expires_at: int | None
            type: Literal["off_session"]
        class Klarna(Document): ...
        class NaverPay(Document): ...
        class NzBankAccount(Document): ...
        class Payto(Document):
            amount: int | None
            amount_type: Literal["fixed", "maximum"]
            end_date: str | None
            payment_schedule: Literal["adhoc", "annual", "daily", "fortnightly", "monthly", "quarterly", "semi_annual", "weekly"]
            payments_per_period: int | None
            purpose: Literal["dependant_support", "government", "loan", "mortgage", "other", "pension", "personal", "retail", "salary", "tax", "utility"] | None
            start_date: str | None
        class Pix(Document):
            amount_includes_iof: Literal["always", "never"] | None
            amount_type: Literal["fixed", "maximum"] | None
            end_date: str | None
            payment_schedule: Literal["halfyearly", "monthly", "quarterly", "weekly", "yearly"] | None
            reference: str | None
            start_date: str | None
        class Twint(Document): ...
        class Upi(Document):
            amount: int | None
            amount_type: Literal["fixed", "maximum"] | None
            description: str | None
            end_date: int | None
        sepa_debit: Mandate.PaymentMethodDetails.SepaDebit | None
        type: str
        acss_debit: Mandate.PaymentMethodDetails.AcssDebit | None
        amazon_pay: Mandate.PaymentMethodDetails.AmazonPay | None
        au_becs_debit: Mandate.PaymentMethodDetails.AuBecsDebit | None
        bacs_debit: Mandate.PaymentMethodDetails.BacsDebit | None
        card: Mandate.PaymentMethodDetails.Card | None
        cashapp: Mandate.PaymentMethodDetails.Cashapp | None
        kakao_pay: Mandate.PaymentMethodDetails.KakaoPay | None
        kr_card: Mandate.PaymentMethodDetails.KrCard | None
        link: Mandate.PaymentMethodDetails.Link | None
        paypal: Mandate.PaymentMethodDetails.Paypal | None
        revolut_pay: Mandate.PaymentMethodDetails.RevolutPay | None
        us_bank_account: Mandate.PaymentMethodDetails.UsBankAccount | None
        blik: Mandate.PaymentMethodDetails.Blik | None
        klarna: Mandate.PaymentMethodDetails.Klarna | None
        naver_pay: Mandate.PaymentMethodDetails.NaverPay | None
        nz_bank_account: Mandate.PaymentMethodDetails.NzBankAccount | None
        payto: Mandate.PaymentMethodDetails.Payto | None
        pix: Mandate.PaymentMethodDetails.Pix | None
        twint: Mandate.PaymentMethodDetails.Twint | None
        upi: Mandate.PaymentMethodDetails.Upi | None
    class SingleUse(Document):
        amount: int
        currency: str
    class MultiUse(Document):
        amount: int | None
        currency: str | None
    customer_acceptance: Mandate.CustomerAcceptance
    id: str
    livemode: bool
    object: Literal["mandate"]
    payment_method: str
    payment_method_details: Mandate.PaymentMethodDetails
    status: Literal["active", "inactive", "pending"]
    type: Literal["multi_use", "single_use"]
    on_behalf_of: str | None
    single_use: Mandate.SingleUse | None
    multi_use: Mandate.MultiUse | None

class PaymentAttemptRecord(Document):
    class Amount(Document):
        currency: str
        value: int
    class AmountAuthorized(Document):
        currency: str
        value: int
    class AmountCanceled(Document):
        currency: str
        value: int
    class AmountFailed(Document):
        currency: str
        value: int
    class AmountGuaranteed(Document):
        currency: str
        value: int
    class AmountRefunded(Document):
        currency: str
        value: int
    class AmountRequested(Document):
        currency: str
        value: int
    class CustomerDetails(Document):
        customer: str | None
        email: str | None
        name: str | None
        phone: str | None
    class PaymentMethodDetails(Document):
        class BillingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: PaymentAttemptRecord.PaymentMethodDetails.BillingDetails.Address
            email: str | None
            name: str | None
            phone: str | None
        class AchCreditTransfer(Document):
            account_number: str | None
            bank_name: str | None
            routing_number: str | None
            swift_code: str | None
        class AchDebit(Document):
            account_holder_type: Literal["company", "individual"] | None
            bank_name: str | None
            country: str | None
            fingerprint: str | None
            last4: str | None
            routing_number: str | None
        class AcssDebit(Document):
            bank_name: str | None
            fingerprint: str | None
            institution_number: str | None
            last4: str | None
            transit_number: str | None
            expected_debit_date: str | None
            mandate: str | None
        class Affirm(Document):
            transaction_id: str | None
            location: str | None
            reader: str | None
        class AfterpayClearpay(Document):
            order_id: str | None
            reference: str | None
        class Alipay(Document):
            fingerprint: str | None
            transaction_id: str | None
            buyer_id: str | None
        class Alma(Document):
            class Installments(Document):
                count: int
            transaction_id: str | None
            installments: PaymentAttemptRecord.PaymentMethodDetails.Alma.Installments | None
        class AmazonPay(Document):
            class Funding(Document):
                class Card(Document):
                    brand: str | None
                    country: str | None
                    exp_month: int | None
                    exp_year: int | None
                    funding: str | None
                    last4: str | None
                type: Literal["card"] | None
                card: PaymentAttemptRecord.PaymentMethodDetails.AmazonPay.Funding.Card | None
            transaction_id: str | None
            funding: PaymentAttemptRecord.PaymentMethodDetails.AmazonPay.Funding | None
        class AuBecsDebit(Document):
            bsb_number: str | None
            fingerprint: str | None
            last4: str | None
            expected_debit_date: str | None
            mandate: str | None
        class BacsDebit(Document):
            fingerprint: str | None
            last4: str | None
            mandate: str | None
            sort_code: str | None
            expected_debit_date: str | None
        class Bancontact(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            preferred_language: Literal["de", "en", "fr", "nl"] | None
            verified_name: str | None
        class Billie(Document):
            transaction_id: str | None
        class Bizum(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Blik(Document):
            buyer_id: str | None
        class Boleto(Document):
            tax_id: str | None
        class Card(Document):
            class Checks(Document):
                address_line1_check: Literal["fail", "pass", "unavailable", "unchecked"] | None
                address_postal_code_check: Literal["fail", "pass", "unavailable", "unchecked"] | None
                cvc_check: Literal["fail", "pass", "unavailable", "unchecked"] | None
            class Installments(Document):
                class Plan(Document):
                    count: int | None
                    interval: Literal["month"] | None
                    type: Literal["bonus", "fixed_count", "revolving"]
                plan: PaymentAttemptRecord.PaymentMethodDetails.Card.Installments.Plan | None
            class ThreeDSecure(Document):
                authentication_flow: Literal["challenge", "frictionless"] | None
                electronic_commerce_indicator: Literal["01", "02", "03", "04", "05", "06", "07"] | None
                exemption_indicator: Literal["low_risk", "none"] | None
                exemption_indicator_applied: bool | None
                result: Literal["attempt_acknowledged", "authenticated", "data_share_only", "exempted", "failed", "not_supported", "processing_error"] | None
                result_reason: Literal["abandoned", "bypassed", "canceled", "card_not_enrolled", "network_not_supported", "protocol_error", "rejected"] | None
                version: Literal["1.0.2", "2.1.0", "2.2.0", "2.3.0", "2.3.1"] | None
            class Wallet(Document):
                class ApplePay(Document):
                    type: str
                class GooglePay(Document): ...
                class Link(Document): ...
                type: str
                apple_pay: PaymentAttemptRecord.PaymentMethodDetails.Card.Wallet.ApplePay | None
                dynamic_last4: str | None
                google_pay: PaymentAttemptRecord.PaymentMethodDetails.Card.Wallet.GooglePay | None
                link: PaymentAttemptRecord.PaymentMethodDetails.Card.Wallet.Link | None
            class NetworkToken(Document):
                used: bool
            authorization_code: str | None
            brand: Literal["amex", "cartes_bancaires", "diners", "discover", "eftpos_au", "interac", "jcb", "link", "mastercard", "unionpay", "unknown", "visa"] | None
            checks: PaymentAttemptRecord.PaymentMethodDetails.Card.Checks | None
            country: str | None
            exp_month: int | None
            exp_year: int | None
            funding: Literal["credit", "debit", "prepaid", "unknown"] | None
            installments: PaymentAttemptRecord.PaymentMethodDetails.Card.Installments | None
            last4: str | None
            network: Literal["amex", "cartes_bancaires", "diners", "discover", "eftpos_au", "interac", "jcb", "link", "mastercard", "unionpay", "unknown", "visa"] | None
            network_advice_code: str | None
            network_decline_code: str | None
            network_transaction_id: str | None
            three_d_secure: PaymentAttemptRecord.PaymentMethodDetails.Card.ThreeDSecure | None
            wallet: PaymentAttemptRecord.PaymentMethodDetails.Card.Wallet | None
            capture_before: int | None
            description: str | None
            fingerprint: str | None
            iin: str | None
            issuer: str | None
            moto: bool | None
            network_token: PaymentAttemptRecord.PaymentMethodDetails.Card.NetworkToken | None
            stored_credential_usage: Literal["installment", "recurring", "unscheduled"] | None
        class CardPresent(Document):
            class Offline(Document):
                stored_at: int | None
                type: Literal["deferred"] | None
            class Receipt(Document):
                application_cryptogram: str | None
                application_preferred_name: str | None
                authorization_code: str | None
                authorization_response_code: str | None
                cardholder_verification_method: str | None
                dedicated_file_name: str | None
                terminal_verification_results: str | None
                transaction_status_information: str | None
                account_type: Literal["checking", "credit", "prepaid", "unknown"] | None
            class Wallet(Document):
                type: Literal["apple_pay", "google_pay", "samsung_pay", "unknown"]
            amount_authorized: int | None
            brand: str | None
            brand_product: str | None
            cardholder_name: str | None
            country: str | None
            emv_auth_data: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str | None
            generated_card: str | None
            incremental_authorization_supported: bool
            last4: str | None
            network: str | None
            network_transaction_id: str | None
            offline: PaymentAttemptRecord.PaymentMethodDetails.CardPresent.Offline | None
            overcapture_supported: bool
            preferred_locales: Sequence[str] | None
            read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
            receipt: PaymentAttemptRecord.PaymentMethodDetails.CardPresent.Receipt | None
            capture_before: int | None
            description: str | None
            iin: str | None
            issuer: str | None
            location: str | None
            reader: str | None
            wallet: PaymentAttemptRecord.PaymentMethodDetails.CardPresent.Wallet | None
        class Cashapp(Document):
            buyer_id: str | None
            cashtag: str | None
            transaction_id: str | None
        class Crypto(Document):
            buyer_address: str | None
            network: Literal["base", "ethereum", "polygon", "solana", "sui", "tempo"] | None
            token_currency: Literal["ousd", "phantom_cash", "usdc", "usdg", "usdp", "usdsui", "usdt"] | None
            transaction_hash: str | None
        class Custom(Document):
            display_name: str
            type: str | None
        class CustomerBalance(Document): ...
        class Eps(Document):
            bank: Literal["arzte_und_apotheker_bank", "austrian_anadi_bank_ag", "bank_austria", "bankhaus_carl_spangler", "bankhaus_schelhammer_und_schattera_ag", "bawag_psk_ag", "bks_bank_ag", "brull_kallmus_bank_ag", "btv_vier_lander_bank", "capital_bank_grawe_gruppe_ag", "deutsche_bank_ag", "dolomitenbank", "easybank_ag", "erste_bank_und_sparkassen", "hypo_alpeadriabank_international_ag", "hypo_bank_burgenland_aktiengesellschaft", "hypo_noe_lb_fur_niederosterreich_u_wien", "hypo_oberosterreich_salzburg_steiermark", "hypo_tirol_bank_ag", "hypo_vorarlberg_bank_ag", "marchfelder_bank", "oberbank_ag", "raiffeisen_bankengruppe_osterreich", "schoellerbank_ag", "sparda_bank_wien", "volksbank_gruppe", "volkskreditbank_ag", "vr_bank_braunau"] | None
            verified_name: str | None
        class Fpx(Document):
            account_holder_type: Literal["company", "individual"] | None
            bank: Literal["affin_bank", "agrobank", "alliance_bank", "ambank", "bank_islam", "bank_muamalat", "bank_of_china", "bank_rakyat", "bnp_paribas", "bsn", "cimb", "citibank", "deutsche_bank", "hong_leong_bank", "hsbc", "kfh", "maybank2e", "maybank2u", "mbsb_bank", "ocbc", "pb_enterprise", "public_bank", "rhb", "standard_chartered", "uob"]
            transaction_id: str | None
        class Giropay(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            verified_name: str | None
        class Grabpay(Document):
            transaction_id: str | None
        class Ideal(Document):
            bank: Literal["abn_amro", "adyen", "asn_bank", "bunq", "buut", "finom", "handelsbanken", "ing", "knab", "mollie", "moneyou", "n26", "nn", "rabobank", "regiobank", "revolut", "sns_bank", "triodos_bank", "van_lanschot", "yoursafe"] | None
            bic: Literal["ABNANL2A", "ADYBNL2A", "ASNBNL21", "BITSNL2A", "BUNQNL2A", "BUUTNL2A", "FNOMNL22", "FVLBNL22", "HANDNL2A", "INGBNL2A", "KNABNL2H", "MLLENL2A", "MOYONL21", "NNBANL2G", "NTSBDEB1", "RABONL2U", "RBRBNL21", "REVOIE23", "REVOLT21", "SNSBNL2A", "TRIONL2U"] | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            transaction_id: str | None
            verified_name: str | None
        class InteracPresent(Document):
            class Receipt(Document):
                application_cryptogram: str | None
                application_preferred_name: str | None
                authorization_code: str | None
                authorization_response_code: str | None
                cardholder_verification_method: str | None
                dedicated_file_name: str | None
                terminal_verification_results: str | None
                transaction_status_information: str | None
                account_type: Literal["checking", "savings", "unknown"] | None
            brand: str | None
            cardholder_name: str | None
            country: str | None
            emv_auth_data: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str | None
            generated_card: str | None
            last4: str | None
            network: str | None
            network_transaction_id: str | None
            preferred_locales: Sequence[str] | None
            read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
            receipt: PaymentAttemptRecord.PaymentMethodDetails.InteracPresent.Receipt | None
            description: str | None
            iin: str | None
            issuer: str | None
            location: str | None
            reader: str | None
        class KakaoPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Klarna(Document):
            class PayerDetails(Document):
                class Address(Document):
                    country: str | None
                address: PaymentAttemptRecord.PaymentMethodDetails.Klarna.PayerDetails.Address | None
            payer_details: PaymentAttemptRecord.PaymentMethodDetails.Klarna.PayerDetails | None
            payment_method_category: str | None
            preferred_locale: str | None
            location: str | None
            reader: str | None
        class Konbini(Document):
            class Store(Document):
                chain: Literal["familymart", "lawson", "ministop", "seicomart"] | None
            store: PaymentAttemptRecord.PaymentMethodDetails.Konbini.Store | None
        class KrCard(Document):
            brand: Literal["bc", "citi", "hana", "hyundai", "jeju", "jeonbuk", "kakaobank", "kbank", "kdbbank", "kookmin", "kwangju", "lotte", "mg", "nh", "post", "samsung", "savingsbank", "shinhan", "shinhyup", "suhyup", "tossbank", "woori"] | None
            buyer_id: str | None
            last4: str | None
            transaction_id: str | None
        class Link(Document):
            country: str | None
            funding_source_group: str | None
        class MbWay(Document): ...
        class Mobilepay(Document):
            class Card(Document):
                brand: str | None
                country: str | None
                exp_month: int | None
                exp_year: int | None
                last4: str | None
            card: PaymentAttemptRecord.PaymentMethodDetails.Mobilepay.Card | None
        class Momo(Document):
            fingerprint: str | None
            mandate: str | None
        class Multibanco(Document):
            entity: str | None
            reference: str | None
        class NaverPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class NzBankAccount(Document):
            account_holder_name: str | None
            bank_code: str
            bank_name: str
            branch_code: str
            last4: str
            suffix: str | None
            expected_debit_date: str | None
        class Oxxo(Document):
            number: str | None
        class P24(Document):
            bank: Literal["alior_bank", "bank_millennium", "bank_nowy_bfg_sa", "bank_pekao_sa", "banki_spbdzielcze", "blik", "bnp_paribas", "boz", "citi_handlowy", "credit_agricole", "envelobank", "etransfer_pocztowy24", "getin_bank", "ideabank", "ing", "inteligo", "mbank_mtransfer", "nest_przelew", "noble_pay", "pbac_z_ipko", "plus_bank", "santander_przelew24", "tmobile_usbugi_bankowe", "toyota_bank", "velobank", "volkswagen_bank"] | None
            reference: str | None
            verified_name: str | None
        class PayByBank(Document): ...
        class Payco(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Paynow(Document):
            reference: str | None
            location: str | None
            reader: str | None
        class Paypal(Document):
            class SellerProtection(Document):
                dispute_categories: Sequence[Literal["fraudulent", "product_not_received"]] | None
                status: Literal["eligible", "not_eligible", "partially_eligible"]
            country: str | None
            payer_email: str | None
            payer_id: str | None
            payer_name: str | None
            seller_protection: PaymentAttemptRecord.PaymentMethodDetails.Paypal.SellerProtection | None
            transaction_id: str | None
        class Paypay(Document): ...
        class Payto(Document):
            bsb_number: str | None
            last4: str | None
            pay_id: str | None
            mandate: str | None
        class Pix(Document):
            bank_transaction_id: str | None
            mandate: str | None
        class Promptpay(Document):
            reference: str | None
        class RevolutPay(Document):
            class Funding(Document):
                class Card(Document):
                    brand: str | None
                    country: str | None
                    exp_month: int | None
                    exp_year: int | None
                    funding: str | None
                    last4: str | None
                type: Literal["card"] | None
                card: PaymentAttemptRecord.PaymentMethodDetails.RevolutPay.Funding.Card | None
            transaction_id: str | None
            funding: PaymentAttemptRecord.PaymentMethodDetails.RevolutPay.Funding | None
        class SamsungPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Satispay(Document):
            transaction_id: str | None
        class Scalapay(Document):
            transaction_id: str | None
        class SepaCreditTransfer(Document):
            bank_name: str | None
            bic: str | None
            iban: str | None
        class SepaDebit(Document):
            bank_code: str | None
            branch_code: str | None
            country: str | None
            fingerprint: str | None
            last4: str | None
            mandate: str | None
            expected_debit_date: str | None
        class Sequra(Document):
            transaction_id: str | None
        class Sofort(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            country: str | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            preferred_language: Literal["de", "en", "es", "fr", "it", "nl", "pl"] | None
            verified_name: str | None
        class StripeAccount(Document): ...
        class Sunbit(Document):
            transaction_id: str | None
        class Swish(Document):
            fingerprint: str | None
            payment_reference: str | None
            verified_phone_last4: str | None
        class Twint(Document):
            mandate: str | None
        class Upi(Document):
            vpa: str | None
        class UsBankAccount(Document):
            account_holder_type: Literal["company", "individual"] | None
            account_type: Literal["checking", "savings"] | None
            bank_name: str | None
            fingerprint: str | None
            last4: str | None
            payment_reference: str | None
            routing_number: str | None
            expected_debit_date: str | None
            mandate: str | None
        class Wechat(Document): ...
        class WechatPay(Document):
            fingerprint: str | None
            transaction_id: str | None
            location: str | None
            reader: str | None
        class Zip(Document): ...
        billing_details: PaymentAttemptRecord.PaymentMethodDetails.BillingDetails | None
        payment_method: str | None
        type: str
        ach_credit_transfer: PaymentAttemptRecord.PaymentMethodDetails.AchCreditTransfer | None
        ach_debit: PaymentAttemptRecord.PaymentMethodDetails.AchDebit | None
        acss_debit: PaymentAttemptRecord.PaymentMethodDetails.AcssDebit | None
        affirm: PaymentAttemptRecord.PaymentMethodDetails.Affirm | None
        afterpay_clearpay: PaymentAttemptRecord.PaymentMethodDetails.AfterpayClearpay | None
        alipay: PaymentAttemptRecord.PaymentMethodDetails.Alipay | None
        alma: PaymentAttemptRecord.PaymentMethodDetails.Alma | None
        amazon_pay: PaymentAttemptRecord.PaymentMethodDetails.AmazonPay | None
        au_becs_debit: PaymentAttemptRecord.PaymentMethodDetails.AuBecsDebit | None
        bacs_debit: PaymentAttemptRecord.PaymentMethodDetails.BacsDebit | None
        bancontact: PaymentAttemptRecord.PaymentMethodDetails.Bancontact | None
        billie: PaymentAttemptRecord.PaymentMethodDetails.Billie | None
        bizum: PaymentAttemptRecord.PaymentMethodDetails.Bizum | None
        blik: PaymentAttemptRecord.PaymentMethodDetails.Blik | None
        boleto: PaymentAttemptRecord.PaymentMethodDetails.Boleto | None
        card: PaymentAttemptRecord.PaymentMethodDetails.Card | None
        card_present: PaymentAttemptRecord.PaymentMethodDetails.CardPresent | None
        cashapp: PaymentAttemptRecord.PaymentMethodDetails.Cashapp | None
        crypto: PaymentAttemptRecord.PaymentMethodDetails.Crypto | None
        custom: PaymentAttemptRecord.PaymentMethodDetails.Custom | None
        customer_balance: PaymentAttemptRecord.PaymentMethodDetails.CustomerBalance | None
        eps: PaymentAttemptRecord.PaymentMethodDetails.Eps | None
        fpx: PaymentAttemptRecord.PaymentMethodDetails.Fpx | None
        giropay: PaymentAttemptRecord.PaymentMethodDetails.Giropay | None
        grabpay: PaymentAttemptRecord.PaymentMethodDetails.Grabpay | None
        ideal: PaymentAttemptRecord.PaymentMethodDetails.Ideal | None
        interac_present: PaymentAttemptRecord.PaymentMethodDetails.InteracPresent | None
        kakao_pay: PaymentAttemptRecord.PaymentMethodDetails.KakaoPay | None
        klarna: PaymentAttemptRecord.PaymentMethodDetails.Klarna | None
        konbini: PaymentAttemptRecord.PaymentMethodDetails.Konbini | None
        kr_card: PaymentAttemptRecord.PaymentMethodDetails.KrCard | None
        link: PaymentAttemptRecord.PaymentMethodDetails.Link | None
        mb_way: PaymentAttemptRecord.PaymentMethodDetails.MbWay | None
        mobilepay: PaymentAttemptRecord.PaymentMethodDetails.Mobilepay | None
        momo: PaymentAttemptRecord.PaymentMethodDetails.Momo | None
        multibanco: PaymentAttemptRecord.PaymentMethodDetails.Multibanco | None
        naver_pay: PaymentAttemptRecord.PaymentMethodDetails.NaverPay | None
        nz_bank_account: PaymentAttemptRecord.PaymentMethodDetails.NzBankAccount | None
        oxxo: PaymentAttemptRecord.PaymentMethodDetails.Oxxo | None
        p24: PaymentAttemptRecord.PaymentMethodDetails.P24 | None
        pay_by_bank: PaymentAttemptRecord.PaymentMethodDetails.PayByBank | None
        payco: PaymentAttemptRecord.PaymentMethodDetails.Payco | None
        paynow: PaymentAttemptRecord.PaymentMethodDetails.Paynow | None
        paypal: PaymentAttemptRecord.PaymentMethodDetails.Paypal | None
        paypay: PaymentAttemptRecord.PaymentMethodDetails.Paypay | None
        payto: PaymentAttemptRecord.PaymentMethodDetails.Payto | None
        pix: PaymentAttemptRecord.PaymentMethodDetails.Pix | None
        promptpay: PaymentAttemptRecord.PaymentMethodDetails.Promptpay | None
        revolut_pay: PaymentAttemptRecord.PaymentMethodDetails.RevolutPay | None
        samsung_pay: PaymentAttemptRecord.PaymentMethodDetails.SamsungPay | None
        satispay: PaymentAttemptRecord.PaymentMethodDetails.Satispay | None
        scalapay: PaymentAttemptRecord.PaymentMethodDetails.Scalapay | None
        sepa_credit_transfer: PaymentAttemptRecord.PaymentMethodDetails.SepaCreditTransfer | None
        sepa_debit: PaymentAttemptRecord.PaymentMethodDetails.SepaDebit | None
        sequra: PaymentAttemptRecord.PaymentMethodDetails.Sequra | None
        sofort: PaymentAttemptRecord.PaymentMethodDetails.Sofort | None
        stripe_account: PaymentAttemptRecord.PaymentMethodDetails.StripeAccount | None
        sunbit: PaymentAttemptRecord.PaymentMethodDetails.Sunbit | None
        swish: PaymentAttemptRecord.PaymentMethodDetails.Swish | None
        twint: PaymentAttemptRecord.PaymentMethodDetails.Twint | None
        upi: PaymentAttemptRecord.PaymentMethodDetails.Upi | None
        us_bank_account: PaymentAttemptRecord.PaymentMethodDetails.UsBankAccount | None
        wechat: PaymentAttemptRecord.PaymentMethodDetails.Wechat | None
        wechat_pay: PaymentAttemptRecord.PaymentMethodDetails.WechatPay | None
        zip: PaymentAttemptRecord.PaymentMethodDetails.Zip | None
    class ProcessorDetails(Document):
        class Custom(Document):
            payment_reference: str | None
        type: Literal["custom"]
        custom: PaymentAttemptRecord.ProcessorDetails.Custom | None
    class ShippingDetails(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: PaymentAttemptRecord.ShippingDetails.Address
        name: str | None
        phone: str | None
    amount: PaymentAttemptRecord.Amount
    amount_authorized: PaymentAttemptRecord.AmountAuthorized
    amount_canceled: PaymentAttemptRecord.AmountCanceled
    amount_failed: PaymentAttemptRecord.AmountFailed
    amount_guaranteed: PaymentAttemptRecord.AmountGuaranteed
    amount_refunded: PaymentAttemptRecord.AmountRefunded
    amount_requested: PaymentAttemptRecord.AmountRequested
    application: str | None
    created: int
    customer_details: PaymentAttemptRecord.CustomerDetails | None
    customer_presence: Literal["off_session", "on_session"] | None
    description: str | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["payment_attempt_record"]
    payment_method_details: PaymentAttemptRecord.PaymentMethodDetails | None
    payment_record: str | None
    processor_details: PaymentAttemptRecord.ProcessorDetails
    reported_by: Literal["self", "stripe"]
    shipping_details: PaymentAttemptRecord.ShippingDetails | None

class PaymentIntent(Document):
    class AmountDetails(Document):
        class Tip(Document):
            amount: int | None
        class Error(Document):
            code: Literal["amount_details_amount_mismatch", "amount_details_tax_shipping_discount_greater_than_amount"] | None
            message: str | None
        class Shipping(Document):
            amount: int | None
            from_postal_code: str | None
            to_postal_code: str | None
        class Tax(Document):
            total_tax_amount: int | None
        tip: PaymentIntent.AmountDetails.Tip | None
        discount_amount: int | None
        error: PaymentIntent.AmountDetails.Error | None
        line_items: Listed[PaymentIntentAmountDetailsLineItem] | None
        shipping: PaymentIntent.AmountDetails.Shipping | None
        tax: PaymentIntent.AmountDetails.Tax | None
    class AutomaticPaymentMethods(Document):
        enabled: bool
        allow_redirects: Literal["always", "never"] | None
    class LastPaymentError(Document):
        type: Literal["api_error", "card_error", "idempotency_error", "invalid_request_error"]
        message: str | None
        advice_code: str | None
        charge: str | None
        code: Literal["account_closed", "account_country_invalid_address", "account_error_country_change_requires_additional_steps", "account_information_mismatch", "account_invalid", "account_number_invalid", "account_token_required_for_v2_account", "acss_debit_session_incomplete", "action_blocked", "alipay_upgrade_required", "amount_too_large", "amount_too_small", "anomalous_money_movement_request", "api_key_expired", "application_fees_not_allowed", "approval_required", "authentication_failure", "authentication_required", "balance_insufficient", "balance_invalid_parameter", "bank_account_bad_routing_numbers", "bank_account_declined", "bank_account_exists", "bank_account_restricted", "bank_account_unusable", "bank_account_unverified", "bank_account_verification_failed", "billing_invalid_mandate", "bitcoin_upgrade_required", "capability_not_active", "capture_charge_authorization_expired", "capture_unauthorized_payment", "card_decline_rate_limit_exceeded", "card_declined", "cardholder_phone_number_required", "charge_already_captured", "charge_already_refunded", "charge_disputed", "charge_exceeds_source_limit", "charge_exceeds_transaction_limit", "charge_expired_for_capture", "charge_invalid_parameter", "charge_not_refundable", "clearing_code_unsupported", "country_code_invalid", "country_unsupported", "coupon_expired", "customer_max_payment_methods", "customer_max_subscriptions", "customer_session_expired", "customer_tax_location_invalid", "debit_not_authorized", "dispute_evidence_page_limit_exceeded", "email_invalid", "expired_card", "expired_payment_method", "failed_tax_calculation", "financial_account_balance_does_not_support_currency", "financial_account_capability_not_enabled", "financial_account_capability_restricted", "financial_connections_account_inactive", "financial_connections_account_pending_account_numbers", "financial_connections_account_unavailable_account_numbers", "financial_connections_consent_locale_invalid", "financial_connections_consent_locale_unsupported", "financial_connections_no_successful_transaction_refresh", "forwarding_api_inactive", "forwarding_api_invalid_parameter", "forwarding_api_retryable_upstream_error", "forwarding_api_upstream_connection_error", "forwarding_api_upstream_connection_timeout", "forwarding_api_upstream_error", "idempotency_key_in_use", "incorrect_address", "incorrect_cvc", "incorrect_number", "incorrect_postal_code", "incorrect_zip", "india_recurring_payment_mandate_canceled", "instant_payouts_config_disabled", "instant_payouts_currency_disabled", "instant_payouts_limit_exceeded", "instant_payouts_unsupported", "insufficient_funds", "intent_invalid_state", "intent_verification_method_missing", "invalid_canceled_subscription_fields", "invalid_card_type", "invalid_characters", "invalid_charge_amount", "invalid_cvc", "invalid_expiry_month", "invalid_expiry_year", "invalid_mandate_reference_prefix_format", "invalid_number", "invalid_source_usage", "invalid_tax_location", "invoice_no_customer_line_items", "invoice_no_payment_method_types", "invoice_no_subscription_line_items", "invoice_not_editable", "invoice_on_behalf_of_not_editable", "invoice_payment_intent_requires_action", "invoice_upcoming_none", "livemode_mismatch", "lock_timeout", "missing", "no_account", "not_allowed_on_standard_account", "out_of_inventory", "ownership_declaration_not_allowed", "parameter_invalid_empty", "parameter_invalid_integer", "parameter_invalid_string_blank", "parameter_invalid_string_empty", "parameter_missing", "parameter_unknown", "parameters_exclusive", "payment_evaluation_on_api_version_not_supported", "payment_intent_action_required", "payment_intent_authentication_failure", "payment_intent_incompatible_payment_method", "payment_intent_invalid_parameter", "payment_intent_konbini_rejected_confirmation_number", "payment_intent_mandate_invalid", "payment_intent_payment_attempt_expired", "payment_intent_payment_attempt_failed", "payment_intent_rate_limit_exceeded", "payment_intent_unexpected_state", "payment_method_bank_account_already_verified", "payment_method_bank_account_blocked", "payment_method_billing_details_address_missing", "payment_method_configuration_failures", "payment_method_currency_mismatch", "payment_method_customer_decline", "payment_method_invalid_parameter", "payment_method_invalid_parameter_testmode", "payment_method_microdeposit_failed", "payment_method_microdeposit_processing_error", "payment_method_microdeposit_verification_amounts_invalid", "payment_method_microdeposit_verification_amounts_mismatch", "payment_method_microdeposit_verification_attempts_exceeded", "payment_method_microdeposit_verification_descriptor_code_mismatch", "payment_method_microdeposit_verification_timeout", "payment_method_not_available", "payment_method_provider_decline", "payment_method_provider_timeout", "payment_method_restricted", "payment_method_unactivated", "payment_method_unexpected_state", "payment_method_unsupported_type", "payout_reconciliation_not_ready", "payouts_limit_exceeded", "payouts_not_allowed", "platform_account_required", "platform_api_key_expired", "postal_code_invalid", "processing_error", "product_inactive", "progressive_onboarding_limit_exceeded", "rate_limit", "refer_to_customer", "refund_disputed_payment", "request_blocked", "resource_already_exists", "resource_missing", "return_intent_already_processed", "routing_number_invalid", "secret_key_required", "sepa_unsupported_account", "service_period_coupon_with_metered_tiered_item_unsupported", "setup_attempt_failed", "setup_intent_authentication_failure", "setup_intent_invalid_parameter", "setup_intent_mandate_invalid", "setup_intent_mobile_wallet_unsupported", "setup_intent_setup_attempt_expired", "setup_intent_unexpected_state", "shipping_address_invalid", "shipping_calculation_failed", "siret_invalid", "sku_inactive", "smart_disputes_not_available", "state_unsupported", "status_transition_invalid", "storer_capability_missing", "storer_capability_not_active", "stripe_tax_inactive", "subscription_update_trial_after_billing_cycle_anchor", "tax_id_invalid", "tax_id_prohibited", "taxes_calculation_failed", "terminal_location_country_unsupported", "terminal_reader_busy", "terminal_reader_hardware_fault", "terminal_reader_invalid_location_for_activation", "terminal_reader_invalid_location_for_payment", "terminal_reader_offline", "terminal_reader_timeout", "testmode_charges_only", "three_d_secure_authentication_not_supported", "three_d_secure_authentication_upstream_error", "tls_version_unsupported", "token_already_used", "token_card_network_invalid", "token_in_use", "transfer_source_balance_parameters_mismatch", "transfers_not_allowed", "url_invalid"] | None
        decline_code: str | None
        doc_url: str | None
        network_advice_code: str | None
        network_decline_code: str | None
        param: str | None
        payment_intent: PaymentIntent | None
        request_log_url: str | None
        payment_method: PaymentMethod | None
        payment_method_type: str | None
        setup_intent: SetupIntent | None
        source: Account | BankAccount | Card | Source | None
    class ManagedPayments(Document):
        enabled: bool
    class NextAction(Document):
        class AlipayHandleRedirect(Document):
            native_data: str | None
            native_url: str | None
            return_url: str | None
            url: str | None
        class BoletoDisplayDetails(Document):
            expires_at: int | None
            hosted_voucher_url: str | None
            number: str | None
            pdf: str | None
        class CardAwaitNotification(Document):
            charge_attempt_at: int | None
            customer_approval_required: bool | None
        class CashappHandleRedirectOrDisplayQrCode(Document):
            class QrCode(Document):
                expires_at: int
                image_url_png: str
                image_url_svg: str
            hosted_instructions_url: str
            mobile_auth_url: str
            qr_code: PaymentIntent.NextAction.CashappHandleRedirectOrDisplayQrCode.QrCode
        class DisplayBankTransferInstructions(Document):
            class FinancialAddresses(Document):
                class Aba(Document):
                    class AccountHolderAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class BankAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    account_holder_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Aba.AccountHolderAddress
                    account_holder_name: str
                    account_number: str
                    account_type: str
                    bank_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Aba.BankAddress
                    bank_name: str
                    routing_number: str
                class Iban(Document):
                    class AccountHolderAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class BankAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    account_holder_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Iban.AccountHolderAddress
                    account_holder_name: str
                    bank_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Iban.BankAddress
                    bic: str
                    country: str
                    iban: str
                class SortCode(Document):
                    class AccountHolderAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class BankAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    account_holder_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.SortCode.AccountHolderAddress
                    account_holder_name: str
                    account_number: str
                    bank_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.SortCode.BankAddress
                    sort_code: str
                class Spei(Document):
                    class AccountHolderAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class BankAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    account_holder_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Spei.AccountHolderAddress
                    account_holder_name: str
                    bank_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Spei.BankAddress
                    bank_code: str
                    bank_name: str
                    clabe: str
                class Swift(Document):
                    class AccountHolderAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class BankAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    account_holder_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Swift.AccountHolderAddress
                    account_holder_name: str
                    account_number: str
                    account_type: str
                    bank_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Swift.BankAddress
                    bank_name: str
                    swift_code: str
                class Zengin(Document):
                    class AccountHolderAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    class BankAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    account_holder_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Zengin.AccountHolderAddress
                    account_holder_name: str | None
                    account_number: str | None
                    account_type: str | None
                    bank_address: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Zengin.BankAddress
                    bank_code: str | None
                    bank_name: str | None
                    branch_code: str | None
                    branch_name: str | None
                type: Literal["aba", "iban", "sort_code", "spei", "swift", "zengin"]
                aba: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Aba | None
                iban: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Iban | None
                sort_code: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.SortCode | None
                spei: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Spei | None
                supported_networks: Sequence[Literal["ach", "bacs", "chaps", "domestic_wire_us", "fps", "sepa", "spei", "swift", "zengin"]] | None
                swift: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Swift | None
                zengin: PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses.Zengin | None
            amount_remaining: int | None
            currency: str | None
            hosted_instructions_url: str | None
            reference: str | None
            type: Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"]
            financial_addresses: Sequence[PaymentIntent.NextAction.DisplayBankTransferInstructions.FinancialAddresses] | None
        class KonbiniDisplayDetails(Document):
            class Stores(Document):
                class Familymart(Document):
                    payment_code: str
                    confirmation_number: str | None
                class Lawson(Document):
                    payment_code: str
                    confirmation_number: str | None
                class Ministop(Document):
                    payment_code: str
                    confirmation_number: str | None
                class Seicomart(Document):
                    payment_code: str
                    confirmation_number: str | None
                familymart: PaymentIntent.NextAction.KonbiniDisplayDetails.Stores.Familymart | None
                lawson: PaymentIntent.NextAction.KonbiniDisplayDetails.Stores.Lawson | None
                ministop: PaymentIntent.NextAction.KonbiniDisplayDetails.Stores.Ministop | None
                seicomart: PaymentIntent.NextAction.KonbiniDisplayDetails.Stores.Seicomart | None
            expires_at: int
            hosted_voucher_url: str | None
            stores: PaymentIntent.NextAction.KonbiniDisplayDetails.Stores
        class MultibancoDisplayDetails(Document):
            entity: str | None
            expires_at: int | None
            hosted_voucher_url: str | None
            reference: str | None
        class OxxoDisplayDetails(Document):
            expires_after: int | None
            hosted_voucher_url: str | None
            number: str | None
        class PaynowDisplayQrCode(Document):
            data: str
            hosted_instructions_url: str | None
            image_url_png: str
            image_url_svg: str
        class PixDisplayQrCode(Document):
            data: str | None
            expires_at: int | None
            hosted_instructions_url: str | None
            image_url_png: str | None
            image_url_svg: str | None
        class PromptpayDisplayQrCode(Document):
            data: str
            hosted_instructions_url: str
            image_url_png: str
            image_url_svg: str
        class RedirectToUrl(Document):
            return_url: str | None
            url: str | None
        class SwishHandleRedirectOrDisplayQrCode(Document):
            class QrCode(Document):
                data: str
                expires_at: int
                image_url_png: str
                image_url_svg: str
            hosted_instructions_url: str
            mobile_auth_url: str
            qr_code: PaymentIntent.NextAction.SwishHandleRedirectOrDisplayQrCode.QrCode
        class VerifyWithMicrodeposits(Document):
            arrival_date: int
            hosted_verification_url: str
            microdeposit_type: Literal["amounts", "descriptor_code"] | None
        class WechatPayDisplayQrCode(Document):
            data: str
            hosted_instructions_url: str
            image_data_url: str
            image_url_png: str
            image_url_svg: str
        class WechatPayRedirectToAndroidApp(Document):
            app_id: str
            nonce_str: str
            package: str
            partner_id: str
            prepay_id: str
            sign: str
            timestamp: str
        class WechatPayRedirectToIosApp(Document):
            native_url: str
        class BlikAuthorize(Document): ...
        class KlarnaDisplayQrCode(Document):
            data: str
            expires_at: int | None
            image_url_png: str
            image_url_svg: str
        class UpiHandleRedirectOrDisplayQrCode(Document):
            class QrCode(Document):
                expires_at: int
                image_url_png: str
                image_url_svg: str
            hosted_instructions_url: str
            qr_code: PaymentIntent.NextAction.UpiHandleRedirectOrDisplayQrCode.QrCode
        type: str
        alipay_handle_redirect: PaymentIntent.NextAction.AlipayHandleRedirect | None
        boleto_display_details: PaymentIntent.NextAction.BoletoDisplayDetails | None
        card_await_notification: PaymentIntent.NextAction.CardAwaitNotification | None
        cashapp_handle_redirect_or_display_qr_code: PaymentIntent.NextAction.CashappHandleRedirectOrDisplayQrCode | None
        display_bank_transfer_instructions: PaymentIntent.NextAction.DisplayBankTransferInstructions | None
        konbini_display_details: PaymentIntent.NextAction.KonbiniDisplayDetails | None
        multibanco_display_details: PaymentIntent.NextAction.MultibancoDisplayDetails | None
        oxxo_display_details: PaymentIntent.NextAction.OxxoDisplayDetails | None
        paynow_display_qr_code: PaymentIntent.NextAction.PaynowDisplayQrCode | None
        pix_display_qr_code: PaymentIntent.NextAction.PixDisplayQrCode | None
        promptpay_display_qr_code: PaymentIntent.NextAction.PromptpayDisplayQrCode | None
        redirect_to_url: PaymentIntent.NextAction.RedirectToUrl | None
        swish_handle_redirect_or_display_qr_code: PaymentIntent.NextAction.SwishHandleRedirectOrDisplayQrCode | None
        use_stripe_sdk: Mapping[str, Any] | None
        verify_with_microdeposits: PaymentIntent.NextAction.VerifyWithMicrodeposits | None
        wechat_pay_display_qr_code: PaymentIntent.NextAction.WechatPayDisplayQrCode | None
        wechat_pay_redirect_to_android_app: PaymentIntent.NextAction.WechatPayRedirectToAndroidApp | None
        wechat_pay_redirect_to_ios_app: PaymentIntent.NextAction.WechatPayRedirectToIosApp | None
        blik_authorize: PaymentIntent.NextAction.BlikAuthorize | None
        klarna_display_qr_code: PaymentIntent.NextAction.KlarnaDisplayQrCode | None
        upi_handle_redirect_or_display_qr_code: PaymentIntent.NextAction.UpiHandleRedirectOrDisplayQrCode | None
    class PaymentMethodConfigurationDetails(Document):
        id: str
        parent: str | None
    class PaymentMethodOptions(Document):
        class AcssDebit(Document):
            class MandateOptions(Document):
                interval_description: str | None
                payment_schedule: Literal["combined", "interval", "sporadic"] | None
                transaction_type: Literal["business", "personal"] | None
                custom_mandate_url: str | None
            mandate_options: PaymentIntent.PaymentMethodOptions.AcssDebit.MandateOptions | None
            verification_method: Literal["automatic", "instant", "microdeposits"] | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
        class Affirm(Document):
            capture_method: Literal["manual"] | None
            preferred_locale: str | None
            setup_future_usage: Literal["none"] | None
        class AfterpayClearpay(Document):
            reference: str | None
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class Alipay(Document):
            setup_future_usage: Literal["none", "off_session"] | None
        class Alma(Document):
            capture_method: Literal["manual"] | None
        class AmazonPay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class AuBecsDebit(Document):
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
        class BacsDebit(Document):
            class MandateOptions(Document):
                reference_prefix: str | None
            mandate_options: PaymentIntent.PaymentMethodOptions.BacsDebit.MandateOptions | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
        class Bancontact(Document):
            preferred_language: Literal["de", "en", "fr", "nl"]
            setup_future_usage: Literal["none", "off_session"] | None
        class Blik(Document):
            class MandateOptions(Document):
                expires_at: int | None
                type: Literal["off_session"] | None
            setup_future_usage: Literal["none", "off_session"] | None
            mandate_options: PaymentIntent.PaymentMethodOptions.Blik.MandateOptions | None
        class Boleto(Document):
            expires_after_days: int
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
        class Card(Document):
            class Installments(Document):
                class AvailablePlans(Document):
                    count: int | None
                    interval: Literal["month"] | None
                    type: Literal["bonus", "fixed_count", "revolving"]
                class Plan(Document):
                    count: int | None
                    interval: Literal["month"] | None
                    type: Literal["bonus", "fixed_count", "revolving"]
                available_plans: Sequence[PaymentIntent.PaymentMethodOptions.Card.Installments.AvailablePlans] | None
                enabled: bool
                plan: PaymentIntent.PaymentMethodOptions.Card.Installments.Plan | None
            class MandateOptions(Document):
                amount: int
                amount_type: Literal["fixed", "maximum"]
                description: str | None
                end_date: int | None
                interval: Literal["day", "month", "sporadic", "week", "year"]
                interval_count: int | None
                reference: str
                start_date: int
                supported_types: Sequence[Literal["india"]] | None
            installments: PaymentIntent.PaymentMethodOptions.Card.Installments | None
            mandate_options: PaymentIntent.PaymentMethodOptions.Card.MandateOptions | None
            network: Literal["amex", "cartes_bancaires", "diners", "discover", "eftpos_au", "girocard", "interac", "jcb", "link", "mastercard", "unionpay", "unknown", "visa"] | None
            request_three_d_secure: Literal["any", "automatic", "challenge"] | None
            capture_method: Literal["manual"] | None
            request_extended_authorization: Literal["if_available", "never"] | None
            request_incremental_authorization: Literal["if_available", "never"] | None
            request_multicapture: Literal["if_available", "never"] | None
            request_overcapture: Literal["if_available", "never"] | None
            require_cvc_recollection: bool | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            statement_descriptor_suffix_kana: str | None
            statement_descriptor_suffix_kanji: str | None
            setup_credential_usage: Literal["installment", "recurring", "unscheduled"] | None
            stored_credential_usage: Literal["installment", "recurring", "unscheduled"] | None
        class CardPresent(Document):
            class Routing(Document):
                requested_priority: Literal["domestic", "international"] | None
            request_extended_authorization: bool | None
            request_incremental_authorization_support: bool | None
            routing: PaymentIntent.PaymentMethodOptions.CardPresent.Routing | None
            capture_method: Literal["manual", "manual_preferred"] | None
        class Cashapp(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
        class CustomerBalance(Document):
            class BankTransfer(Document):
                class EuBankTransfer(Document):
                    country: Literal["BE", "DE", "ES", "FR", "IE", "NL"]
                type: Literal["eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "us_bank_transfer"] | None
                eu_bank_transfer: PaymentIntent.PaymentMethodOptions.CustomerBalance.BankTransfer.EuBankTransfer | None
                requested_address_types: Sequence[Literal["aba", "iban", "sepa", "sort_code", "spei", "swift", "zengin"]] | None
            funding_type: Literal["bank_transfer"] | None
            bank_transfer: PaymentIntent.PaymentMethodOptions.CustomerBalance.BankTransfer | None
            setup_future_usage: Literal["none"] | None
        class Eps(Document):
            setup_future_usage: Literal["none"] | None
        class Fpx(Document):
            setup_future_usage: Literal["none"] | None
        class Giropay(Document):
            setup_future_usage: Literal["none"] | None
        class Grabpay(Document):
            setup_future_usage: Literal["none"] | None
        class Ideal(Document):
            setup_future_usage: Literal["none", "off_session"] | None
        class InteracPresent(Document): ...
        class KakaoPay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Klarna(Document):
            preferred_locale: str | None
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
        class Konbini(Document):
            confirmation_number: str | None
            expires_after_days: int | None
            expires_at: int | None
            product_description: str | None
            setup_future_usage: Literal["none"] | None
        class KrCard(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Link(Document):
            persistent_token: str | None
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Mobilepay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class Multibanco(Document):
            setup_future_usage: Literal["none"] | None
        class NaverPay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Oxxo(Document):
            expires_after_days: int
            setup_future_usage: Literal["none"] | None
        class P24(Document):
            setup_future_usage: Literal["none"] | None
        class PayByBank(Document): ...
        class Payco(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class Paynow(Document):
            setup_future_usage: Literal["none"] | None
        class Paypal(Document):
            preferred_locale: str | None
            reference: str | None
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Pix(Document):
            class MandateOptions(Document):
                amount: int | None
                amount_includes_iof: Literal["always", "never"] | None
                amount_type: Literal["fixed", "maximum"] | None
                currency: str | None
                end_date: str | None
                payment_schedule: Literal["halfyearly", "monthly", "quarterly", "weekly", "yearly"] | None
                reference: str | None
                start_date: str | None
            expires_after_seconds: int | None
            expires_at: int | None
            setup_future_usage: Literal["none", "off_session"] | None
            amount_includes_iof: Literal["always", "never"] | None
            mandate_options: PaymentIntent.PaymentMethodOptions.Pix.MandateOptions | None
        class Promptpay(Document):
            setup_future_usage: Literal["none"] | None
        class RevolutPay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class SamsungPay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class SepaDebit(Document):
            class MandateOptions(Document):
                reference_prefix: str | None
            mandate_options: PaymentIntent.PaymentMethodOptions.SepaDebit.MandateOptions | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
        class Sofort(Document):
            preferred_language: Literal["de", "en", "es", "fr", "it", "nl", "pl"] | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Swish(Document):
            reference: str | None
            setup_future_usage: Literal["none"] | None
        class Twint(Document):
            setup_future_usage: Literal["none", "off_session"] | None
        class UsBankAccount(Document):
            class FinancialConnections(Document):
                class Filters(Document):
                    account_subcategories: Sequence[Literal["checking", "savings"]] | None
                prefetch: Sequence[Literal["balances", "ownership", "transactions"]] | None
                filters: PaymentIntent.PaymentMethodOptions.UsBankAccount.FinancialConnections.Filters | None
                permissions: Sequence[Literal["balances", "ownership", "payment_method", "transactions"]] | None
                return_url: str | None
            class MandateOptions(Document):
                collection_method: Literal["paper"] | None
            financial_connections: PaymentIntent.PaymentMethodOptions.UsBankAccount.FinancialConnections | None
            mandate_options: PaymentIntent.PaymentMethodOptions.UsBankAccount.MandateOptions | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
            verification_method: Literal["automatic", "instant", "microdeposits"] | None
            transaction_purpose: Literal["goods", "other", "services", "unspecified"] | None
        class WechatPay(Document):
            app_id: str | None
            client: Literal["android", "ios", "web"] | None
            setup_future_usage: Literal["none"] | None
        class Zip(Document):
            setup_future_usage: Literal["none"] | None
        class Billie(Document):
            class CompanyDetails(Document):
                class RegisteredAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                registered_name: str | None
                registration_number: str | None
                vat: str | None
                registered_address: PaymentIntent.PaymentMethodOptions.Billie.CompanyDetails.RegisteredAddress | None
                registration_type: Literal["ch_ein", "de_hrb", "dk_cvr", "es_cif", "fi_tunnus", "fr_siren", "fr_siret", "it_rea", "nl_kvk", "no_org_number", "no_pno", "se_org_number", "se_pno", "uk_crn"] | None
            capture_method: Literal["manual"] | None
            company_details: PaymentIntent.PaymentMethodOptions.Billie.CompanyDetails | None
            reference: str | None
        class Bizum(Document): ...
        class Crypto(Document):
            setup_future_usage: Literal["none"] | None
        class MbWay(Document):
            setup_future_usage: Literal["none"] | None
        class NzBankAccount(Document):
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
            target_date: str | None
        class Paypay(Document): ...
        class Payto(Document):
            class MandateOptions(Document):
                amount: int | None
                amount_type: Literal["fixed", "maximum"] | None
                end_date: str | None
                payment_schedule: Literal["adhoc", "annual", "daily", "fortnightly", "monthly", "quarterly", "semi_annual", "weekly"] | None
                payments_per_period: int | None
                purpose: Literal["dependant_support", "government", "loan", "mortgage", "other", "pension", "personal", "retail", "salary", "tax", "utility"] | None
            mandate_options: PaymentIntent.PaymentMethodOptions.Payto.MandateOptions | None
            setup_future_usage: Literal["none", "off_session"] | None
        class Satispay(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none", "off_session", "on_session"] | None
        class Scalapay(Document):
            capture_method: Literal["manual"] | None
        class Sequra(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class Sunbit(Document):
            capture_method: Literal["manual"] | None
            setup_future_usage: Literal["none"] | None
        class Upi(Document):
            setup_future_usage: Literal["off_session", "on_session"] | None
        acss_debit: PaymentIntent.PaymentMethodOptions.AcssDebit | None
        affirm: PaymentIntent.PaymentMethodOptions.Affirm | None
        afterpay_clearpay: PaymentIntent.PaymentMethodOptions.AfterpayClearpay | None
        alipay: PaymentIntent.PaymentMethodOptions.Alipay | None
        alma: PaymentIntent.PaymentMethodOptions.Alma | None
        amazon_pay: PaymentIntent.PaymentMethodOptions.AmazonPay | None
        au_becs_debit: PaymentIntent.PaymentMethodOptions.AuBecsDebit | None
        bacs_debit: PaymentIntent.PaymentMethodOptions.BacsDebit | None
        bancontact: PaymentIntent.PaymentMethodOptions.Bancontact | None
        blik: PaymentIntent.PaymentMethodOptions.Blik | None
        boleto: PaymentIntent.PaymentMethodOptions.Boleto | None
        card: PaymentIntent.PaymentMethodOptions.Card | None
        card_present: PaymentIntent.PaymentMethodOptions.CardPresent | None
        cashapp: PaymentIntent.PaymentMethodOptions.Cashapp | None
        customer_balance: PaymentIntent.PaymentMethodOptions.CustomerBalance | None
        eps: PaymentIntent.PaymentMethodOptions.Eps | None
        fpx: PaymentIntent.PaymentMethodOptions.Fpx | None
        giropay: PaymentIntent.PaymentMethodOptions.Giropay | None
        grabpay: PaymentIntent.PaymentMethodOptions.Grabpay | None
        ideal: PaymentIntent.PaymentMethodOptions.Ideal | None
        interac_present: PaymentIntent.PaymentMethodOptions.InteracPresent | None
        kakao_pay: PaymentIntent.PaymentMethodOptions.KakaoPay | None
        klarna: PaymentIntent.PaymentMethodOptions.Klarna | None
        konbini: PaymentIntent.PaymentMethodOptions.Konbini | None
        kr_card: PaymentIntent.PaymentMethodOptions.KrCard | None
        link: PaymentIntent.PaymentMethodOptions.Link | None
        mobilepay: PaymentIntent.PaymentMethodOptions.Mobilepay | None
        multibanco: PaymentIntent.PaymentMethodOptions.Multibanco | None
        naver_pay: PaymentIntent.PaymentMethodOptions.NaverPay | None
        oxxo: PaymentIntent.PaymentMethodOptions.Oxxo | None
        p24: PaymentIntent.PaymentMethodOptions.P24 | None
        pay_by_bank: PaymentIntent.PaymentMethodOptions.PayByBank | None
        payco: PaymentIntent.PaymentMethodOptions.Payco | None
        paynow: PaymentIntent.PaymentMethodOptions.Paynow | None
        paypal: PaymentIntent.PaymentMethodOptions.Paypal | None
        pix: PaymentIntent.PaymentMethodOptions.Pix | None
        promptpay: PaymentIntent.PaymentMethodOptions.Promptpay | None
        revolut_pay: PaymentIntent.PaymentMethodOptions.RevolutPay | None
        samsung_pay: PaymentIntent.PaymentMethodOptions.SamsungPay | None
        sepa_debit: PaymentIntent.PaymentMethodOptions.SepaDebit | None
        sofort: PaymentIntent.PaymentMethodOptions.Sofort | None
        swish: PaymentIntent.PaymentMethodOptions.Swish | None
        twint: PaymentIntent.PaymentMethodOptions.Twint | None
        us_bank_account: PaymentIntent.PaymentMethodOptions.UsBankAccount | None
        wechat_pay: PaymentIntent.PaymentMethodOptions.WechatPay | None
        zip: PaymentIntent.PaymentMethodOptions.Zip | None
        billie: PaymentIntent.PaymentMethodOptions.Billie | None
        bizum: PaymentIntent.PaymentMethodOptions.Bizum | None
        crypto: PaymentIntent.PaymentMethodOptions.Crypto | None
        mb_way: PaymentIntent.PaymentMethodOptions.MbWay | None
        nz_bank_account: PaymentIntent.PaymentMethodOptions.NzBankAccount | None
        paypay: PaymentIntent.PaymentMethodOptions.Paypay | None
        payto: PaymentIntent.PaymentMethodOptions.Payto | None
        satispay: PaymentIntent.PaymentMethodOptions.Satispay | None
        scalapay: PaymentIntent.PaymentMethodOptions.Scalapay | None
        sequra: PaymentIntent.PaymentMethodOptions.Sequra | None
        sunbit: PaymentIntent.PaymentMethodOptions.Sunbit | None
        upi: PaymentIntent.PaymentMethodOptions.Upi | None
    class Processing(Document):
        class Card(Document):
            class CustomerNotification(Document):
                approval_requested: bool | None
                completes_at: int | None
            customer_notification: PaymentIntent.Processing.Card.CustomerNotification | None
        type: Literal["card"]
        card: PaymentIntent.Processing.Card | None
    class Shipping(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        carrier: str | None
        phone: str | None
        tracking_number: str | None
        address: PaymentIntent.Shipping.Address | None
        name: str | None
    class TransferData(Document):
        class PaymentData(Document):
            description: str | None
            metadata: Mapping[str, str] | None
        destination: str
        amount: int | None
        description: str | None
        metadata: Mapping[str, str] | None
        payment_data: PaymentIntent.TransferData.PaymentData | None
    class Hooks(Document):
        class Inputs(Document):
            class Tax(Document):
                calculation: str
            tax: PaymentIntent.Hooks.Inputs.Tax | None
        inputs: PaymentIntent.Hooks.Inputs | None
    class PaymentDetails(Document):
        customer_reference: str | None
        order_reference: str | None
    class PresentmentDetails(Document):
        presentment_amount: int
        presentment_currency: str
    allowed_payment_method_types: Sequence[Literal["acss_debit", "affirm", "afterpay_clearpay", "alipay", "alma", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "bizum", "blik", "boku_promptpay", "boleto", "capchase_pay", "card", "card_present", "cashapp", "check_scan", "click_to_pay", "crypto", "customer_balance", "demo_pay", "duitnow", "dummy_auth_push", "dummy_passthrough_card", "edenred", "eps", "fpx", "gcash", "getbalance", "gift_card", "giropay", "gopay", "grabpay", "id_bank_transfer", "ideal", "interac_present", "kakao_pay", "klarna", "knet", "konbini", "kr_card", "kr_market", "kriya", "link", "mb_way", "mobilepay", "momo", "mondu", "multibanco", "naver_pay", "netbanking", "ng_bank", "ng_bank_transfer", "ng_card", "ng_market", "ng_ussd", "ng_wallet", "nz_bank_account", "octopus", "oxxo", "p24", "paper_check", "pay_by_bank", "payco", "paynow", "paypal", "paypay", "payto", "pix", "promptpay", "qris", "rechnung", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra", "shop_pay", "shopeepay", "sofort", "south_korea_market", "stripe_balance", "sunbit", "swish", "tamara", "test_pay", "touch_n_go", "truemoney", "twint", "upi", "us_bank_account", "us_cash_voucher", "vipps", "wechat_pay", "wero", "zip"]] | None
    amount: int
    amount_capturable: int
    amount_details: PaymentIntent.AmountDetails | None
    amount_received: int
    application: str | None
    application_fee_amount: int | None
    automatic_payment_methods: PaymentIntent.AutomaticPaymentMethods | None
    canceled_at: int | None
    cancellation_reason: Literal["abandoned", "automatic", "duplicate", "expired", "failed_invoice", "fraudulent", "requested_by_customer", "void_invoice"] | None
    capture_method: Literal["automatic", "automatic_async", "manual"]
    client_secret: str | None
    confirmation_method: Literal["automatic", "manual"]
    created: int
    currency: str
    customer: str | None
    customer_account: str | None
    description: str | None
    excluded_payment_method_types: Sequence[Literal["acss_debit", "affirm", "afterpay_clearpay", "alipay", "alma", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "bizum", "blik", "boleto", "card", "cashapp", "crypto", "customer_balance", "eps", "fpx", "giropay", "grabpay", "ideal", "kakao_pay", "klarna", "konbini", "kr_card", "mb_way", "mobilepay", "multibanco", "naver_pay", "nz_bank_account", "oxxo", "p24", "pay_by_bank", "payco", "paynow", "paypal", "paypay", "payto", "pix", "promptpay", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra", "sofort", "sunbit", "swish", "twint", "upi", "us_bank_account", "wechat_pay", "zip"]] | None
    id: str
    last_payment_error: PaymentIntent.LastPaymentError | None
    latest_charge: str | None
    livemode: bool
    managed_payments: PaymentIntent.ManagedPayments | None
    metadata: Mapping[str, str]
    next_action: PaymentIntent.NextAction | None
    object: Literal["payment_intent"]
    on_behalf_of: str | None
    payment_method: str | None
    payment_method_configuration_details: PaymentIntent.PaymentMethodConfigurationDetails | None
    payment_method_options: PaymentIntent.PaymentMethodOptions | None
    payment_method_types: Sequence[str]
    processing: PaymentIntent.Processing | None
    receipt_email: str | None
    review: str | None
    setup_future_usage: Literal["off_session", "on_session"] | None
    shared_payment_granted_token: str | None
    shipping: PaymentIntent.Shipping | None
    source: str | None
    statement_descriptor: str | None
    statement_descriptor_suffix: str | None
    status: Literal["canceled", "processing", "requires_action", "requires_capture", "requires_confirmation", "requires_payment_method", "succeeded"]
    transfer_data: PaymentIntent.TransferData | None
    transfer_group: str | None
    hooks: PaymentIntent.Hooks | None
    payment_details: PaymentIntent.PaymentDetails | None
    payment_record: str | None
    presentment_details: PaymentIntent.PresentmentDetails | None

class PaymentIntentAmountDetailsLineItem(Document):
    class PaymentMethodOptions(Document):
        class Card(Document):
            commodity_code: str | None
        class CardPresent(Document):
            commodity_code: str | None
        class Klarna(Document):
            image_url: str | None
            product_url: str | None
            reference: str | None
            subscription_reference: str | None
        class Paypal(Document):
            category: Literal["digital_goods", "donation", "physical_goods"] | None
            description: str | None
            sold_by: str | None
        card: PaymentIntentAmountDetailsLineItem.PaymentMethodOptions.Card | None
        card_present: PaymentIntentAmountDetailsLineItem.PaymentMethodOptions.CardPresent | None
        klarna: PaymentIntentAmountDetailsLineItem.PaymentMethodOptions.Klarna | None
        paypal: PaymentIntentAmountDetailsLineItem.PaymentMethodOptions.Paypal | None
    class Tax(Document):
        total_tax_amount: int
    discount_amount: int | None
    id: str
    object: Literal["payment_intent_amount_details_line_item"]
    payment_method_options: PaymentIntentAmountDetailsLineItem.PaymentMethodOptions | None
    product_code: str | None
    product_name: str
    quantity: int
    tax: PaymentIntentAmountDetailsLineItem.Tax | None
    unit_cost: int
    unit_of_measure: str | None

class PaymentLink(Document):
    class AfterCompletion(Document):
        class Redirect(Document):
            url: str
        class HostedConfirmation(Document):
            custom_message: str | None
        type: Literal["hosted_confirmation", "redirect"]
        redirect: PaymentLink.AfterCompletion.Redirect | None
        hosted_confirmation: PaymentLink.AfterCompletion.HostedConfirmation | None
    class AutomaticTax(Document):
        class Liability(Document):
            type: Literal["account", "self"]
            account: str | None
        enabled: bool
        liability: PaymentLink.AutomaticTax.Liability | None
    class ConsentCollection(Document):
        class PaymentMethodReuseAgreement(Document):
            position: Literal["auto", "hidden"]
        payment_method_reuse_agreement: PaymentLink.ConsentCollection.PaymentMethodReuseAgreement | None
        promotions: Literal["auto", "none"] | None
        terms_of_service: Literal["none", "required"] | None
    class CustomFields(Document):
        class Label(Document):
            custom: str | None
            type: Literal["custom"]
        class Dropdown(Document):
            class Options(Document):
                label: str
                value: str
            default_value: str | None
            options: Sequence[PaymentLink.CustomFields.Dropdown.Options]
        class Numeric(Document):
            default_value: str | None
            maximum_length: int | None
            minimum_length: int | None
        class Text(Document):
            default_value: str | None
            maximum_length: int | None
            minimum_length: int | None
        key: str
        label: PaymentLink.CustomFields.Label
        optional: bool
        type: Literal["dropdown", "numeric", "text"]
        dropdown: PaymentLink.CustomFields.Dropdown | None
        numeric: PaymentLink.CustomFields.Numeric | None
        text: PaymentLink.CustomFields.Text | None
    class CustomText(Document):
        class AfterSubmit(Document):
            message: str
        class ShippingAddress(Document):
            message: str
        class Submit(Document):
            message: str
        class TermsOfServiceAcceptance(Document):
            message: str
        after_submit: PaymentLink.CustomText.AfterSubmit | None
        shipping_address: PaymentLink.CustomText.ShippingAddress | None
        submit: PaymentLink.CustomText.Submit | None
        terms_of_service_acceptance: PaymentLink.CustomText.TermsOfServiceAcceptance | None
    class InvoiceCreation(Document):
        class InvoiceData(Document):
            class CustomFields(Document):
                name: str
                value: str
            class Issuer(Document):
                type: Literal["account", "self"]
                account: str | None
            class RenderingOptions(Document):
                amount_tax_display: str | None
                template: str | None
            account_tax_ids: Sequence[str] | None
            custom_fields: Sequence[PaymentLink.InvoiceCreation.InvoiceData.CustomFields] | None
            description: str | None
            footer: str | None
            issuer: PaymentLink.InvoiceCreation.InvoiceData.Issuer | None
            metadata: Mapping[str, str]
            rendering_options: PaymentLink.InvoiceCreation.InvoiceData.RenderingOptions | None
        enabled: bool
        invoice_data: PaymentLink.InvoiceCreation.InvoiceData | None
    class ManagedPayments(Document):
        enabled: bool
    class PaymentIntentData(Document):
        capture_method: Literal["automatic", "automatic_async", "manual"] | None
        description: str | None
        metadata: Mapping[str, str]
        setup_future_usage: Literal["off_session", "on_session"] | None
        statement_descriptor: str | None
        statement_descriptor_suffix: str | None
        transfer_group: str | None
    class PaymentMethodOptions(Document):
        class Card(Document):
            class Restrictions(Document):
                brands_blocked: Sequence[Literal["american_express", "discover_global_network", "mastercard", "visa"]]
            restrictions: PaymentLink.PaymentMethodOptions.Card.Restrictions | None
        card: PaymentLink.PaymentMethodOptions.Card | None
    class PhoneNumberCollection(Document):
        enabled: bool
    class Restrictions(Document):
        class CompletedSessions(Document):
            count: int
            limit: int
        completed_sessions: PaymentLink.Restrictions.CompletedSessions
    class ShippingAddressCollection(Document):
        allowed_countries: Sequence[Literal["AC", "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CV", "CW", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MK", "ML", "MM", "MN", "MO", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SZ", "TA", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VN", "VU", "WF", "WS", "XK", "YE", "YT", "ZA", "ZM", "ZW", "ZZ"]]
    class ShippingOptions(Document):
        shipping_amount: int
        shipping_rate: str
    class SubscriptionData(Document):
        class InvoiceSettings(Document):
            class CustomFields(Document):
                name: str
                value: str
            class Issuer(Document):
                type: Literal["account", "self"]
                account: str | None
            account_tax_ids: Sequence[str] | None
            custom_fields: Sequence[PaymentLink.SubscriptionData.InvoiceSettings.CustomFields] | None
            description: str | None
            footer: str | None
            issuer: PaymentLink.SubscriptionData.InvoiceSettings.Issuer
        class TrialSettings(Document):
            class EndBehavior(Document):
                missing_payment_method: Literal["cancel", "create_invoice", "pause"]
            end_behavior: PaymentLink.SubscriptionData.TrialSettings.EndBehavior
        description: str | None
        invoice_settings: PaymentLink.SubscriptionData.InvoiceSettings
        metadata: Mapping[str, str]
        trial_period_days: int | None
        trial_settings: PaymentLink.SubscriptionData.TrialSettings | None
    class TaxIdCollection(Document):
        enabled: bool
        required: Literal["if_supported", "never"]
    class TransferData(Document):
        amount: int | None
        destination: str
    class NameCollection(Document):
        class Business(Document):
            enabled: bool
            optional: bool
        class Individual(Document):
            enabled: bool
            optional: bool
        business: PaymentLink.NameCollection.Business | None
        individual: PaymentLink.NameCollection.Individual | None
    class OptionalItems(Document):
        class AdjustableQuantity(Document):
            enabled: bool
            maximum: int | None
            minimum: int | None
        adjustable_quantity: PaymentLink.OptionalItems.AdjustableQuantity | None
        price: str
        quantity: int
    active: bool
    after_completion: PaymentLink.AfterCompletion
    allow_promotion_codes: bool
    application: str | None
    application_fee_amount: int | None
    application_fee_percent: float | None
    automatic_tax: PaymentLink.AutomaticTax
    billing_address_collection: Literal["auto", "required"]
    consent_collection: PaymentLink.ConsentCollection | None
    currency: str
    custom_fields: Sequence[PaymentLink.CustomFields]
    custom_text: PaymentLink.CustomText
    customer_creation: Literal["always", "if_required"]
    id: str
    inactive_message: str | None
    invoice_creation: PaymentLink.InvoiceCreation | None
    livemode: bool
    managed_payments: PaymentLink.ManagedPayments | None
    metadata: Mapping[str, str]
    object: Literal["payment_link"]
    on_behalf_of: str | None
    payment_intent_data: PaymentLink.PaymentIntentData | None
    payment_method_collection: Literal["always", "if_required"]
    payment_method_options: PaymentLink.PaymentMethodOptions | None
    payment_method_types: Sequence[Literal["affirm", "afterpay_clearpay", "alipay", "alma", "au_becs_debit", "bacs_debit", "bancontact", "billie", "bizum", "blik", "boleto", "card", "cashapp", "eps", "fpx", "giropay", "grabpay", "ideal", "klarna", "konbini", "link", "mb_way", "mobilepay", "multibanco", "oxxo", "p24", "pay_by_bank", "paynow", "paypal", "paypay", "payto", "pix", "promptpay", "satispay", "scalapay", "sepa_debit", "sequra", "sofort", "sunbit", "swish", "twint", "upi", "us_bank_account", "wechat_pay", "zip"]] | None
    phone_number_collection: PaymentLink.PhoneNumberCollection
    restrictions: PaymentLink.Restrictions | None
    shipping_address_collection: PaymentLink.ShippingAddressCollection | None
    shipping_options: Sequence[PaymentLink.ShippingOptions]
    submit_type: Literal["auto", "book", "donate", "pay", "subscribe"]
    subscription_data: PaymentLink.SubscriptionData | None
    tax_id_collection: PaymentLink.TaxIdCollection
    transfer_data: PaymentLink.TransferData | None
    url: str
    line_items: Listed[Item] | None
    name_collection: PaymentLink.NameCollection | None
    optional_items: Sequence[PaymentLink.OptionalItems] | None

class PaymentMethod(Document):
    class AcssDebit(Document):
        bank_name: str | None
        fingerprint: str | None
        institution_number: str | None
        last4: str | None
        transit_number: str | None
    class Affirm(Document): ...
    class AfterpayClearpay(Document): ...
    class Alipay(Document): ...
    class Alma(Document): ...
    class AmazonPay(Document): ...
    class AuBecsDebit(Document):
        bsb_number: str | None
        fingerprint: str | None
        last4: str | None
    class BacsDebit(Document):
        fingerprint: str | None
        last4: str | None
        sort_code: str | None
    class Bancontact(Document): ...
    class BillingDetails(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: PaymentMethod.BillingDetails.Address | None
        email: str | None
        name: str | None
        phone: str | None
        tax_id: str | None
    class Blik(Document):
        buyer_id: str | None
    class Boleto(Document):
        fingerprint: str | None
        tax_id: str
    class CardPresent(Document):
        class Networks(Document):
            available: Sequence[str]
            preferred: str | None
        class Offline(Document):
            stored_at: int | None
            type: Literal["deferred"] | None
        class Wallet(Document):
            type: Literal["apple_pay", "google_pay", "samsung_pay", "unknown"]
        brand: str | None
        brand_product: str | None
        cardholder_name: str | None
        country: str | None
        description: str | None
        exp_month: int
        exp_year: int
        fingerprint: str | None
        funding: str | None
        iin: str | None
        issuer: str | None
        last4: str | None
        networks: PaymentMethod.CardPresent.Networks | None
        offline: PaymentMethod.CardPresent.Offline | None
        preferred_locales: Sequence[str] | None
        read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
        wallet: PaymentMethod.CardPresent.Wallet | None
    class Cashapp(Document):
        buyer_id: str | None
        cashtag: str | None
    class CustomerBalance(Document): ...
    class Eps(Document):
        bank: Literal["arzte_und_apotheker_bank", "austrian_anadi_bank_ag", "bank_austria", "bankhaus_carl_spangler", "bankhaus_schelhammer_und_schattera_ag", "bawag_psk_ag", "bks_bank_ag", "brull_kallmus_bank_ag", "btv_vier_lander_bank", "capital_bank_grawe_gruppe_ag", "deutsche_bank_ag", "dolomitenbank", "easybank_ag", "erste_bank_und_sparkassen", "hypo_alpeadriabank_international_ag", "hypo_bank_burgenland_aktiengesellschaft", "hypo_noe_lb_fur_niederosterreich_u_wien", "hypo_oberosterreich_salzburg_steiermark", "hypo_tirol_bank_ag", "hypo_vorarlberg_bank_ag", "marchfelder_bank", "oberbank_ag", "raiffeisen_bankengruppe_osterreich", "schoellerbank_ag", "sparda_bank_wien", "volksbank_gruppe", "volkskreditbank_ag", "vr_bank_braunau"] | None
    class Fpx(Document):
        account_holder_type: Literal["company", "individual"] | None
        bank: Literal["affin_bank", "agrobank", "alliance_bank", "ambank", "bank_islam", "bank_muamalat", "bank_of_china", "bank_rakyat", "bnp_paribas", "bsn", "cimb", "citibank", "deutsche_bank", "hong_leong_bank", "hsbc", "kfh", "maybank2e", "maybank2u", "mbsb_bank", "ocbc", "pb_enterprise", "public_bank", "rhb", "standard_chartered", "uob"]
    class Giropay(Document): ...
    class Grabpay(Document): ...
    class Ideal(Document):
        bank: Literal["abn_amro", "adyen", "asn_bank", "bunq", "buut", "finom", "handelsbanken", "ing", "knab", "mollie", "moneyou", "n26", "nn", "rabobank", "regiobank", "revolut", "sns_bank", "triodos_bank", "van_lanschot", "yoursafe"] | None
        bic: Literal["ABNANL2A", "ADYBNL2A", "ASNBNL21", "BITSNL2A", "BUNQNL2A", "BUUTNL2A", "FNOMNL22", "FVLBNL22", "HANDNL2A", "INGBNL2A", "KNABNL2H", "MLLENL2A", "MOYONL21", "NNBANL2G", "NTSBDEB1", "RABONL2U", "RBRBNL21", "REVOIE23", "REVOLT21", "SNSBNL2A", "TRIONL2U"] | None
    class InteracPresent(Document):
        class Networks(Document):
            available: Sequence[str]
            preferred: str | None
        brand: str | None
        cardholder_name: str | None
        country: str | None
        description: str | None
        exp_month: int
        exp_year: int
        fingerprint: str | None
        funding: str | None
        iin: str | None
        issuer: str | None
        last4: str | None
        networks: PaymentMethod.InteracPresent.Networks | None
        preferred_locales: Sequence[str] | None
        read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
    class KakaoPay(Document): ...
    class Klarna(Document):
        class Dob(Document):
            day: int | None
            month: int | None
            year: int | None
        dob: PaymentMethod.Klarna.Dob | None
    class Konbini(Document): ...
    class KrCard(Document):
        brand: Literal["bc", "citi", "hana", "hyundai", "jeju", "jeonbuk", "kakaobank", "kbank", "kdbbank", "kookmin", "kwangju", "lotte", "mg", "nh", "post", "samsung", "savingsbank", "shinhan", "shinhyup", "suhyup", "tossbank", "woori"] | None
        last4: str | None
    class Link(Document):
        email: str | None
        persistent_token: str | None
    class Mobilepay(Document): ...
    class Multibanco(Document): ...
    class NaverPay(Document):
        buyer_id: str | None
        funding: Literal["card", "points"]
    class Oxxo(Document): ...
    class P24(Document):
        bank: Literal["alior_bank", "bank_millennium", "bank_nowy_bfg_sa", "bank_pekao_sa", "banki_spbdzielcze", "blik", "bnp_paribas", "boz", "citi_handlowy", "credit_agricole", "envelobank", "etransfer_pocztowy24", "getin_bank", "ideabank", "ing", "inteligo", "mbank_mtransfer", "nest_przelew", "noble_pay", "pbac_z_ipko", "plus_bank", "santander_przelew24", "tmobile_usbugi_bankowe", "toyota_bank", "velobank", "volkswagen_bank"] | None
    class PayByBank(Document): ...
    class Payco(Document): ...
    class Paynow(Document): ...
    class Paypal(Document):
        country: str | None
        payer_email: str | None
        payer_id: str | None
    class Pix(Document):
        fingerprint: str | None
    class Promptpay(Document): ...
    class RadarOptions(Document):
        session: str | None
    class RevolutPay(Document): ...
    class SamsungPay(Document): ...
    class SepaDebit(Document):
        class GeneratedFrom(Document):
            charge: str | None
            setup_attempt: str | None
        bank_code: str | None
        branch_code: str | None
        country: str | None
        fingerprint: str | None
        generated_from: PaymentMethod.SepaDebit.GeneratedFrom | None
        last4: str | None
    class Sofort(Document):
        country: str | None
    class Swish(Document): ...
    class Twint(Document): ...
    class UsBankAccount(Document):
        class Networks(Document):
            preferred: str | None
            supported: Sequence[Literal["ach", "us_domestic_wire"]]
        class StatusDetails(Document):
            class Blocked(Document):
                network_code: Literal["R02", "R03", "R04", "R05", "R07", "R08", "R10", "R11", "R16", "R20", "R29", "R31"] | None
                reason: Literal["bank_account_closed", "bank_account_frozen", "bank_account_invalid_details", "bank_account_restricted", "bank_account_unusable", "debit_not_authorized", "tokenized_account_number_deactivated"] | None
            blocked: PaymentMethod.UsBankAccount.StatusDetails.Blocked | None
        account_holder_type: Literal["company", "individual"] | None
        account_type: Literal["checking", "savings"] | None
        bank_name: str | None
        financial_connections_account: str | None
        fingerprint: str | None
        last4: str | None
        networks: PaymentMethod.UsBankAccount.Networks | None
        routing_number: str | None
        status_details: PaymentMethod.UsBankAccount.StatusDetails | None
    class WechatPay(Document): ...
    class Zip(Document): ...
    class Card(Document):
        class Checks(Document):
            address_line1_check: str | None
            address_postal_code_check: str | None
            cvc_check: str | None
        class GeneratedFrom(Document):
            class PaymentMethodDetails(Document):
                class CardPresent(Document):
                    class Offline(Document):
                        stored_at: int | None
                        type: Literal["deferred"] | None
                    class Receipt(Document):
                        application_cryptogram: str | None
                        application_preferred_name: str | None
                        authorization_code: str | None
                        authorization_response_code: str | None
                        cardholder_verification_method: str | None
                        dedicated_file_name: str | None
                        terminal_verification_results: str | None
                        transaction_status_information: str | None
                        account_type: Literal["checking", "credit", "prepaid", "unknown"] | None
                    class Wallet(Document):
                        type: Literal["apple_pay", "google_pay", "samsung_pay", "unknown"]
                    amount_authorized: int | None
                    brand: str | None
                    brand_product: str | None
                    cardholder_name: str | None
                    country: str | None
                    description: str | None
                    emv_auth_data: str | None
                    exp_month: int
                    exp_year: int
                    fingerprint: str | None
                    funding: str | None
                    generated_card: str | None
                    iin: str | None
                    incremental_authorization_supported: bool
                    issuer: str | None
                    last4: str | None
                    network: str | None
                    network_transaction_id: str | None
                    offline: PaymentMethod.Card.GeneratedFrom.PaymentMethodDetails.CardPresent.Offline | None
                    overcapture_supported: bool
                    preferred_locales: Sequence[str] | None
                    read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
                    receipt: PaymentMethod.Card.GeneratedFrom.PaymentMethodDetails.CardPresent.Receipt | None
                    capture_before: int | None
                    wallet: PaymentMethod.Card.GeneratedFrom.PaymentMethodDetails.CardPresent.Wallet | None
                    location: str | None
                    reader: str | None
                type: str
                card_present: PaymentMethod.Card.GeneratedFrom.PaymentMethodDetails.CardPresent | None
            charge: str | None
            payment_method_details: PaymentMethod.Card.GeneratedFrom.PaymentMethodDetails | None
            setup_attempt: str | None
        class Networks(Document):
            available: Sequence[str]
            preferred: str | None
        class ThreeDSecureUsage(Document):
            supported: bool
        class Wallet(Document):
            class AmexExpressCheckout(Document): ...
            class ApplePay(Document): ...
            class GooglePay(Document): ...
            class Link(Document): ...
            class Masterpass(Document):
                class BillingAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                class ShippingAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                billing_address: PaymentMethod.Card.Wallet.Masterpass.BillingAddress | None
                email: str | None
                name: str | None
                shipping_address: PaymentMethod.Card.Wallet.Masterpass.ShippingAddress | None
            class SamsungPay(Document): ...
            class VisaCheckout(Document):
                class BillingAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                class ShippingAddress(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                billing_address: PaymentMethod.Card.Wallet.VisaCheckout.BillingAddress | None
                email: str | None
                name: str | None
                shipping_address: PaymentMethod.Card.Wallet.VisaCheckout.ShippingAddress | None
            dynamic_last4: str | None
            type: Literal["amex_express_checkout", "apple_pay", "google_pay", "link", "masterpass", "samsung_pay", "visa_checkout"]
            amex_express_checkout: PaymentMethod.Card.Wallet.AmexExpressCheckout | None
            apple_pay: PaymentMethod.Card.Wallet.ApplePay | None
            google_pay: PaymentMethod.Card.Wallet.GooglePay | None
            link: PaymentMethod.Card.Wallet.Link | None
            masterpass: PaymentMethod.Card.Wallet.Masterpass | None
            samsung_pay: PaymentMethod.Card.Wallet.SamsungPay | None
            visa_checkout: PaymentMethod.Card.Wallet.VisaCheckout | None
        brand: str
        checks: PaymentMethod.Card.Checks | None
        country: str | None
        display_brand: str | None
        exp_month: int
        exp_year: int
        fingerprint: str | None
        funding: str
        generated_from: PaymentMethod.Card.GeneratedFrom | None
        last4: str
        networks: PaymentMethod.Card.Networks | None
        regulated_status: Literal["regulated", "unregulated"] | None
        three_d_secure_usage: PaymentMethod.Card.ThreeDSecureUsage | None
        wallet: PaymentMethod.Card.Wallet | None
        description: str | None
        iin: str | None
        issuer: str | None
    class Billie(Document): ...
    class Bizum(Document):
        buyer_id: str | None
    class Crypto(Document): ...
    class Custom(Document):
        class Logo(Document):
            content_type: str | None
            url: str
        display_name: str | None
        logo: PaymentMethod.Custom.Logo | None
        type: str
    class MbWay(Document): ...
    class NzBankAccount(Document):
        account_holder_name: str | None
        bank_code: str
        bank_name: str
        branch_code: str
        last4: str
        suffix: str | None
    class Paypay(Document): ...
    class Payto(Document):
        bsb_number: str | None
        last4: str | None
        pay_id: str | None
    class Satispay(Document): ...
    class Scalapay(Document): ...
    class Sequra(Document): ...
    class Sunbit(Document): ...
    class Upi(Document):
        vpa: str | None
    acss_debit: PaymentMethod.AcssDebit | None
    affirm: PaymentMethod.Affirm | None
    afterpay_clearpay: PaymentMethod.AfterpayClearpay | None
    alipay: PaymentMethod.Alipay | None
    allow_redisplay: Literal["always", "limited", "unspecified"] | None
    alma: PaymentMethod.Alma | None
    amazon_pay: PaymentMethod.AmazonPay | None
    au_becs_debit: PaymentMethod.AuBecsDebit | None
    bacs_debit: PaymentMethod.BacsDebit | None
    bancontact: PaymentMethod.Bancontact | None
    billing_details: PaymentMethod.BillingDetails
    blik: PaymentMethod.Blik | None
    boleto: PaymentMethod.Boleto | None
    card_present: PaymentMethod.CardPresent | None
    cashapp: PaymentMethod.Cashapp | None
    created: int
    customer: str | None
    customer_account: str | None
    customer_balance: PaymentMethod.CustomerBalance | None
    eps: PaymentMethod.Eps | None
    fpx: PaymentMethod.Fpx | None
    giropay: PaymentMethod.Giropay | None
    grabpay: PaymentMethod.Grabpay | None
    id: str
    ideal: PaymentMethod.Ideal | None
    interac_present: PaymentMethod.InteracPresent | None
    kakao_pay: PaymentMethod.KakaoPay | None
    klarna: PaymentMethod.Klarna | None
    konbini: PaymentMethod.Konbini | None
    kr_card: PaymentMethod.KrCard | None
    link: PaymentMethod.Link | None
    livemode: bool
    metadata: Mapping[str, str]
    mobilepay: PaymentMethod.Mobilepay | None
    multibanco: PaymentMethod.Multibanco | None
    naver_pay: PaymentMethod.NaverPay | None
    object: Literal["payment_method"]
    oxxo: PaymentMethod.Oxxo | None
    p24: PaymentMethod.P24 | None
    pay_by_bank: PaymentMethod.PayByBank | None
    payco: PaymentMethod.Payco | None
    paynow: PaymentMethod.Paynow | None
    paypal: PaymentMethod.Paypal | None
    pix: PaymentMethod.Pix | None
    promptpay: PaymentMethod.Promptpay | None
    radar_options: PaymentMethod.RadarOptions | None
    revolut_pay: PaymentMethod.RevolutPay | None
    samsung_pay: PaymentMethod.SamsungPay | None
    sepa_debit: PaymentMethod.SepaDebit | None
    shared_payment_granted_token: str | None
    sofort: PaymentMethod.Sofort | None
    swish: PaymentMethod.Swish | None
    twint: PaymentMethod.Twint | None
    type: Literal["acss_debit", "affirm", "afterpay_clearpay", "alipay", "alma", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "bizum", "blik", "boleto", "card", "card_present", "cashapp", "crypto", "custom", "customer_balance", "eps", "fpx", "giropay", "grabpay", "ideal", "interac_present", "kakao_pay", "klarna", "konbini", "kr_card", "link", "mb_way", "mobilepay", "multibanco", "naver_pay", "nz_bank_account", "oxxo", "p24", "pay_by_bank", "payco", "paynow", "paypal", "paypay", "payto", "pix", "promptpay", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra", "sofort", "sunbit", "swish", "twint", "upi", "us_bank_account", "wechat_pay", "zip"]
    us_bank_account: PaymentMethod.UsBankAccount | None
    wechat_pay: PaymentMethod.WechatPay | None
    zip: PaymentMethod.Zip | None
    card: PaymentMethod.Card | None
    billie: PaymentMethod.Billie | None
    bizum: PaymentMethod.Bizum | None
    crypto: PaymentMethod.Crypto | None
    custom: PaymentMethod.Custom | None
    mb_way: PaymentMethod.MbWay | None
    nz_bank_account: PaymentMethod.NzBankAccount | None
    paypay: PaymentMethod.Paypay | None
    payto: PaymentMethod.Payto | None
    satispay: PaymentMethod.Satispay | None
    scalapay: PaymentMethod.Scalapay | None
    sequra: PaymentMethod.Sequra | None
    sunbit: PaymentMethod.Sunbit | None
    upi: PaymentMethod.Upi | None

class PaymentMethodConfiguration(Document):
    class AcssDebit(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.AcssDebit.DisplayPreference
    class Affirm(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Affirm.DisplayPreference
    class AfterpayClearpay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.AfterpayClearpay.DisplayPreference
    class Alipay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Alipay.DisplayPreference
    class AmazonPay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.AmazonPay.DisplayPreference
    class ApplePay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.ApplePay.DisplayPreference
    class BacsDebit(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.BacsDebit.DisplayPreference
    class Bancontact(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Bancontact.DisplayPreference
    class Blik(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Blik.DisplayPreference
    class Card(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Card.DisplayPreference
    class CartesBancaires(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.CartesBancaires.DisplayPreference
    class Cashapp(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Cashapp.DisplayPreference
    class CustomerBalance(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.CustomerBalance.DisplayPreference
    class Eps(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Eps.DisplayPreference
    class Giropay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Giropay.DisplayPreference
    class GooglePay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.GooglePay.DisplayPreference
    class Ideal(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Ideal.DisplayPreference
    class Klarna(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Klarna.DisplayPreference
    class Link(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Link.DisplayPreference
    class Multibanco(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Multibanco.DisplayPreference
    class P24(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.P24.DisplayPreference
    class SepaDebit(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.SepaDebit.DisplayPreference
    class Sofort(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Sofort.DisplayPreference
    class UsBankAccount(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.UsBankAccount.DisplayPreference
    class WechatPay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.WechatPay.DisplayPreference
    class Zip(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Zip.DisplayPreference
    class Alma(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Alma.DisplayPreference
    class AuBecsDebit(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.AuBecsDebit.DisplayPreference
    class Boleto(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Boleto.DisplayPreference
    class Fpx(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Fpx.DisplayPreference
    class Grabpay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Grabpay.DisplayPreference
    class Jcb(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Jcb.DisplayPreference
    class Konbini(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Konbini.DisplayPreference
    class Mobilepay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Mobilepay.DisplayPreference
    class Oxxo(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Oxxo.DisplayPreference
    class PayByBank(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.PayByBank.DisplayPreference
    class Paynow(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Paynow.DisplayPreference
    class Paypal(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Paypal.DisplayPreference
    class Promptpay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Promptpay.DisplayPreference
    class RevolutPay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.RevolutPay.DisplayPreference
    class Swish(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Swish.DisplayPreference
    class Twint(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Twint.DisplayPreference
    class Billie(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Billie.DisplayPreference
    class Bizum(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Bizum.DisplayPreference
    class Crypto(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Crypto.DisplayPreference
    class KakaoPay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.KakaoPay.DisplayPreference
    class KrCard(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.KrCard.DisplayPreference
    class MbWay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.MbWay.DisplayPreference
    class NaverPay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.NaverPay.DisplayPreference
    class NzBankAccount(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.NzBankAccount.DisplayPreference
    class Payco(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Payco.DisplayPreference
    class Paypay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Paypay.DisplayPreference
    class Payto(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Payto.DisplayPreference
    class Pix(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Pix.DisplayPreference
    class SamsungPay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.SamsungPay.DisplayPreference
    class Satispay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Satispay.DisplayPreference
    class Scalapay(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Scalapay.DisplayPreference
    class Sequra(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Sequra.DisplayPreference
    class Sunbit(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Sunbit.DisplayPreference
    class Upi(Document):
        class DisplayPreference(Document):
            overridable: bool | None
            preference: Literal["none", "off", "on"]
            value: Literal["off", "on"]
        available: bool
        display_preference: PaymentMethodConfiguration.Upi.DisplayPreference
    acss_debit: PaymentMethodConfiguration.AcssDebit | None
    active: bool
    affirm: PaymentMethodConfiguration.Affirm | None
    afterpay_clearpay: PaymentMethodConfiguration.AfterpayClearpay | None
    alipay: PaymentMethodConfiguration.Alipay | None
    amazon_pay: PaymentMethodConfiguration.AmazonPay | None
    apple_pay: PaymentMethodConfiguration.ApplePay | None
    application: str | None
    bacs_debit: PaymentMethodConfiguration.BacsDebit | None
    bancontact: PaymentMethodConfiguration.Bancontact | None
    blik: PaymentMethodConfiguration.Blik | None
    card: PaymentMethodConfiguration.Card | None
    cartes_bancaires: PaymentMethodConfiguration.CartesBancaires | None
    cashapp: PaymentMethodConfiguration.Cashapp | None
    customer_balance: PaymentMethodConfiguration.CustomerBalance | None
    eps: PaymentMethodConfiguration.Eps | None
    giropay: PaymentMethodConfiguration.Giropay | None
    google_pay: PaymentMethodConfiguration.GooglePay | None
    id: str
    ideal: PaymentMethodConfiguration.Ideal | None
    is_default: bool
    klarna: PaymentMethodConfiguration.Klarna | None
    link: PaymentMethodConfiguration.Link | None
    livemode: bool
    multibanco: PaymentMethodConfiguration.Multibanco | None
    name: str
    object: Literal["payment_method_configuration"]
    p24: PaymentMethodConfiguration.P24 | None
    parent: str | None
    sepa_debit: PaymentMethodConfiguration.SepaDebit | None
    sofort: PaymentMethodConfiguration.Sofort | None
    us_bank_account: PaymentMethodConfiguration.UsBankAccount | None
    wechat_pay: PaymentMethodConfiguration.WechatPay | None
    zip: PaymentMethodConfiguration.Zip | None
    alma: PaymentMethodConfiguration.Alma | None
    au_becs_debit: PaymentMethodConfiguration.AuBecsDebit | None
    boleto: PaymentMethodConfiguration.Boleto | None
    fpx: PaymentMethodConfiguration.Fpx | None
    grabpay: PaymentMethodConfiguration.Grabpay | None
    jcb: PaymentMethodConfiguration.Jcb | None
    konbini: PaymentMethodConfiguration.Konbini | None
    mobilepay: PaymentMethodConfiguration.Mobilepay | None
    oxxo: PaymentMethodConfiguration.Oxxo | None
    pay_by_bank: PaymentMethodConfiguration.PayByBank | None
    paynow: PaymentMethodConfiguration.Paynow | None
    paypal: PaymentMethodConfiguration.Paypal | None
    promptpay: PaymentMethodConfiguration.Promptpay | None
    revolut_pay: PaymentMethodConfiguration.RevolutPay | None
    swish: PaymentMethodConfiguration.Swish | None
    twint: PaymentMethodConfiguration.Twint | None
    billie: PaymentMethodConfiguration.Billie | None
    bizum: PaymentMethodConfiguration.Bizum | None
    crypto: PaymentMethodConfiguration.Crypto | None
    kakao_pay: PaymentMethodConfiguration.KakaoPay | None
    kr_card: PaymentMethodConfiguration.KrCard | None
    mb_way: PaymentMethodConfiguration.MbWay | None
    naver_pay: PaymentMethodConfiguration.NaverPay | None
    nz_bank_account: PaymentMethodConfiguration.NzBankAccount | None
    payco: PaymentMethodConfiguration.Payco | None
    paypay: PaymentMethodConfiguration.Paypay | None
    payto: PaymentMethodConfiguration.Payto | None
    pix: PaymentMethodConfiguration.Pix | None
    samsung_pay: PaymentMethodConfiguration.SamsungPay | None
    satispay: PaymentMethodConfiguration.Satispay | None
    scalapay: PaymentMethodConfiguration.Scalapay | None
    sequra: PaymentMethodConfiguration.Sequra | None
    sunbit: PaymentMethodConfiguration.Sunbit | None
    upi: PaymentMethodConfiguration.Upi | None

class PaymentMethodDomain(Document):
    class AmazonPay(Document):
        class StatusDetails(Document):
            error_message: str
        status: Literal["active", "inactive"]
        status_details: PaymentMethodDomain.AmazonPay.StatusDetails | None
    class ApplePay(Document):
        class StatusDetails(Document):
            error_message: str
        status: Literal["active", "inactive"]
        status_details: PaymentMethodDomain.ApplePay.StatusDetails | None
    class GooglePay(Document):
        class StatusDetails(Document):
            error_message: str
        status: Literal["active", "inactive"]
        status_details: PaymentMethodDomain.GooglePay.StatusDetails | None
    class Klarna(Document):
        class StatusDetails(Document):
            error_message: str
        status: Literal["active", "inactive"]
        status_details: PaymentMethodDomain.Klarna.StatusDetails | None
    class Link(Document):
        class StatusDetails(Document):
            error_message: str
        status: Literal["active", "inactive"]
        status_details: PaymentMethodDomain.Link.StatusDetails | None
    class Paypal(Document):
        class StatusDetails(Document):
            error_message: str
        status: Literal["active", "inactive"]
        status_details: PaymentMethodDomain.Paypal.StatusDetails | None
    amazon_pay: PaymentMethodDomain.AmazonPay
    apple_pay: PaymentMethodDomain.ApplePay
    created: int
    domain_name: str
    enabled: bool
    google_pay: PaymentMethodDomain.GooglePay
    id: str
    klarna: PaymentMethodDomain.Klarna
    link: PaymentMethodDomain.Link
    livemode: bool
    object: Literal["payment_method_domain"]
    paypal: PaymentMethodDomain.Paypal

class PaymentRecord(Document):
    class Amount(Document):
        currency: str
        value: int
    class AmountAuthorized(Document):
        currency: str
        value: int
    class AmountCanceled(Document):
        currency: str
        value: int
    class AmountFailed(Document):
        currency: str
        value: int
    class AmountGuaranteed(Document):
        currency: str
        value: int
    class AmountRefunded(Document):
        currency: str
        value: int
    class AmountRequested(Document):
        currency: str
        value: int
    class CustomerDetails(Document):
        customer: str | None
        email: str | None
        name: str | None
        phone: str | None
    class PaymentMethodDetails(Document):
        class BillingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: PaymentRecord.PaymentMethodDetails.BillingDetails.Address
            email: str | None
            name: str | None
            phone: str | None
        class AchCreditTransfer(Document):
            account_number: str | None
            bank_name: str | None
            routing_number: str | None
            swift_code: str | None
        class AchDebit(Document):
            account_holder_type: Literal["company", "individual"] | None
            bank_name: str | None
            country: str | None
            fingerprint: str | None
            last4: str | None
            routing_number: str | None
        class AcssDebit(Document):
            bank_name: str | None
            fingerprint: str | None
            institution_number: str | None
            last4: str | None
            transit_number: str | None
            expected_debit_date: str | None
            mandate: str | None
        class Affirm(Document):
            transaction_id: str | None
            location: str | None
            reader: str | None
        class AfterpayClearpay(Document):
            order_id: str | None
            reference: str | None
        class Alipay(Document):
            fingerprint: str | None
            transaction_id: str | None
            buyer_id: str | None
        class Alma(Document):
            class Installments(Document):
                count: int
            transaction_id: str | None
            installments: PaymentRecord.PaymentMethodDetails.Alma.Installments | None
        class AmazonPay(Document):
            class Funding(Document):
                class Card(Document):
                    brand: str | None
                    country: str | None
                    exp_month: int | None
                    exp_year: int | None
                    funding: str | None
                    last4: str | None
                type: Literal["card"] | None
                card: PaymentRecord.PaymentMethodDetails.AmazonPay.Funding.Card | None
            transaction_id: str | None
            funding: PaymentRecord.PaymentMethodDetails.AmazonPay.Funding | None
        class AuBecsDebit(Document):
            bsb_number: str | None
            fingerprint: str | None
            last4: str | None
            expected_debit_date: str | None
            mandate: str | None
        class BacsDebit(Document):
            fingerprint: str | None
            last4: str | None
            mandate: str | None
            sort_code: str | None
            expected_debit_date: str | None
        class Bancontact(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            preferred_language: Literal["de", "en", "fr", "nl"] | None
            verified_name: str | None
        class Billie(Document):
            transaction_id: str | None
        class Bizum(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Blik(Document):
            buyer_id: str | None
        class Boleto(Document):
            tax_id: str | None
        class Card(Document):
            class Checks(Document):
                address_line1_check: Literal["fail", "pass", "unavailable", "unchecked"] | None
                address_postal_code_check: Literal["fail", "pass", "unavailable", "unchecked"] | None
                cvc_check: Literal["fail", "pass", "unavailable", "unchecked"] | None
            class Installments(Document):
                class Plan(Document):
                    count: int | None
                    interval: Literal["month"] | None
                    type: Literal["bonus", "fixed_count", "revolving"]
                plan: PaymentRecord.PaymentMethodDetails.Card.Installments.Plan | None
            class ThreeDSecure(Document):
                authentication_flow: Literal["challenge", "frictionless"] | None
                electronic_commerce_indicator: Literal["01", "02", "03", "04", "05", "06", "07"] | None
                exemption_indicator: Literal["low_risk", "none"] | None
                exemption_indicator_applied: bool | None
                result: Literal["attempt_acknowledged", "authenticated", "data_share_only", "exempted", "failed", "not_supported", "processing_error"] | None
                result_reason: Literal["abandoned", "bypassed", "canceled", "card_not_enrolled", "network_not_supported", "protocol_error", "rejected"] | None
                version: Literal["1.0.2", "2.1.0", "2.2.0", "2.3.0", "2.3.1"] | None
            class Wallet(Document):
                class ApplePay(Document):
                    type: str
                class GooglePay(Document): ...
                class Link(Document): ...
                type: str
                apple_pay: PaymentRecord.PaymentMethodDetails.Card.Wallet.ApplePay | None
                dynamic_last4: str | None
                google_pay: PaymentRecord.PaymentMethodDetails.Card.Wallet.GooglePay | None
                link: PaymentRecord.PaymentMethodDetails.Card.Wallet.Link | None
            class NetworkToken(Document):
                used: bool
            authorization_code: str | None
            brand: Literal["amex", "cartes_bancaires", "diners", "discover", "eftpos_au", "interac", "jcb", "link", "mastercard", "unionpay", "unknown", "visa"] | None
            checks: PaymentRecord.PaymentMethodDetails.Card.Checks | None
            country: str | None
            exp_month: int | None
            exp_year: int | None
            funding: Literal["credit", "debit", "prepaid", "unknown"] | None
            installments: PaymentRecord.PaymentMethodDetails.Card.Installments | None
            last4: str | None
            network: Literal["amex", "cartes_bancaires", "diners", "discover", "eftpos_au", "interac", "jcb", "link", "mastercard", "unionpay", "unknown", "visa"] | None
            network_advice_code: str | None
            network_decline_code: str | None
            network_transaction_id: str | None
            three_d_secure: PaymentRecord.PaymentMethodDetails.Card.ThreeDSecure | None
            wallet: PaymentRecord.PaymentMethodDetails.Card.Wallet | None
            capture_before: int | None
            description: str | None
            fingerprint: str | None
            iin: str | None
            issuer: str | None
            moto: bool | None
            network_token: PaymentRecord.PaymentMethodDetails.Card.NetworkToken | None
            stored_credential_usage: Literal["installment", "recurring", "unscheduled"] | None
        class CardPresent(Document):
            class Offline(Document):
                stored_at: int | None
                type: Literal["deferred"] | None
            class Receipt(Document):
                application_cryptogram: str | None
                application_preferred_name: str | None
                authorization_code: str | None
                authorization_response_code: str | None
                cardholder_verification_method: str | None
                dedicated_file_name: str | None
                terminal_verification_results: str | None
                transaction_status_information: str | None
                account_type: Literal["checking", "credit", "prepaid", "unknown"] | None
            class Wallet(Document):
                type: Literal["apple_pay", "google_pay", "samsung_pay", "unknown"]
            amount_authorized: int | None
            brand: str | None
            brand_product: str | None
            cardholder_name: str | None
            country: str | None
            emv_auth_data: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str | None
            generated_card: str | None
            incremental_authorization_supported: bool
            last4: str | None
            network: str | None
            network_transaction_id: str | None
            offline: PaymentRecord.PaymentMethodDetails.CardPresent.Offline | None
            overcapture_supported: bool
            preferred_locales: Sequence[str] | None
            read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
            receipt: PaymentRecord.PaymentMethodDetails.CardPresent.Receipt | None
            capture_before: int | None
            description: str | None
            iin: str | None
            issuer: str | None
            location: str | None
            reader: str | None
            wallet: PaymentRecord.PaymentMethodDetails.CardPresent.Wallet | None
        class Cashapp(Document):
            buyer_id: str | None
            cashtag: str | None
            transaction_id: str | None
        class Crypto(Document):
            buyer_address: str | None
            network: Literal["base", "ethereum", "polygon", "solana", "sui", "tempo"] | None
            token_currency: Literal["ousd", "phantom_cash", "usdc", "usdg", "usdp", "usdsui", "usdt"] | None
            transaction_hash: str | None
        class Custom(Document):
            display_name: str
            type: str | None
        class CustomerBalance(Document): ...
        class Eps(Document):
            bank: Literal["arzte_und_apotheker_bank", "austrian_anadi_bank_ag", "bank_austria", "bankhaus_carl_spangler", "bankhaus_schelhammer_und_schattera_ag", "bawag_psk_ag", "bks_bank_ag", "brull_kallmus_bank_ag", "btv_vier_lander_bank", "capital_bank_grawe_gruppe_ag", "deutsche_bank_ag", "dolomitenbank", "easybank_ag", "erste_bank_und_sparkassen", "hypo_alpeadriabank_international_ag", "hypo_bank_burgenland_aktiengesellschaft", "hypo_noe_lb_fur_niederosterreich_u_wien", "hypo_oberosterreich_salzburg_steiermark", "hypo_tirol_bank_ag", "hypo_vorarlberg_bank_ag", "marchfelder_bank", "oberbank_ag", "raiffeisen_bankengruppe_osterreich", "schoellerbank_ag", "sparda_bank_wien", "volksbank_gruppe", "volkskreditbank_ag", "vr_bank_braunau"] | None
            verified_name: str | None
        class Fpx(Document):
            account_holder_type: Literal["company", "individual"] | None
            bank: Literal["affin_bank", "agrobank", "alliance_bank", "ambank", "bank_islam", "bank_muamalat", "bank_of_china", "bank_rakyat", "bnp_paribas", "bsn", "cimb", "citibank", "deutsche_bank", "hong_leong_bank", "hsbc", "kfh", "maybank2e", "maybank2u", "mbsb_bank", "ocbc", "pb_enterprise", "public_bank", "rhb", "standard_chartered", "uob"]
            transaction_id: str | None
        class Giropay(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            verified_name: str | None
        class Grabpay(Document):
            transaction_id: str | None
        class Ideal(Document):
            bank: Literal["abn_amro", "adyen", "asn_bank", "bunq", "buut", "finom", "handelsbanken", "ing", "knab", "mollie", "moneyou", "n26", "nn", "rabobank", "regiobank", "revolut", "sns_bank", "triodos_bank", "van_lanschot", "yoursafe"] | None
            bic: Literal["ABNANL2A", "ADYBNL2A", "ASNBNL21", "BITSNL2A", "BUNQNL2A", "BUUTNL2A", "FNOMNL22", "FVLBNL22", "HANDNL2A", "INGBNL2A", "KNABNL2H", "MLLENL2A", "MOYONL21", "NNBANL2G", "NTSBDEB1", "RABONL2U", "RBRBNL21", "REVOIE23", "REVOLT21", "SNSBNL2A", "TRIONL2U"] | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            transaction_id: str | None
            verified_name: str | None
        class InteracPresent(Document):
            class Receipt(Document):
                application_cryptogram: str | None
                application_preferred_name: str | None
                authorization_code: str | None
                authorization_response_code: str | None
                cardholder_verification_method: str | None
                dedicated_file_name: str | None
                terminal_verification_results: str | None
                transaction_status_information: str | None
                account_type: Literal["checking", "savings", "unknown"] | None
            brand: str | None
            cardholder_name: str | None
            country: str | None
            emv_auth_data: str | None
            exp_month: int
            exp_year: int
            fingerprint: str | None
            funding: str | None
            generated_card: str | None
            last4: str | None
            network: str | None
            network_transaction_id: str | None
            preferred_locales: Sequence[str] | None
            read_method: Literal["contact_emv", "contactless_emv", "contactless_magstripe_mode", "magnetic_stripe_fallback", "magnetic_stripe_track2"] | None
            receipt: PaymentRecord.PaymentMethodDetails.InteracPresent.Receipt | None
            description: str | None
            iin: str | None
            issuer: str | None
            location: str | None
            reader: str | None
        class KakaoPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Klarna(Document):
            class PayerDetails(Document):
                class Address(Document):
                    country: str | None
                address: PaymentRecord.PaymentMethodDetails.Klarna.PayerDetails.Address | None
            payer_details: PaymentRecord.PaymentMethodDetails.Klarna.PayerDetails | None
            payment_method_category: str | None
            preferred_locale: str | None
            location: str | None
            reader: str | None
        class Konbini(Document):
            class Store(Document):
                chain: Literal["familymart", "lawson", "ministop", "seicomart"] | None
            store: PaymentRecord.PaymentMethodDetails.Konbini.Store | None
        class KrCard(Document):
            brand: Literal["bc", "citi", "hana", "hyundai", "jeju", "jeonbuk", "kakaobank", "kbank", "kdbbank", "kookmin", "kwangju", "lotte", "mg", "nh", "post", "samsung", "savingsbank", "shinhan", "shinhyup", "suhyup", "tossbank", "woori"] | None
            buyer_id: str | None
            last4: str | None
            transaction_id: str | None
        class Link(Document):
            country: str | None
            funding_source_group: str | None
        class MbWay(Document): ...
        class Mobilepay(Document):
            class Card(Document):
                brand: str | None
                country: str | None
                exp_month: int | None
                exp_year: int | None
                last4: str | None
            card: PaymentRecord.PaymentMethodDetails.Mobilepay.Card | None
        class Momo(Document):
            fingerprint: str | None
            mandate: str | None
        class Multibanco(Document):
            entity: str | None
            reference: str | None
        class NaverPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class NzBankAccount(Document):
            account_holder_name: str | None
            bank_code: str
            bank_name: str
            branch_code: str
            last4: str
            suffix: str | None
            expected_debit_date: str | None
        class Oxxo(Document):
            number: str | None
        class P24(Document):
            bank: Literal["alior_bank", "bank_millennium", "bank_nowy_bfg_sa", "bank_pekao_sa", "banki_spbdzielcze", "blik", "bnp_paribas", "boz", "citi_handlowy", "credit_agricole", "envelobank", "etransfer_pocztowy24", "getin_bank", "ideabank", "ing", "inteligo", "mbank_mtransfer", "nest_przelew", "noble_pay", "pbac_z_ipko", "plus_bank", "santander_przelew24", "tmobile_usbugi_bankowe", "toyota_bank", "velobank", "volkswagen_bank"] | None
            reference: str | None
            verified_name: str | None
        class PayByBank(Document): ...
        class Payco(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Paynow(Document):
            reference: str | None
            location: str | None
            reader: str | None
        class Paypal(Document):
            class SellerProtection(Document):
                dispute_categories: Sequence[Literal["fraudulent", "product_not_received"]] | None
                status: Literal["eligible", "not_eligible", "partially_eligible"]
            country: str | None
            payer_email: str | None
            payer_id: str | None
            payer_name: str | None
            seller_protection: PaymentRecord.PaymentMethodDetails.Paypal.SellerProtection | None
            transaction_id: str | None
        class Paypay(Document): ...
        class Payto(Document):
            bsb_number: str | None
            last4: str | None
            pay_id: str | None
            mandate: str | None
        class Pix(Document):
            bank_transaction_id: str | None
            mandate: str | None
        class Promptpay(Document):
            reference: str | None
        class RevolutPay(Document):
            class Funding(Document):
                class Card(Document):
                    brand: str | None
                    country: str | None
                    exp_month: int | None
                    exp_year: int | None
                    funding: str | None
                    last4: str | None
                type: Literal["card"] | None
                card: PaymentRecord.PaymentMethodDetails.RevolutPay.Funding.Card | None
            transaction_id: str | None
            funding: PaymentRecord.PaymentMethodDetails.RevolutPay.Funding | None
        class SamsungPay(Document):
            buyer_id: str | None
            transaction_id: str | None
        class Satispay(Document):
            transaction_id: str | None
        class Scalapay(Document):
            transaction_id: str | None
        class SepaCreditTransfer(Document):
            bank_name: str | None
            bic: str | None
            iban: str | None
        class SepaDebit(Document):
            bank_code: str | None
            branch_code: str | None
            country: str | None
            fingerprint: str | None
            last4: str | None
            mandate: str | None
            expected_debit_date: str | None
        class Sequra(Document):
            transaction_id: str | None
        class Sofort(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            country: str | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            preferred_language: Literal["de", "en", "es", "fr", "it", "nl", "pl"] | None
            verified_name: str | None
        class StripeAccount(Document): ...
        class Sunbit(Document):
            transaction_id: str | None
        class Swish(Document):
            fingerprint: str | None
            payment_reference: str | None
            verified_phone_last4: str | None
        class Twint(Document):
            mandate: str | None
        class Upi(Document):
            vpa: str | None
        class UsBankAccount(Document):
            account_holder_type: Literal["company", "individual"] | None
            account_type: Literal["checking", "savings"] | None
            bank_name: str | None
            fingerprint: str | None
            last4: str | None
            payment_reference: str | None
            routing_number: str | None
            expected_debit_date: str | None
            mandate: str | None
        class Wechat(Document): ...
        class WechatPay(Document):
            fingerprint: str | None
            transaction_id: str | None
            location: str | None
            reader: str | None
        class Zip(Document): ...
        billing_details: PaymentRecord.PaymentMethodDetails.BillingDetails | None
        payment_method: str | None
        type: str
        ach_credit_transfer: PaymentRecord.PaymentMethodDetails.AchCreditTransfer | None
        ach_debit: PaymentRecord.PaymentMethodDetails.AchDebit | None
        acss_debit: PaymentRecord.PaymentMethodDetails.AcssDebit | None
        affirm: PaymentRecord.PaymentMethodDetails.Affirm | None
        afterpay_clearpay: PaymentRecord.PaymentMethodDetails.AfterpayClearpay | None
        alipay: PaymentRecord.PaymentMethodDetails.Alipay | None
        alma: PaymentRecord.PaymentMethodDetails.Alma | None
        amazon_pay: PaymentRecord.PaymentMethodDetails.AmazonPay | None
        au_becs_debit: PaymentRecord.PaymentMethodDetails.AuBecsDebit | None
        bacs_debit: PaymentRecord.PaymentMethodDetails.BacsDebit | None
        bancontact: PaymentRecord.PaymentMethodDetails.Bancontact | None
        billie: PaymentRecord.PaymentMethodDetails.Billie | None
        bizum: PaymentRecord.PaymentMethodDetails.Bizum | None
        blik: PaymentRecord.PaymentMethodDetails.Blik | None
        boleto: PaymentRecord.PaymentMethodDetails.Boleto | None
        card: PaymentRecord.PaymentMethodDetails.Card | None
        card_present: PaymentRecord.PaymentMethodDetails.CardPresent | None
        cashapp: PaymentRecord.PaymentMethodDetails.Cashapp | None
        crypto: PaymentRecord.PaymentMethodDetails.Crypto | None
        custom: PaymentRecord.PaymentMethodDetails.Custom | None
        customer_balance: PaymentRecord.PaymentMethodDetails.CustomerBalance | None
        eps: PaymentRecord.PaymentMethodDetails.Eps | None
        fpx: PaymentRecord.PaymentMethodDetails.Fpx | None
        giropay: PaymentRecord.PaymentMethodDetails.Giropay | None
        grabpay: PaymentRecord.PaymentMethodDetails.Grabpay | None
        ideal: PaymentRecord.PaymentMethodDetails.Ideal | None
        interac_present: PaymentRecord.PaymentMethodDetails.InteracPresent | None
        kakao_pay: PaymentRecord.PaymentMethodDetails.KakaoPay | None
        klarna: PaymentRecord.PaymentMethodDetails.Klarna | None
        konbini: PaymentRecord.PaymentMethodDetails.Konbini | None
        kr_card: PaymentRecord.PaymentMethodDetails.KrCard | None
        link: PaymentRecord.PaymentMethodDetails.Link | None
        mb_way: PaymentRecord.PaymentMethodDetails.MbWay | None
        mobilepay: PaymentRecord.PaymentMethodDetails.Mobilepay | None
        momo: PaymentRecord.PaymentMethodDetails.Momo | None
        multibanco: PaymentRecord.PaymentMethodDetails.Multibanco | None
        naver_pay: PaymentRecord.PaymentMethodDetails.NaverPay | None
        nz_bank_account: PaymentRecord.PaymentMethodDetails.NzBankAccount | None
        oxxo: PaymentRecord.PaymentMethodDetails.Oxxo | None
        p24: PaymentRecord.PaymentMethodDetails.P24 | None
        pay_by_bank: PaymentRecord.PaymentMethodDetails.PayByBank | None
        payco: PaymentRecord.PaymentMethodDetails.Payco | None
        paynow: PaymentRecord.PaymentMethodDetails.Paynow | None
        paypal: PaymentRecord.PaymentMethodDetails.Paypal | None
        paypay: PaymentRecord.PaymentMethodDetails.Paypay | None
        payto: PaymentRecord.PaymentMethodDetails.Payto | None
        pix: PaymentRecord.PaymentMethodDetails.Pix | None
        promptpay: PaymentRecord.PaymentMethodDetails.Promptpay | None
        revolut_pay: PaymentRecord.PaymentMethodDetails.RevolutPay | None
        samsung_pay: PaymentRecord.PaymentMethodDetails.SamsungPay | None
        satispay: PaymentRecord.PaymentMethodDetails.Satispay | None
        scalapay: PaymentRecord.PaymentMethodDetails.Scalapay | None
        sepa_credit_transfer: PaymentRecord.PaymentMethodDetails.SepaCreditTransfer | None
        sepa_debit: PaymentRecord.PaymentMethodDetails.SepaDebit | None
        sequra: PaymentRecord.PaymentMethodDetails.Sequra | None
        sofort: PaymentRecord.PaymentMethodDetails.Sofort | None
        stripe_account: PaymentRecord.PaymentMethodDetails.StripeAccount | None
        sunbit: PaymentRecord.PaymentMethodDetails.Sunbit | None
        swish: PaymentRecord.PaymentMethodDetails.Swish | None
        twint: PaymentRecord.PaymentMethodDetails.Twint | None
        upi: PaymentRecord.PaymentMethodDetails.Upi | None
        us_bank_account: PaymentRecord.PaymentMethodDetails.UsBankAccount | None
        wechat: PaymentRecord.PaymentMethodDetails.Wechat | None
        wechat_pay: PaymentRecord.PaymentMethodDetails.WechatPay | None
        zip: PaymentRecord.PaymentMethodDetails.Zip | None
    class ProcessorDetails(Document):
        class Custom(Document):
            payment_reference: str | None
        type: Literal["custom"]
        custom: PaymentRecord.ProcessorDetails.Custom | None
    class ShippingDetails(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: PaymentRecord.ShippingDetails.Address
        name: str | None
        phone: str | None
    amount: PaymentRecord.Amount
    amount_authorized: PaymentRecord.AmountAuthorized
    amount_canceled: PaymentRecord.AmountCanceled
    amount_failed: PaymentRecord.AmountFailed
    amount_guaranteed: PaymentRecord.AmountGuaranteed
    amount_refunded: PaymentRecord.AmountRefunded
    amount_requested: PaymentRecord.AmountRequested
    application: str | None
    created: int
    customer_details: PaymentRecord.CustomerDetails | None
    customer_presence: Literal["off_session", "on_session"] | None
    description: str | None
    id: str
    latest_payment_attempt_record: str | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["payment_record"]
    payment_method_details: PaymentRecord.PaymentMethodDetails | None
    processor_details: PaymentRecord.ProcessorDetails
    reported_by: Literal["self", "stripe"]
    shipping_details: PaymentRecord.ShippingDetails | None

class Payout(Document):
    class TraceId(Document):
        status: str
        value: str | None
    amount: int
    application_fee: str | None
    application_fee_amount: int | None
    arrival_date: int
    automatic: bool
    balance_transaction: str | None
    created: int
    currency: str
    description: str | None
    destination: str | None
    failure_balance_transaction: str | None
    failure_code: str | None
    failure_message: str | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    method: str
    object: Literal["payout"]
    original_payout: str | None
    payout_method: str | None
    reconciliation_status: Literal["completed", "in_progress", "not_applicable"]
    reversed_by: str | None
    source_type: str
    statement_descriptor: str | None
    status: str
    trace_id: Payout.TraceId | None
    type: Literal["bank_account", "card"]

class Person(Document):
    class AdditionalTosAcceptances(Document):
        class Account(Document):
            date: int | None
            ip: str | None
            user_agent: str | None
        account: Person.AdditionalTosAcceptances.Account | None
    class Address(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
    class AddressKana(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
        town: str | None
    class AddressKanji(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
        town: str | None
    class Dob(Document):
        day: int | None
        month: int | None
        year: int | None
    class FutureRequirements(Document):
        class Alternatives(Document):
            alternative_fields_due: Sequence[str]
            original_fields_due: Sequence[str]
        class Errors(Document):
            code: Literal["external_request", "information_missing", "invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_signator", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_length", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unsupported_business_type", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_authorizer_authority", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_legal_entity_structure_mismatch", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_rejected_ownership_exemption_reason", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_supportability"]
            reason: str
            requirement: str
        alternatives: Sequence[Person.FutureRequirements.Alternatives] | None
        currently_due: Sequence[str]
        errors: Sequence[Person.FutureRequirements.Errors]
        eventually_due: Sequence[str]
        past_due: Sequence[str]
        pending_verification: Sequence[str]
    class RegisteredAddress(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
    class Relationship(Document):
        authorizer: bool | None
        director: bool | None
        executive: bool | None
        legal_guardian: bool | None
        owner: bool | None
        percent_ownership: float | None
        representative: bool | None
        title: str | None
    class Requirements(Document):
        class Alternatives(Document):
            alternative_fields_due: Sequence[str]
            original_fields_due: Sequence[str]
        class Errors(Document):
            code: Literal["external_request", "information_missing", "invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_signator", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_length", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unsupported_business_type", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_authorizer_authority", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_legal_entity_structure_mismatch", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_rejected_ownership_exemption_reason", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_supportability"]
            reason: str
            requirement: str
        alternatives: Sequence[Person.Requirements.Alternatives] | None
        currently_due: Sequence[str]
        errors: Sequence[Person.Requirements.Errors]
        eventually_due: Sequence[str]
        past_due: Sequence[str]
        pending_verification: Sequence[str]
    class Verification(Document):
        class AdditionalDocument(Document):
            back: str | None
            details: str | None
            details_code: str | None
            front: str | None
        class Document(Document):
            back: str | None
            details: str | None
            details_code: str | None
            front: str | None
        additional_document: Person.Verification.AdditionalDocument | None
        details: str | None
        details_code: str | None
        document: Person.Verification.Document | None
        status: str
    class UsCfpbData(Document):
        class EthnicityDetails(Document):
            ethnicity: Sequence[Literal["cuban", "hispanic_or_latino", "mexican", "not_hispanic_or_latino", "other_hispanic_or_latino", "prefer_not_to_answer", "puerto_rican"]] | None
            ethnicity_other: str | None
        class RaceDetails(Document):
            race: Sequence[Literal["african_american", "american_indian_or_alaska_native", "asian", "asian_indian", "black_or_african_american", "chinese", "ethiopian", "filipino", "guamanian_or_chamorro", "haitian", "jamaican", "japanese", "korean", "native_hawaiian", "native_hawaiian_or_other_pacific_islander", "nigerian", "other_asian", "other_black_or_african_american", "other_pacific_islander", "prefer_not_to_answer", "samoan", "somali", "vietnamese", "white"]] | None
            race_other: str | None
        ethnicity_details: Person.UsCfpbData.EthnicityDetails | None
        race_details: Person.UsCfpbData.RaceDetails | None
        self_identified_gender: str | None
    account: str | None
    created: int
    id: str
    object: Literal["person"]
    additional_tos_acceptances: Person.AdditionalTosAcceptances | None
    address: Person.Address | None
    address_kana: Person.AddressKana | None
    address_kanji: Person.AddressKanji | None
    dob: Person.Dob | None
    email: str | None
    first_name: str | None
    first_name_kana: str | None
    first_name_kanji: str | None
    full_name_aliases: Sequence[str] | None
    future_requirements: Person.FutureRequirements | None
    gender: str | None
    id_number_provided: bool | None
    id_number_secondary_provided: bool | None
    last_name: str | None
    last_name_kana: str | None
    last_name_kanji: str | None
    maiden_name: str | None
    metadata: Mapping[str, str] | None
    nationality: str | None
    phone: str | None
    political_exposure: Literal["existing", "none"] | None
    registered_address: Person.RegisteredAddress | None
    relationship: Person.Relationship | None
    requirements: Person.Requirements | None
    ssn_last_4_provided: bool | None
    verification: Person.Verification | None
    us_cfpb_data: Person.UsCfpbData | None

class Plan(Document):
    class Tiers(Document):
        flat_amount: int | None
        flat_amount_decimal: str | None
        unit_amount: int | None
        unit_amount_decimal: str | None
        up_to: int | None
    class TransformUsage(Document):
        divide_by: int
        round: Literal["down", "up"]
    active: bool
    amount: int | None
    amount_decimal: str | None
    billing_scheme: Literal["per_unit", "tiered"]
    created: int
    currency: str
    id: str
    interval: Literal["day", "month", "week", "year"]
    interval_count: int
    livemode: bool
    metadata: Mapping[str, str]
    meter: str | None
    nickname: str | None
    object: Literal["plan"]
    product: str | None
    tiers: Sequence[Plan.Tiers] | None
    tiers_mode: Literal["graduated", "volume"] | None
    transform_usage: Plan.TransformUsage | None
    trial_period_days: int | None
    usage_type: Literal["licensed", "metered"]

class Price(Document):
    class CustomUnitAmount(Document):
        maximum: int | None
        minimum: int | None
        preset: int | None
    class Recurring(Document):
        interval: Literal["day", "month", "week", "year"]
        interval_count: int
        meter: str | None
        trial_period_days: int | None
        usage_type: Literal["licensed", "metered"]
    class Tiers(Document):
        flat_amount: int | None
        flat_amount_decimal: str | None
        unit_amount: int | None
        unit_amount_decimal: str | None
        up_to: int | None
    class TransformQuantity(Document):
        divide_by: int
        round: Literal["down", "up"]
    active: bool
    billing_scheme: Literal["per_unit", "tiered"]
    created: int
    currency: str
    currency_options: Mapping[str, Any] | None
    custom_unit_amount: Price.CustomUnitAmount | None
    id: str
    livemode: bool
    lookup_key: str | None
    metadata: Mapping[str, str]
    nickname: str | None
    object: Literal["price"]
    product: str
    recurring: Price.Recurring | None
    tax_behavior: Literal["exclusive", "inclusive", "unspecified"]
    tiers: Sequence[Price.Tiers] | None
    tiers_mode: Literal["graduated", "volume"] | None
    transform_quantity: Price.TransformQuantity | None
    type: Literal["one_time", "recurring"]
    unit_amount: int | None
    unit_amount_decimal: str | None

class Product(Document):
    class MarketingFeatures(Document):
        name: str | None
    class PackageDimensions(Document):
        height: float
        length: float
        weight: float
        width: float
    class TaxDetails(Document):
        performance_location: str | None
        tax_code: str | None
    active: bool
    attributes: Sequence[str]
    created: int
    default_price: str | None
    description: str | None
    id: str
    images: Sequence[str]
    livemode: bool
    marketing_features: Sequence[Product.MarketingFeatures]
    metadata: Mapping[str, str]
    name: str
    object: Literal["product"]
    package_dimensions: Product.PackageDimensions | None
    shippable: bool | None
    statement_descriptor: str | None
    tax_code: str | None
    tax_details: Product.TaxDetails | None
    type: Literal["good", "service"]
    unit_label: str | None
    updated: int
    url: str | None

class ProductCatalogTrialOffer(Document):
    class Duration(Document):
        class Relative(Document):
            iterations: int
        type: Literal["relative"]
        relative: ProductCatalogTrialOffer.Duration.Relative | None
    class EndBehavior(Document):
        class Transition(Document):
            price: str
        type: Literal["transition"]
        transition: ProductCatalogTrialOffer.EndBehavior.Transition | None
    active: bool
    duration: ProductCatalogTrialOffer.Duration
    end_behavior: ProductCatalogTrialOffer.EndBehavior
    id: str
    livemode: bool
    nickname: str | None
    object: Literal["product_catalog.trial_offer"]
    price: str

class ProductFeature(Document):
    entitlement_feature: EntitlementsFeature
    id: str
    livemode: bool
    object: Literal["product_feature"]

class PromotionCode(Document):
    class Promotion(Document):
        coupon: str | None
        type: Literal["coupon"]
    class Restrictions(Document):
        first_time_transaction: bool
        minimum_amount: int | None
        minimum_amount_currency: str | None
        currency_options: Mapping[str, Any] | None
    active: bool
    code: str
    created: int
    customer: str | None
    customer_account: str | None
    expires_at: int | None
    id: str
    livemode: bool
    max_redemptions: int | None
    metadata: Mapping[str, str]
    object: Literal["promotion_code"]
    promotion: PromotionCode.Promotion
    restrictions: PromotionCode.Restrictions
    times_redeemed: int

class Quote(Document):
    class AutomaticTax(Document):
        class Liability(Document):
            type: Literal["account", "self"]
            account: str | None
        enabled: bool
        liability: Quote.AutomaticTax.Liability | None
        provider: str | None
        status: Literal["complete", "failed", "requires_location_inputs"] | None
    class Computed(Document):
        class Recurring(Document):
            class TotalDetails(Document):
                class Breakdown(Document):
                    class Discounts(Document):
                        amount: int
                        discount: Discount
                    class Taxes(Document):
                        amount: int
                        rate: TaxRate
                        taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"] | None
                        taxable_amount: int | None
                    discounts: Sequence[Quote.Computed.Recurring.TotalDetails.Breakdown.Discounts]
                    taxes: Sequence[Quote.Computed.Recurring.TotalDetails.Breakdown.Taxes]
                amount_discount: int
                amount_shipping: int | None
                amount_tax: int
                breakdown: Quote.Computed.Recurring.TotalDetails.Breakdown | None
            amount_subtotal: int
            amount_total: int
            interval: Literal["day", "month", "week", "year"]
            interval_count: int
            total_details: Quote.Computed.Recurring.TotalDetails
        class Upfront(Document):
            class TotalDetails(Document):
                class Breakdown(Document):
                    class Discounts(Document):
                        amount: int
                        discount: Discount
                    class Taxes(Document):
                        amount: int
                        rate: TaxRate
                        taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"] | None
                        taxable_amount: int | None
                    discounts: Sequence[Quote.Computed.Upfront.TotalDetails.Breakdown.Discounts]
                    taxes: Sequence[Quote.Computed.Upfront.TotalDetails.Breakdown.Taxes]
                amount_discount: int
                amount_shipping: int | None
                amount_tax: int
                breakdown: Quote.Computed.Upfront.TotalDetails.Breakdown | None
            amount_subtotal: int
            amount_total: int
            total_details: Quote.Computed.Upfront.TotalDetails
            line_items: Listed[Item] | None
        recurring: Quote.Computed.Recurring | None
        upfront: Quote.Computed.Upfront
    class FromQuote(Document):
        is_revision: bool
        quote: str
    class InvoiceSettings(Document):
        class CustomFields(Document):
            name: str
            value: str
        class Issuer(Document):
            type: Literal["account", "self"]
            account: str | None
        custom_fields: Sequence[Quote.InvoiceSettings.CustomFields] | None
        days_until_due: int | None
        description: str | None
        footer: str | None
        issuer: Quote.InvoiceSettings.Issuer
    class StatusTransitions(Document):
        accepted_at: int | None
        canceled_at: int | None
        finalized_at: int | None
    class SubscriptionData(Document):
        class BillingMode(Document):
            class Flexible(Document):
                proration_discounts: Literal["included", "itemized"] | None
            type: Literal["classic", "flexible"]
            flexible: Quote.SubscriptionData.BillingMode.Flexible | None
        billing_mode: Quote.SubscriptionData.BillingMode
        description: str | None
        effective_date: int | None
        metadata: Mapping[str, str]
        trial_period_days: int | None
    class TotalDetails(Document):
        class Breakdown(Document):
            class Discounts(Document):
                amount: int
                discount: Discount
            class Taxes(Document):
                amount: int
                rate: TaxRate
                taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"] | None
                taxable_amount: int | None
            discounts: Sequence[Quote.TotalDetails.Breakdown.Discounts]
            taxes: Sequence[Quote.TotalDetails.Breakdown.Taxes]
        amount_discount: int
        amount_shipping: int | None
        amount_tax: int
        breakdown: Quote.TotalDetails.Breakdown | None
    class TransferData(Document):
        amount: int | None
        amount_percent: float | None
        destination: str
    amount_subtotal: int
    amount_total: int
    application: str | None
    application_fee_amount: int | None
    application_fee_percent: float | None
    automatic_tax: Quote.AutomaticTax
    collection_method: Literal["charge_automatically", "send_invoice"]
    computed: Quote.Computed
    created: int
    currency: str | None
    customer: str | None
    customer_account: str | None
    default_tax_rates: Sequence[str] | None
    description: str | None
    discounts: Sequence[str]
    expires_at: int
    footer: str | None
    from_quote: Quote.FromQuote | None
    header: str | None
    id: str
    invoice: str | None
    invoice_settings: Quote.InvoiceSettings
    livemode: bool
    metadata: Mapping[str, str]
    number: str | None
    object: Literal["quote"]
    on_behalf_of: str | None
    status: Literal["accepted", "canceled", "draft", "open"]
    status_transitions: Quote.StatusTransitions
    subscription: str | None
    subscription_data: Quote.SubscriptionData
    subscription_schedule: str | None
    test_clock: str | None
    total_details: Quote.TotalDetails
    transfer_data: Quote.TransferData | None
    line_items: Listed[Item] | None

class RadarEarlyFraudWarning(Document):
    actionable: bool
    charge: str
    created: int
    fraud_type: str
    id: str
    livemode: bool
    object: Literal["radar.early_fraud_warning"]
    payment_intent: str | None

class RadarPaymentEvaluation(Document):
    class Signals(Document):
        class EarlyFraudWarning(Document):
            evaluated_at: int
            risk_level: Literal["elevated", "highest", "low", "normal", "not_assessed", "unknown"]
            score: float | None
        class FraudulentDispute(Document):
            evaluated_at: int
            risk_level: Literal["elevated", "highest", "low", "normal", "not_assessed", "unknown"]
            score: float | None
        class FraudulentPayment(Document):
            evaluated_at: int
            risk_level: Literal["elevated", "highest", "low", "normal", "not_assessed", "unknown"]
            score: float | None
        early_fraud_warning: RadarPaymentEvaluation.Signals.EarlyFraudWarning | None
        fraudulent_dispute: RadarPaymentEvaluation.Signals.FraudulentDispute | None
        fraudulent_payment: RadarPaymentEvaluation.Signals.FraudulentPayment
    class ClientDeviceMetadataDetails(Document):
        radar_session: str
    class CustomerDetails(Document):
        customer: str | None
        customer_account: str | None
        email: str | None
        name: str | None
        phone: str | None
    class Events(Document):
        class DisputeOpened(Document):
            amount: int
            currency: str
            reason: Literal["account_not_available", "credit_not_processed", "customer_initiated", "duplicate", "fraudulent", "general", "noncompliant", "product_not_received", "product_unacceptable", "subscription_canceled", "unrecognized"]
        class EarlyFraudWarningReceived(Document):
            fraud_type: Literal["made_with_lost_card", "made_with_stolen_card", "other", "unauthorized_use_of_card"]
        class Refunded(Document):
            amount: int
            currency: str
            reason: Literal["duplicate", "fraudulent", "other", "requested_by_customer"]
        class UserInterventionRaised(Document):
            class Custom(Document):
                type: str
            key: str
            type: Literal["3ds", "captcha", "custom"]
            custom: RadarPaymentEvaluation.Events.UserInterventionRaised.Custom | None
        class UserInterventionResolved(Document):
            key: str
            outcome: Literal["abandoned", "failed", "passed"] | None
        occurred_at: int
        type: Literal["dispute_opened", "early_fraud_warning_received", "refunded", "user_intervention_raised", "user_intervention_resolved"]
        dispute_opened: RadarPaymentEvaluation.Events.DisputeOpened | None
        early_fraud_warning_received: RadarPaymentEvaluation.Events.EarlyFraudWarningReceived | None
        refunded: RadarPaymentEvaluation.Events.Refunded | None
        user_intervention_raised: RadarPaymentEvaluation.Events.UserInterventionRaised | None
        user_intervention_resolved: RadarPaymentEvaluation.Events.UserInterventionResolved | None
    class Outcome(Document):
        class MerchantBlocked(Document):
            reason: Literal["authentication_required", "blocked_for_fraud", "invalid_payment", "other"]
        class Rejected(Document):
            class Card(Document):
                address_line1_check: Literal["fail", "pass", "unavailable", "unchecked"]
                address_postal_code_check: Literal["fail", "pass", "unavailable", "unchecked"]
                cvc_check: Literal["fail", "pass", "unavailable", "unchecked"]
                reason: Literal["authentication_failed", "do_not_honor", "expired", "incorrect_cvc", "incorrect_number", "incorrect_postal_code", "insufficient_funds", "invalid_account", "lost_card", "other", "processing_error", "reported_stolen", "try_again_later"]
            card: RadarPaymentEvaluation.Outcome.Rejected.Card | None
        class Succeeded(Document):
            class Card(Document):
                address_line1_check: Literal["fail", "pass", "unavailable", "unchecked"]
                address_postal_code_check: Literal["fail", "pass", "unavailable", "unchecked"]
                cvc_check: Literal["fail", "pass", "unavailable", "unchecked"]
            card: RadarPaymentEvaluation.Outcome.Succeeded.Card | None
        type: Literal["failed", "merchant_blocked", "rejected", "rerouted", "succeeded"]
        merchant_blocked: RadarPaymentEvaluation.Outcome.MerchantBlocked | None
        payment_intent_id: str | None
        rejected: RadarPaymentEvaluation.Outcome.Rejected | None
        succeeded: RadarPaymentEvaluation.Outcome.Succeeded | None
    class PaymentDetails(Document):
        class MoneyMovementDetails(Document):
            class Card(Document):
                customer_presence: Literal["off_session", "on_session"] | None
                payment_type: Literal["one_off", "recurring", "setup_one_off", "setup_recurring"] | None
            card: RadarPaymentEvaluation.PaymentDetails.MoneyMovementDetails.Card | None
            money_movement_type: Literal["card"]
        class PaymentMethodDetails(Document):
            class BillingDetails(Document):
                class Address(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                address: RadarPaymentEvaluation.PaymentDetails.PaymentMethodDetails.BillingDetails.Address
                email: str | None
                name: str | None
                phone: str | None
            billing_details: RadarPaymentEvaluation.PaymentDetails.PaymentMethodDetails.BillingDetails | None
            payment_method: str
        class ShippingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: RadarPaymentEvaluation.PaymentDetails.ShippingDetails.Address
            name: str | None
            phone: str | None
        amount: int
        currency: str
        description: str | None
        money_movement_details: RadarPaymentEvaluation.PaymentDetails.MoneyMovementDetails | None
        payment_method_details: RadarPaymentEvaluation.PaymentDetails.PaymentMethodDetails | None
        shipping_details: RadarPaymentEvaluation.PaymentDetails.ShippingDetails | None
        statement_descriptor: str | None
    created_at: int
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["radar.payment_evaluation"]
    recommended_action: Literal["block", "continue"]
    signals: RadarPaymentEvaluation.Signals
    client_device_metadata_details: RadarPaymentEvaluation.ClientDeviceMetadataDetails | None
    customer_details: RadarPaymentEvaluation.CustomerDetails | None
    events: Sequence[RadarPaymentEvaluation.Events] | None
    outcome: RadarPaymentEvaluation.Outcome | None
    payment_details: RadarPaymentEvaluation.PaymentDetails | None

class RadarValueList(Document):
    alias: str
    created: int
    created_by: str
    id: str
    item_type: Literal["account", "card_bin", "card_fingerprint", "case_sensitive_string", "country", "crypto_fingerprint", "customer_id", "email", "ip_address", "sepa_debit_fingerprint", "string", "us_bank_account_fingerprint"]
    list_items: Listed[RadarValueListItem]
    livemode: bool
    metadata: Mapping[str, str]
    name: str
    object: Literal["radar.value_list"]

class RadarValueListItem(Document):
    created: int
    created_by: str
    id: str
    livemode: bool
    object: Literal["radar.value_list_item"]
    value: str
    value_list: str

class Refund(Document):
    class DestinationDetails(Document):
        class Affirm(Document): ...
        class AfterpayClearpay(Document):
            reference: str | None
            reference_status: str | None
        class Alipay(Document): ...
        class Alma(Document): ...
        class AmazonPay(Document): ...
        class AuBankTransfer(Document): ...
        class Blik(Document):
            network_decline_code: str | None
            reference: str | None
            reference_status: str | None
        class BrBankTransfer(Document):
            reference: str | None
            reference_status: str | None
        class Cashapp(Document): ...
        class CustomerCashBalance(Document): ...
        class Eps(Document): ...
        class EuBankTransfer(Document):
            reference: str | None
            reference_status: str | None
        class GbBankTransfer(Document):
            reference: str | None
            reference_status: str | None
        class Giropay(Document): ...
        class Grabpay(Document): ...
        class JpBankTransfer(Document):
            reference: str | None
            reference_status: str | None
        class Klarna(Document):
            reference: str | None
            reference_status: str | None
        class Multibanco(Document):
            reference: str | None
            reference_status: str | None
        class MxBankTransfer(Document):
            reference: str | None
            reference_status: str | None
        class P24(Document):
            reference: str | None
            reference_status: str | None
        class Paynow(Document): ...
        class Paypal(Document):
            network_decline_code: str | None
            reference: str | None
            reference_status: str | None
        class Pix(Document): ...
        class Revolut(Document): ...
        class Sofort(Document): ...
        class Swish(Document):
            network_decline_code: str | None
            reference: str | None
            reference_status: str | None
        class ThBankTransfer(Document):
            reference: str | None
            reference_status: str | None
        class UsBankTransfer(Document):
            reference: str | None
            reference_status: str | None
        class WechatPay(Document): ...
        class Zip(Document): ...
        class Card(Document):
            type: Literal["pending", "refund", "reversal"]
            reference: str | None
            reference_status: str | None
            reference_type: str | None
        class Crypto(Document):
            reference: str | None
        class MbWay(Document):
            reference: str | None
            reference_status: str | None
        class NzBankTransfer(Document): ...
        class Scalapay(Document): ...
        class Twint(Document): ...
        type: str
        affirm: Refund.DestinationDetails.Affirm | None
        afterpay_clearpay: Refund.DestinationDetails.AfterpayClearpay | None
        alipay: Refund.DestinationDetails.Alipay | None
        alma: Refund.DestinationDetails.Alma | None
        amazon_pay: Refund.DestinationDetails.AmazonPay | None
        au_bank_transfer: Refund.DestinationDetails.AuBankTransfer | None
        blik: Refund.DestinationDetails.Blik | None
        br_bank_transfer: Refund.DestinationDetails.BrBankTransfer | None
        cashapp: Refund.DestinationDetails.Cashapp | None
        customer_cash_balance: Refund.DestinationDetails.CustomerCashBalance | None
        eps: Refund.DestinationDetails.Eps | None
        eu_bank_transfer: Refund.DestinationDetails.EuBankTransfer | None
        gb_bank_transfer: Refund.DestinationDetails.GbBankTransfer | None
        giropay: Refund.DestinationDetails.Giropay | None
        grabpay: Refund.DestinationDetails.Grabpay | None
        jp_bank_transfer: Refund.DestinationDetails.JpBankTransfer | None
        klarna: Refund.DestinationDetails.Klarna | None
        multibanco: Refund.DestinationDetails.Multibanco | None
        mx_bank_transfer: Refund.DestinationDetails.MxBankTransfer | None
        p24: Refund.DestinationDetails.P24 | None
        paynow: Refund.DestinationDetails.Paynow | None
        paypal: Refund.DestinationDetails.Paypal | None
        pix: Refund.DestinationDetails.Pix | None
        revolut: Refund.DestinationDetails.Revolut | None
        sofort: Refund.DestinationDetails.Sofort | None
        swish: Refund.DestinationDetails.Swish | None
        th_bank_transfer: Refund.DestinationDetails.ThBankTransfer | None
        us_bank_transfer: Refund.DestinationDetails.UsBankTransfer | None
        wechat_pay: Refund.DestinationDetails.WechatPay | None
        zip: Refund.DestinationDetails.Zip | None
        card: Refund.DestinationDetails.Card | None
        crypto: Refund.DestinationDetails.Crypto | None
        mb_way: Refund.DestinationDetails.MbWay | None
        nz_bank_transfer: Refund.DestinationDetails.NzBankTransfer | None
        scalapay: Refund.DestinationDetails.Scalapay | None
        twint: Refund.DestinationDetails.Twint | None
    class NextAction(Document):
        class DisplayDetails(Document):
            class EmailSent(Document):
                email_sent_at: int
                email_sent_to: str
            email_sent: Refund.NextAction.DisplayDetails.EmailSent
            expires_at: int
        type: str
        display_details: Refund.NextAction.DisplayDetails | None
    class PresentmentDetails(Document):
        presentment_amount: int
        presentment_currency: str
    amount: int
    balance_transaction: str | None
    charge: str | None
    created: int
    currency: str
    customer: str | None
    customer_account: str | None
    destination_details: Refund.DestinationDetails | None
    id: str
    metadata: Mapping[str, str]
    object: Literal["refund"]
    payment_intent: str | None
    payment_method: str | None
    reason: Literal["duplicate", "expired_uncaptured_charge", "fraudulent", "requested_by_customer"] | None
    receipt_number: str | None
    source_transfer_reversal: str | None
    status: str | None
    transfer_reversal: str | None
    description: str | None
    failure_balance_transaction: str | None
    failure_reason: str | None
    instructions_email: str | None
    next_action: Refund.NextAction | None
    pending_reason: Literal["charge_pending", "insufficient_funds", "processing"] | None
    presentment_details: Refund.PresentmentDetails | None

class ReportingReportRun(Document):
    class Parameters(Document):
        interval_end: int | None
        interval_start: int | None
        columns: Sequence[str] | None
        connected_account: str | None
        currency: str | None
        payout: str | None
        reporting_category: str | None
        timezone: str | None
    created: int
    error: str | None
    id: str
    livemode: bool
    object: Literal["reporting.report_run"]
    parameters: ReportingReportRun.Parameters
    report_type: str
    result: File | None
    status: str
    succeeded_at: int | None

class ReportingReportType(Document):
    data_available_end: int
    data_available_start: int
    default_columns: Sequence[str] | None
    id: str
    livemode: bool
    name: str
    object: Literal["reporting.report_type"]
    updated: int
    version: int

class ReserveHold(Document):
    class ReleaseSchedule(Document):
        release_after: int | None
        scheduled_release: int | None
    class ReleaseDetails(Document):
        amount: int
        reserve_release: str
    amount: int
    created: int
    created_by: Literal["application", "stripe"]
    currency: str
    destination: Literal["other", "risk_reserved", "settlement_reserved"]
    id: str
    livemode: bool
    object: Literal["reserve.hold"]
    reason: Literal["charge", "standalone"]
    release_schedule: ReserveHold.ReleaseSchedule
    reserve_plan: str | None
    source_charge: str | None
    source_type: Literal["bank_account", "card", "fpx"]
    amount_releasable: int | None
    is_releasable: bool | None
    metadata: Mapping[str, str] | None
    release_details: Sequence[ReserveHold.ReleaseDetails] | None

class ReservePlan(Document):
    class FixedRelease(Document):
        release_after: int
        scheduled_release: int
    class ManualRelease(Document): ...
    class RollingRelease(Document):
        days_after_charge: int
        expires_on: int | None
    created: int
    created_by: Literal["application", "stripe"]
    currency: str | None
    destination: Literal["other", "risk_reserved", "settlement_reserved"]
    disabled_at: int | None
    id: str
    livemode: bool
    object: Literal["reserve.plan"]
    percent: int
    status: Literal["active", "disabled", "expired", "other"]
    type: Literal["fixed_release", "manual_release", "other", "rolling_release"]
    fixed_release: ReservePlan.FixedRelease | None
    manual_release: ReservePlan.ManualRelease | None
    metadata: Mapping[str, str] | None
    rolling_release: ReservePlan.RollingRelease | None

class ReserveRelease(Document):
    class SourceTransaction(Document):
        type: Literal["dispute", "refund"]
        dispute: str | None
        refund: str | None
    amount: int
    created: int
    created_by: Literal["application", "stripe"]
    currency: str
    destination: Literal["other", "payments"]
    id: str
    livemode: bool
    object: Literal["reserve.release"]
    reason: Literal["hold_expired", "hold_released_early", "hold_reversed", "plan_disabled"]
    released_at: int
    reserve_hold: str | None
    reserve_plan: str | None
    metadata: Mapping[str, str] | None
    source_transaction: ReserveRelease.SourceTransaction | None

class ReserveTransaction(Document):
    amount: int
    currency: str
    description: str | None
    id: str
    object: Literal["reserve_transaction"]

class Review(Document):
    class IpAddressLocation(Document):
        city: str | None
        country: str | None
        latitude: float | None
        longitude: float | None
        region: str | None
    class Session(Document):
        browser: str | None
        device: str | None
        platform: str | None
        version: str | None
    billing_zip: str | None
    charge: str | None
    closed_reason: Literal["acknowledged", "approved", "canceled", "disputed", "payment_never_settled", "redacted", "refunded", "refunded_as_fraud"] | None
    created: int
    id: str
    ip_address: str | None
    ip_address_location: Review.IpAddressLocation | None
    livemode: bool
    object: Literal["review"]
    open: bool
    opened_reason: Literal["manual", "rule"]
    reason: str
    session: Review.Session | None
    payment_intent: str | None

class ScheduledQueryRun(Document):
    class Error(Document):
        message: str
    created: int
    data_load_time: int
    file: File | None
    id: str
    livemode: bool
    object: Literal["scheduled_query_run"]
    result_available_until: int
    sql: str
    status: str
    title: str
    error: ScheduledQueryRun.Error | None

class SetupAttempt(Document):
    class PaymentMethodDetails(Document):
        class AcssDebit(Document): ...
        class AmazonPay(Document): ...
        class AuBecsDebit(Document): ...
        class BacsDebit(Document): ...
        class Bancontact(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            preferred_language: Literal["de", "en", "fr", "nl"] | None
            verified_name: str | None
        class Boleto(Document): ...
        class CardPresent(Document):
            class Offline(Document):
                stored_at: int | None
                type: Literal["deferred"] | None
            generated_card: str | None
            offline: SetupAttempt.PaymentMethodDetails.CardPresent.Offline | None
        class Cashapp(Document): ...
        class Ideal(Document):
            bank: Literal["abn_amro", "adyen", "asn_bank", "bunq", "buut", "finom", "handelsbanken", "ing", "knab", "mollie", "moneyou", "n26", "nn", "rabobank", "regiobank", "revolut", "sns_bank", "triodos_bank", "van_lanschot", "yoursafe"] | None
            bic: Literal["ABNANL2A", "ADYBNL2A", "ASNBNL21", "BITSNL2A", "BUNQNL2A", "BUUTNL2A", "FNOMNL22", "FVLBNL22", "HANDNL2A", "INGBNL2A", "KNABNL2H", "MLLENL2A", "MOYONL21", "NNBANL2G", "NTSBDEB1", "RABONL2U", "RBRBNL21", "REVOIE23", "REVOLT21", "SNSBNL2A", "TRIONL2U"] | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            verified_name: str | None
        class KakaoPay(Document): ...
        class Klarna(Document): ...
        class KrCard(Document): ...
        class Link(Document): ...
        class Paypal(Document): ...
        class RevolutPay(Document): ...
        class SepaDebit(Document): ...
        class Sofort(Document):
            bank_code: str | None
            bank_name: str | None
            bic: str | None
            generated_sepa_debit: str | None
            generated_sepa_debit_mandate: str | None
            iban_last4: str | None
            preferred_language: Literal["de", "en", "fr", "nl"] | None
            verified_name: str | None
        class UsBankAccount(Document): ...
        class Card(Document):
            class Checks(Document):
                address_line1_check: str | None
                address_postal_code_check: str | None
                cvc_check: str | None
            class ThreeDSecure(Document):
                authentication_flow: Literal["challenge", "frictionless"] | None
                electronic_commerce_indicator: Literal["01", "02", "05", "06", "07"] | None
                result: Literal["attempt_acknowledged", "authenticated", "data_share_only", "exempted", "failed", "not_supported", "processing_error"] | None
                result_reason: Literal["abandoned", "bypassed", "canceled", "card_not_enrolled", "network_not_supported", "protocol_error", "rejected"] | None
                transaction_id: str | None
                version: Literal["1.0.2", "2.1.0", "2.2.0", "2.3.0", "2.3.1"] | None
            class Wallet(Document):
                class ApplePay(Document): ...
                class GooglePay(Document): ...
                type: Literal["apple_pay", "google_pay", "link"]
                apple_pay: SetupAttempt.PaymentMethodDetails.Card.Wallet.ApplePay | None
                google_pay: SetupAttempt.PaymentMethodDetails.Card.Wallet.GooglePay | None
            brand: str | None
            checks: SetupAttempt.PaymentMethodDetails.Card.Checks | None
            country: str | None
            exp_month: int | None
            exp_year: int | None
            fingerprint: str | None
            funding: str | None
            last4: str | None
            network: str | None
            three_d_secure: SetupAttempt.PaymentMethodDetails.Card.ThreeDSecure | None
            wallet: SetupAttempt.PaymentMethodDetails.Card.Wallet | None
            description: str | None
            iin: str | None
            issuer: str | None
            moto: bool | None
        class Blik(Document):
            buyer_id: str | None
        class NaverPay(Document):
            buyer_id: str | None
        class NzBankAccount(Document): ...
        class Payto(Document): ...
        class Pix(Document):
            fingerprint: str | None
        class Satispay(Document): ...
        class Twint(Document): ...
        class Upi(Document): ...
        type: str
        acss_debit: SetupAttempt.PaymentMethodDetails.AcssDebit | None
        amazon_pay: SetupAttempt.PaymentMethodDetails.AmazonPay | None
        au_becs_debit: SetupAttempt.PaymentMethodDetails.AuBecsDebit | None
        bacs_debit: SetupAttempt.PaymentMethodDetails.BacsDebit | None
        bancontact: SetupAttempt.PaymentMethodDetails.Bancontact | None
        boleto: SetupAttempt.PaymentMethodDetails.Boleto | None
        card_present: SetupAttempt.PaymentMethodDetails.CardPresent | None
        cashapp: SetupAttempt.PaymentMethodDetails.Cashapp | None
        ideal: SetupAttempt.PaymentMethodDetails.Ideal | None
        kakao_pay: SetupAttempt.PaymentMethodDetails.KakaoPay | None
        klarna: SetupAttempt.PaymentMethodDetails.Klarna | None
        kr_card: SetupAttempt.PaymentMethodDetails.KrCard | None
        link: SetupAttempt.PaymentMethodDetails.Link | None
        paypal: SetupAttempt.PaymentMethodDetails.Paypal | None
        revolut_pay: SetupAttempt.PaymentMethodDetails.RevolutPay | None
        sepa_debit: SetupAttempt.PaymentMethodDetails.SepaDebit | None
        sofort: SetupAttempt.PaymentMethodDetails.Sofort | None
        us_bank_account: SetupAttempt.PaymentMethodDetails.UsBankAccount | None
        card: SetupAttempt.PaymentMethodDetails.Card | None
        blik: SetupAttempt.PaymentMethodDetails.Blik | None
        naver_pay: SetupAttempt.PaymentMethodDetails.NaverPay | None
        nz_bank_account: SetupAttempt.PaymentMethodDetails.NzBankAccount | None
        payto: SetupAttempt.PaymentMethodDetails.Payto | None
        pix: SetupAttempt.PaymentMethodDetails.Pix | None
        satispay: SetupAttempt.PaymentMethodDetails.Satispay | None
        twint: SetupAttempt.PaymentMethodDetails.Twint | None
        upi: SetupAttempt.PaymentMethodDetails.Upi | None
    class SetupError(Document):
        type: Literal["api_error", "card_error", "idempotency_error", "invalid_request_error"]
        advice_code: str | None
        charge: str | None
        code: Literal["account_closed", "account_country_invalid_address", "account_error_country_change_requires_additional_steps", "account_information_mismatch", "account_invalid", "account_number_invalid", "account_token_required_for_v2_account", "acss_debit_session_incomplete", "action_blocked", "alipay_upgrade_required", "amount_too_large", "amount_too_small", "anomalous_money_movement_request", "api_key_expired", "application_fees_not_allowed", "approval_required", "authentication_failure", "authentication_required", "balance_insufficient", "balance_invalid_parameter", "bank_account_bad_routing_numbers", "bank_account_declined", "bank_account_exists", "bank_account_restricted", "bank_account_unusable", "bank_account_unverified", "bank_account_verification_failed", "billing_invalid_mandate", "bitcoin_upgrade_required", "capability_not_active", "capture_charge_authorization_expired", "capture_unauthorized_payment", "card_decline_rate_limit_exceeded", "card_declined", "cardholder_phone_number_required", "charge_already_captured", "charge_already_refunded", "charge_disputed", "charge_exceeds_source_limit", "charge_exceeds_transaction_limit", "charge_expired_for_capture", "charge_invalid_parameter", "charge_not_refundable", "clearing_code_unsupported", "country_code_invalid", "country_unsupported", "coupon_expired", "customer_max_payment_methods", "customer_max_subscriptions", "customer_session_expired", "customer_tax_location_invalid", "debit_not_authorized", "dispute_evidence_page_limit_exceeded", "email_invalid", "expired_card", "expired_payment_method", "failed_tax_calculation", "financial_account_balance_does_not_support_currency", "financial_account_capability_not_enabled", "financial_account_capability_restricted", "financial_connections_account_inactive", "financial_connections_account_pending_account_numbers", "financial_connections_account_unavailable_account_numbers", "financial_connections_consent_locale_invalid", "financial_connections_consent_locale_unsupported", "financial_connections_no_successful_transaction_refresh", "forwarding_api_inactive", "forwarding_api_invalid_parameter", "forwarding_api_retryable_upstream_error", "forwarding_api_upstream_connection_error", "forwarding_api_upstream_connection_timeout", "forwarding_api_upstream_error", "idempotency_key_in_use", "incorrect_address", "incorrect_cvc", "incorrect_number", "incorrect_postal_code", "incorrect_zip", "india_recurring_payment_mandate_canceled", "instant_payouts_config_disabled", "instant_payouts_currency_disabled", "instant_payouts_limit_exceeded", "instant_payouts_unsupported", "insufficient_funds", "intent_invalid_state", "intent_verification_method_missing", "invalid_canceled_subscription_fields", "invalid_card_type", "invalid_characters", "invalid_charge_amount", "invalid_cvc", "invalid_expiry_month", "invalid_expiry_year", "invalid_mandate_reference_prefix_format", "invalid_number", "invalid_source_usage", "invalid_tax_location", "invoice_no_customer_line_items", "invoice_no_payment_method_types", "invoice_no_subscription_line_items", "invoice_not_editable", "invoice_on_behalf_of_not_editable", "invoice_payment_intent_requires_action", "invoice_upcoming_none", "livemode_mismatch", "lock_timeout", "missing", "no_account", "not_allowed_on_standard_account", "out_of_inventory", "ownership_declaration_not_allowed", "parameter_invalid_empty", "parameter_invalid_integer", "parameter_invalid_string_blank", "parameter_invalid_string_empty", "parameter_missing", "parameter_unknown", "parameters_exclusive", "payment_evaluation_on_api_version_not_supported", "payment_intent_action_required", "payment_intent_authentication_failure", "payment_intent_incompatible_payment_method", "payment_intent_invalid_parameter", "payment_intent_konbini_rejected_confirmation_number", "payment_intent_mandate_invalid", "payment_intent_payment_attempt_expired", "payment_intent_payment_attempt_failed", "payment_intent_rate_limit_exceeded", "payment_intent_unexpected_state", "payment_method_bank_account_already_verified", "payment_method_bank_account_blocked", "payment_method_billing_details_address_missing", "payment_method_configuration_failures", "payment_method_currency_mismatch", "payment_method_customer_decline", "payment_method_invalid_parameter", "payment_method_invalid_parameter_testmode", "payment_method_microdeposit_failed", "payment_method_microdeposit_processing_error", "payment_method_microdeposit_verification_amounts_invalid", "payment_method_microdeposit_verification_amounts_mismatch", "payment_method_microdeposit_verification_attempts_exceeded", "payment_method_microdeposit_verification_descriptor_code_mismatch", "payment_method_microdeposit_verification_timeout", "payment_method_not_available", "payment_method_provider_decline", "payment_method_provider_timeout", "payment_method_restricted", "payment_method_unactivated", "payment_method_unexpected_state", "payment_method_unsupported_type", "payout_reconciliation_not_ready", "payouts_limit_exceeded", "payouts_not_allowed", "platform_account_required", "platform_api_key_expired", "postal_code_invalid", "processing_error", "product_inactive", "progressive_onboarding_limit_exceeded", "rate_limit", "refer_to_customer", "refund_disputed_payment", "request_blocked", "resource_already_exists", "resource_missing", "return_intent_already_processed", "routing_number_invalid", "secret_key_required", "sepa_unsupported_account", "service_period_coupon_with_metered_tiered_item_unsupported", "setup_attempt_failed", "setup_intent_authentication_failure", "setup_intent_invalid_parameter", "setup_intent_mandate_invalid", "setup_intent_mobile_wallet_unsupported", "setup_intent_setup_attempt_expired", "setup_intent_unexpected_state", "shipping_address_invalid", "shipping_calculation_failed", "siret_invalid", "sku_inactive", "smart_disputes_not_available", "state_unsupported", "status_transition_invalid", "storer_capability_missing", "storer_capability_not_active", "stripe_tax_inactive", "subscription_update_trial_after_billing_cycle_anchor", "tax_id_invalid", "tax_id_prohibited", "taxes_calculation_failed", "terminal_location_country_unsupported", "terminal_reader_busy", "terminal_reader_hardware_fault", "terminal_reader_invalid_location_for_activation", "terminal_reader_invalid_location_for_payment", "terminal_reader_offline", "terminal_reader_timeout", "testmode_charges_only", "three_d_secure_authentication_not_supported", "three_d_secure_authentication_upstream_error", "tls_version_unsupported", "token_already_used", "token_card_network_invalid", "token_in_use", "transfer_source_balance_parameters_mismatch", "transfers_not_allowed", "url_invalid"] | None
        decline_code: str | None
        doc_url: str | None
        message: str | None
        network_advice_code: str | None
        network_decline_code: str | None
        param: str | None
        payment_intent: PaymentIntent | None
        payment_method: PaymentMethod | None
        payment_method_type: str | None
        request_log_url: str | None
        setup_intent: SetupIntent | None
        source: Account | BankAccount | Card | Source | None
    application: str | None
    created: int
    customer: str | None
    customer_account: str | None
    flow_directions: Sequence[Literal["inbound", "outbound"]] | None
    id: str
    livemode: bool
    object: Literal["setup_attempt"]
    on_behalf_of: str | None
    payment_method: str
    payment_method_details: SetupAttempt.PaymentMethodDetails
    setup_error: SetupAttempt.SetupError | None
    setup_intent: str
    status: str
    usage: str
    attach_to_self: bool | None

class SetupIntent(Document):
    class AutomaticPaymentMethods(Document):
        enabled: bool | None
        allow_redirects: Literal["always", "never"] | None
    class LastSetupError(Document):
        type: Literal["api_error", "card_error", "idempotency_error", "invalid_request_error"]
        advice_code: str | None
        charge: str | None
        code: Literal["account_closed", "account_country_invalid_address", "account_error_country_change_requires_additional_steps", "account_information_mismatch", "account_invalid", "account_number_invalid", "account_token_required_for_v2_account", "acss_debit_session_incomplete", "action_blocked", "alipay_upgrade_required", "amount_too_large", "amount_too_small", "anomalous_money_movement_request", "api_key_expired", "application_fees_not_allowed", "approval_required", "authentication_failure", "authentication_required", "balance_insufficient", "balance_invalid_parameter", "bank_account_bad_routing_numbers", "bank_account_declined", "bank_account_exists", "bank_account_restricted", "bank_account_unusable", "bank_account_unverified", "bank_account_verification_failed", "billing_invalid_mandate", "bitcoin_upgrade_required", "capability_not_active", "capture_charge_authorization_expired", "capture_unauthorized_payment", "card_decline_rate_limit_exceeded", "card_declined", "cardholder_phone_number_required", "charge_already_captured", "charge_already_refunded", "charge_disputed", "charge_exceeds_source_limit", "charge_exceeds_transaction_limit", "charge_expired_for_capture", "charge_invalid_parameter", "charge_not_refundable", "clearing_code_unsupported", "country_code_invalid", "country_unsupported", "coupon_expired", "customer_max_payment_methods", "customer_max_subscriptions", "customer_session_expired", "customer_tax_location_invalid", "debit_not_authorized", "dispute_evidence_page_limit_exceeded", "email_invalid", "expired_card", "expired_payment_method", "failed_tax_calculation", "financial_account_balance_does_not_support_currency", "financial_account_capability_not_enabled", "financial_account_capability_restricted", "financial_connections_account_inactive", "financial_connections_account_pending_account_numbers", "financial_connections_account_unavailable_account_numbers", "financial_connections_consent_locale_invalid", "financial_connections_consent_locale_unsupported", "financial_connections_no_successful_transaction_refresh", "forwarding_api_inactive", "forwarding_api_invalid_parameter", "forwarding_api_retryable_upstream_error", "forwarding_api_upstream_connection_error", "forwarding_api_upstream_connection_timeout", "forwarding_api_upstream_error", "idempotency_key_in_use", "incorrect_address", "incorrect_cvc", "incorrect_number", "incorrect_postal_code", "incorrect_zip", "india_recurring_payment_mandate_canceled", "instant_payouts_config_disabled", "instant_payouts_currency_disabled", "instant_payouts_limit_exceeded", "instant_payouts_unsupported", "insufficient_funds", "intent_invalid_state", "intent_verification_method_missing", "invalid_canceled_subscription_fields", "invalid_card_type", "invalid_characters", "invalid_charge_amount", "invalid_cvc", "invalid_expiry_month", "invalid_expiry_year", "invalid_mandate_reference_prefix_format", "invalid_number", "invalid_source_usage", "invalid_tax_location", "invoice_no_customer_line_items", "invoice_no_payment_method_types", "invoice_no_subscription_line_items", "invoice_not_editable", "invoice_on_behalf_of_not_editable", "invoice_payment_intent_requires_action", "invoice_upcoming_none", "livemode_mismatch", "lock_timeout", "missing", "no_account", "not_allowed_on_standard_account", "out_of_inventory", "ownership_declaration_not_allowed", "parameter_invalid_empty", "parameter_invalid_integer", "parameter_invalid_string_blank", "parameter_invalid_string_empty", "parameter_missing", "parameter_unknown", "parameters_exclusive", "payment_evaluation_on_api_version_not_supported", "payment_intent_action_required", "payment_intent_authentication_failure", "payment_intent_incompatible_payment_method", "payment_intent_invalid_parameter", "payment_intent_konbini_rejected_confirmation_number", "payment_intent_mandate_invalid", "payment_intent_payment_attempt_expired", "payment_intent_payment_attempt_failed", "payment_intent_rate_limit_exceeded", "payment_intent_unexpected_state", "payment_method_bank_account_already_verified", "payment_method_bank_account_blocked", "payment_method_billing_details_address_missing", "payment_method_configuration_failures", "payment_method_currency_mismatch", "payment_method_customer_decline", "payment_method_invalid_parameter", "payment_method_invalid_parameter_testmode", "payment_method_microdeposit_failed", "payment_method_microdeposit_processing_error", "payment_method_microdeposit_verification_amounts_invalid", "payment_method_microdeposit_verification_amounts_mismatch", "payment_method_microdeposit_verification_attempts_exceeded", "payment_method_microdeposit_verification_descriptor_code_mismatch", "payment_method_microdeposit_verification_timeout", "payment_method_not_available", "payment_method_provider_decline", "payment_method_provider_timeout", "payment_method_restricted", "payment_method_unactivated", "payment_method_unexpected_state", "payment_method_unsupported_type", "payout_reconciliation_not_ready", "payouts_limit_exceeded", "payouts_not_allowed", "platform_account_required", "platform_api_key_expired", "postal_code_invalid", "processing_error", "product_inactive", "progressive_onboarding_limit_exceeded", "rate_limit", "refer_to_customer", "refund_disputed_payment", "request_blocked", "resource_already_exists", "resource_missing", "return_intent_already_processed", "routing_number_invalid", "secret_key_required", "sepa_unsupported_account", "service_period_coupon_with_metered_tiered_item_unsupported", "setup_attempt_failed", "setup_intent_authentication_failure", "setup_intent_invalid_parameter", "setup_intent_mandate_invalid", "setup_intent_mobile_wallet_unsupported", "setup_intent_setup_attempt_expired", "setup_intent_unexpected_state", "shipping_address_invalid", "shipping_calculation_failed", "siret_invalid", "sku_inactive", "smart_disputes_not_available", "state_unsupported", "status_transition_invalid", "storer_capability_missing", "storer_capability_not_active", "stripe_tax_inactive", "subscription_update_trial_after_billing_cycle_anchor", "tax_id_invalid", "tax_id_prohibited", "taxes_calculation_failed", "terminal_location_country_unsupported", "terminal_reader_busy", "terminal_reader_hardware_fault", "terminal_reader_invalid_location_for_activation", "terminal_reader_invalid_location_for_payment", "terminal_reader_offline", "terminal_reader_timeout", "testmode_charges_only", "three_d_secure_authentication_not_supported", "three_d_secure_authentication_upstream_error", "tls_version_unsupported", "token_already_used", "token_card_network_invalid", "token_in_use", "transfer_source_balance_parameters_mismatch", "transfers_not_allowed", "url_invalid"] | None
        decline_code: str | None
        doc_url: str | None
        message: str | None
        network_advice_code: str | None
        network_decline_code: str | None
        param: str | None
        payment_intent: PaymentIntent | None
        payment_method: PaymentMethod | None
        payment_method_type: str | None
        request_log_url: str | None
        setup_intent: SetupIntent | None
        source: Account | BankAccount | Card | Source | None
    class ManagedPayments(Document):
        enabled: bool
    class NextAction(Document):
        class CashappHandleRedirectOrDisplayQrCode(Document):
            class QrCode(Document):
                expires_at: int
                image_url_png: str
                image_url_svg: str
            hosted_instructions_url: str
            mobile_auth_url: str
            qr_code: SetupIntent.NextAction.CashappHandleRedirectOrDisplayQrCode.QrCode
        class RedirectToUrl(Document):
            return_url: str | None
            url: str | None
        class VerifyWithMicrodeposits(Document):
            arrival_date: int
            hosted_verification_url: str
            microdeposit_type: Literal["amounts", "descriptor_code"] | None
        class BlikAuthorize(Document): ...
        class PixDisplayQrCode(Document):
            data: str
            expires_at: int
            hosted_instructions_url: str
            image_url_png: str
            image_url_svg: str
        class UpiHandleRedirectOrDisplayQrCode(Document):
            class QrCode(Document):
                expires_at: int
                image_url_png: str
                image_url_svg: str
            hosted_instructions_url: str
            qr_code: SetupIntent.NextAction.UpiHandleRedirectOrDisplayQrCode.QrCode
        type: str
        cashapp_handle_redirect_or_display_qr_code: SetupIntent.NextAction.CashappHandleRedirectOrDisplayQrCode | None
        redirect_to_url: SetupIntent.NextAction.RedirectToUrl | None
        use_stripe_sdk: Mapping[str, Any] | None
        verify_with_microdeposits: SetupIntent.NextAction.VerifyWithMicrodeposits | None
        blik_authorize: SetupIntent.NextAction.BlikAuthorize | None
        pix_display_qr_code: SetupIntent.NextAction.PixDisplayQrCode | None
        upi_handle_redirect_or_display_qr_code: SetupIntent.NextAction.UpiHandleRedirectOrDisplayQrCode | None
    class PaymentMethodConfigurationDetails(Document):
        id: str
        parent: str | None
    class PaymentMethodOptions(Document):
        class AcssDebit(Document):
            class MandateOptions(Document):
                interval_description: str | None
                payment_schedule: Literal["combined", "interval", "sporadic"] | None
                transaction_type: Literal["business", "personal"] | None
                custom_mandate_url: str | None
                default_for: Sequence[Literal["invoice", "subscription"]] | None
            currency: Literal["cad", "usd"] | None
            mandate_options: SetupIntent.PaymentMethodOptions.AcssDebit.MandateOptions | None
            verification_method: Literal["automatic", "instant", "microdeposits"] | None
        class AmazonPay(Document): ...
        class BacsDebit(Document):
            class MandateOptions(Document):
                reference_prefix: str | None
            mandate_options: SetupIntent.PaymentMethodOptions.BacsDebit.MandateOptions | None
        class Card(Document):
            class MandateOptions(Document):
                amount: int
                amount_type: Literal["fixed", "maximum"]
                currency: str
                description: str | None
                end_date: int | None
                interval: Literal["day", "month", "sporadic", "week", "year"]
                interval_count: int | None
                reference: str
                start_date: int
                supported_types: Sequence[Literal["india"]] | None
            mandate_options: SetupIntent.PaymentMethodOptions.Card.MandateOptions | None
            network: Literal["amex", "cartes_bancaires", "diners", "discover", "eftpos_au", "girocard", "interac", "jcb", "link", "mastercard", "unionpay", "unknown", "visa"] | None
            request_three_d_secure: Literal["any", "automatic", "challenge"] | None
            setup_credential_usage: Literal["installment", "recurring", "unscheduled"] | None
        class CardPresent(Document): ...
        class Link(Document):
            persistent_token: str | None
        class Paypal(Document):
            billing_agreement_id: str | None
        class SepaDebit(Document):
            class MandateOptions(Document):
                reference_prefix: str | None
            mandate_options: SetupIntent.PaymentMethodOptions.SepaDebit.MandateOptions | None
        class UsBankAccount(Document):
            class FinancialConnections(Document):
                class Filters(Document):
                    account_subcategories: Sequence[Literal["checking", "savings"]] | None
                prefetch: Sequence[Literal["balances", "ownership", "transactions"]] | None
                filters: SetupIntent.PaymentMethodOptions.UsBankAccount.FinancialConnections.Filters | None
                permissions: Sequence[Literal["balances", "ownership", "payment_method", "transactions"]] | None
                return_url: str | None
            class MandateOptions(Document):
                collection_method: Literal["paper"] | None
            financial_connections: SetupIntent.PaymentMethodOptions.UsBankAccount.FinancialConnections | None
            mandate_options: SetupIntent.PaymentMethodOptions.UsBankAccount.MandateOptions | None
            verification_method: Literal["automatic", "instant", "microdeposits"] | None
        class Bizum(Document): ...
        class Blik(Document):
            class MandateOptions(Document):
                expires_at: int | None
                type: Literal["off_session"] | None
            mandate_options: SetupIntent.PaymentMethodOptions.Blik.MandateOptions | None
        class Klarna(Document):
            currency: str | None
            preferred_locale: str | None
        class Payto(Document):
            class MandateOptions(Document):
                amount: int | None
                amount_type: Literal["fixed", "maximum"] | None
                end_date: str | None
                payment_schedule: Literal["adhoc", "annual", "daily", "fortnightly", "monthly", "quarterly", "semi_annual", "weekly"] | None
                payments_per_period: int | None
                purpose: Literal["dependant_support", "government", "loan", "mortgage", "other", "pension", "personal", "retail", "salary", "tax", "utility"] | None
                start_date: str | None
            mandate_options: SetupIntent.PaymentMethodOptions.Payto.MandateOptions | None
        class Pix(Document):
            class MandateOptions(Document):
                amount: int | None
                amount_includes_iof: Literal["always", "never"] | None
                amount_type: Literal["fixed", "maximum"] | None
                currency: str | None
                end_date: str | None
                payment_schedule: Literal["halfyearly", "monthly", "quarterly", "weekly", "yearly"] | None
                reference: str | None
                start_date: str | None
            mandate_options: SetupIntent.PaymentMethodOptions.Pix.MandateOptions | None
        class Upi(Document):
            class MandateOptions(Document):
                amount: int | None
                amount_type: Literal["fixed", "maximum"] | None
                description: str | None
                end_date: int | None
            mandate_options: SetupIntent.PaymentMethodOptions.Upi.MandateOptions | None
        acss_debit: SetupIntent.PaymentMethodOptions.AcssDebit | None
        amazon_pay: SetupIntent.PaymentMethodOptions.AmazonPay | None
        bacs_debit: SetupIntent.PaymentMethodOptions.BacsDebit | None
        card: SetupIntent.PaymentMethodOptions.Card | None
        card_present: SetupIntent.PaymentMethodOptions.CardPresent | None
        link: SetupIntent.PaymentMethodOptions.Link | None
        paypal: SetupIntent.PaymentMethodOptions.Paypal | None
        sepa_debit: SetupIntent.PaymentMethodOptions.SepaDebit | None
        us_bank_account: SetupIntent.PaymentMethodOptions.UsBankAccount | None
        bizum: SetupIntent.PaymentMethodOptions.Bizum | None
        blik: SetupIntent.PaymentMethodOptions.Blik | None
        klarna: SetupIntent.PaymentMethodOptions.Klarna | None
        payto: SetupIntent.PaymentMethodOptions.Payto | None
        pix: SetupIntent.PaymentMethodOptions.Pix | None
        upi: SetupIntent.PaymentMethodOptions.Upi | None
    allowed_payment_method_types: Sequence[Literal["acss_debit", "affirm", "afterpay_clearpay", "alipay", "alma", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "bizum", "blik", "boku_promptpay", "boleto", "capchase_pay", "card", "card_present", "cashapp", "check_scan", "click_to_pay", "crypto", "customer_balance", "demo_pay", "duitnow", "dummy_auth_push", "dummy_passthrough_card", "edenred", "eps", "fpx", "gcash", "getbalance", "gift_card", "giropay", "gopay", "grabpay", "id_bank_transfer", "ideal", "interac_present", "kakao_pay", "klarna", "knet", "konbini", "kr_card", "kr_market", "kriya", "link", "mb_way", "mobilepay", "momo", "mondu", "multibanco", "naver_pay", "netbanking", "ng_bank", "ng_bank_transfer", "ng_card", "ng_market", "ng_ussd", "ng_wallet", "nz_bank_account", "octopus", "oxxo", "p24", "paper_check", "pay_by_bank", "payco", "paynow", "paypal", "paypay", "payto", "pix", "promptpay", "qris", "rechnung", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra", "shop_pay", "shopeepay", "sofort", "south_korea_market", "stripe_balance", "sunbit", "swish", "tamara", "test_pay", "touch_n_go", "truemoney", "twint", "upi", "us_bank_account", "us_cash_voucher", "vipps", "wechat_pay", "wero", "zip"]] | None
    application: str | None
    automatic_payment_methods: SetupIntent.AutomaticPaymentMethods | None
    cancellation_reason: Literal["abandoned", "duplicate", "requested_by_customer"] | None
    client_secret: str | None
    created: int
    customer: str | None
    customer_account: str | None
    description: str | None
    excluded_payment_method_types: Sequence[Literal["acss_debit", "affirm", "afterpay_clearpay", "alipay", "alma", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "bizum", "blik", "boleto", "card", "cashapp", "crypto", "customer_balance", "eps", "fpx", "giropay", "grabpay", "ideal", "kakao_pay", "klarna", "konbini", "kr_card", "mb_way", "mobilepay", "multibanco", "naver_pay", "nz_bank_account", "oxxo", "p24", "pay_by_bank", "payco", "paynow", "paypal", "paypay", "payto", "pix", "promptpay", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra", "sofort", "sunbit", "swish", "twint", "upi", "us_bank_account", "wechat_pay", "zip"]] | None
    flow_directions: Sequence[Literal["inbound", "outbound"]] | None
    id: str
    last_setup_error: SetupIntent.LastSetupError | None
    latest_attempt: str | None
    livemode: bool
    managed_payments: SetupIntent.ManagedPayments | None
    mandate: str | None
    metadata: Mapping[str, str]
    next_action: SetupIntent.NextAction | None
    object: Literal["setup_intent"]
    on_behalf_of: str | None
    payment_method: str | None
    payment_method_configuration_details: SetupIntent.PaymentMethodConfigurationDetails | None
    payment_method_options: SetupIntent.PaymentMethodOptions | None
    payment_method_types: Sequence[str]
    single_use_mandate: str | None
    status: Literal["canceled", "processing", "requires_action", "requires_confirmation", "requires_payment_method", "succeeded"]
    usage: str
    attach_to_self: bool | None

class ShippingRate(Document):
    class DeliveryEstimate(Document):
        class Maximum(Document):
            unit: Literal["business_day", "day", "hour", "month", "week"]
            value: int
        class Minimum(Document):
            unit: Literal["business_day", "day", "hour", "month", "week"]
            value: int
        maximum: ShippingRate.DeliveryEstimate.Maximum | None
        minimum: ShippingRate.DeliveryEstimate.Minimum | None
    class FixedAmount(Document):
        amount: int
        currency: str
        currency_options: Mapping[str, Any] | None
    active: bool
    created: int
    delivery_estimate: ShippingRate.DeliveryEstimate | None
    display_name: str | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["shipping_rate"]
    tax_behavior: Literal["exclusive", "inclusive", "unspecified"] | None
    tax_code: str | None
    type: Literal["fixed_amount"]
    fixed_amount: ShippingRate.FixedAmount | None

class Source(Document):
    class Owner(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class VerifiedAddress(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: Source.Owner.Address | None
        email: str | None
        name: str | None
        phone: str | None
        verified_address: Source.Owner.VerifiedAddress | None
        verified_email: str | None
        verified_name: str | None
        verified_phone: str | None
    class Receiver(Document):
        address: str | None
        amount_charged: int
        amount_received: int
        amount_returned: int
        refund_attributes_method: str
        refund_attributes_status: str
    class AchDebit(Document):
        bank_name: str | None
        country: str | None
        fingerprint: str | None
        last4: str | None
        routing_number: str | None
        type: str | None
    class AcssDebit(Document):
        bank_address_city: str | None
        bank_address_line_1: str | None
        bank_address_line_2: str | None
        bank_address_postal_code: str | None
        bank_name: str | None
        category: str | None
        country: str | None
        fingerprint: str | None
        last4: str | None
        routing_number: str | None
    class Alipay(Document):
        data_string: str | None
        native_url: str | None
        statement_descriptor: str | None
    class AuBecsDebit(Document):
        bsb_number: str | None
        fingerprint: str | None
        last4: str | None
    class Bancontact(Document):
        bank_code: str | None
        bank_name: str | None
        bic: str | None
        iban_last4: str | None
        preferred_language: str | None
        statement_descriptor: str | None
    class Card(Document):
        address_line1_check: str | None
        address_zip_check: str | None
        brand: str | None
        country: str | None
        cvc_check: str | None
        dynamic_last4: str | None
        exp_month: int | None
        exp_year: int | None
        funding: str | None
        last4: str | None
        name: str | None
        tokenization_method: str | None
        description: str | None
        fingerprint: str | None
        iin: str | None
        issuer: str | None
        three_d_secure: str | None
    class CardPresent(Document):
        authorization_code: str | None
        brand: str | None
        country: str | None
        data_type: str | None
        evidence_customer_signature: str | None
        evidence_transaction_certificate: str | None
        exp_month: int | None
        exp_year: int | None
        funding: str | None
        last4: str | None
        pos_device_id: str | None
        read_method: str | None
        reader: str | None
        application_cryptogram: str | None
        application_preferred_name: str | None
        authorization_response_code: str | None
        cvm_type: str | None
        dedicated_file_name: str | None
        description: str | None
        emv_auth_data: str | None
        fingerprint: str | None
        iin: str | None
        issuer: str | None
        pos_entry_mode: str | None
        terminal_verification_results: str | None
        transaction_status_information: str | None
    class CodeVerification(Document):
        attempts_remaining: int
        status: str
    class Eps(Document):
        reference: str | None
        statement_descriptor: str | None
    class Giropay(Document):
        bank_code: str | None
        bank_name: str | None
        bic: str | None
        statement_descriptor: str | None
    class Ideal(Document):
        bank: str | None
        bic: str | None
        iban_last4: str | None
        statement_descriptor: str | None
    class Klarna(Document):
        client_token: str | None
        background_image_url: str | None
        first_name: str | None
        last_name: str | None
        locale: str | None
        logo_url: str | None
        page_title: str | None
        pay_later_asset_urls_descriptive: str | None
        pay_later_asset_urls_standard: str | None
        pay_later_name: str | None
        pay_later_redirect_url: str | None
        pay_now_asset_urls_descriptive: str | None
        pay_now_asset_urls_standard: str | None
        pay_now_name: str | None
        pay_now_redirect_url: str | None
        pay_over_time_asset_urls_descriptive: str | None
        pay_over_time_asset_urls_standard: str | None
        pay_over_time_name: str | None
        pay_over_time_redirect_url: str | None
        payment_method_categories: str | None
        purchase_country: str | None
        purchase_type: str | None
        redirect_url: str | None
        shipping_delay: int | None
        shipping_first_name: str | None
        shipping_last_name: str | None
    class Multibanco(Document):
        entity: str | None
        reference: str | None
        refund_account_holder_address_city: str | None
        refund_account_holder_address_country: str | None
        refund_account_holder_address_line1: str | None
        refund_account_holder_address_line2: str | None
        refund_account_holder_address_postal_code: str | None
        refund_account_holder_address_state: str | None
        refund_account_holder_name: str | None
        refund_iban: str | None
    class P24(Document):
        reference: str | None
    class Redirect(Document):
        failure_reason: str | None
        return_url: str
        status: str
        url: str
    class SepaCreditTransfer(Document):
        bank_name: str | None
        bic: str | None
        iban: str | None
        refund_account_holder_address_city: str | None
        refund_account_holder_address_country: str | None
        refund_account_holder_address_line1: str | None
        refund_account_holder_address_line2: str | None
        refund_account_holder_address_postal_code: str | None
        refund_account_holder_address_state: str | None
        refund_account_holder_name: str | None
        refund_iban: str | None
    class SepaDebit(Document):
        bank_code: str | None
        branch_code: str | None
        country: str | None
        fingerprint: str | None
        last4: str | None
        mandate_reference: str | None
        mandate_url: str | None
    class Sofort(Document):
        bank_code: str | None
        bank_name: str | None
        bic: str | None
        country: str | None
        iban_last4: str | None
        preferred_language: str | None
        statement_descriptor: str | None
    class SourceOrder(Document):
        class Shipping(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            carrier: str | None
            phone: str | None
            tracking_number: str | None
            address: Source.SourceOrder.Shipping.Address | None
            name: str | None
        amount: int
        currency: str
        email: str | None
        shipping: Source.SourceOrder.Shipping | None
    class ThreeDSecure(Document):
        address_line1_check: str | None
        address_zip_check: str | None
        authenticated: bool | None
        brand: str | None
        card: str | None
        country: str | None
        customer: str | None
        cvc_check: str | None
        dynamic_last4: str | None
        exp_month: int | None
        exp_year: int | None
        funding: str | None
        last4: str | None
        name: str | None
        tokenization_method: str | None
        description: str | None
        fingerprint: str | None
        iin: str | None
        issuer: str | None
        three_d_secure: str | None
    class Wechat(Document):
        qr_code_url: str | None
        prepay_id: str | None
        statement_descriptor: str | None
    class AchCreditTransfer(Document):
        account_number: str | None
        bank_name: str | None
        fingerprint: str | None
        routing_number: str | None
        swift_code: str | None
        refund_account_holder_name: str | None
        refund_account_holder_type: str | None
        refund_routing_number: str | None
    allow_redisplay: Literal["always", "limited", "unspecified"] | None
    amount: int | None
    client_secret: str
    created: int
    currency: str | None
    flow: str
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["source"]
    owner: Source.Owner | None
    receiver: Source.Receiver | None
    statement_descriptor: str | None
    status: str
    type: Literal["ach_credit_transfer", "ach_debit", "acss_debit", "alipay", "au_becs_debit", "bancontact", "card", "card_present", "eps", "giropay", "ideal", "klarna", "multibanco", "p24", "sepa_credit_transfer", "sepa_debit", "sofort", "three_d_secure", "wechat"]
    usage: str | None
    ach_debit: Source.AchDebit | None
    acss_debit: Source.AcssDebit | None
    alipay: Source.Alipay | None
    au_becs_debit: Source.AuBecsDebit | None
    bancontact: Source.Bancontact | None
    card: Source.Card | None
    card_present: Source.CardPresent | None
    code_verification: Source.CodeVerification | None
    customer: str | None
    eps: Source.Eps | None
    giropay: Source.Giropay | None
    ideal: Source.Ideal | None
    klarna: Source.Klarna | None
    multibanco: Source.Multibanco | None
    p24: Source.P24 | None
    redirect: Source.Redirect | None
    sepa_credit_transfer: Source.SepaCreditTransfer | None
    sepa_debit: Source.SepaDebit | None
    sofort: Source.Sofort | None
    source_order: Source.SourceOrder | None
    three_d_secure: Source.ThreeDSecure | None
    wechat: Source.Wechat | None
    ach_credit_transfer: Source.AchCreditTransfer | None

class SourceMandateNotification(Document):
    class SepaDebit(Document):
        creditor_identifier: str | None
        last4: str | None
        mandate_reference: str | None
    class AcssDebit(Document):
        statement_descriptor: str | None
    class BacsDebit(Document):
        last4: str | None
    amount: int | None
    created: int
    id: str
    livemode: bool
    object: Literal["source_mandate_notification"]
    reason: str
    sepa_debit: SourceMandateNotification.SepaDebit | None
    source: Source
    status: str
    type: str
    acss_debit: SourceMandateNotification.AcssDebit | None
    bacs_debit: SourceMandateNotification.BacsDebit | None

class SourceTransaction(Document):
    class ChfCreditTransfer(Document):
        reference: str | None
        sender_address_country: str | None
        sender_address_line1: str | None
        sender_iban: str | None
        sender_name: str | None
    class GbpCreditTransfer(Document):
        fingerprint: str | None
        funding_method: str | None
        last4: str | None
        reference: str | None
        sender_account_number: str | None
        sender_name: str | None
        sender_sort_code: str | None
    class PaperCheck(Document):
        available_at: str | None
        invoices: str | None
    class SepaCreditTransfer(Document):
        reference: str | None
        sender_iban: str | None
        sender_name: str | None
    class AchCreditTransfer(Document):
        customer_data: str | None
        fingerprint: str | None
        last4: str | None
        routing_number: str | None
    amount: int
    created: int
    currency: str
    id: str
    livemode: bool
    object: Literal["source_transaction"]
    source: str
    status: str
    type: Literal["ach_credit_transfer", "ach_debit", "alipay", "bancontact", "card", "card_present", "eps", "giropay", "ideal", "klarna", "multibanco", "p24", "sepa_debit", "sofort", "three_d_secure", "wechat"]
    chf_credit_transfer: SourceTransaction.ChfCreditTransfer | None
    gbp_credit_transfer: SourceTransaction.GbpCreditTransfer | None
    paper_check: SourceTransaction.PaperCheck | None
    sepa_credit_transfer: SourceTransaction.SepaCreditTransfer | None
    ach_credit_transfer: SourceTransaction.AchCreditTransfer | None

class Subscription(Document):
    class AutomaticTax(Document):
        class Liability(Document):
            type: Literal["account", "self"]
            account: str | None
        disabled_reason: Literal["requires_location_inputs"] | None
        enabled: bool
        liability: Subscription.AutomaticTax.Liability | None
    class BillingCycleAnchorConfig(Document):
        day_of_month: int
        hour: int | None
        minute: int | None
        month: int | None
        second: int | None
    class BillingMode(Document):
        class Flexible(Document):
            proration_discounts: Literal["included", "itemized"] | None
        flexible: Subscription.BillingMode.Flexible | None
        type: Literal["classic", "flexible"]
        updated_at: int | None
    class BillingSchedules(Document):
        class AppliesTo(Document):
            price: str | None
            type: Literal["price"]
        class BillUntil(Document):
            class Duration(Document):
                interval: Literal["day", "month", "week", "year"]
                interval_count: int | None
            computed_timestamp: int
            duration: Subscription.BillingSchedules.BillUntil.Duration | None
            timestamp: int | None
            type: Literal["duration", "timestamp"]
        applies_to: Sequence[Subscription.BillingSchedules.AppliesTo] | None
        bill_until: Subscription.BillingSchedules.BillUntil
        key: str
    class BillingThresholds(Document):
        amount_gte: int | None
        reset_billing_cycle_anchor: bool | None
    class CancellationDetails(Document):
        comment: str | None
        feedback: Literal["customer_service", "low_quality", "missing_features", "other", "switched_service", "too_complex", "too_expensive", "unused"] | None
        feedback_option: str | None
        reason: Literal["canceled_by_retention_policy", "cancellation_requested", "payment_disputed", "payment_failed"] | None
    class InvoiceSettings(Document):
        class CustomFields(Document):
            name: str
            value: str
        class Issuer(Document):
            type: Literal["account", "self"]
            account: str | None
        account_tax_ids: Sequence[str] | None
        custom_fields: Sequence[Subscription.InvoiceSettings.CustomFields] | None
        description: str | None
        footer: str | None
        issuer: Subscription.InvoiceSettings.Issuer
    class ManagedPayments(Document):
        enabled: bool
    class PauseCollection(Document):
        behavior: Literal["keep_as_draft", "mark_uncollectible", "void"]
        resumes_at: int | None
    class PaymentSettings(Document):
        class PaymentMethodOptions(Document):
            class AcssDebit(Document):
                class MandateOptions(Document):
                    transaction_type: Literal["business", "personal"] | None
                mandate_options: Subscription.PaymentSettings.PaymentMethodOptions.AcssDebit.MandateOptions | None
                verification_method: Literal["automatic", "instant", "microdeposits"] | None
            class Bancontact(Document):
                preferred_language: Literal["de", "en", "fr", "nl"]
            class Card(Document):
                class MandateOptions(Document):
                    amount: int | None
                    amount_type: Literal["fixed", "maximum"] | None
                    description: str | None
                network: Literal["amex", "cartes_bancaires", "diners", "discover", "eftpos_au", "girocard", "interac", "jcb", "link", "mastercard", "unionpay", "unknown", "visa"] | None
                request_three_d_secure: Literal["any", "automatic", "challenge"] | None
                mandate_options: Subscription.PaymentSettings.PaymentMethodOptions.Card.MandateOptions | None
            class CustomerBalance(Document):
                class BankTransfer(Document):
                    class EuBankTransfer(Document):
                        country: Literal["BE", "DE", "ES", "FR", "IE", "NL"]
                    type: str | None
                    eu_bank_transfer: Subscription.PaymentSettings.PaymentMethodOptions.CustomerBalance.BankTransfer.EuBankTransfer | None
                funding_type: Literal["bank_transfer"] | None
                bank_transfer: Subscription.PaymentSettings.PaymentMethodOptions.CustomerBalance.BankTransfer | None
            class Konbini(Document): ...
            class Payto(Document):
                class MandateOptions(Document):
                    amount: int | None
                    amount_type: Literal["fixed", "maximum"] | None
                    purpose: Literal["dependant_support", "government", "loan", "mortgage", "other", "pension", "personal", "retail", "salary", "tax", "utility"] | None
                mandate_options: Subscription.PaymentSettings.PaymentMethodOptions.Payto.MandateOptions | None
            class Pix(Document):
                class MandateOptions(Document):
                    amount: int | None
                    amount_includes_iof: Literal["always", "never"] | None
                    end_date: str | None
                    payment_schedule: Literal["halfyearly", "monthly", "quarterly", "weekly", "yearly"] | None
                expires_after_seconds: int | None
                mandate_options: Subscription.PaymentSettings.PaymentMethodOptions.Pix.MandateOptions | None
            class SepaDebit(Document): ...
            class Upi(Document):
                class MandateOptions(Document):
                    amount: int | None
                    amount_type: Literal["fixed", "maximum"] | None
                    description: str | None
                    end_date: int | None
                mandate_options: Subscription.PaymentSettings.PaymentMethodOptions.Upi.MandateOptions | None
            class UsBankAccount(Document):
                class FinancialConnections(Document):
                    class Filters(Document):
                        account_subcategories: Sequence[Literal["checking", "savings"]] | None
                    prefetch: Sequence[Literal["balances", "ownership", "transactions"]] | None
                    filters: Subscription.PaymentSettings.PaymentMethodOptions.UsBankAccount.FinancialConnections.Filters | None
                    permissions: Sequence[Literal["balances", "ownership", "payment_method", "transactions"]] | None
                financial_connections: Subscription.PaymentSettings.PaymentMethodOptions.UsBankAccount.FinancialConnections | None
                verification_method: Literal["automatic", "instant", "microdeposits"] | None
            class Billie(Document):
                class CompanyDetails(Document):
                    class RegisteredAddress(Document):
                        city: str | None
                        country: str | None
                        line1: str | None
                        line2: str | None
                        postal_code: str | None
                        state: str | None
                    registered_name: str | None
                    registration_number: str | None
                    vat: str | None
                    registered_address: Subscription.PaymentSettings.PaymentMethodOptions.Billie.CompanyDetails.RegisteredAddress | None
                    registration_type: Literal["ch_ein", "de_hrb", "dk_cvr", "es_cif", "fi_tunnus", "fr_siren", "fr_siret", "it_rea", "nl_kvk", "no_org_number", "no_pno", "se_org_number", "se_pno", "uk_crn"] | None
                company_details: Subscription.PaymentSettings.PaymentMethodOptions.Billie.CompanyDetails | None
            class Blik(Document):
                class MandateOptions(Document):
                    expires_at: int | None
                mandate_options: Subscription.PaymentSettings.PaymentMethodOptions.Blik.MandateOptions | None
            acss_debit: Subscription.PaymentSettings.PaymentMethodOptions.AcssDebit | None
            bancontact: Subscription.PaymentSettings.PaymentMethodOptions.Bancontact | None
            card: Subscription.PaymentSettings.PaymentMethodOptions.Card | None
            customer_balance: Subscription.PaymentSettings.PaymentMethodOptions.CustomerBalance | None
            konbini: Subscription.PaymentSettings.PaymentMethodOptions.Konbini | None
            payto: Subscription.PaymentSettings.PaymentMethodOptions.Payto | None
            pix: Subscription.PaymentSettings.PaymentMethodOptions.Pix | None
            sepa_debit: Subscription.PaymentSettings.PaymentMethodOptions.SepaDebit | None
            upi: Subscription.PaymentSettings.PaymentMethodOptions.Upi | None
            us_bank_account: Subscription.PaymentSettings.PaymentMethodOptions.UsBankAccount | None
            billie: Subscription.PaymentSettings.PaymentMethodOptions.Billie | None
            blik: Subscription.PaymentSettings.PaymentMethodOptions.Blik | None
        payment_method_options: Subscription.PaymentSettings.PaymentMethodOptions | None
        payment_method_types: Sequence[Literal["ach_credit_transfer", "ach_debit", "acss_debit", "affirm", "alipay", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "blik", "boleto", "card", "cashapp", "crypto", "custom", "customer_balance", "eps", "fpx", "giropay", "grabpay", "ideal", "jp_credit_transfer", "kakao_pay", "klarna", "konbini", "kr_card", "link", "mb_way", "multibanco", "naver_pay", "nz_bank_account", "p24", "pay_by_bank", "payco", "paynow", "paypal", "payto", "pix", "promptpay", "revolut_pay", "satispay", "sepa_credit_transfer", "sepa_debit", "sequra", "sofort", "swish", "twint", "upi", "us_bank_account", "wechat_pay"]] | None
        save_default_payment_method: Literal["off", "on_subscription"] | None
    class PendingInvoiceItemInterval(Document):
        interval: Literal["day", "month", "week", "year"]
        interval_count: int
    class PendingUpdate(Document):
        billing_cycle_anchor: int | None
        cancel_at_period_end: bool | None
        discount: Discount | None
        discounts: Sequence[str] | None
        expires_at: int
        metadata: Mapping[str, str]
        subscription_items: Sequence[SubscriptionItem] | None
        trial_end: int | None
        trial_from_plan: bool | None
    class PresentmentDetails(Document):
        presentment_currency: str
    class StatusDetails(Document):
        class Paused(Document):
            class Subscription(Document):
                type: Literal["final_payment_failure", "first_payment_failure", "pause_requested", "system", "trial_end_without_payment_method"]
            subscription: _Subscription.StatusDetails.Paused.Subscription
            transitioned_at: int
            type: Literal["subscription"]
        paused: Subscription.StatusDetails.Paused
    class TransferData(Document):
        amount_percent: float | None
        destination: str
    class TrialSettings(Document):
        class EndBehavior(Document):
            billing_cycle_anchor: Literal["now", "unchanged"] | None
            missing_payment_method: Literal["cancel", "create_invoice", "pause"]
        end_behavior: Subscription.TrialSettings.EndBehavior
    application: str | None
    application_fee_percent: float | None
    automatic_tax: Subscription.AutomaticTax
    billing_cycle_anchor: int
    billing_cycle_anchor_config: Subscription.BillingCycleAnchorConfig | None
    billing_mode: Subscription.BillingMode
    billing_schedules: Sequence[Subscription.BillingSchedules]
    billing_thresholds: Subscription.BillingThresholds | None
    cancel_at: int | None
    cancel_at_period_end: bool
    canceled_at: int | None
    cancellation_details: Subscription.CancellationDetails | None
    collection_method: Literal["charge_automatically", "send_invoice"]
    created: int
    currency: str
    customer: str
    customer_account: str | None
    days_until_due: int | None
    default_payment_method: str | None
    default_source: str | None
    default_tax_rates: Sequence[TaxRate] | None
    description: str | None
    discounts: Sequence[str]
    ended_at: int | None
    id: str
    invoice_settings: Subscription.InvoiceSettings
    latest_invoice: str | None
    livemode: bool
    managed_payments: Subscription.ManagedPayments | None
    metadata: Mapping[str, str]
    next_pending_invoice_item_invoice: int | None
    object: Literal["subscription"]
    on_behalf_of: str | None
    pause_collection: Subscription.PauseCollection | None
    payment_settings: Subscription.PaymentSettings | None
    pending_invoice_item_interval: Subscription.PendingInvoiceItemInterval | None
    pending_setup_intent: str | None
    pending_update: Subscription.PendingUpdate | None
    plan: Plan | None
    presentment_details: Subscription.PresentmentDetails | None
    quantity: int | None
    schedule: str | None
    start_date: int
    status: Literal["active", "canceled", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid"]
    status_details: Subscription.StatusDetails | None
    test_clock: str | None
    transfer_data: Subscription.TransferData | None
    trial_end: int | None
    trial_settings: Subscription.TrialSettings | None
    trial_start: int | None

class SubscriptionItem(Document):
    class BillingThresholds(Document):
        usage_gte: int | None
    class CurrentTrial(Document):
        end_date: int
        start_date: int
        trial_offer: str
    billing_thresholds: SubscriptionItem.BillingThresholds | None
    created: int
    current_period_end: int
    current_period_start: int
    current_trial: SubscriptionItem.CurrentTrial | None
    discounts: Sequence[str]
    id: str
    metadata: Mapping[str, str]
    object: Literal["subscription_item"]
    plan: Plan
    price: Price
    subscription: str
    tax_rates: Sequence[TaxRate] | None
    quantity: int | None
    billed_until: int | None

class SubscriptionSchedule(Document):
    class BillingMode(Document):
        class Flexible(Document):
            proration_discounts: Literal["included", "itemized"] | None
        flexible: SubscriptionSchedule.BillingMode.Flexible | None
        type: Literal["classic", "flexible"]
        updated_at: int | None
    class CurrentPhase(Document):
        end_date: int
        start_date: int
    class DefaultSettings(Document):
        class AutomaticTax(Document):
            class Liability(Document):
                type: Literal["account", "self"]
                account: str | None
            disabled_reason: Literal["requires_location_inputs"] | None
            enabled: bool
            liability: SubscriptionSchedule.DefaultSettings.AutomaticTax.Liability | None
        class BillingThresholds(Document):
            amount_gte: int | None
            reset_billing_cycle_anchor: bool | None
        class InvoiceSettings(Document):
            class CustomFields(Document):
                name: str
                value: str
            class Issuer(Document):
                type: Literal["account", "self"]
                account: str | None
            account_tax_ids: Sequence[str] | None
            custom_fields: Sequence[SubscriptionSchedule.DefaultSettings.InvoiceSettings.CustomFields] | None
            days_until_due: int | None
            description: str | None
            footer: str | None
            issuer: SubscriptionSchedule.DefaultSettings.InvoiceSettings.Issuer
        class TransferData(Document):
            amount_percent: float | None
            destination: str
        application_fee_percent: float | None
        automatic_tax: SubscriptionSchedule.DefaultSettings.AutomaticTax | None
        billing_cycle_anchor: Literal["automatic", "phase_start"]
        billing_thresholds: SubscriptionSchedule.DefaultSettings.BillingThresholds | None
        collection_method: Literal["charge_automatically", "send_invoice"] | None
        default_payment_method: str | None
        description: str | None
        invoice_settings: SubscriptionSchedule.DefaultSettings.InvoiceSettings
        on_behalf_of: str | None
        transfer_data: SubscriptionSchedule.DefaultSettings.TransferData | None
    class PauseSchedules(Document):
        class Pause(Document):
            class Settings(Document):
                class BillFor(Document):
                    class OutstandingUsageThrough(Document):
                        type: Literal["none", "pause_at"]
                    class UnusedTimeFrom(Document):
                        type: Literal["item_current_period_start", "none", "pause_at"]
                    outstanding_usage_through: SubscriptionSchedule.PauseSchedules.Pause.Settings.BillFor.OutstandingUsageThrough
                    unused_time_from: SubscriptionSchedule.PauseSchedules.Pause.Settings.BillFor.UnusedTimeFrom
                bill_for: SubscriptionSchedule.PauseSchedules.Pause.Settings.BillFor
                invoicing_behavior: Literal["invoice", "pending_invoice_item"]
                type: Literal["subscription"]
            class Status(Document):
                class Error(Document):
                    message: str
                    code: str | None
                type: Literal["error", "scheduled", "succeeded"]
                error: SubscriptionSchedule.PauseSchedules.Pause.Status.Error | None
            pause_at: int
            settings: SubscriptionSchedule.PauseSchedules.Pause.Settings | None
            status: SubscriptionSchedule.PauseSchedules.Pause.Status
        class Resume(Document):
            class Settings(Document):
                billing_cycle_anchor: Literal["resume_at", "unchanged"]
                payment_behavior: Literal["resume_on_payment_attempt", "resume_on_payment_success"]
                proration_behavior: Literal["always_invoice", "create_prorations", "none"]
            class Status(Document):
                class Error(Document):
                    message: str
                    code: str | None
                type: Literal["error", "pending", "requires_action", "scheduled", "succeeded"]
                error: SubscriptionSchedule.PauseSchedules.Resume.Status.Error | None
            resume_at: int
            settings: SubscriptionSchedule.PauseSchedules.Resume.Settings
            status: SubscriptionSchedule.PauseSchedules.Resume.Status
        key: str
        pause: SubscriptionSchedule.PauseSchedules.Pause
        resume: SubscriptionSchedule.PauseSchedules.Resume | None
    class Phases(Document):
        class AddInvoiceItems(Document):
            class Discounts(Document):
                coupon: str | None
                discount: str | None
                promotion_code: str | None
            class Period(Document):
                class End(Document):
                    type: Literal["min_item_period_end", "phase_end", "timestamp"]
                    timestamp: int | None
                class Start(Document):
                    type: Literal["max_item_period_start", "phase_start", "timestamp"]
                    timestamp: int | None
                end: SubscriptionSchedule.Phases.AddInvoiceItems.Period.End
                start: SubscriptionSchedule.Phases.AddInvoiceItems.Period.Start
            discountable: bool | None
            discounts: Sequence[SubscriptionSchedule.Phases.AddInvoiceItems.Discounts]
            metadata: Mapping[str, str]
            period: SubscriptionSchedule.Phases.AddInvoiceItems.Period
            price: str
            quantity: int | None
            tax_rates: Sequence[TaxRate] | None
        class BillingThresholds(Document):
            amount_gte: int | None
            reset_billing_cycle_anchor: bool | None
        class Discounts(Document):
            coupon: str | None
            discount: str | None
            promotion_code: str | None
        class InvoiceSettings(Document):
            class CustomFields(Document):
                name: str
                value: str
            class Issuer(Document):
                type: Literal["account", "self"]
                account: str | None
            account_tax_ids: Sequence[str] | None
            custom_fields: Sequence[SubscriptionSchedule.Phases.InvoiceSettings.CustomFields] | None
            days_until_due: int | None
            description: str | None
            footer: str | None
            issuer: SubscriptionSchedule.Phases.InvoiceSettings.Issuer | None
        class TransferData(Document):
            amount_percent: float | None
            destination: str
        class AutomaticTax(Document):
            class Liability(Document):
                type: Literal["account", "self"]
                account: str | None
            disabled_reason: Literal["requires_location_inputs"] | None
            enabled: bool
            liability: SubscriptionSchedule.Phases.AutomaticTax.Liability | None
        add_invoice_items: Sequence[SubscriptionSchedule.Phases.AddInvoiceItems]
        application_fee_percent: float | None
        billing_cycle_anchor: Literal["automatic", "phase_start"] | None
        billing_thresholds: SubscriptionSchedule.Phases.BillingThresholds | None
        collection_method: Literal["charge_automatically", "send_invoice"] | None
        currency: str
        default_payment_method: str | None
        default_tax_rates: Sequence[TaxRate] | None
        description: str | None
        discounts: Sequence[SubscriptionSchedule.Phases.Discounts]
        end_date: int
        invoice_settings: SubscriptionSchedule.Phases.InvoiceSettings | None
        metadata: Mapping[str, str]
        on_behalf_of: str | None
        proration_behavior: Literal["always_invoice", "create_prorations", "none"]
        start_date: int
        transfer_data: SubscriptionSchedule.Phases.TransferData | None
        trial_end: int | None
        automatic_tax: SubscriptionSchedule.Phases.AutomaticTax | None
        trial: bool | None
    application: str | None
    billing_mode: SubscriptionSchedule.BillingMode
    canceled_at: int | None
    completed_at: int | None
    created: int
    current_phase: SubscriptionSchedule.CurrentPhase | None
    customer: str
    customer_account: str | None
    default_settings: SubscriptionSchedule.DefaultSettings
    end_behavior: Literal["cancel", "none", "release", "renew"]
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["subscription_schedule"]
    pause_schedules: Sequence[SubscriptionSchedule.PauseSchedules]
    phases: Sequence[SubscriptionSchedule.Phases]
    released_at: int | None
    released_subscription: str | None
    status: Literal["active", "canceled", "completed", "not_started", "released"]
    subscription: str | None
    test_clock: str | None

class TaxAssociation(Document):
    class TaxTransactionAttempts(Document):
        class Committed(Document):
            transaction: str
        class Errored(Document):
            reason: Literal["another_payment_associated_with_calculation", "calculation_expired", "currency_mismatch", "original_transaction_voided", "unique_reference_violation"]
        source: str
        status: str
        committed: TaxAssociation.TaxTransactionAttempts.Committed | None
        errored: TaxAssociation.TaxTransactionAttempts.Errored | None
    calculation: str
    id: str
    object: Literal["tax.association"]
    payment_intent: str
    tax_transaction_attempts: Sequence[TaxAssociation.TaxTransactionAttempts] | None

class TaxCalculation(Document):
    class CustomerDetails(Document):
        class Address(Document):
            city: str | None
            country: str
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class TaxIds(Document):
            type: Literal["ad_nrt", "ae_trn", "al_tin", "am_tin", "ao_tin", "ar_cuit", "au_abn", "au_acn", "au_arn", "au_wpn", "aw_tin", "az_tin", "ba_tin", "bb_tin", "bd_bin", "bf_ifu", "bg_uic", "bh_vat", "bj_ifu", "bo_tin", "br_cnpj", "br_cpf", "bs_tin", "bw_vat", "by_tin", "ca_bn", "ca_gst_hst", "ca_pst_bc", "ca_pst_mb", "ca_pst_sk", "ca_qst", "cd_nif", "ch_uid", "ch_vat", "ci_vat", "cl_tin", "cm_niu", "cn_tin", "co_nit", "cr_tin", "cv_nif", "cz_dic", "de_stn", "do_rcn", "ec_ruc", "eg_tin", "es_cif", "et_tin", "eu_oss_vat", "eu_vat", "fo_vat", "fr_siren", "fr_siret", "fr_spi", "gb_vat", "ge_vat", "gh_tin", "gi_tin", "gn_nif", "hk_br", "hr_oib", "hu_tin", "ic_nif", "id_npwp", "il_vat", "in_gst", "is_kt", "is_vat", "it_cf", "jp_cn", "jp_rn", "jp_trn", "ke_pin", "kg_tin", "kh_tin", "kr_brn", "kz_bin", "la_tin", "li_uid", "li_vat", "lk_vat", "ma_vat", "md_cf", "md_vat", "me_pib", "mk_vat", "mr_nif", "mu_vat", "mx_rfc", "my_frp", "my_itn", "my_sst", "mz_nuit", "ng_tin", "no_vat", "no_voec", "np_pan", "nz_bn", "nz_gst", "om_vat", "pe_ruc", "ph_tin", "pl_nip", "pt_nif", "py_ruc", "ro_tin", "rs_pib", "ru_inn", "ru_kpp", "sa_vat", "sg_gst", "sg_uen", "si_tin", "sm_coe", "sn_ninea", "sr_fin", "sv_nit", "th_vat", "tj_tin", "tr_tin", "tt_bir", "tt_vat", "tw_vat", "tz_vat", "ua_vat", "ug_tin", "unknown", "us_ein", "uy_ruc", "uz_tin", "uz_vat", "ve_rif", "vn_tin", "za_vat", "zm_tin", "zw_tin"]
            value: str
        address: TaxCalculation.CustomerDetails.Address | None
        address_source: Literal["billing", "shipping"] | None
        ip_address: str | None
        tax_ids: Sequence[TaxCalculation.CustomerDetails.TaxIds]
        taxability_override: Literal["customer_exempt", "none", "reverse_charge"]
    class ShipFromDetails(Document):
        class Address(Document):
            city: str | None
            country: str
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: TaxCalculation.ShipFromDetails.Address
    class ShippingCost(Document):
        class TaxBreakdown(Document):
            class Jurisdiction(Document):
                country: str
                display_name: str
                level: Literal["city", "country", "county", "district", "state"]
                state: str | None
            class TaxRateDetails(Document):
                display_name: str
                percentage_decimal: str
                tax_type: Literal["admissions_tax", "amusement_tax", "attendance_tax", "communications_tax", "digital_excise_tax", "entertainment_tax", "get_fund", "gross_receipts_tax", "gst", "hospitality_tax", "hst", "igst", "jct", "lease_tax", "luxury_tax", "mass_transit_parking_tax", "nhil", "parking_tax", "pst", "qst", "recycling_fee", "resort_tax", "retail_delivery_fee", "rst", "sales_tax", "service_tax", "tourism_tax", "utility_users_tax", "vat"]
            amount: int
            jurisdiction: TaxCalculation.ShippingCost.TaxBreakdown.Jurisdiction
            sourcing: Literal["destination", "origin", "performance"]
            tax_rate_details: TaxCalculation.ShippingCost.TaxBreakdown.TaxRateDetails | None
            taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"]
            taxable_amount: int
        amount: int
        amount_tax: int
        tax_behavior: Literal["exclusive", "inclusive"]
        tax_code: str
        shipping_rate: str | None
        tax_breakdown: Sequence[TaxCalculation.ShippingCost.TaxBreakdown] | None
    class TaxBreakdown(Document):
        class TaxRateDetails(Document):
            class FlatAmount(Document):
                amount: int
                currency: str
            country: str | None
            flat_amount: TaxCalculation.TaxBreakdown.TaxRateDetails.FlatAmount | None
            percentage_decimal: str
            rate_type: Literal["flat_amount", "percentage"] | None
            state: str | None
            tax_type: Literal["admissions_tax", "amusement_tax", "attendance_tax", "communications_tax", "digital_excise_tax", "entertainment_tax", "get_fund", "gross_receipts_tax", "gst", "hospitality_tax", "hst", "igst", "jct", "lease_tax", "luxury_tax", "mass_transit_parking_tax", "nhil", "parking_tax", "pst", "qst", "recycling_fee", "resort_tax", "retail_delivery_fee", "rst", "sales_tax", "service_tax", "tourism_tax", "utility_users_tax", "vat"] | None
        amount: int
        inclusive: bool
        tax_rate_details: TaxCalculation.TaxBreakdown.TaxRateDetails
        taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"]
        taxable_amount: int
    amount_total: int
    currency: str
    customer: str | None
    customer_details: TaxCalculation.CustomerDetails
    expires_at: int | None
    id: str | None
    livemode: bool
    object: Literal["tax.calculation"]
    ship_from_details: TaxCalculation.ShipFromDetails | None
    shipping_cost: TaxCalculation.ShippingCost | None
    tax_amount_exclusive: int
    tax_amount_inclusive: int
    tax_breakdown: Sequence[TaxCalculation.TaxBreakdown]
    tax_date: int
    line_items: Listed[TaxCalculationLineItem] | None

class TaxCalculationLineItem(Document):
    class TaxBreakdown(Document):
        class Jurisdiction(Document):
            country: str
            display_name: str
            level: Literal["city", "country", "county", "district", "state"]
            state: str | None
        class TaxRateDetails(Document):
            display_name: str
            percentage_decimal: str
            tax_type: Literal["admissions_tax", "amusement_tax", "attendance_tax", "communications_tax", "digital_excise_tax", "entertainment_tax", "get_fund", "gross_receipts_tax", "gst", "hospitality_tax", "hst", "igst", "jct", "lease_tax", "luxury_tax", "mass_transit_parking_tax", "nhil", "parking_tax", "pst", "qst", "recycling_fee", "resort_tax", "retail_delivery_fee", "rst", "sales_tax", "service_tax", "tourism_tax", "utility_users_tax", "vat"]
        amount: int
        jurisdiction: TaxCalculationLineItem.TaxBreakdown.Jurisdiction
        sourcing: Literal["destination", "origin", "performance"]
        tax_rate_details: TaxCalculationLineItem.TaxBreakdown.TaxRateDetails | None
        taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"]
        taxable_amount: int
    amount: int
    amount_tax: int
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["tax.calculation_line_item"]
    performance_location: str | None
    product: str | None
    quantity: int
    reference: str
    tax_behavior: Literal["exclusive", "inclusive"]
    tax_code: str
    tax_breakdown: Sequence[TaxCalculationLineItem.TaxBreakdown] | None

class TaxLocation(Document):
    class Address(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
    address: TaxLocation.Address
    description: str | None
    id: str
    livemode: bool
    object: Literal["tax.location"]
    type: Literal["performance"]

class TaxRegistration(Document):
    class CountryOptions(Document):
        class Us(Document):
            class LocalAmusementTax(Document):
                jurisdiction: str
            class LocalLeaseTax(Document):
                jurisdiction: str
            class StateSalesTax(Document):
                class Elections(Document):
                    type: Literal["local_use_tax", "simplified_sellers_use_tax", "single_local_use_tax"]
                    jurisdiction: str | None
                elections: Sequence[TaxRegistration.CountryOptions.Us.StateSalesTax.Elections] | None
            class AdmissionsTax(Document):
                jurisdiction: str
            class AttendanceTax(Document):
                jurisdiction: str
            class EntertainmentTax(Document):
                jurisdiction: str
            class GrossReceiptsTax(Document):
                jurisdiction: str
            class HospitalityTax(Document):
                jurisdiction: str
            class LuxuryTax(Document):
                jurisdiction: str
            class MassTransitParkingTax(Document):
                jurisdiction: str
            class ParkingTax(Document):
                jurisdiction: str
            class ResortTax(Document):
                jurisdiction: str
            class TourismTax(Document):
                jurisdiction: str
            class UtilityUsersTax(Document):
                jurisdiction: str
            state: str
            type: Literal["admissions_tax", "attendance_tax", "digital_excise_tax", "entertainment_tax", "gross_receipts_tax", "hospitality_tax", "local_amusement_tax", "local_lease_tax", "luxury_tax", "mass_transit_parking_tax", "parking_tax", "resort_tax", "state_communications_tax", "state_retail_delivery_fee", "state_sales_tax", "tourism_tax", "utility_users_tax"]
            local_amusement_tax: TaxRegistration.CountryOptions.Us.LocalAmusementTax | None
            local_lease_tax: TaxRegistration.CountryOptions.Us.LocalLeaseTax | None
            state_sales_tax: TaxRegistration.CountryOptions.Us.StateSalesTax | None
            admissions_tax: TaxRegistration.CountryOptions.Us.AdmissionsTax | None
            attendance_tax: TaxRegistration.CountryOptions.Us.AttendanceTax | None
            entertainment_tax: TaxRegistration.CountryOptions.Us.EntertainmentTax | None
            gross_receipts_tax: TaxRegistration.CountryOptions.Us.GrossReceiptsTax | None
            hospitality_tax: TaxRegistration.CountryOptions.Us.HospitalityTax | None
            luxury_tax: TaxRegistration.CountryOptions.Us.LuxuryTax | None
            mass_transit_parking_tax: TaxRegistration.CountryOptions.Us.MassTransitParkingTax | None
            parking_tax: TaxRegistration.CountryOptions.Us.ParkingTax | None
            resort_tax: TaxRegistration.CountryOptions.Us.ResortTax | None
            tourism_tax: TaxRegistration.CountryOptions.Us.TourismTax | None
            utility_users_tax: TaxRegistration.CountryOptions.Us.UtilityUsersTax | None
        class Ae(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "standard"]
            type: Literal["standard"]
            standard: TaxRegistration.CountryOptions.Ae.Standard | None
        class Al(Document):
            type: Literal["standard"]
        class Am(Document):
            type: Literal["simplified"]
        class Ao(Document):
            type: Literal["standard"]
        class Au(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "standard"]
            type: Literal["standard"]
            standard: TaxRegistration.CountryOptions.Au.Standard | None
        class Ba(Document):
            type: Literal["standard"]
        class Bb(Document):
            type: Literal["standard"]
        class Be(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Be.Standard | None
        class Bg(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Bg.Standard | None
        class Bh(Document):
            type: Literal["standard"]
        class Bs(Document):
            type: Literal["standard"]
        class By(Document):
            type: Literal["simplified"]
        class Ca(Document):
            class ProvinceStandard(Document):
                province: str
            type: Literal["province_standard", "simplified", "standard"]
            province_standard: TaxRegistration.CountryOptions.Ca.ProvinceStandard | None
        class Cd(Document):
            type: Literal["standard"]
        class Ch(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "standard"]
            type: Literal["standard"]
            standard: TaxRegistration.CountryOptions.Ch.Standard | None
        class Cl(Document):
            type: Literal["simplified"]
        class Co(Document):
            type: Literal["simplified"]
        class Cr(Document):
            type: Literal["simplified"]
        class Cy(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Cy.Standard | None
        class Cz(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Cz.Standard | None
        class De(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.De.Standard | None
        class Dk(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Dk.Standard | None
        class Ec(Document):
            type: Literal["simplified"]
        class Ee(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Ee.Standard | None
        class Eg(Document):
            type: Literal["simplified"]
        class Es(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Es.Standard | None
        class Fi(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Fi.Standard | None
        class Fr(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Fr.Standard | None
        class Gb(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "standard"]
            type: Literal["standard"]
            standard: TaxRegistration.CountryOptions.Gb.Standard | None
        class Ge(Document):
            type: Literal["simplified"]
        class Gn(Document):
            type: Literal["standard"]
        class Gr(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Gr.Standard | None
        class Hr(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Hr.Standard | None
        class Hu(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Hu.Standard | None
        class Id(Document):
            type: Literal["simplified"]
        class Ie(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Ie.Standard | None
        class It(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.It.Standard | None
        class Jp(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "standard"]
            type: Literal["standard"]
            standard: TaxRegistration.CountryOptions.Jp.Standard | None
        class Ke(Document):
            type: Literal["simplified"]
        class Kh(Document):
            type: Literal["simplified"]
        class Kr(Document):
            type: Literal["simplified"]
        class Kz(Document):
            type: Literal["simplified"]
        class Lt(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Lt.Standard | None
        class Lu(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Lu.Standard | None
        class Lv(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Lv.Standard | None
        class Ma(Document):
            type: Literal["simplified"]
        class Md(Document):
            type: Literal["simplified"]
        class Me(Document):
            type: Literal["standard"]
        class Mk(Document):
            type: Literal["standard"]
        class Mr(Document):
            type: Literal["standard"]
        class Mt(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Mt.Standard | None
        class Mx(Document):
            type: Literal["simplified"]
        class My(Document):
            type: Literal["simplified"]
        class Ng(Document):
            type: Literal["simplified"]
        class Nl(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Nl.Standard | None
        class No(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "standard"]
            type: Literal["standard"]
            standard: TaxRegistration.CountryOptions.No.Standard | None
        class Np(Document):
            type: Literal["simplified"]
        class Nz(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "standard"]
            type: Literal["standard"]
            standard: TaxRegistration.CountryOptions.Nz.Standard | None
        class Om(Document):
            type: Literal["standard"]
        class Pe(Document):
            type: Literal["simplified"]
        class Pl(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Pl.Standard | None
        class Pt(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Pt.Standard | None
        class Ro(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Ro.Standard | None
        class Rs(Document):
            type: Literal["standard"]
        class Ru(Document):
            type: Literal["simplified"]
        class Sa(Document):
            type: Literal["simplified"]
        class Se(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Se.Standard | None
        class Sg(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "standard"]
            type: Literal["standard"]
            standard: TaxRegistration.CountryOptions.Sg.Standard | None
        class Si(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Si.Standard | None
        class Sk(Document):
            class Standard(Document):
                place_of_supply_scheme: Literal["inbound_goods", "small_seller", "standard"]
            type: Literal["ioss", "oss_non_union", "oss_union", "standard"]
            standard: TaxRegistration.CountryOptions.Sk.Standard | None
        class Sn(Document):
            type: Literal["simplified"]
        class Sr(Document):
            type: Literal["standard"]
        class Th(Document):
            type: Literal["simplified"]
        class Tj(Document):
            type: Literal["simplified"]
        class Tr(Document):
            type: Literal["simplified"]
        class Tz(Document):
            type: Literal["simplified"]
        class Ug(Document):
            type: Literal["simplified"]
        class Uy(Document):
            type: Literal["standard"]
        class Uz(Document):
            type: Literal["simplified"]
        class Vn(Document):
            type: Literal["simplified"]
        class Za(Document):
            type: Literal["standard"]
        class Zm(Document):
            type: Literal["simplified"]
        class Zw(Document):
            type: Literal["standard"]
        class Aw(Document):
            type: Literal["standard"]
        class Az(Document):
            type: Literal["simplified"]
        class Bd(Document):
            type: Literal["standard"]
        class Bf(Document):
            type: Literal["standard"]
        class Bj(Document):
            type: Literal["simplified"]
        class Bw(Document):
            type: Literal["simplified"]
        class Ci(Document):
            type: Literal["simplified"]
        class Cm(Document):
            type: Literal["simplified"]
        class Cv(Document):
            type: Literal["simplified"]
        class Et(Document):
            type: Literal["standard"]
        class Gh(Document):
            type: Literal["simplified"]
        class Kg(Document):
            type: Literal["simplified"]
        class La(Document):
            type: Literal["simplified"]
        class Lk(Document):
            type: Literal["simplified"]
        class Mu(Document):
            type: Literal["simplified"]
        class Ph(Document):
            type: Literal["simplified"]
        class Tw(Document):
            type: Literal["simplified"]
        class Ua(Document):
            type: Literal["simplified"]
        us: TaxRegistration.CountryOptions.Us | None
        ae: TaxRegistration.CountryOptions.Ae | None
        al: TaxRegistration.CountryOptions.Al | None
        am: TaxRegistration.CountryOptions.Am | None
        ao: TaxRegistration.CountryOptions.Ao | None
        au: TaxRegistration.CountryOptions.Au | None
        ba: TaxRegistration.CountryOptions.Ba | None
        bb: TaxRegistration.CountryOptions.Bb | None
        be: TaxRegistration.CountryOptions.Be | None
        bg: TaxRegistration.CountryOptions.Bg | None
        bh: TaxRegistration.CountryOptions.Bh | None
        bs: TaxRegistration.CountryOptions.Bs | None
        by: TaxRegistration.CountryOptions.By | None
        ca: TaxRegistration.CountryOptions.Ca | None
        cd: TaxRegistration.CountryOptions.Cd | None
        ch: TaxRegistration.CountryOptions.Ch | None
        cl: TaxRegistration.CountryOptions.Cl | None
        co: TaxRegistration.CountryOptions.Co | None
        cr: TaxRegistration.CountryOptions.Cr | None
        cy: TaxRegistration.CountryOptions.Cy | None
        cz: TaxRegistration.CountryOptions.Cz | None
        de: TaxRegistration.CountryOptions.De | None
        dk: TaxRegistration.CountryOptions.Dk | None
        ec: TaxRegistration.CountryOptions.Ec | None
        ee: TaxRegistration.CountryOptions.Ee | None
        eg: TaxRegistration.CountryOptions.Eg | None
        es: TaxRegistration.CountryOptions.Es | None
        fi: TaxRegistration.CountryOptions.Fi | None
        fr: TaxRegistration.CountryOptions.Fr | None
        gb: TaxRegistration.CountryOptions.Gb | None
        ge: TaxRegistration.CountryOptions.Ge | None
        gn: TaxRegistration.CountryOptions.Gn | None
        gr: TaxRegistration.CountryOptions.Gr | None
        hr: TaxRegistration.CountryOptions.Hr | None
        hu: TaxRegistration.CountryOptions.Hu | None
        id: TaxRegistration.CountryOptions.Id | None
        ie: TaxRegistration.CountryOptions.Ie | None
        it: TaxRegistration.CountryOptions.It | None
        jp: TaxRegistration.CountryOptions.Jp | None
        ke: TaxRegistration.CountryOptions.Ke | None
        kh: TaxRegistration.CountryOptions.Kh | None
        kr: TaxRegistration.CountryOptions.Kr | None
        kz: TaxRegistration.CountryOptions.Kz | None
        lt: TaxRegistration.CountryOptions.Lt | None
        lu: TaxRegistration.CountryOptions.Lu | None
        lv: TaxRegistration.CountryOptions.Lv | None
        ma: TaxRegistration.CountryOptions.Ma | None
        md: TaxRegistration.CountryOptions.Md | None
        me: TaxRegistration.CountryOptions.Me | None
        mk: TaxRegistration.CountryOptions.Mk | None
        mr: TaxRegistration.CountryOptions.Mr | None
        mt: TaxRegistration.CountryOptions.Mt | None
        mx: TaxRegistration.CountryOptions.Mx | None
        my: TaxRegistration.CountryOptions.My | None
        ng: TaxRegistration.CountryOptions.Ng | None
        nl: TaxRegistration.CountryOptions.Nl | None
        no: TaxRegistration.CountryOptions.No | None
        np: TaxRegistration.CountryOptions.Np | None
        nz: TaxRegistration.CountryOptions.Nz | None
        om: TaxRegistration.CountryOptions.Om | None
        pe: TaxRegistration.CountryOptions.Pe | None
        pl: TaxRegistration.CountryOptions.Pl | None
        pt: TaxRegistration.CountryOptions.Pt | None
        ro: TaxRegistration.CountryOptions.Ro | None
        rs: TaxRegistration.CountryOptions.Rs | None
        ru: TaxRegistration.CountryOptions.Ru | None
        sa: TaxRegistration.CountryOptions.Sa | None
        se: TaxRegistration.CountryOptions.Se | None
        sg: TaxRegistration.CountryOptions.Sg | None
        si: TaxRegistration.CountryOptions.Si | None
        sk: TaxRegistration.CountryOptions.Sk | None
        sn: TaxRegistration.CountryOptions.Sn | None
        sr: TaxRegistration.CountryOptions.Sr | None
        th: TaxRegistration.CountryOptions.Th | None
        tj: TaxRegistration.CountryOptions.Tj | None
        tr: TaxRegistration.CountryOptions.Tr | None
        tz: TaxRegistration.CountryOptions.Tz | None
        ug: TaxRegistration.CountryOptions.Ug | None
        uy: TaxRegistration.CountryOptions.Uy | None
        uz: TaxRegistration.CountryOptions.Uz | None
        vn: TaxRegistration.CountryOptions.Vn | None
        za: TaxRegistration.CountryOptions.Za | None
        zm: TaxRegistration.CountryOptions.Zm | None
        zw: TaxRegistration.CountryOptions.Zw | None
        aw: TaxRegistration.CountryOptions.Aw | None
        az: TaxRegistration.CountryOptions.Az | None
        bd: TaxRegistration.CountryOptions.Bd | None
        bf: TaxRegistration.CountryOptions.Bf | None
        bj: TaxRegistration.CountryOptions.Bj | None
        bw: TaxRegistration.CountryOptions.Bw | None
        ci: TaxRegistration.CountryOptions.Ci | None
        cm: TaxRegistration.CountryOptions.Cm | None
        cv: TaxRegistration.CountryOptions.Cv | None
        et: TaxRegistration.CountryOptions.Et | None
        gh: TaxRegistration.CountryOptions.Gh | None
        kg: TaxRegistration.CountryOptions.Kg | None
        la: TaxRegistration.CountryOptions.La | None
        lk: TaxRegistration.CountryOptions.Lk | None
        mu: TaxRegistration.CountryOptions.Mu | None
        ph: TaxRegistration.CountryOptions.Ph | None
        tw: TaxRegistration.CountryOptions.Tw | None
        ua: TaxRegistration.CountryOptions.Ua | None
    active_from: int
    country: str
    country_options: TaxRegistration.CountryOptions
    created: int
    expires_at: int | None
    id: str
    livemode: bool
    object: Literal["tax.registration"]
    status: Literal["active", "expired", "scheduled"]

class TaxSettings(Document):
    class Defaults(Document):
        provider: Literal["anrok", "avalara", "sphere", "stripe"]
        tax_behavior: Literal["exclusive", "inclusive", "inferred_by_currency"] | None
        tax_code: str | None
    class HeadOffice(Document):
        class Address(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: TaxSettings.HeadOffice.Address
    class StatusDetails(Document):
        class Active(Document): ...
        class Pending(Document):
            missing_fields: Sequence[str] | None
        active: TaxSettings.StatusDetails.Active | None
        pending: TaxSettings.StatusDetails.Pending | None
    defaults: TaxSettings.Defaults
    head_office: TaxSettings.HeadOffice | None
    livemode: bool
    object: Literal["tax.settings"]
    status: Literal["active", "pending"]
    status_details: TaxSettings.StatusDetails

class TaxTransaction(Document):
    class CustomerDetails(Document):
        class Address(Document):
            city: str | None
            country: str
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        class TaxIds(Document):
            type: Literal["ad_nrt", "ae_trn", "al_tin", "am_tin", "ao_tin", "ar_cuit", "au_abn", "au_acn", "au_arn", "au_wpn", "aw_tin", "az_tin", "ba_tin", "bb_tin", "bd_bin", "bf_ifu", "bg_uic", "bh_vat", "bj_ifu", "bo_tin", "br_cnpj", "br_cpf", "bs_tin", "bw_vat", "by_tin", "ca_bn", "ca_gst_hst", "ca_pst_bc", "ca_pst_mb", "ca_pst_sk", "ca_qst", "cd_nif", "ch_uid", "ch_vat", "ci_vat", "cl_tin", "cm_niu", "cn_tin", "co_nit", "cr_tin", "cv_nif", "cz_dic", "de_stn", "do_rcn", "ec_ruc", "eg_tin", "es_cif", "et_tin", "eu_oss_vat", "eu_vat", "fo_vat", "fr_siren", "fr_siret", "fr_spi", "gb_vat", "ge_vat", "gh_tin", "gi_tin", "gn_nif", "hk_br", "hr_oib", "hu_tin", "ic_nif", "id_npwp", "il_vat", "in_gst", "is_kt", "is_vat", "it_cf", "jp_cn", "jp_rn", "jp_trn", "ke_pin", "kg_tin", "kh_tin", "kr_brn", "kz_bin", "la_tin", "li_uid", "li_vat", "lk_vat", "ma_vat", "md_cf", "md_vat", "me_pib", "mk_vat", "mr_nif", "mu_vat", "mx_rfc", "my_frp", "my_itn", "my_sst", "mz_nuit", "ng_tin", "no_vat", "no_voec", "np_pan", "nz_bn", "nz_gst", "om_vat", "pe_ruc", "ph_tin", "pl_nip", "pt_nif", "py_ruc", "ro_tin", "rs_pib", "ru_inn", "ru_kpp", "sa_vat", "sg_gst", "sg_uen", "si_tin", "sm_coe", "sn_ninea", "sr_fin", "sv_nit", "th_vat", "tj_tin", "tr_tin", "tt_bir", "tt_vat", "tw_vat", "tz_vat", "ua_vat", "ug_tin", "unknown", "us_ein", "uy_ruc", "uz_tin", "uz_vat", "ve_rif", "vn_tin", "za_vat", "zm_tin", "zw_tin"]
            value: str
        address: TaxTransaction.CustomerDetails.Address | None
        address_source: Literal["billing", "shipping"] | None
        ip_address: str | None
        tax_ids: Sequence[TaxTransaction.CustomerDetails.TaxIds]
        taxability_override: Literal["customer_exempt", "none", "reverse_charge"]
    class Reversal(Document):
        original_transaction: str | None
    class ShipFromDetails(Document):
        class Address(Document):
            city: str | None
            country: str
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
        address: TaxTransaction.ShipFromDetails.Address
    class ShippingCost(Document):
        class TaxBreakdown(Document):
            class Jurisdiction(Document):
                country: str
                display_name: str
                level: Literal["city", "country", "county", "district", "state"]
                state: str | None
            class TaxRateDetails(Document):
                display_name: str
                percentage_decimal: str
                tax_type: Literal["admissions_tax", "amusement_tax", "attendance_tax", "communications_tax", "digital_excise_tax", "entertainment_tax", "get_fund", "gross_receipts_tax", "gst", "hospitality_tax", "hst", "igst", "jct", "lease_tax", "luxury_tax", "mass_transit_parking_tax", "nhil", "parking_tax", "pst", "qst", "recycling_fee", "resort_tax", "retail_delivery_fee", "rst", "sales_tax", "service_tax", "tourism_tax", "utility_users_tax", "vat"]
            amount: int
            jurisdiction: TaxTransaction.ShippingCost.TaxBreakdown.Jurisdiction
            sourcing: Literal["destination", "origin", "performance"]
            tax_rate_details: TaxTransaction.ShippingCost.TaxBreakdown.TaxRateDetails | None
            taxability_reason: Literal["customer_exempt", "not_collecting", "not_subject_to_tax", "not_supported", "portion_product_exempt", "portion_reduced_rated", "portion_standard_rated", "product_exempt", "product_exempt_holiday", "proportionally_rated", "reduced_rated", "reverse_charge", "standard_rated", "taxable_basis_reduced", "zero_rated"]
            taxable_amount: int
        amount: int
        amount_tax: int
        tax_behavior: Literal["exclusive", "inclusive"]
        tax_code: str
        shipping_rate: str | None
        tax_breakdown: Sequence[TaxTransaction.ShippingCost.TaxBreakdown] | None
    created: int
    currency: str
    customer: str | None
    customer_details: TaxTransaction.CustomerDetails
    id: str
    line_items: Listed[TaxTransactionLineItem] | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["tax.transaction"]
    posted_at: int
    reference: str
    reversal: TaxTransaction.Reversal | None
    ship_from_details: TaxTransaction.ShipFromDetails | None
    shipping_cost: TaxTransaction.ShippingCost | None
    tax_date: int
    type: Literal["reversal", "transaction"]

class TaxTransactionLineItem(Document):
    class Reversal(Document):
        original_line_item: str
    amount: int
    amount_tax: int
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["tax.transaction_line_item"]
    product: str | None
    quantity: int
    reference: str
    reversal: TaxTransactionLineItem.Reversal | None
    tax_behavior: Literal["exclusive", "inclusive"]
    tax_code: str
    type: Literal["reversal", "transaction"]

class TaxCode(Document):
    class Requirements(Document):
        performance_location: Literal["optional", "required"]
    description: str
    id: str
    name: str
    object: Literal["tax_code"]
    requirements: TaxCode.Requirements | None

class TaxDeductedAtSource(Document):
    id: str
    object: Literal["tax_deducted_at_source"]
    period_end: int
    period_start: int
    tax_deduction_account_number: str

class TaxId(Document):
    class Owner(Document):
        type: Literal["account", "application", "customer", "self"]
        account: str | None
        application: str | None
        customer: str | None
        customer_account: str | None
    class Verification(Document):
        status: Literal["pending", "unavailable", "unverified", "verified"]
        verified_address: str | None
        verified_name: str | None
    country: str | None
    created: int
    customer: str | None
    customer_account: str | None
    id: str
    livemode: bool
    object: Literal["tax_id"]
    owner: TaxId.Owner | None
    type: Literal["ad_nrt", "ae_trn", "al_tin", "am_tin", "ao_tin", "ar_cuit", "au_abn", "au_acn", "au_arn", "au_wpn", "aw_tin", "az_tin", "ba_tin", "bb_tin", "bd_bin", "bf_ifu", "bg_uic", "bh_vat", "bj_ifu", "bo_tin", "br_cnpj", "br_cpf", "bs_tin", "bw_vat", "by_tin", "ca_bn", "ca_gst_hst", "ca_pst_bc", "ca_pst_mb", "ca_pst_sk", "ca_qst", "cd_nif", "ch_uid", "ch_vat", "ci_vat", "cl_tin", "cm_niu", "cn_tin", "co_nit", "cr_tin", "cv_nif", "cz_dic", "de_stn", "do_rcn", "ec_ruc", "eg_tin", "es_cif", "et_tin", "eu_oss_vat", "eu_vat", "fo_vat", "fr_siren", "fr_siret", "fr_spi", "gb_vat", "ge_vat", "gh_tin", "gi_tin", "gn_nif", "hk_br", "hr_oib", "hu_tin", "ic_nif", "id_npwp", "il_vat", "in_gst", "is_kt", "is_vat", "it_cf", "jp_cn", "jp_rn", "jp_trn", "ke_pin", "kg_tin", "kh_tin", "kr_brn", "kz_bin", "la_tin", "li_uid", "li_vat", "lk_vat", "ma_vat", "md_cf", "md_vat", "me_pib", "mk_vat", "mr_nif", "mu_vat", "mx_rfc", "my_frp", "my_itn", "my_sst", "mz_nuit", "ng_tin", "no_vat", "no_voec", "np_pan", "nz_bn", "nz_gst", "om_vat", "pe_ruc", "ph_tin", "pl_nip", "pt_nif", "py_ruc", "ro_tin", "rs_pib", "ru_inn", "ru_kpp", "sa_vat", "sg_gst", "sg_uen", "si_tin", "sm_coe", "sn_ninea", "sr_fin", "sv_nit", "th_vat", "tj_tin", "tr_tin", "tt_bir", "tt_vat", "tw_vat", "tz_vat", "ua_vat", "ug_tin", "unknown", "us_ein", "uy_ruc", "uz_tin", "uz_vat", "ve_rif", "vn_tin", "za_vat", "zm_tin", "zw_tin"]
    value: str
    verification: TaxId.Verification | None

class TaxRate(Document):
    class FlatAmount(Document):
        amount: int
        currency: str
    active: bool
    country: str | None
    created: int
    description: str | None
    display_name: str
    effective_percentage: float | None
    flat_amount: TaxRate.FlatAmount | None
    id: str
    inclusive: bool
    jurisdiction: str | None
    jurisdiction_level: Literal["city", "country", "county", "district", "multiple", "state"] | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["tax_rate"]
    percentage: float
    rate_type: Literal["flat_amount", "percentage"] | None
    state: str | None
    tax_type: Literal["admissions_tax", "amusement_tax", "attendance_tax", "communications_tax", "digital_excise_tax", "entertainment_tax", "get_fund", "gross_receipts_tax", "gst", "hospitality_tax", "hst", "igst", "jct", "lease_tax", "luxury_tax", "mass_transit_parking_tax", "nhil", "parking_tax", "pst", "qst", "resort_tax", "retail_delivery_fee", "rst", "sales_tax", "service_tax", "tourism_tax", "utility_users_tax", "vat"] | None

class TerminalConfiguration(Document):
    class BbposWiseposE(Document):
        splashscreen: str | None
    class Offline(Document):
        enabled: bool | None
    class RebootWindow(Document):
        end_hour: int
        start_hour: int
    class StripeS700(Document):
        splashscreen: str | None
    class Tipping(Document):
        class Aud(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Cad(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Chf(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Czk(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Dkk(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Eur(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Gbp(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Hkd(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Jpy(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Myr(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Nok(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Nzd(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Pln(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Sek(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Sgd(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Usd(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Aed(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Gip(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Huf(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Mxn(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        class Ron(Document):
            fixed_amounts: Sequence[int] | None
            percentages: Sequence[int] | None
            smart_tip_threshold: int | None
        aud: TerminalConfiguration.Tipping.Aud | None
        cad: TerminalConfiguration.Tipping.Cad | None
        chf: TerminalConfiguration.Tipping.Chf | None
        czk: TerminalConfiguration.Tipping.Czk | None
        dkk: TerminalConfiguration.Tipping.Dkk | None
        eur: TerminalConfiguration.Tipping.Eur | None
        gbp: TerminalConfiguration.Tipping.Gbp | None
        hkd: TerminalConfiguration.Tipping.Hkd | None
        jpy: TerminalConfiguration.Tipping.Jpy | None
        myr: TerminalConfiguration.Tipping.Myr | None
        nok: TerminalConfiguration.Tipping.Nok | None
        nzd: TerminalConfiguration.Tipping.Nzd | None
        pln: TerminalConfiguration.Tipping.Pln | None
        sek: TerminalConfiguration.Tipping.Sek | None
        sgd: TerminalConfiguration.Tipping.Sgd | None
        usd: TerminalConfiguration.Tipping.Usd | None
        aed: TerminalConfiguration.Tipping.Aed | None
        gip: TerminalConfiguration.Tipping.Gip | None
        huf: TerminalConfiguration.Tipping.Huf | None
        mxn: TerminalConfiguration.Tipping.Mxn | None
        ron: TerminalConfiguration.Tipping.Ron | None
    class VerifoneP400(Document):
        splashscreen: str | None
    class BbposWisepad3(Document):
        splashscreen: str | None
    class Cellular(Document):
        enabled: bool
    class ReaderSecurity(Document):
        admin_menu_passcode: str
    class StripeS710(Document):
        splashscreen: str | None
    class StripeT600(Document):
        splashscreen: str | None
    class VerifoneM425(Document):
        splashscreen: str | None
    class VerifoneP630(Document):
        splashscreen: str | None
    class VerifoneUx700(Document):
        splashscreen: str | None
    class VerifoneV660p(Document):
        splashscreen: str | None
    class Wifi(Document):
        class EnterpriseEapPeap(Document):
            password: str
            ssid: str
            username: str
            ca_certificate_file: str | None
        class EnterpriseEapTls(Document):
            client_certificate_file: str
            private_key_file: str
            ssid: str
            ca_certificate_file: str | None
            private_key_file_password: str | None
        class PersonalPsk(Document):
            password: str
            ssid: str
        type: Literal["enterprise_eap_peap", "enterprise_eap_tls", "personal_psk"]
        enterprise_eap_peap: TerminalConfiguration.Wifi.EnterpriseEapPeap | None
        enterprise_eap_tls: TerminalConfiguration.Wifi.EnterpriseEapTls | None
        personal_psk: TerminalConfiguration.Wifi.PersonalPsk | None
    id: str
    is_account_default: bool | None
    livemode: bool
    name: str | None
    object: Literal["terminal.configuration"]
    bbpos_wisepos_e: TerminalConfiguration.BbposWiseposE | None
    offline: TerminalConfiguration.Offline | None
    reboot_window: TerminalConfiguration.RebootWindow | None
    stripe_s700: TerminalConfiguration.StripeS700 | None
    tipping: TerminalConfiguration.Tipping | None
    verifone_p400: TerminalConfiguration.VerifoneP400 | None
    bbpos_wisepad3: TerminalConfiguration.BbposWisepad3 | None
    cellular: TerminalConfiguration.Cellular | None
    reader_security: TerminalConfiguration.ReaderSecurity | None
    stripe_s710: TerminalConfiguration.StripeS710 | None
    stripe_t600: TerminalConfiguration.StripeT600 | None
    verifone_m425: TerminalConfiguration.VerifoneM425 | None
    verifone_p630: TerminalConfiguration.VerifoneP630 | None
    verifone_ux700: TerminalConfiguration.VerifoneUx700 | None
    verifone_v660p: TerminalConfiguration.VerifoneV660p | None
    wifi: TerminalConfiguration.Wifi | None

class TerminalConnectionToken(Document):
    object: Literal["terminal.connection_token"]
    secret: str
    location: str | None

class TerminalLocation(Document):
    class Address(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
    class AddressKana(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
        town: str | None
    class AddressKanji(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
        town: str | None
    address: TerminalLocation.Address
    display_name: str
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["terminal.location"]
    configuration_overrides: str | None
    address_kana: TerminalLocation.AddressKana | None
    address_kanji: TerminalLocation.AddressKanji | None
    display_name_kana: str | None
    display_name_kanji: str | None
    phone: str | None

class TerminalOnboardingLink(Document):
    class LinkOptions(Document):
        class AppleTermsAndConditions(Document):
            allow_relinking: bool | None
            merchant_display_name: str
        apple_terms_and_conditions: TerminalOnboardingLink.LinkOptions.AppleTermsAndConditions | None
    link_options: TerminalOnboardingLink.LinkOptions
    link_type: Literal["apple_terms_and_conditions"]
    object: Literal["terminal.onboarding_link"]
    on_behalf_of: str | None
    redirect_url: str

class TerminalReader(Document):
    class Action(Document):
        class ProcessPaymentIntent(Document):
            class ProcessConfig(Document):
                class Tipping(Document):
                    amount_eligible: int | None
                enable_customer_cancellation: bool | None
                skip_tipping: bool | None
                tipping: TerminalReader.Action.ProcessPaymentIntent.ProcessConfig.Tipping | None
                return_url: str | None
            payment_intent: str
            process_config: TerminalReader.Action.ProcessPaymentIntent.ProcessConfig | None
        class ProcessSetupIntent(Document):
            class ProcessConfig(Document):
                enable_customer_cancellation: bool | None
            setup_intent: str
            generated_card: str | None
            process_config: TerminalReader.Action.ProcessSetupIntent.ProcessConfig | None
        class RefundPayment(Document):
            class RefundPaymentConfig(Document):
                enable_customer_cancellation: bool | None
            amount: int | None
            payment_intent: str | None
            charge: str | None
            metadata: Mapping[str, str] | None
            reason: Literal["duplicate", "fraudulent", "requested_by_customer"] | None
            refund: str | None
            refund_application_fee: bool | None
            refund_payment_config: TerminalReader.Action.RefundPayment.RefundPaymentConfig | None
            reverse_transfer: bool | None
        class SetReaderDisplay(Document):
            class Cart(Document):
                class LineItems(Document):
                    amount: int
                    description: str
                    quantity: int
                currency: str
                line_items: Sequence[TerminalReader.Action.SetReaderDisplay.Cart.LineItems]
                tax: int | None
                total: int
            cart: TerminalReader.Action.SetReaderDisplay.Cart | None
            type: Literal["cart"]
        class ApiError(Document):
            type: Literal["api_error", "card_error", "idempotency_error", "invalid_request_error"]
            advice_code: str | None
            charge: str | None
            code: Literal["account_closed", "account_country_invalid_address", "account_error_country_change_requires_additional_steps", "account_information_mismatch", "account_invalid", "account_number_invalid", "account_token_required_for_v2_account", "acss_debit_session_incomplete", "action_blocked", "alipay_upgrade_required", "amount_too_large", "amount_too_small", "anomalous_money_movement_request", "api_key_expired", "application_fees_not_allowed", "approval_required", "authentication_failure", "authentication_required", "balance_insufficient", "balance_invalid_parameter", "bank_account_bad_routing_numbers", "bank_account_declined", "bank_account_exists", "bank_account_restricted", "bank_account_unusable", "bank_account_unverified", "bank_account_verification_failed", "billing_invalid_mandate", "bitcoin_upgrade_required", "capability_not_active", "capture_charge_authorization_expired", "capture_unauthorized_payment", "card_decline_rate_limit_exceeded", "card_declined", "cardholder_phone_number_required", "charge_already_captured", "charge_already_refunded", "charge_disputed", "charge_exceeds_source_limit", "charge_exceeds_transaction_limit", "charge_expired_for_capture", "charge_invalid_parameter", "charge_not_refundable", "clearing_code_unsupported", "country_code_invalid", "country_unsupported", "coupon_expired", "customer_max_payment_methods", "customer_max_subscriptions", "customer_session_expired", "customer_tax_location_invalid", "debit_not_authorized", "dispute_evidence_page_limit_exceeded", "email_invalid", "expired_card", "expired_payment_method", "failed_tax_calculation", "financial_account_balance_does_not_support_currency", "financial_account_capability_not_enabled", "financial_account_capability_restricted", "financial_connections_account_inactive", "financial_connections_account_pending_account_numbers", "financial_connections_account_unavailable_account_numbers", "financial_connections_consent_locale_invalid", "financial_connections_consent_locale_unsupported", "financial_connections_no_successful_transaction_refresh", "forwarding_api_inactive", "forwarding_api_invalid_parameter", "forwarding_api_retryable_upstream_error", "forwarding_api_upstream_connection_error", "forwarding_api_upstream_connection_timeout", "forwarding_api_upstream_error", "idempotency_key_in_use", "incorrect_address", "incorrect_cvc", "incorrect_number", "incorrect_postal_code", "incorrect_zip", "india_recurring_payment_mandate_canceled", "instant_payouts_config_disabled", "instant_payouts_currency_disabled", "instant_payouts_limit_exceeded", "instant_payouts_unsupported", "insufficient_funds", "intent_invalid_state", "intent_verification_method_missing", "invalid_canceled_subscription_fields", "invalid_card_type", "invalid_characters", "invalid_charge_amount", "invalid_cvc", "invalid_expiry_month", "invalid_expiry_year", "invalid_mandate_reference_prefix_format", "invalid_number", "invalid_source_usage", "invalid_tax_location", "invoice_no_customer_line_items", "invoice_no_payment_method_types", "invoice_no_subscription_line_items", "invoice_not_editable", "invoice_on_behalf_of_not_editable", "invoice_payment_intent_requires_action", "invoice_upcoming_none", "livemode_mismatch", "lock_timeout", "missing", "no_account", "not_allowed_on_standard_account", "out_of_inventory", "ownership_declaration_not_allowed", "parameter_invalid_empty", "parameter_invalid_integer", "parameter_invalid_string_blank", "parameter_invalid_string_empty", "parameter_missing", "parameter_unknown", "parameters_exclusive", "payment_evaluation_on_api_version_not_supported", "payment_intent_action_required", "payment_intent_authentication_failure", "payment_intent_incompatible_payment_method", "payment_intent_invalid_parameter", "payment_intent_konbini_rejected_confirmation_number", "payment_intent_mandate_invalid", "payment_intent_payment_attempt_expired", "payment_intent_payment_attempt_failed", "payment_intent_rate_limit_exceeded", "payment_intent_unexpected_state", "payment_method_bank_account_already_verified", "payment_method_bank_account_blocked", "payment_method_billing_details_address_missing", "payment_method_configuration_failures", "payment_method_currency_mismatch", "payment_method_customer_decline", "payment_method_invalid_parameter", "payment_method_invalid_parameter_testmode", "payment_method_microdeposit_failed", "payment_method_microdeposit_processing_error", "payment_method_microdeposit_verification_amounts_invalid", "payment_method_microdeposit_verification_amounts_mismatch", "payment_method_microdeposit_verification_attempts_exceeded", "payment_method_microdeposit_verification_descriptor_code_mismatch", "payment_method_microdeposit_verification_timeout", "payment_method_not_available", "payment_method_provider_decline", "payment_method_provider_timeout", "payment_method_restricted", "payment_method_unactivated", "payment_method_unexpected_state", "payment_method_unsupported_type", "payout_reconciliation_not_ready", "payouts_limit_exceeded", "payouts_not_allowed", "platform_account_required", "platform_api_key_expired", "postal_code_invalid", "processing_error", "product_inactive", "progressive_onboarding_limit_exceeded", "rate_limit", "refer_to_customer", "refund_disputed_payment", "request_blocked", "resource_already_exists", "resource_missing", "return_intent_already_processed", "routing_number_invalid", "secret_key_required", "sepa_unsupported_account", "service_period_coupon_with_metered_tiered_item_unsupported", "setup_attempt_failed", "setup_intent_authentication_failure", "setup_intent_invalid_parameter", "setup_intent_mandate_invalid", "setup_intent_mobile_wallet_unsupported", "setup_intent_setup_attempt_expired", "setup_intent_unexpected_state", "shipping_address_invalid", "shipping_calculation_failed", "siret_invalid", "sku_inactive", "smart_disputes_not_available", "state_unsupported", "status_transition_invalid", "storer_capability_missing", "storer_capability_not_active", "stripe_tax_inactive", "subscription_update_trial_after_billing_cycle_anchor", "tax_id_invalid", "tax_id_prohibited", "taxes_calculation_failed", "terminal_location_country_unsupported", "terminal_reader_busy", "terminal_reader_hardware_fault", "terminal_reader_invalid_location_for_activation", "terminal_reader_invalid_location_for_payment", "terminal_reader_offline", "terminal_reader_timeout", "testmode_charges_only", "three_d_secure_authentication_not_supported", "three_d_secure_authentication_upstream_error", "tls_version_unsupported", "token_already_used", "token_card_network_invalid", "token_in_use", "transfer_source_balance_parameters_mismatch", "transfers_not_allowed", "url_invalid"] | None
            decline_code: str | None
            doc_url: str | None
            message: str | None
            network_advice_code: str | None
            network_decline_code: str | None
            param: str | None
            payment_intent: PaymentIntent | None
            payment_method: PaymentMethod | None
            payment_method_type: str | None
            request_log_url: str | None
            setup_intent: SetupIntent | None
            source: Account | BankAccount | Card | Source | None
        class CollectInputs(Document):
            class Inputs(Document):
                class CustomText(Document):
                    description: str | None
                    skip_button: str | None
                    submit_button: str | None
                    title: str | None
                class Toggles(Document):
                    default_value: Literal["disabled", "enabled"] | None
                    description: str | None
                    title: str | None
                    value: Literal["disabled", "enabled"] | None
                class Email(Document):
                    value: str | None
                class Numeric(Document):
                    value: str | None
                class Phone(Document):
                    value: str | None
                class Selection(Document):
                    class Choices(Document):
                        id: str | None
                        style: Literal["primary", "secondary"] | None
                        text: str
                    choices: Sequence[TerminalReader.Action.CollectInputs.Inputs.Selection.Choices]
                    id: str | None
                    text: str | None
                class Signature(Document):
                    value: str | None
                class Text(Document):
                    value: str | None
                custom_text: TerminalReader.Action.CollectInputs.Inputs.CustomText | None
                required: bool | None
                toggles: Sequence[TerminalReader.Action.CollectInputs.Inputs.Toggles] | None
                type: Literal["email", "numeric", "phone", "selection", "signature", "text"]
                email: TerminalReader.Action.CollectInputs.Inputs.Email | None
                numeric: TerminalReader.Action.CollectInputs.Inputs.Numeric | None
                phone: TerminalReader.Action.CollectInputs.Inputs.Phone | None
                selection: TerminalReader.Action.CollectInputs.Inputs.Selection | None
                signature: TerminalReader.Action.CollectInputs.Inputs.Signature | None
                skipped: bool | None
                text: TerminalReader.Action.CollectInputs.Inputs.Text | None
            inputs: Sequence[TerminalReader.Action.CollectInputs.Inputs]
            metadata: Mapping[str, str]
        class CollectPaymentMethod(Document):
            class CollectConfig(Document):
                class Tipping(Document):
                    amount_eligible: int | None
                enable_customer_cancellation: bool | None
                skip_tipping: bool | None
                tipping: TerminalReader.Action.CollectPaymentMethod.CollectConfig.Tipping | None
            payment_intent: str
            collect_config: TerminalReader.Action.CollectPaymentMethod.CollectConfig | None
            payment_method: PaymentMethod | None
        class ConfirmPaymentIntent(Document):
            class ConfirmConfig(Document):
                return_url: str | None
            payment_intent: str
            confirm_config: TerminalReader.Action.ConfirmPaymentIntent.ConfirmConfig | None
        class PrintContent(Document):
            class Image(Document):
                created_at: int
                filename: str
                size: int
                type: str
            type: Literal["image"]
            image: TerminalReader.Action.PrintContent.Image | None
        failure_code: str | None
        failure_message: str | None
        status: Literal["failed", "in_progress", "succeeded"]
        type: Literal["collect_inputs", "collect_payment_method", "confirm_payment_intent", "print_content", "process_payment_intent", "process_setup_intent", "refund_payment", "set_reader_display"]
        process_payment_intent: TerminalReader.Action.ProcessPaymentIntent | None
        process_setup_intent: TerminalReader.Action.ProcessSetupIntent | None
        refund_payment: TerminalReader.Action.RefundPayment | None
        set_reader_display: TerminalReader.Action.SetReaderDisplay | None
        api_error: TerminalReader.Action.ApiError | None
        collect_inputs: TerminalReader.Action.CollectInputs | None
        collect_payment_method: TerminalReader.Action.CollectPaymentMethod | None
        confirm_payment_intent: TerminalReader.Action.ConfirmPaymentIntent | None
        print_content: TerminalReader.Action.PrintContent | None
    action: TerminalReader.Action | None
    device_sw_version: str | None
    device_type: Literal["bbpos_chipper2x", "bbpos_wisepad3", "bbpos_wisepos_e", "mobile_phone_reader", "simulated_stripe_s700", "simulated_stripe_s710", "simulated_stripe_t600", "simulated_verifone_m425", "simulated_verifone_p630", "simulated_verifone_ux700", "simulated_verifone_v660p", "simulated_wisepos_e", "stripe_m2", "stripe_s700", "stripe_s710", "stripe_t600", "verifone_P400", "verifone_m425", "verifone_p630", "verifone_ux700", "verifone_v660p"]
    id: str
    ip_address: str | None
    label: str
    last_seen_at: int | None
    livemode: bool
    location: str | None
    metadata: Mapping[str, str]
    object: Literal["terminal.reader"]
    serial_number: str
    status: Literal["offline", "online"] | None

class TestHelpersTestClock(Document):
    class StatusDetails(Document):
        class Advancing(Document):
            target_frozen_time: int
        advancing: TestHelpersTestClock.StatusDetails.Advancing | None
    created: int
    deletes_after: int
    frozen_time: int
    id: str
    livemode: bool
    name: str | None
    object: Literal["test_helpers.test_clock"]
    status: Literal["advancing", "internal_failure", "ready"]
    status_details: TestHelpersTestClock.StatusDetails

class ThreeDSecureAuthentication(Document):
    class Channel(Document):
        class Browser(Document):
            accept_header: str
            ip_address: str
            javascript_enabled: bool
            language: str
            user_agent: str
            color_depth: int | None
            java_enabled: bool | None
            screen_height: int | None
            screen_width: int | None
            timezone_offset: int | None
        class ThreeRI(Document):
            previous_authentication: str
            type: Literal["delayed_shipment", "other_payment", "recurring", "split_shipment"]
        type: Literal["browser", "three_r_i"]
        browser: ThreeDSecureAuthentication.Channel.Browser | None
        three_r_i: ThreeDSecureAuthentication.Channel.ThreeRI | None
    class AcquirerDetails(Document):
        acquirer_bin: str | None
        acquirer_country: str | None
        acquirer_merchant_id: str | None
        mcc: str | None
        merchant_name: str | None
        requestor_id: str | None
    class FlowPreference(Document):
        class Challenge(Document):
            type: Literal["mandated", "preferred"]
        class DataShare(Document):
            type: Literal["ds_specific", "emv_standard"]
        class Frictionless(Document):
            type: Literal["low_risk", "none"]
        type: Literal["challenge", "data_share", "frictionless"]
        challenge: ThreeDSecureAuthentication.FlowPreference.Challenge | None
        data_share: ThreeDSecureAuthentication.FlowPreference.DataShare | None
        frictionless: ThreeDSecureAuthentication.FlowPreference.Frictionless | None
    class FutureUsage(Document):
        class Installment(Document):
            class Expiry(Document):
                type: Literal["date", "never"]
                date: str | None
            expiry: ThreeDSecureAuthentication.FutureUsage.Installment.Expiry
            interval: Literal["day"]
            interval_count: int
            number: int
            amount: int | None
        class Recurring(Document):
            class Expiry(Document):
                type: Literal["date", "never"]
                date: str | None
            expiry: ThreeDSecureAuthentication.FutureUsage.Recurring.Expiry
            interval: Literal["day"]
            interval_count: int
            amount: int | None
        type: Literal["card_on_file", "installment", "recurring"]
        installment: ThreeDSecureAuthentication.FutureUsage.Installment | None
        recurring: ThreeDSecureAuthentication.FutureUsage.Recurring | None
    class OutcomeDetails(Document):
        class NetworkDetails(Document):
            class CartesBancaires(Document):
                avalgo: str
                cb_exemption: str | None
                cb_score: str | None
            cartes_bancaires: ThreeDSecureAuthentication.OutcomeDetails.NetworkDetails.CartesBancaires | None
        protocol_version: Literal["2.1.0", "2.2.0", "2.3.1"]
        three_ds_server_transaction_id: str
        acs_transaction_id: str | None
        ares: str | None
        ares_trans_status: Literal["A", "C", "D", "I", "N", "R", "S", "U", "Y"] | None
        cryptogram: str | None
        ds_transaction_id: str | None
        eci: str | None
        network_details: ThreeDSecureAuthentication.OutcomeDetails.NetworkDetails | None
        requestor_challenge_indicator: Literal["01", "02", "03", "04", "05", "06"] | None
        rreq: str | None
        rreq_trans_status: Literal["A", "C", "D", "I", "N", "R", "S", "U", "Y"] | None
    class ShippingAddress(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
    channel: ThreeDSecureAuthentication.Channel
    created: int
    directory_server: Literal["american_express", "cartes_bancaires", "discover", "mastercard", "visa"]
    id: str
    livemode: bool
    message_category: Literal["non_payment_authentication", "payment_authentication"]
    metadata: Mapping[str, str]
    object: Literal["three_d_secure.authentication"]
    payment_method: str
    status: Literal["canceled", "error", "failed", "requires_challenge", "requires_submission", "succeeded"]
    acquirer_details: ThreeDSecureAuthentication.AcquirerDetails | None
    amount: int | None
    challenge_url: str | None
    currency: str | None
    fingerprinting_url: str | None
    flow_preference: ThreeDSecureAuthentication.FlowPreference | None
    future_usage: ThreeDSecureAuthentication.FutureUsage | None
    outcome: Literal["abandoned", "attempt_acknowledged", "authenticated", "canceled", "denied", "informational", "internal_error", "not_supported", "not_triggered", "processing_error", "rejected"] | None
    outcome_details: ThreeDSecureAuthentication.OutcomeDetails | None
    reason: Literal["cardholder_authentication", "issuer_requested", "liability_shift", "processing_costs", "regulatory_compliance"] | None
    shipping_address: ThreeDSecureAuthentication.ShippingAddress | None

class Token(Document):
    client_ip: str | None
    created: int
    id: str
    livemode: bool
    object: Literal["token"]
    type: str
    used: bool
    bank_account: BankAccount | None
    card: Card | None

class Topup(Document):
    class PaymentMethodOptions(Document):
        class UsBankAccount(Document):
            network: Literal["ach"]
        us_bank_account: Topup.PaymentMethodOptions.UsBankAccount | None
    amount: int
    balance_transaction: str | None
    created: int
    currency: str
    description: str | None
    expected_availability_date: int | None
    failure_code: str | None
    failure_message: str | None
    id: str
    initiated_by: Literal["stripe", "user"] | None
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["topup"]
    source: Source | None
    statement_descriptor: str | None
    status: Literal["canceled", "failed", "pending", "reversed", "succeeded"]
    transfer_group: str | None
    payment_method: str | None
    payment_method_options: Topup.PaymentMethodOptions | None

class Transfer(Document):
    amount: int
    amount_reversed: int
    balance_transaction: str | None
    created: int
    currency: str
    description: str | None
    destination: str | None
    destination_payment: str | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["transfer"]
    reversals: Listed[TransferReversal]
    reversed: bool
    source_transaction: str | None
    source_type: str | None
    transfer_group: str | None

class TransferReversal(Document):
    amount: int
    balance_transaction: str | None
    created: int
    currency: str
    destination_payment_refund: str | None
    id: str
    metadata: Mapping[str, str]
    object: Literal["transfer_reversal"]
    source_refund: str | None
    transfer: str

class TreasuryCreditReversal(Document):
    class StatusTransitions(Document):
        posted_at: int | None
    amount: int
    created: int
    currency: str
    financial_account: str
    hosted_regulatory_receipt_url: str | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    network: Literal["ach", "stripe"]
    object: Literal["treasury.credit_reversal"]
    received_credit: str
    status: Literal["canceled", "posted", "processing"]
    status_transitions: TreasuryCreditReversal.StatusTransitions
    transaction: str | None

class TreasuryDebitReversal(Document):
    class LinkedFlows(Document):
        issuing_dispute: str | None
    class StatusTransitions(Document):
        completed_at: int | None
    amount: int
    created: int
    currency: str
    financial_account: str | None
    hosted_regulatory_receipt_url: str | None
    id: str
    linked_flows: TreasuryDebitReversal.LinkedFlows | None
    livemode: bool
    metadata: Mapping[str, str]
    network: Literal["ach", "card"]
    object: Literal["treasury.debit_reversal"]
    received_debit: str
    status: Literal["failed", "processing", "succeeded"]
    status_transitions: TreasuryDebitReversal.StatusTransitions
    transaction: str | None

class TreasuryFinancialAccount(Document):
    class Balance(Document):
        cash: Mapping[str, int]
        inbound_pending: Mapping[str, int]
        outbound_pending: Mapping[str, int]
    class FinancialAddresses(Document):
        class Aba(Document):
            account_holder_name: str
            account_number_last4: str
            bank_name: str
            routing_number: str
            account_number: str | None
        supported_networks: Sequence[Literal["ach", "rtp", "us_domestic_wire"]] | None
        type: Literal["aba"]
        aba: TreasuryFinancialAccount.FinancialAddresses.Aba | None
    class StatusDetails(Document):
        class Closed(Document):
            reasons: Sequence[Literal["account_rejected", "closed_by_platform", "other"]]
        closed: TreasuryFinancialAccount.StatusDetails.Closed | None
    class PlatformRestrictions(Document):
        inbound_flows: Literal["restricted", "unrestricted"] | None
        outbound_flows: Literal["restricted", "unrestricted"] | None
    active_features: Sequence[Literal["card_issuing", "deposit_insurance", "financial_addresses.aba", "financial_addresses.aba.forwarding", "inbound_transfers.ach", "intra_stripe_flows", "outbound_payments.ach", "outbound_payments.us_domestic_wire", "outbound_transfers.ach", "outbound_transfers.us_domestic_wire", "remote_deposit_capture"]] | None
    balance: TreasuryFinancialAccount.Balance
    country: str
    created: int
    financial_addresses: Sequence[TreasuryFinancialAccount.FinancialAddresses]
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["treasury.financial_account"]
    pending_features: Sequence[Literal["card_issuing", "deposit_insurance", "financial_addresses.aba", "financial_addresses.aba.forwarding", "inbound_transfers.ach", "intra_stripe_flows", "outbound_payments.ach", "outbound_payments.us_domestic_wire", "outbound_transfers.ach", "outbound_transfers.us_domestic_wire", "remote_deposit_capture"]] | None
    restricted_features: Sequence[Literal["card_issuing", "deposit_insurance", "financial_addresses.aba", "financial_addresses.aba.forwarding", "inbound_transfers.ach", "intra_stripe_flows", "outbound_payments.ach", "outbound_payments.us_domestic_wire", "outbound_transfers.ach", "outbound_transfers.us_domestic_wire", "remote_deposit_capture"]] | None
    status: Literal["closed", "open"]
    status_details: TreasuryFinancialAccount.StatusDetails
    supported_currencies: Sequence[str]
    features: TreasuryFinancialAccountFeatures | None
    is_default: bool | None
    nickname: str | None
    platform_restrictions: TreasuryFinancialAccount.PlatformRestrictions | None

class TreasuryFinancialAccountFeatures(Document):
    class CardIssuing(Document):
        class StatusDetails(Document):
            code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
            resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
            restriction: Literal["inbound_flows", "outbound_flows"] | None
        requested: bool
        status: Literal["active", "pending", "restricted"]
        status_details: Sequence[TreasuryFinancialAccountFeatures.CardIssuing.StatusDetails]
    class DepositInsurance(Document):
        class StatusDetails(Document):
            code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
            resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
            restriction: Literal["inbound_flows", "outbound_flows"] | None
        requested: bool
        status: Literal["active", "pending", "restricted"]
        status_details: Sequence[TreasuryFinancialAccountFeatures.DepositInsurance.StatusDetails]
    class FinancialAddresses(Document):
        class Aba(Document):
            class StatusDetails(Document):
                code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
                resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
                restriction: Literal["inbound_flows", "outbound_flows"] | None
            requested: bool
            status: Literal["active", "pending", "restricted"]
            status_details: Sequence[TreasuryFinancialAccountFeatures.FinancialAddresses.Aba.StatusDetails]
        aba: TreasuryFinancialAccountFeatures.FinancialAddresses.Aba | None
    class InboundTransfers(Document):
        class Ach(Document):
            class StatusDetails(Document):
                code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
                resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
                restriction: Literal["inbound_flows", "outbound_flows"] | None
            requested: bool
            status: Literal["active", "pending", "restricted"]
            status_details: Sequence[TreasuryFinancialAccountFeatures.InboundTransfers.Ach.StatusDetails]
        ach: TreasuryFinancialAccountFeatures.InboundTransfers.Ach | None
    class IntraStripeFlows(Document):
        class StatusDetails(Document):
            code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
            resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
            restriction: Literal["inbound_flows", "outbound_flows"] | None
        requested: bool
        status: Literal["active", "pending", "restricted"]
        status_details: Sequence[TreasuryFinancialAccountFeatures.IntraStripeFlows.StatusDetails]
    class OutboundPayments(Document):
        class Ach(Document):
            class StatusDetails(Document):
                code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
                resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
                restriction: Literal["inbound_flows", "outbound_flows"] | None
            requested: bool
            status: Literal["active", "pending", "restricted"]
            status_details: Sequence[TreasuryFinancialAccountFeatures.OutboundPayments.Ach.StatusDetails]
        class UsDomesticWire(Document):
            class StatusDetails(Document):
                code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
                resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
                restriction: Literal["inbound_flows", "outbound_flows"] | None
            requested: bool
            status: Literal["active", "pending", "restricted"]
            status_details: Sequence[TreasuryFinancialAccountFeatures.OutboundPayments.UsDomesticWire.StatusDetails]
        ach: TreasuryFinancialAccountFeatures.OutboundPayments.Ach | None
        us_domestic_wire: TreasuryFinancialAccountFeatures.OutboundPayments.UsDomesticWire | None
    class OutboundTransfers(Document):
        class Ach(Document):
            class StatusDetails(Document):
                code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
                resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
                restriction: Literal["inbound_flows", "outbound_flows"] | None
            requested: bool
            status: Literal["active", "pending", "restricted"]
            status_details: Sequence[TreasuryFinancialAccountFeatures.OutboundTransfers.Ach.StatusDetails]
        class UsDomesticWire(Document):
            class StatusDetails(Document):
                code: Literal["activating", "capability_not_requested", "financial_account_closed", "rejected_other", "rejected_unsupported_business", "requirements_past_due", "requirements_pending_verification", "restricted_by_platform", "restricted_other"]
                resolution: Literal["contact_stripe", "provide_information", "remove_restriction"] | None
                restriction: Literal["inbound_flows", "outbound_flows"] | None
            requested: bool
            status: Literal["active", "pending", "restricted"]
            status_details: Sequence[TreasuryFinancialAccountFeatures.OutboundTransfers.UsDomesticWire.StatusDetails]
        ach: TreasuryFinancialAccountFeatures.OutboundTransfers.Ach | None
        us_domestic_wire: TreasuryFinancialAccountFeatures.OutboundTransfers.UsDomesticWire | None
    card_issuing: TreasuryFinancialAccountFeatures.CardIssuing | None
    deposit_insurance: TreasuryFinancialAccountFeatures.DepositInsurance | None
    financial_addresses: TreasuryFinancialAccountFeatures.FinancialAddresses | None
    inbound_transfers: TreasuryFinancialAccountFeatures.InboundTransfers | None
    intra_stripe_flows: TreasuryFinancialAccountFeatures.IntraStripeFlows | None
    object: Literal["treasury.financial_account_features"]
    outbound_payments: TreasuryFinancialAccountFeatures.OutboundPayments | None
    outbound_transfers: TreasuryFinancialAccountFeatures.OutboundTransfers | None

class TreasuryInboundTransfer(Document):
    class FailureDetails(Document):
        code: Literal["account_closed", "account_frozen", "bank_account_restricted", "bank_ownership_changed", "debit_not_authorized", "incorrect_account_holder_address", "incorrect_account_holder_name", "incorrect_account_holder_tax_id", "insufficient_funds", "invalid_account_number", "invalid_currency", "no_account", "other"]
    class LinkedFlows(Document):
        received_debit: str | None
    class OriginPaymentMethodDetails(Document):
        class BillingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: TreasuryInboundTransfer.OriginPaymentMethodDetails.BillingDetails.Address
            email: str | None
            name: str | None
        class UsBankAccount(Document):
            account_holder_type: Literal["company", "individual"] | None
            account_type: Literal["checking", "savings"] | None
            bank_name: str | None
            fingerprint: str | None
            last4: str | None
            network: Literal["ach"]
            routing_number: str | None
            mandate: str | None
        billing_details: TreasuryInboundTransfer.OriginPaymentMethodDetails.BillingDetails
        type: Literal["us_bank_account"]
        us_bank_account: TreasuryInboundTransfer.OriginPaymentMethodDetails.UsBankAccount | None
    class StatusTransitions(Document):
        failed_at: int | None
        succeeded_at: int | None
        canceled_at: int | None
    amount: int
    cancelable: bool
    created: int
    currency: str
    description: str | None
    failure_details: TreasuryInboundTransfer.FailureDetails | None
    financial_account: str
    hosted_regulatory_receipt_url: str | None
    id: str
    linked_flows: TreasuryInboundTransfer.LinkedFlows
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["treasury.inbound_transfer"]
    origin_payment_method: str | None
    origin_payment_method_details: TreasuryInboundTransfer.OriginPaymentMethodDetails | None
    returned: bool | None
    statement_descriptor: str
    status: Literal["canceled", "failed", "processing", "succeeded"]
    status_transitions: TreasuryInboundTransfer.StatusTransitions
    transaction: str | None

class TreasuryOutboundPayment(Document):
    class DestinationPaymentMethodDetails(Document):
        class BillingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: TreasuryOutboundPayment.DestinationPaymentMethodDetails.BillingDetails.Address
            email: str | None
            name: str | None
        class FinancialAccount(Document):
            id: str
            network: Literal["stripe"]
        class UsBankAccount(Document):
            account_holder_type: Literal["company", "individual"] | None
            account_type: Literal["checking", "savings"] | None
            bank_name: str | None
            fingerprint: str | None
            last4: str | None
            network: Literal["ach", "us_domestic_wire"]
            routing_number: str | None
            mandate: str | None
        billing_details: TreasuryOutboundPayment.DestinationPaymentMethodDetails.BillingDetails
        type: Literal["financial_account", "us_bank_account"]
        financial_account: TreasuryOutboundPayment.DestinationPaymentMethodDetails.FinancialAccount | None
        us_bank_account: TreasuryOutboundPayment.DestinationPaymentMethodDetails.UsBankAccount | None
    class EndUserDetails(Document):
        ip_address: str | None
        present: bool
    class ReturnedDetails(Document):
        code: Literal["account_closed", "account_frozen", "bank_account_restricted", "bank_ownership_changed", "declined", "incorrect_account_holder_name", "invalid_account_number", "invalid_currency", "no_account", "other"]
        transaction: str
    class StatusTransitions(Document):
        canceled_at: int | None
        failed_at: int | None
        posted_at: int | None
        returned_at: int | None
    class TrackingDetails(Document):
        class Ach(Document):
            trace_id: str
        class UsDomesticWire(Document):
            chips: str | None
            imad: str | None
            omad: str | None
        type: Literal["ach", "us_domestic_wire"]
        ach: TreasuryOutboundPayment.TrackingDetails.Ach | None
        us_domestic_wire: TreasuryOutboundPayment.TrackingDetails.UsDomesticWire | None
    amount: int
    cancelable: bool
    created: int
    currency: str
    customer: str | None
    description: str | None
    destination_payment_method: str | None
    destination_payment_method_details: TreasuryOutboundPayment.DestinationPaymentMethodDetails | None
    end_user_details: TreasuryOutboundPayment.EndUserDetails | None
    expected_arrival_date: int
    financial_account: str
    hosted_regulatory_receipt_url: str | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["treasury.outbound_payment"]
    returned_details: TreasuryOutboundPayment.ReturnedDetails | None
    statement_descriptor: str
    status: Literal["canceled", "failed", "posted", "processing", "returned"]
    status_transitions: TreasuryOutboundPayment.StatusTransitions
    tracking_details: TreasuryOutboundPayment.TrackingDetails | None
    transaction: str

class TreasuryOutboundTransfer(Document):
    class DestinationPaymentMethodDetails(Document):
        class BillingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: TreasuryOutboundTransfer.DestinationPaymentMethodDetails.BillingDetails.Address
            email: str | None
            name: str | None
        class FinancialAccount(Document):
            id: str
            network: Literal["stripe"]
        class UsBankAccount(Document):
            account_holder_type: Literal["company", "individual"] | None
            account_type: Literal["checking", "savings"] | None
            bank_name: str | None
            fingerprint: str | None
            last4: str | None
            network: Literal["ach", "us_domestic_wire"]
            routing_number: str | None
            mandate: str | None
        billing_details: TreasuryOutboundTransfer.DestinationPaymentMethodDetails.BillingDetails
        type: Literal["financial_account", "us_bank_account"]
        financial_account: TreasuryOutboundTransfer.DestinationPaymentMethodDetails.FinancialAccount | None
        us_bank_account: TreasuryOutboundTransfer.DestinationPaymentMethodDetails.UsBankAccount | None
    class ReturnedDetails(Document):
        code: Literal["account_closed", "account_frozen", "bank_account_restricted", "bank_ownership_changed", "declined", "incorrect_account_holder_name", "invalid_account_number", "invalid_currency", "no_account", "other"]
        transaction: str
    class StatusTransitions(Document):
        canceled_at: int | None
        failed_at: int | None
        posted_at: int | None
        returned_at: int | None
    class TrackingDetails(Document):
        class Ach(Document):
            trace_id: str
        class UsDomesticWire(Document):
            chips: str | None
            imad: str | None
            omad: str | None
        type: Literal["ach", "us_domestic_wire"]
        ach: TreasuryOutboundTransfer.TrackingDetails.Ach | None
        us_domestic_wire: TreasuryOutboundTransfer.TrackingDetails.UsDomesticWire | None
    amount: int
    cancelable: bool
    created: int
    currency: str
    description: str | None
    destination_payment_method: str | None
    destination_payment_method_details: TreasuryOutboundTransfer.DestinationPaymentMethodDetails
    expected_arrival_date: int
    financial_account: str
    hosted_regulatory_receipt_url: str | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["treasury.outbound_transfer"]
    returned_details: TreasuryOutboundTransfer.ReturnedDetails | None
    statement_descriptor: str
    status: Literal["canceled", "failed", "posted", "processing", "returned"]
    status_transitions: TreasuryOutboundTransfer.StatusTransitions
    tracking_details: TreasuryOutboundTransfer.TrackingDetails | None
    transaction: str

class TreasuryReceivedCredit(Document):
    class InitiatingPaymentMethodDetails(Document):
        class BillingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: TreasuryReceivedCredit.InitiatingPaymentMethodDetails.BillingDetails.Address
            email: str | None
            name: str | None
        class FinancialAccount(Document):
            id: str
            network: Literal["stripe"]
        class UsBankAccount(Document):
            bank_name: str | None
            last4: str | None
            routing_number: str | None
        billing_details: TreasuryReceivedCredit.InitiatingPaymentMethodDetails.BillingDetails
        type: Literal["balance", "financial_account", "issuing_card", "stripe", "us_bank_account"]
        balance: Literal["payments"] | None
        financial_account: TreasuryReceivedCredit.InitiatingPaymentMethodDetails.FinancialAccount | None
        issuing_card: str | None
        us_bank_account: TreasuryReceivedCredit.InitiatingPaymentMethodDetails.UsBankAccount | None
    class LinkedFlows(Document):
        class SourceFlowDetails(Document):
            type: Literal["credit_reversal", "other", "outbound_payment", "outbound_transfer", "payout"]
            credit_reversal: TreasuryCreditReversal | None
            outbound_payment: TreasuryOutboundPayment | None
            outbound_transfer: TreasuryOutboundTransfer | None
            payout: Payout | None
        credit_reversal: str | None
        issuing_authorization: str | None
        issuing_transaction: str | None
        source_flow: str | None
        source_flow_type: str | None
        source_flow_details: TreasuryReceivedCredit.LinkedFlows.SourceFlowDetails | None
    class ReversalDetails(Document):
        deadline: int | None
        restricted_reason: Literal["already_reversed", "deadline_passed", "network_restricted", "other", "source_flow_restricted"] | None
    amount: int
    created: int
    currency: str
    description: str
    failure_code: Literal["account_closed", "account_frozen", "international_transaction", "other"] | None
    financial_account: str | None
    hosted_regulatory_receipt_url: str | None
    id: str
    initiating_payment_method_details: TreasuryReceivedCredit.InitiatingPaymentMethodDetails
    linked_flows: TreasuryReceivedCredit.LinkedFlows
    livemode: bool
    network: Literal["ach", "card", "rtp", "stripe", "us_domestic_wire"]
    object: Literal["treasury.received_credit"]
    reversal_details: TreasuryReceivedCredit.ReversalDetails | None
    status: Literal["failed", "succeeded"]
    transaction: str | None

class TreasuryReceivedDebit(Document):
    class InitiatingPaymentMethodDetails(Document):
        class BillingDetails(Document):
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
            address: TreasuryReceivedDebit.InitiatingPaymentMethodDetails.BillingDetails.Address
            email: str | None
            name: str | None
        class FinancialAccount(Document):
            id: str
            network: Literal["stripe"]
        class UsBankAccount(Document):
            bank_name: str | None
            last4: str | None
            routing_number: str | None
        billing_details: TreasuryReceivedDebit.InitiatingPaymentMethodDetails.BillingDetails
        type: Literal["balance", "financial_account", "issuing_card", "stripe", "us_bank_account"]
        balance: Literal["payments"] | None
        financial_account: TreasuryReceivedDebit.InitiatingPaymentMethodDetails.FinancialAccount | None
        issuing_card: str | None
        us_bank_account: TreasuryReceivedDebit.InitiatingPaymentMethodDetails.UsBankAccount | None
    class LinkedFlows(Document):
        debit_reversal: str | None
        inbound_transfer: str | None
        issuing_authorization: str | None
        issuing_transaction: str | None
        payout: str | None
        topup: str | None
    class ReversalDetails(Document):
        deadline: int | None
        restricted_reason: Literal["already_reversed", "deadline_passed", "network_restricted", "other", "source_flow_restricted"] | None
    amount: int
    created: int
    currency: str
    description: str
    failure_code: Literal["account_closed", "account_frozen", "insufficient_funds", "international_transaction", "other"] | None
    financial_account: str | None
    hosted_regulatory_receipt_url: str | None
    id: str
    initiating_payment_method_details: TreasuryReceivedDebit.InitiatingPaymentMethodDetails | None
    linked_flows: TreasuryReceivedDebit.LinkedFlows
    livemode: bool
    network: Literal["ach", "card", "stripe"]
    object: Literal["treasury.received_debit"]
    reversal_details: TreasuryReceivedDebit.ReversalDetails | None
    status: Literal["failed", "succeeded"]
    transaction: str | None

class TreasuryTransaction(Document):
    class BalanceImpact(Document):
        cash: int
        inbound_pending: int
        outbound_pending: int
    class StatusTransitions(Document):
        posted_at: int | None
        void_at: int | None
    class FlowDetails(Document):
        type: Literal["credit_reversal", "debit_reversal", "inbound_transfer", "issuing_authorization", "other", "outbound_payment", "outbound_transfer", "received_credit", "received_debit"]
        credit_reversal: TreasuryCreditReversal | None
        debit_reversal: TreasuryDebitReversal | None
        inbound_transfer: TreasuryInboundTransfer | None
        issuing_authorization: IssuingAuthorization | None
        outbound_payment: TreasuryOutboundPayment | None
        outbound_transfer: TreasuryOutboundTransfer | None
        received_credit: TreasuryReceivedCredit | None
        received_debit: TreasuryReceivedDebit | None
    amount: int
    balance_impact: TreasuryTransaction.BalanceImpact
    created: int
    currency: str
    description: str
    financial_account: str
    flow: str | None
    flow_type: Literal["credit_reversal", "debit_reversal", "inbound_transfer", "issuing_authorization", "other", "outbound_payment", "outbound_transfer", "received_credit", "received_debit"]
    id: str
    livemode: bool
    object: Literal["treasury.transaction"]
    status: Literal["open", "posted", "void"]
    status_transitions: TreasuryTransaction.StatusTransitions
    entries: Listed[TreasuryTransactionEntry] | None
    flow_details: TreasuryTransaction.FlowDetails | None

class TreasuryTransactionEntry(Document):
    class BalanceImpact(Document):
        cash: int
        inbound_pending: int
        outbound_pending: int
    class FlowDetails(Document):
        type: Literal["credit_reversal", "debit_reversal", "inbound_transfer", "issuing_authorization", "other", "outbound_payment", "outbound_transfer", "received_credit", "received_debit"]
        credit_reversal: TreasuryCreditReversal | None
        debit_reversal: TreasuryDebitReversal | None
        inbound_transfer: TreasuryInboundTransfer | None
        issuing_authorization: IssuingAuthorization | None
        outbound_payment: TreasuryOutboundPayment | None
        outbound_transfer: TreasuryOutboundTransfer | None
        received_credit: TreasuryReceivedCredit | None
        received_debit: TreasuryReceivedDebit | None
    balance_impact: TreasuryTransactionEntry.BalanceImpact
    created: int
    currency: str
    effective_at: int
    financial_account: str
    flow: str | None
    flow_type: Literal["credit_reversal", "debit_reversal", "inbound_transfer", "issuing_authorization", "other", "outbound_payment", "outbound_transfer", "received_credit", "received_debit"]
    id: str
    livemode: bool
    object: Literal["treasury.transaction_entry"]
    transaction: str
    type: Literal["credit_reversal", "credit_reversal_posting", "debit_reversal", "inbound_transfer", "inbound_transfer_return", "issuing_authorization_hold", "issuing_authorization_release", "other", "outbound_payment", "outbound_payment_cancellation", "outbound_payment_failure", "outbound_payment_posting", "outbound_payment_return", "outbound_transfer", "outbound_transfer_cancellation", "outbound_transfer_failure", "outbound_transfer_posting", "outbound_transfer_return", "received_credit", "received_debit"]
    flow_details: TreasuryTransactionEntry.FlowDetails | None

class UsageRecord(Document):
    id: str
    livemode: bool
    object: Literal["usage_record"]
    quantity: int
    subscription_item: str
    timestamp: int

class UsageRecordSummary(Document):
    class Period(Document):
        end: int | None
        start: int | None
    id: str
    invoice: str | None
    livemode: bool
    object: Literal["usage_record_summary"]
    period: UsageRecordSummary.Period
    subscription_item: str
    total_usage: int

class V2BillingMeterEvent(Document):
    created: str
    event_name: str
    identifier: str
    livemode: bool
    object: Literal["v2.billing.meter_event"]
    payload: Mapping[str, str]
    timestamp: str

class V2BillingMeterEventAdjustment(Document):
    class Cancel(Document):
        identifier: str
    cancel: V2BillingMeterEventAdjustment.Cancel
    created: str
    event_name: str
    id: str
    livemode: bool
    object: Literal["v2.billing.meter_event_adjustment"]
    status: Literal["complete", "pending"]
    type: Literal["cancel"]

class V2BillingMeterEventSession(Document):
    authentication_token: str
    created: str
    expires_at: str
    id: str
    livemode: bool
    object: Literal["v2.billing.meter_event_session"]

class V2BillingMeterEventStream(Document): ...

class V2CommerceProductCatalogImport(Document):
    class StatusDetails(Document):
        class AwaitingUpload(Document):
            class UploadUrl(Document):
                expires_at: str
                url: str
            upload_url: V2CommerceProductCatalogImport.StatusDetails.AwaitingUpload.UploadUrl
        class Failed(Document):
            code: Literal["file_not_found", "internal_error", "invalid_file"]
            failure_message: str
            type: Literal["cannot_proceed", "transient_failure"]
        class Processing(Document):
            error_count: str
            success_count: str
        class Succeeded(Document):
            success_count: str
        class SucceededWithErrors(Document):
            class ErrorFile(Document):
                class DownloadUrl(Document):
                    expires_at: str
                    url: str
                content_type: str
                download_url: V2CommerceProductCatalogImport.StatusDetails.SucceededWithErrors.ErrorFile.DownloadUrl
                size: str
            class Samples(Document):
                error_message: str
                field: str
                id: str
                row: str
            error_count: str
            error_file: V2CommerceProductCatalogImport.StatusDetails.SucceededWithErrors.ErrorFile
            samples: Sequence[V2CommerceProductCatalogImport.StatusDetails.SucceededWithErrors.Samples]
            success_count: str
        awaiting_upload: V2CommerceProductCatalogImport.StatusDetails.AwaitingUpload | None
        failed: V2CommerceProductCatalogImport.StatusDetails.Failed | None
        processing: V2CommerceProductCatalogImport.StatusDetails.Processing | None
        succeeded: V2CommerceProductCatalogImport.StatusDetails.Succeeded | None
        succeeded_with_errors: V2CommerceProductCatalogImport.StatusDetails.SucceededWithErrors | None
    created: str
    feed_type: Literal["inventory", "pricing", "product", "promotion"]
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    mode: Literal["replace", "upsert"]
    object: Literal["v2.commerce.product_catalog_import"]
    status: Literal["awaiting_upload", "failed", "processing", "succeeded", "succeeded_with_errors"]
    status_details: V2CommerceProductCatalogImport.StatusDetails | None

class V2CoreAccount(Document):
    class Configuration(Document):
        class Customer(Document):
            class AutomaticIndirectTax(Document):
                class Location(Document):
                    country: str | None
                    state: str | None
                exempt: Literal["exempt", "none", "reverse"] | None
                ip_address: str | None
                location: V2CoreAccount.Configuration.Customer.AutomaticIndirectTax.Location | None
                location_source: Literal["identity_address", "ip_address", "payment_method", "shipping_address"] | None
            class Billing(Document):
                class Invoice(Document):
                    class CustomFields(Document):
                        name: str
                        value: str
                    class Rendering(Document):
                        amount_tax_display: Literal["exclude_tax", "include_inclusive_tax"] | None
                        template: str | None
                    custom_fields: Sequence[V2CoreAccount.Configuration.Customer.Billing.Invoice.CustomFields]
                    footer: str | None
                    next_sequence: int | None
                    prefix: str | None
                    rendering: V2CoreAccount.Configuration.Customer.Billing.Invoice.Rendering | None
                default_payment_method: str | None
                invoice: V2CoreAccount.Configuration.Customer.Billing.Invoice | None
            class Capabilities(Document):
                class AutomaticIndirectTax(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Customer.Capabilities.AutomaticIndirectTax.StatusDetails]
                automatic_indirect_tax: V2CoreAccount.Configuration.Customer.Capabilities.AutomaticIndirectTax | None
            class Shipping(Document):
                class Address(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                address: V2CoreAccount.Configuration.Customer.Shipping.Address | None
                name: str | None
                phone: str | None
            applied: bool
            automatic_indirect_tax: V2CoreAccount.Configuration.Customer.AutomaticIndirectTax | None
            billing: V2CoreAccount.Configuration.Customer.Billing | None
            capabilities: V2CoreAccount.Configuration.Customer.Capabilities | None
            shipping: V2CoreAccount.Configuration.Customer.Shipping | None
            test_clock: str | None
        class Merchant(Document):
            class BacsDebitPayments(Document):
                display_name: str | None
                service_user_number: str | None
            class Branding(Document):
                icon: str | None
                logo: str | None
                primary_color: str | None
                secondary_color: str | None
            class Capabilities(Document):
                class AchDebitPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.AchDebitPayments.StatusDetails]
                class AcssDebitPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.AcssDebitPayments.StatusDetails]
                class AffirmPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.AffirmPayments.StatusDetails]
                class AfterpayClearpayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.AfterpayClearpayPayments.StatusDetails]
                class AlmaPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.AlmaPayments.StatusDetails]
                class AmazonPayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.AmazonPayPayments.StatusDetails]
                class AuBecsDebitPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.AuBecsDebitPayments.StatusDetails]
                class BacsDebitPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.BacsDebitPayments.StatusDetails]
                class BancontactPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.BancontactPayments.StatusDetails]
                class BlikPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.BlikPayments.StatusDetails]
                class BlikRecurringPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.BlikRecurringPayments.StatusDetails]
                class BoletoPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.BoletoPayments.StatusDetails]
                class CardPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.CardPayments.StatusDetails]
                class CartesBancairesPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.CartesBancairesPayments.StatusDetails]
                class CashappPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.CashappPayments.StatusDetails]
                class EpsPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.EpsPayments.StatusDetails]
                class FpxPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.FpxPayments.StatusDetails]
                class GbBankTransferPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.GbBankTransferPayments.StatusDetails]
                class GrabpayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.GrabpayPayments.StatusDetails]
                class IdealPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.IdealPayments.StatusDetails]
                class JcbPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.JcbPayments.StatusDetails]
                class JpBankTransferPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.JpBankTransferPayments.StatusDetails]
                class KakaoPayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.KakaoPayPayments.StatusDetails]
                class KlarnaPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.KlarnaPayments.StatusDetails]
                class KonbiniPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.KonbiniPayments.StatusDetails]
                class KrCardPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.KrCardPayments.StatusDetails]
                class LinkPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.LinkPayments.StatusDetails]
                class MobilepayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.MobilepayPayments.StatusDetails]
                class MultibancoPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.MultibancoPayments.StatusDetails]
                class MxBankTransferPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.MxBankTransferPayments.StatusDetails]
                class NaverPayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.NaverPayPayments.StatusDetails]
                class OxxoPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.OxxoPayments.StatusDetails]
                class P24Payments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.P24Payments.StatusDetails]
                class PayByBankPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.PayByBankPayments.StatusDetails]
                class PaycoPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.PaycoPayments.StatusDetails]
                class PaynowPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.PaynowPayments.StatusDetails]
                class PromptpayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.PromptpayPayments.StatusDetails]
                class RevolutPayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.RevolutPayPayments.StatusDetails]
                class SamsungPayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.SamsungPayPayments.StatusDetails]
                class SatispayPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.SatispayPayments.StatusDetails]
                class SepaBankTransferPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.SepaBankTransferPayments.StatusDetails]
                class SepaDebitPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.SepaDebitPayments.StatusDetails]
                class SequraPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.SequraPayments.StatusDetails]
                class StripeBalance(Document):
                    class Payouts(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.StripeBalance.Payouts.StatusDetails]
                    payouts: V2CoreAccount.Configuration.Merchant.Capabilities.StripeBalance.Payouts | None
                class SunbitPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.SunbitPayments.StatusDetails]
                class SwishPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.SwishPayments.StatusDetails]
                class TwintPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.TwintPayments.StatusDetails]
                class UsBankTransferPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.UsBankTransferPayments.StatusDetails]
                class ZipPayments(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Merchant.Capabilities.ZipPayments.StatusDetails]
                ach_debit_payments: V2CoreAccount.Configuration.Merchant.Capabilities.AchDebitPayments | None
                acss_debit_payments: V2CoreAccount.Configuration.Merchant.Capabilities.AcssDebitPayments | None
                affirm_payments: V2CoreAccount.Configuration.Merchant.Capabilities.AffirmPayments | None
                afterpay_clearpay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.AfterpayClearpayPayments | None
                alma_payments: V2CoreAccount.Configuration.Merchant.Capabilities.AlmaPayments | None
                amazon_pay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.AmazonPayPayments | None
                au_becs_debit_payments: V2CoreAccount.Configuration.Merchant.Capabilities.AuBecsDebitPayments | None
                bacs_debit_payments: V2CoreAccount.Configuration.Merchant.Capabilities.BacsDebitPayments | None
                bancontact_payments: V2CoreAccount.Configuration.Merchant.Capabilities.BancontactPayments | None
                blik_payments: V2CoreAccount.Configuration.Merchant.Capabilities.BlikPayments | None
                blik_recurring_payments: V2CoreAccount.Configuration.Merchant.Capabilities.BlikRecurringPayments | None
                boleto_payments: V2CoreAccount.Configuration.Merchant.Capabilities.BoletoPayments | None
                card_payments: V2CoreAccount.Configuration.Merchant.Capabilities.CardPayments | None
                cartes_bancaires_payments: V2CoreAccount.Configuration.Merchant.Capabilities.CartesBancairesPayments | None
                cashapp_payments: V2CoreAccount.Configuration.Merchant.Capabilities.CashappPayments | None
                eps_payments: V2CoreAccount.Configuration.Merchant.Capabilities.EpsPayments | None
                fpx_payments: V2CoreAccount.Configuration.Merchant.Capabilities.FpxPayments | None
                gb_bank_transfer_payments: V2CoreAccount.Configuration.Merchant.Capabilities.GbBankTransferPayments | None
                grabpay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.GrabpayPayments | None
                ideal_payments: V2CoreAccount.Configuration.Merchant.Capabilities.IdealPayments | None
                jcb_payments: V2CoreAccount.Configuration.Merchant.Capabilities.JcbPayments | None
                jp_bank_transfer_payments: V2CoreAccount.Configuration.Merchant.Capabilities.JpBankTransferPayments | None
                kakao_pay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.KakaoPayPayments | None
                klarna_payments: V2CoreAccount.Configuration.Merchant.Capabilities.KlarnaPayments | None
                konbini_payments: V2CoreAccount.Configuration.Merchant.Capabilities.KonbiniPayments | None
                kr_card_payments: V2CoreAccount.Configuration.Merchant.Capabilities.KrCardPayments | None
                link_payments: V2CoreAccount.Configuration.Merchant.Capabilities.LinkPayments | None
                mobilepay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.MobilepayPayments | None
                multibanco_payments: V2CoreAccount.Configuration.Merchant.Capabilities.MultibancoPayments | None
                mx_bank_transfer_payments: V2CoreAccount.Configuration.Merchant.Capabilities.MxBankTransferPayments | None
                naver_pay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.NaverPayPayments | None
                oxxo_payments: V2CoreAccount.Configuration.Merchant.Capabilities.OxxoPayments | None
                p24_payments: V2CoreAccount.Configuration.Merchant.Capabilities.P24Payments | None
                pay_by_bank_payments: V2CoreAccount.Configuration.Merchant.Capabilities.PayByBankPayments | None
                payco_payments: V2CoreAccount.Configuration.Merchant.Capabilities.PaycoPayments | None
                paynow_payments: V2CoreAccount.Configuration.Merchant.Capabilities.PaynowPayments | None
                promptpay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.PromptpayPayments | None
                revolut_pay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.RevolutPayPayments | None
                samsung_pay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.SamsungPayPayments | None
                satispay_payments: V2CoreAccount.Configuration.Merchant.Capabilities.SatispayPayments | None
                sepa_bank_transfer_payments: V2CoreAccount.Configuration.Merchant.Capabilities.SepaBankTransferPayments | None
                sepa_debit_payments: V2CoreAccount.Configuration.Merchant.Capabilities.SepaDebitPayments | None
                sequra_payments: V2CoreAccount.Configuration.Merchant.Capabilities.SequraPayments | None
                stripe_balance: V2CoreAccount.Configuration.Merchant.Capabilities.StripeBalance | None
                sunbit_payments: V2CoreAccount.Configuration.Merchant.Capabilities.SunbitPayments | None
                swish_payments: V2CoreAccount.Configuration.Merchant.Capabilities.SwishPayments | None
                twint_payments: V2CoreAccount.Configuration.Merchant.Capabilities.TwintPayments | None
                us_bank_transfer_payments: V2CoreAccount.Configuration.Merchant.Capabilities.UsBankTransferPayments | None
                zip_payments: V2CoreAccount.Configuration.Merchant.Capabilities.ZipPayments | None
            class CardPayments(Document):
                class DeclineOn(Document):
                    avs_failure: bool | None
                    cvc_failure: bool | None
                decline_on: V2CoreAccount.Configuration.Merchant.CardPayments.DeclineOn | None
            class KonbiniPayments(Document):
                class Support(Document):
                    class Hours(Document):
                        end_time: str | None
                        start_time: str | None
                    email: str | None
                    hours: V2CoreAccount.Configuration.Merchant.KonbiniPayments.Support.Hours | None
                    phone: str | None
                support: V2CoreAccount.Configuration.Merchant.KonbiniPayments.Support | None
            class ScriptStatementDescriptor(Document):
                class Kana(Document):
                    descriptor: str | None
                    prefix: str | None
                class Kanji(Document):
                    descriptor: str | None
                    prefix: str | None
                kana: V2CoreAccount.Configuration.Merchant.ScriptStatementDescriptor.Kana | None
                kanji: V2CoreAccount.Configuration.Merchant.ScriptStatementDescriptor.Kanji | None
            class SepaDebitPayments(Document):
                creditor_id: str | None
            class StatementDescriptor(Document):
                descriptor: str | None
                prefix: str | None
            class Support(Document):
                class Address(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                    town: str | None
                address: V2CoreAccount.Configuration.Merchant.Support.Address | None
                email: str | None
                phone: str | None
                url: str | None
            applied: bool
            bacs_debit_payments: V2CoreAccount.Configuration.Merchant.BacsDebitPayments | None
            branding: V2CoreAccount.Configuration.Merchant.Branding | None
            capabilities: V2CoreAccount.Configuration.Merchant.Capabilities | None
            card_payments: V2CoreAccount.Configuration.Merchant.CardPayments | None
            konbini_payments: V2CoreAccount.Configuration.Merchant.KonbiniPayments | None
            mcc: str | None
            script_statement_descriptor: V2CoreAccount.Configuration.Merchant.ScriptStatementDescriptor | None
            sepa_debit_payments: V2CoreAccount.Configuration.Merchant.SepaDebitPayments | None
            statement_descriptor: V2CoreAccount.Configuration.Merchant.StatementDescriptor | None
            support: V2CoreAccount.Configuration.Merchant.Support | None
        class Recipient(Document):
            class Capabilities(Document):
                class BankAccounts(Document):
                    class Ach(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Ach.StatusDetails]
                    class Fedwire(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Fedwire.StatusDetails]
                    class Fps(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Fps.StatusDetails]
                    class Local(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Local.StatusDetails]
                    class Rtp(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Rtp.StatusDetails]
                    class Sepa(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Sepa.StatusDetails]
                    class Swift(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Swift.StatusDetails]
                    ach: V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Ach | None
                    fedwire: V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Fedwire | None
                    fps: V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Fps | None
                    local: V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Local | None
                    rtp: V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Rtp | None
                    sepa: V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Sepa | None
                    swift: V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts.Swift | None
                class Cards(Document):
                    class StatusDetails(Document):
                        code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                        resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                    status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                    status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.Cards.StatusDetails]
                class StripeBalance(Document):
                    class Payouts(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.StripeBalance.Payouts.StatusDetails]
                    class StripeTransfers(Document):
                        class StatusDetails(Document):
                            code: Literal["determining_status", "rejected_fraud", "rejected_incomplete_verification", "rejected_listed", "rejected_other", "rejected_platform_fraud", "rejected_platform_other", "rejected_platform_terms_of_service", "rejected_terms_of_service", "requirements_past_due", "requirements_pending_verification", "restricted_other", "unsupported_business", "unsupported_country", "unsupported_entity_type"]
                            resolution: Literal["contact_stripe", "no_resolution", "provide_info"]
                        status: Literal["active", "pending", "rejected", "restricted", "unsupported"]
                        status_details: Sequence[V2CoreAccount.Configuration.Recipient.Capabilities.StripeBalance.StripeTransfers.StatusDetails]
                    payouts: V2CoreAccount.Configuration.Recipient.Capabilities.StripeBalance.Payouts | None
                    stripe_transfers: V2CoreAccount.Configuration.Recipient.Capabilities.StripeBalance.StripeTransfers | None
                bank_accounts: V2CoreAccount.Configuration.Recipient.Capabilities.BankAccounts | None
                cards: V2CoreAccount.Configuration.Recipient.Capabilities.Cards | None
                stripe_balance: V2CoreAccount.Configuration.Recipient.Capabilities.StripeBalance | None
            applied: bool
            capabilities: V2CoreAccount.Configuration.Recipient.Capabilities | None
        customer: V2CoreAccount.Configuration.Customer | None
        merchant: V2CoreAccount.Configuration.Merchant | None
        recipient: V2CoreAccount.Configuration.Recipient | None
    class Defaults(Document):
        class Responsibilities(Document):
            requirements_collector: Literal["application", "stripe"]
            fees_collector: Literal["application", "application_custom", "application_express", "stripe"] | None
            losses_collector: Literal["application", "stripe"] | None
        class Profile(Document):
            business_url: str | None
            doing_business_as: str | None
            product_description: str | None
        responsibilities: V2CoreAccount.Defaults.Responsibilities
        currency: str | None
        locales: Sequence[Literal["ar-SA", "bg", "bg-BG", "cs", "cs-CZ", "da", "da-DK", "de", "de-DE", "el", "el-GR", "en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-SG", "en-US", "es", "es-419", "es-ES", "et", "et-EE", "fi", "fi-FI", "fil", "fil-PH", "fr", "fr-CA", "fr-FR", "he-IL", "hr", "hr-HR", "hu", "hu-HU", "id", "id-ID", "it", "it-IT", "ja", "ja-JP", "ko", "ko-KR", "lt", "lt-LT", "lv", "lv-LV", "ms", "ms-MY", "mt", "mt-MT", "nb", "nb-NO", "nl", "nl-NL", "pl", "pl-PL", "pt", "pt-BR", "pt-PT", "ro", "ro-RO", "ru", "ru-RU", "sk", "sk-SK", "sl", "sl-SI", "sv", "sv-SE", "th", "th-TH", "tr", "tr-TR", "vi", "vi-VN", "zh", "zh-HK", "zh-Hans", "zh-Hant-HK", "zh-Hant-TW", "zh-TW"]] | None
        payout_methods: Mapping[str, str] | None
        profile: V2CoreAccount.Defaults.Profile | None
    class FutureRequirements(Document):
        class Alternatives(Document):
            class Options(Document):
                class Entries(Document):
                    class Errors(Document):
                        code: Literal["invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unresolvable_ip_address", "unresolvable_postal_code", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_selfie_document_missing_photo", "verification_selfie_face_mismatch", "verification_selfie_manipulated", "verification_selfie_unverified_other", "verification_supportability", "verification_token_stale"]
                        description: str
                    class Reference(Document):
                        type: Literal["inquiry", "payment_method", "person"]
                        inquiry: str | None
                        resource: str | None
                    awaiting_action_from: Literal["stripe", "user"]
                    description: str
                    errors: Sequence[V2CoreAccount.FutureRequirements.Alternatives.Options.Entries.Errors]
                    reference: V2CoreAccount.FutureRequirements.Alternatives.Options.Entries.Reference | None
                entries: Sequence[V2CoreAccount.FutureRequirements.Alternatives.Options.Entries]
            class OriginalEntries(Document):
                class Reference(Document):
                    type: Literal["inquiry", "payment_method", "person"]
                    inquiry: str | None
                    resource: str | None
                description: str
                reference: V2CoreAccount.FutureRequirements.Alternatives.OriginalEntries.Reference | None
            options: Sequence[V2CoreAccount.FutureRequirements.Alternatives.Options]
            original_entries: Sequence[V2CoreAccount.FutureRequirements.Alternatives.OriginalEntries]
        class Entries(Document):
            class Errors(Document):
                code: Literal["invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unresolvable_ip_address", "unresolvable_postal_code", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_selfie_document_missing_photo", "verification_selfie_face_mismatch", "verification_selfie_manipulated", "verification_selfie_unverified_other", "verification_supportability", "verification_token_stale"]
                description: str
            class Impact(Document):
                class RestrictsCapabilities(Document):
                    class Deadline(Document):
                        status: Literal["currently_due", "eventually_due", "past_due"]
                    capability: Literal["ach_debit_payments", "acss_debit_payments", "affirm_payments", "afterpay_clearpay_payments", "alma_payments", "amazon_pay_payments", "au_becs_debit_payments", "automatic_indirect_tax", "bacs_debit_payments", "bancontact_payments", "bank_accounts.ach", "bank_accounts.fedwire", "bank_accounts.fps", "bank_accounts.local", "bank_accounts.rtp", "bank_accounts.sepa", "bank_accounts.swift", "bank_accounts.wire", "blik_payments", "blik_recurring_payments", "boleto_payments", "card_payments", "cards", "cartes_bancaires_payments", "cashapp_payments", "eps_payments", "fpx_payments", "gb_bank_transfer_payments", "grabpay_payments", "ideal_payments", "jcb_payments", "jp_bank_transfer_payments", "kakao_pay_payments", "klarna_payments", "konbini_payments", "kr_card_payments", "link_payments", "mobilepay_payments", "multibanco_payments", "mx_bank_transfer_payments", "naver_pay_payments", "oxxo_payments", "p24_payments", "pay_by_bank_payments", "payco_payments", "paynow_payments", "promptpay_payments", "revolut_pay_payments", "samsung_pay_payments", "satispay_payments", "sepa_bank_transfer_payments", "sepa_debit_payments", "stripe_balance.payouts", "stripe_balance.stripe_transfers", "swish_payments", "twint_payments", "us_bank_transfer_payments", "zip_payments"]
                    configuration: Literal["customer", "merchant", "recipient"]
                    deadline: V2CoreAccount.FutureRequirements.Entries.Impact.RestrictsCapabilities.Deadline
                restricts_capabilities: Sequence[V2CoreAccount.FutureRequirements.Entries.Impact.RestrictsCapabilities] | None
            class MinimumDeadline(Document):
                status: Literal["currently_due", "eventually_due", "past_due"]
            class RequestedReasons(Document):
                code: Literal["routine_onboarding", "routine_verification"]
            class Reference(Document):
                type: Literal["inquiry", "payment_method", "person"]
                inquiry: str | None
                resource: str | None
            awaiting_action_from: Literal["stripe", "user"]
            description: str
            errors: Sequence[V2CoreAccount.FutureRequirements.Entries.Errors]
            impact: V2CoreAccount.FutureRequirements.Entries.Impact
            minimum_deadline: V2CoreAccount.FutureRequirements.Entries.MinimumDeadline
            requested_reasons: Sequence[V2CoreAccount.FutureRequirements.Entries.RequestedReasons]
            reference: V2CoreAccount.FutureRequirements.Entries.Reference | None
        class Summary(Document):
            class MinimumDeadline(Document):
                status: Literal["currently_due", "eventually_due", "past_due"]
                time: str | None
            minimum_deadline: V2CoreAccount.FutureRequirements.Summary.MinimumDeadline | None
        alternatives: Sequence[V2CoreAccount.FutureRequirements.Alternatives] | None
        entries: Sequence[V2CoreAccount.FutureRequirements.Entries] | None
        minimum_transition_date: str | None
        summary: V2CoreAccount.FutureRequirements.Summary | None
    class Identity(Document):
        class Attestations(Document):
            class DirectorshipDeclaration(Document):
                date: str | None
                ip: str | None
                user_agent: str | None
            class OwnershipDeclaration(Document):
                date: str | None
                ip: str | None
                user_agent: str | None
            class PersonsProvided(Document):
                directors: bool | None
                executives: bool | None
                owners: bool | None
                ownership_exemption_reason: Literal["qualified_entity_exceeds_ownership_threshold", "qualifies_as_financial_institution"] | None
            class RepresentativeDeclaration(Document):
                date: str | None
                ip: str | None
                user_agent: str | None
            class TermsOfService(Document):
                class Account(Document):
                    date: str | None
                    ip: str | None
                    user_agent: str | None
                account: V2CoreAccount.Identity.Attestations.TermsOfService.Account | None
            directorship_declaration: V2CoreAccount.Identity.Attestations.DirectorshipDeclaration | None
            ownership_declaration: V2CoreAccount.Identity.Attestations.OwnershipDeclaration | None
            persons_provided: V2CoreAccount.Identity.Attestations.PersonsProvided | None
            representative_declaration: V2CoreAccount.Identity.Attestations.RepresentativeDeclaration | None
            terms_of_service: V2CoreAccount.Identity.Attestations.TermsOfService | None
        class BusinessDetails(Document):
            class AdditionalAddresses(Document):
                purpose: Literal["administrative", "principal_place_of_business"]
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
                town: str | None
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
                town: str | None
            class AnnualRevenue(Document):
                class Amount(Document):
                    currency: str
                    value: int
                amount: V2CoreAccount.Identity.BusinessDetails.AnnualRevenue.Amount | None
                fiscal_year_end: str | None
            class Documents(Document):
                class BankAccountOwnershipVerification(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class CompanyLicense(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class CompanyMemorandumOfAssociation(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class CompanyMinisterialDecree(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class CompanyRegistrationVerification(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class CompanyTaxIdVerification(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class PrimaryVerification(Document):
                    class FrontBack(Document):
                        front: str
                        back: str | None
                    front_back: V2CoreAccount.Identity.BusinessDetails.Documents.PrimaryVerification.FrontBack
                    type: Literal["front_back"]
                class ProofOfAddress(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class ProofOfRegistration(Document):
                    class Signer(Document):
                        person: str
                    files: Sequence[str]
                    type: Literal["files"]
                    signer: V2CoreAccount.Identity.BusinessDetails.Documents.ProofOfRegistration.Signer | None
                class ProofOfUltimateBeneficialOwnership(Document):
                    class Signer(Document):
                        person: str
                    files: Sequence[str]
                    type: Literal["files"]
                    signer: V2CoreAccount.Identity.BusinessDetails.Documents.ProofOfUltimateBeneficialOwnership.Signer | None
                bank_account_ownership_verification: V2CoreAccount.Identity.BusinessDetails.Documents.BankAccountOwnershipVerification | None
                company_license: V2CoreAccount.Identity.BusinessDetails.Documents.CompanyLicense | None
                company_memorandum_of_association: V2CoreAccount.Identity.BusinessDetails.Documents.CompanyMemorandumOfAssociation | None
                company_ministerial_decree: V2CoreAccount.Identity.BusinessDetails.Documents.CompanyMinisterialDecree | None
                company_registration_verification: V2CoreAccount.Identity.BusinessDetails.Documents.CompanyRegistrationVerification | None
                company_tax_id_verification: V2CoreAccount.Identity.BusinessDetails.Documents.CompanyTaxIdVerification | None
                primary_verification: V2CoreAccount.Identity.BusinessDetails.Documents.PrimaryVerification | None
                proof_of_address: V2CoreAccount.Identity.BusinessDetails.Documents.ProofOfAddress | None
                proof_of_registration: V2CoreAccount.Identity.BusinessDetails.Documents.ProofOfRegistration | None
                proof_of_ultimate_beneficial_ownership: V2CoreAccount.Identity.BusinessDetails.Documents.ProofOfUltimateBeneficialOwnership | None
            class IdNumbers(Document):
                type: Literal["ae_crn", "ae_vat", "ao_nif", "ar_cuit", "at_fn", "at_stn", "at_vat", "au_abn", "au_acn", "au_in", "az_tin", "bd_etin", "be_cbe", "be_vat", "bg_uic", "bg_vat", "br_cnpj", "ca_cn", "ca_crarr", "ca_gst_hst", "ca_neq", "ca_rid", "ch_chid", "ch_uid", "cr_cpj", "cr_nite", "cy_he", "cy_tic", "cy_vat", "cz_ico", "cz_vat", "de_hrn", "de_stn", "de_vat", "dk_cvr", "dk_vat", "do_rcn", "ee_rk", "ee_vat", "es_cif", "es_vat", "fi_vat", "fi_yt", "fr_rna", "fr_siren", "fr_vat", "gb_crn", "gb_vat", "gi_crn", "gr_afm", "gr_gemi", "gr_vat", "gt_nit", "hk_br", "hk_cr", "hr_mbs", "hr_oib", "hr_vat", "hu_cjs", "hu_tin", "hu_vat", "ie_crn", "ie_trn", "ie_vat", "it_rea", "it_vat", "jp_cn", "kz_bin", "li_uid", "lt_ccrn", "lt_vat", "lu_nif", "lu_rcs", "lu_vat", "lv_urn", "lv_vat", "mt_crn", "mt_tin", "mt_vat", "mx_rfc", "my_brn", "my_coid", "my_itn", "my_sst", "mz_nuit", "nl_kvk", "nl_rsin", "nl_vat", "no_orgnr", "nz_bn", "nz_ird", "pe_ruc", "pk_ntn", "pl_nip", "pl_regon", "pl_vat", "pt_vat", "ro_cui", "ro_orc", "ro_vat", "sa_crn", "sa_tin", "se_orgnr", "se_vat", "sg_uen", "si_msp", "si_tin", "si_vat", "sk_dic", "sk_ico", "sk_vat", "th_crn", "th_prn", "th_tin", "us_ein"]
                registrar: str | None
            class MonthlyEstimatedRevenue(Document):
                class Amount(Document):
                    currency: str
                    value: int
                amount: V2CoreAccount.Identity.BusinessDetails.MonthlyEstimatedRevenue.Amount | None
            class RegistrationDate(Document):
                day: int
                month: int
                year: int
            class ScriptAddresses(Document):
                class Kana(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                    town: str | None
                class Kanji(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                    town: str | None
                kana: V2CoreAccount.Identity.BusinessDetails.ScriptAddresses.Kana | None
                kanji: V2CoreAccount.Identity.BusinessDetails.ScriptAddresses.Kanji | None
            class ScriptNames(Document):
                class Kana(Document):
                    registered_name: str | None
                class Kanji(Document):
                    registered_name: str | None
                kana: V2CoreAccount.Identity.BusinessDetails.ScriptNames.Kana | None
                kanji: V2CoreAccount.Identity.BusinessDetails.ScriptNames.Kanji | None
            additional_addresses: Sequence[V2CoreAccount.Identity.BusinessDetails.AdditionalAddresses] | None
            address: V2CoreAccount.Identity.BusinessDetails.Address | None
            annual_revenue: V2CoreAccount.Identity.BusinessDetails.AnnualRevenue | None
            documents: V2CoreAccount.Identity.BusinessDetails.Documents | None
            estimated_worker_count: int | None
            id_numbers: Sequence[V2CoreAccount.Identity.BusinessDetails.IdNumbers] | None
            monthly_estimated_revenue: V2CoreAccount.Identity.BusinessDetails.MonthlyEstimatedRevenue | None
            phone: str | None
            registered_name: str | None
            registration_date: V2CoreAccount.Identity.BusinessDetails.RegistrationDate | None
            script_addresses: V2CoreAccount.Identity.BusinessDetails.ScriptAddresses | None
            script_names: V2CoreAccount.Identity.BusinessDetails.ScriptNames | None
            structure: Literal["cooperative", "free_zone_establishment", "free_zone_llc", "government_instrumentality", "governmental_unit", "incorporated_association", "incorporated_non_profit", "incorporated_partnership", "limited_liability_partnership", "llc", "multi_member_llc", "private_company", "private_corporation", "private_partnership", "public_company", "public_corporation", "public_listed_corporation", "public_partnership", "registered_charity", "single_member_llc", "sole_establishment", "sole_proprietorship", "tax_exempt_government_instrumentality", "trust", "unincorporated_association", "unincorporated_non_profit", "unincorporated_partnership"] | None
        class Individual(Document):
            class AdditionalAddresses(Document):
                purpose: Literal["registered"]
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
                town: str | None
            class AdditionalNames(Document):
                purpose: Literal["alias", "maiden"]
                full_name: str | None
                given_name: str | None
                surname: str | None
            class AdditionalTermsOfService(Document):
                class Account(Document):
                    date: str | None
                    ip: str | None
                    user_agent: str | None
                account: V2CoreAccount.Identity.Individual.AdditionalTermsOfService.Account | None
            class Address(Document):
                city: str | None
                country: str | None
                line1: str | None
                line2: str | None
                postal_code: str | None
                state: str | None
                town: str | None
            class DateOfBirth(Document):
                day: int
                month: int
                year: int
            class Documents(Document):
                class CompanyAuthorization(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class Passport(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                class PrimaryVerification(Document):
                    class FrontBack(Document):
                        front: str
                        back: str | None
                    front_back: V2CoreAccount.Identity.Individual.Documents.PrimaryVerification.FrontBack
                    type: Literal["front_back"]
                class SecondaryVerification(Document):
                    class FrontBack(Document):
                        front: str
                        back: str | None
                    front_back: V2CoreAccount.Identity.Individual.Documents.SecondaryVerification.FrontBack
                    type: Literal["front_back"]
                class Visa(Document):
                    files: Sequence[str]
                    type: Literal["files"]
                company_authorization: V2CoreAccount.Identity.Individual.Documents.CompanyAuthorization | None
                passport: V2CoreAccount.Identity.Individual.Documents.Passport | None
                primary_verification: V2CoreAccount.Identity.Individual.Documents.PrimaryVerification | None
                secondary_verification: V2CoreAccount.Identity.Individual.Documents.SecondaryVerification | None
                visa: V2CoreAccount.Identity.Individual.Documents.Visa | None
            class IdNumbers(Document):
                type: Literal["ae_eid", "ao_nif", "ar_cuil", "ar_dni", "at_stn", "az_tin", "bd_brc", "bd_etin", "bd_nid", "be_nrn", "bg_ucn", "bn_nric", "br_cpf", "ca_sin", "ch_oasi", "cl_rut", "cn_pp", "co_nuip", "cr_ci", "cr_cpf", "cr_dimex", "cr_nite", "cy_tic", "cz_rc", "de_stn", "dk_cpr", "do_cie", "do_rcn", "ec_ci", "ee_ik", "es_nif", "fi_hetu", "fr_nir", "gb_nino", "gr_afm", "gt_nit", "hk_id", "hr_oib", "hu_ad", "id_nik", "ie_ppsn", "is_kt", "it_cf", "jp_inc", "ke_pin", "kz_iin", "li_peid", "lt_ak", "lu_nif", "lv_pk", "mx_rfc", "my_nric", "mz_nuit", "ng_nin", "nl_bsn", "no_nin", "nz_ird", "pe_dni", "pk_cnic", "pk_snic", "pl_pesel", "pt_nif", "ro_cnp", "sa_tin", "se_pin", "sg_fin", "sg_nric", "sk_dic", "th_lc", "th_pin", "tr_tin", "us_itin", "us_itin_last_4", "us_ssn", "us_ssn_last_4", "uy_dni", "za_id"]
            class Relationship(Document):
                authorizer: bool | None
                director: bool | None
                executive: bool | None
                legal_guardian: bool | None
                owner: bool | None
                percent_ownership: str | None
                representative: bool | None
                title: str | None
            class ScriptAddresses(Document):
                class Kana(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                    town: str | None
                class Kanji(Document):
                    city: str | None
                    country: str | None
                    line1: str | None
                    line2: str | None
                    postal_code: str | None
                    state: str | None
                    town: str | None
                kana: V2CoreAccount.Identity.Individual.ScriptAddresses.Kana | None
                kanji: V2CoreAccount.Identity.Individual.ScriptAddresses.Kanji | None
            class ScriptNames(Document):
                class Kana(Document):
                    given_name: str | None
                    surname: str | None
                class Kanji(Document):
                    given_name: str | None
                    surname: str | None
                kana: V2CoreAccount.Identity.Individual.ScriptNames.Kana | None
                kanji: V2CoreAccount.Identity.Individual.ScriptNames.Kanji | None
            account: str
            created: str
            id: str
            object: str
            updated: str
            additional_addresses: Sequence[V2CoreAccount.Identity.Individual.AdditionalAddresses] | None
            additional_names: Sequence[V2CoreAccount.Identity.Individual.AdditionalNames] | None
            additional_terms_of_service: V2CoreAccount.Identity.Individual.AdditionalTermsOfService | None
            address: V2CoreAccount.Identity.Individual.Address | None
            date_of_birth: V2CoreAccount.Identity.Individual.DateOfBirth | None
            documents: V2CoreAccount.Identity.Individual.Documents | None
            email: str | None
            given_name: str | None
            id_numbers: Sequence[V2CoreAccount.Identity.Individual.IdNumbers] | None
            legal_gender: Literal["female", "male"] | None
            metadata: Mapping[str, str] | None
            nationalities: Sequence[str] | None
            phone: str | None
            political_exposure: Literal["existing", "none"] | None
            relationship: V2CoreAccount.Identity.Individual.Relationship | None
            script_addresses: V2CoreAccount.Identity.Individual.ScriptAddresses | None
            script_names: V2CoreAccount.Identity.Individual.ScriptNames | None
            surname: str | None
        attestations: V2CoreAccount.Identity.Attestations | None
        business_details: V2CoreAccount.Identity.BusinessDetails | None
        country: str | None
        entity_type: Literal["company", "government_entity", "individual", "non_profit"] | None
        individual: V2CoreAccount.Identity.Individual | None
    class Requirements(Document):
        class Alternatives(Document):
            class Options(Document):
                class Entries(Document):
                    class Errors(Document):
                        code: Literal["invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unresolvable_ip_address", "unresolvable_postal_code", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_selfie_document_missing_photo", "verification_selfie_face_mismatch", "verification_selfie_manipulated", "verification_selfie_unverified_other", "verification_supportability", "verification_token_stale"]
                        description: str
                    class Reference(Document):
                        type: Literal["inquiry", "payment_method", "person"]
                        inquiry: str | None
                        resource: str | None
                    awaiting_action_from: Literal["stripe", "user"]
                    description: str
                    errors: Sequence[V2CoreAccount.Requirements.Alternatives.Options.Entries.Errors]
                    reference: V2CoreAccount.Requirements.Alternatives.Options.Entries.Reference | None
                entries: Sequence[V2CoreAccount.Requirements.Alternatives.Options.Entries]
            class OriginalEntries(Document):
                class Reference(Document):
                    type: Literal["inquiry", "payment_method", "person"]
                    inquiry: str | None
                    resource: str | None
                description: str
                reference: V2CoreAccount.Requirements.Alternatives.OriginalEntries.Reference | None
            options: Sequence[V2CoreAccount.Requirements.Alternatives.Options]
            original_entries: Sequence[V2CoreAccount.Requirements.Alternatives.OriginalEntries]
        class Entries(Document):
            class Errors(Document):
                code: Literal["invalid_address_city_state_postal_code", "invalid_address_cmra_address", "invalid_address_highway_contract_box", "invalid_address_private_mailbox", "invalid_address_registered_agent_address", "invalid_business_profile_name", "invalid_business_profile_name_denylisted", "invalid_company_name_denylisted", "invalid_dob_age_over_maximum", "invalid_dob_age_under_18", "invalid_dob_age_under_minimum", "invalid_product_description_length", "invalid_product_description_url_match", "invalid_representative_country", "invalid_statement_descriptor_business_mismatch", "invalid_statement_descriptor_denylisted", "invalid_statement_descriptor_length", "invalid_statement_descriptor_prefix_denylisted", "invalid_statement_descriptor_prefix_mismatch", "invalid_street_address", "invalid_tax_id", "invalid_tax_id_format", "invalid_tos_acceptance", "invalid_url_denylisted", "invalid_url_format", "invalid_url_web_presence_detected", "invalid_url_website_business_information_mismatch", "invalid_url_website_empty", "invalid_url_website_inaccessible", "invalid_url_website_inaccessible_geoblocked", "invalid_url_website_inaccessible_password_protected", "invalid_url_website_incomplete", "invalid_url_website_incomplete_cancellation_policy", "invalid_url_website_incomplete_customer_service_details", "invalid_url_website_incomplete_legal_restrictions", "invalid_url_website_incomplete_refund_policy", "invalid_url_website_incomplete_return_policy", "invalid_url_website_incomplete_terms_and_conditions", "invalid_url_website_incomplete_under_construction", "invalid_url_website_other", "invalid_value_other", "unresolvable_ip_address", "unresolvable_postal_code", "verification_directors_mismatch", "verification_document_address_mismatch", "verification_document_address_missing", "verification_document_corrupt", "verification_document_country_not_supported", "verification_document_directors_mismatch", "verification_document_dob_mismatch", "verification_document_duplicate_type", "verification_document_expired", "verification_document_failed_copy", "verification_document_failed_greyscale", "verification_document_failed_other", "verification_document_failed_test_mode", "verification_document_fraudulent", "verification_document_id_number_mismatch", "verification_document_id_number_missing", "verification_document_incomplete", "verification_document_invalid", "verification_document_issue_or_expiry_date_missing", "verification_document_manipulated", "verification_document_missing_back", "verification_document_missing_front", "verification_document_name_mismatch", "verification_document_name_missing", "verification_document_nationality_mismatch", "verification_document_not_readable", "verification_document_not_signed", "verification_document_not_uploaded", "verification_document_photo_mismatch", "verification_document_too_large", "verification_document_type_not_supported", "verification_extraneous_directors", "verification_failed_address_match", "verification_failed_business_iec_number", "verification_failed_document_match", "verification_failed_id_number_match", "verification_failed_keyed_identity", "verification_failed_keyed_match", "verification_failed_name_match", "verification_failed_other", "verification_failed_representative_authority", "verification_failed_residential_address", "verification_failed_tax_id_match", "verification_failed_tax_id_not_issued", "verification_missing_directors", "verification_missing_executives", "verification_missing_owners", "verification_requires_additional_memorandum_of_associations", "verification_requires_additional_proof_of_registration", "verification_selfie_document_missing_photo", "verification_selfie_face_mismatch", "verification_selfie_manipulated", "verification_selfie_unverified_other", "verification_supportability", "verification_token_stale"]
                description: str
            class Impact(Document):
                class RestrictsCapabilities(Document):
                    class Deadline(Document):
                        status: Literal["currently_due", "eventually_due", "past_due"]
                    capability: Literal["ach_debit_payments", "acss_debit_payments", "affirm_payments", "afterpay_clearpay_payments", "alma_payments", "amazon_pay_payments", "au_becs_debit_payments", "automatic_indirect_tax", "bacs_debit_payments", "bancontact_payments", "bank_accounts.ach", "bank_accounts.fedwire", "bank_accounts.fps", "bank_accounts.local", "bank_accounts.rtp", "bank_accounts.sepa", "bank_accounts.swift", "bank_accounts.wire", "blik_payments", "blik_recurring_payments", "boleto_payments", "card_payments", "cards", "cartes_bancaires_payments", "cashapp_payments", "eps_payments", "fpx_payments", "gb_bank_transfer_payments", "grabpay_payments", "ideal_payments", "jcb_payments", "jp_bank_transfer_payments", "kakao_pay_payments", "klarna_payments", "konbini_payments", "kr_card_payments", "link_payments", "mobilepay_payments", "multibanco_payments", "mx_bank_transfer_payments", "naver_pay_payments", "oxxo_payments", "p24_payments", "pay_by_bank_payments", "payco_payments", "paynow_payments", "promptpay_payments", "revolut_pay_payments", "samsung_pay_payments", "satispay_payments", "sepa_bank_transfer_payments", "sepa_debit_payments", "stripe_balance.payouts", "stripe_balance.stripe_transfers", "swish_payments", "twint_payments", "us_bank_transfer_payments", "zip_payments"]
                    configuration: Literal["customer", "merchant", "recipient"]
                    deadline: V2CoreAccount.Requirements.Entries.Impact.RestrictsCapabilities.Deadline
                restricts_capabilities: Sequence[V2CoreAccount.Requirements.Entries.Impact.RestrictsCapabilities] | None
            class MinimumDeadline(Document):
                status: Literal["currently_due", "eventually_due", "past_due"]
            class RequestedReasons(Document):
                code: Literal["routine_onboarding", "routine_verification"]
            class Reference(Document):
                type: Literal["inquiry", "payment_method", "person"]
                inquiry: str | None
                resource: str | None
            awaiting_action_from: Literal["stripe", "user"]
            description: str
            errors: Sequence[V2CoreAccount.Requirements.Entries.Errors]
            impact: V2CoreAccount.Requirements.Entries.Impact
            minimum_deadline: V2CoreAccount.Requirements.Entries.MinimumDeadline
            requested_reasons: Sequence[V2CoreAccount.Requirements.Entries.RequestedReasons]
            reference: V2CoreAccount.Requirements.Entries.Reference | None
        class Summary(Document):
            class MinimumDeadline(Document):
                status: Literal["currently_due", "eventually_due", "past_due"]
                time: str | None
            minimum_deadline: V2CoreAccount.Requirements.Summary.MinimumDeadline | None
        alternatives: Sequence[V2CoreAccount.Requirements.Alternatives] | None
        entries: Sequence[V2CoreAccount.Requirements.Entries] | None
        summary: V2CoreAccount.Requirements.Summary | None
    applied_configurations: Sequence[Literal["customer", "merchant", "recipient"]]
    created: str
    id: str
    livemode: bool
    object: Literal["v2.core.account"]
    closed: bool | None
    configuration: V2CoreAccount.Configuration | None
    contact_email: str | None
    contact_phone: str | None
    dashboard: Literal["express", "full", "none"] | None
    defaults: V2CoreAccount.Defaults | None
    display_name: str | None
    future_requirements: V2CoreAccount.FutureRequirements | None
    identity: V2CoreAccount.Identity | None
    metadata: Mapping[str, str] | None
    requirements: V2CoreAccount.Requirements | None

class V2CoreAccountLink(Document):
    class UseCase(Document):
        class AccountOnboarding(Document):
            class CollectionOptions(Document):
                fields: Literal["currently_due", "eventually_due"] | None
                future_requirements: Literal["include", "omit"] | None
            refresh_url: str
            collection_options: V2CoreAccountLink.UseCase.AccountOnboarding.CollectionOptions | None
            return_url: str | None
        class AccountUpdate(Document):
            class CollectionOptions(Document):
                fields: Literal["currently_due", "eventually_due"] | None
                future_requirements: Literal["include", "omit"] | None
            refresh_url: str
            collection_options: V2CoreAccountLink.UseCase.AccountUpdate.CollectionOptions | None
            return_url: str | None
        type: Literal["account_onboarding", "account_update"]
        account_onboarding: V2CoreAccountLink.UseCase.AccountOnboarding | None
        account_update: V2CoreAccountLink.UseCase.AccountUpdate | None
    account: str
    created: str
    expires_at: str
    livemode: bool
    object: Literal["v2.core.account_link"]
    url: str
    use_case: V2CoreAccountLink.UseCase

class V2CoreAccountPerson(Document):
    class AdditionalAddresses(Document):
        purpose: Literal["registered"]
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
        town: str | None
    class AdditionalNames(Document):
        purpose: Literal["alias", "maiden"]
        full_name: str | None
        given_name: str | None
        surname: str | None
    class AdditionalTermsOfService(Document):
        class Account(Document):
            date: str | None
            ip: str | None
            user_agent: str | None
        account: V2CoreAccountPerson.AdditionalTermsOfService.Account | None
    class Address(Document):
        city: str | None
        country: str | None
        line1: str | None
        line2: str | None
        postal_code: str | None
        state: str | None
        town: str | None
    class DateOfBirth(Document):
        day: int
        month: int
        year: int
    class Documents(Document):
        class CompanyAuthorization(Document):
            files: Sequence[str]
            type: Literal["files"]
        class Passport(Document):
            files: Sequence[str]
            type: Literal["files"]
        class PrimaryVerification(Document):
            class FrontBack(Document):
                front: str
                back: str | None
            front_back: V2CoreAccountPerson.Documents.PrimaryVerification.FrontBack
            type: Literal["front_back"]
        class SecondaryVerification(Document):
            class FrontBack(Document):
                front: str
                back: str | None
            front_back: V2CoreAccountPerson.Documents.SecondaryVerification.FrontBack
            type: Literal["front_back"]
        class Visa(Document):
            files: Sequence[str]
            type: Literal["files"]
        company_authorization: V2CoreAccountPerson.Documents.CompanyAuthorization | None
        passport: V2CoreAccountPerson.Documents.Passport | None
        primary_verification: V2CoreAccountPerson.Documents.PrimaryVerification | None
        secondary_verification: V2CoreAccountPerson.Documents.SecondaryVerification | None
        visa: V2CoreAccountPerson.Documents.Visa | None
    class IdNumbers(Document):
        type: Literal["ae_eid", "ao_nif", "ar_cuil", "ar_dni", "at_stn", "az_tin", "bd_brc", "bd_etin", "bd_nid", "be_nrn", "bg_ucn", "bn_nric", "br_cpf", "ca_sin", "ch_oasi", "cl_rut", "cn_pp", "co_nuip", "cr_ci", "cr_cpf", "cr_dimex", "cr_nite", "cy_tic", "cz_rc", "de_stn", "dk_cpr", "do_cie", "do_rcn", "ec_ci", "ee_ik", "es_nif", "fi_hetu", "fr_nir", "gb_nino", "gr_afm", "gt_nit", "hk_id", "hr_oib", "hu_ad", "id_nik", "ie_ppsn", "is_kt", "it_cf", "jp_inc", "ke_pin", "kz_iin", "li_peid", "lt_ak", "lu_nif", "lv_pk", "mx_rfc", "my_nric", "mz_nuit", "ng_nin", "nl_bsn", "no_nin", "nz_ird", "pe_dni", "pk_cnic", "pk_snic", "pl_pesel", "pt_nif", "ro_cnp", "sa_tin", "se_pin", "sg_fin", "sg_nric", "sk_dic", "th_lc", "th_pin", "tr_tin", "us_itin", "us_itin_last_4", "us_ssn", "us_ssn_last_4", "uy_dni", "za_id"]
    class Relationship(Document):
        authorizer: bool | None
        director: bool | None
        executive: bool | None
        legal_guardian: bool | None
        owner: bool | None
        percent_ownership: str | None
        representative: bool | None
        title: str | None
    class ScriptAddresses(Document):
        class Kana(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
            town: str | None
        class Kanji(Document):
            city: str | None
            country: str | None
            line1: str | None
            line2: str | None
            postal_code: str | None
            state: str | None
            town: str | None
        kana: V2CoreAccountPerson.ScriptAddresses.Kana | None
        kanji: V2CoreAccountPerson.ScriptAddresses.Kanji | None
    class ScriptNames(Document):
        class Kana(Document):
            given_name: str | None
            surname: str | None
        class Kanji(Document):
            given_name: str | None
            surname: str | None
        kana: V2CoreAccountPerson.ScriptNames.Kana | None
        kanji: V2CoreAccountPerson.ScriptNames.Kanji | None
    account: str
    created: str
    id: str
    livemode: bool
    object: Literal["v2.core.account_person"]
    updated: str
    additional_addresses: Sequence[V2CoreAccountPerson.AdditionalAddresses] | None
    additional_names: Sequence[V2CoreAccountPerson.AdditionalNames] | None
    additional_terms_of_service: V2CoreAccountPerson.AdditionalTermsOfService | None
    address: V2CoreAccountPerson.Address | None
    date_of_birth: V2CoreAccountPerson.DateOfBirth | None
    documents: V2CoreAccountPerson.Documents | None
    email: str | None
    given_name: str | None
    id_numbers: Sequence[V2CoreAccountPerson.IdNumbers] | None
    legal_gender: Literal["female", "male"] | None
    metadata: Mapping[str, str] | None
    nationalities: Sequence[str] | None
    phone: str | None
    political_exposure: Literal["existing", "none"] | None
    relationship: V2CoreAccountPerson.Relationship | None
    script_addresses: V2CoreAccountPerson.ScriptAddresses | None
    script_names: V2CoreAccountPerson.ScriptNames | None
    surname: str | None

class V2CoreAccountPersonToken(Document):
    created: str
    expires_at: str
    id: str
    livemode: bool
    object: Literal["v2.core.account_person_token"]
    used: bool

class V2CoreAccountToken(Document):
    created: str
    expires_at: str
    id: str
    livemode: bool
    object: Literal["v2.core.account_token"]
    used: bool

class V2CoreEvent(Document):
    class Reason(Document):
        class Request(Document):
            id: str
            idempotency_key: str | None
        request: V2CoreEvent.Reason.Request | None
        type: Literal["request"]
    class RelatedObject(Document):
        id: str
        type: str
        url: str
    context: str | None
    created: str
    data: Any
    id: str
    livemode: bool
    object: Literal["v2.core.event"]
    reason: V2CoreEvent.Reason | None
    related_object: V2CoreEvent.RelatedObject | None
    type: str
    changes: Mapping[str, Any] | None
    snapshot_event: str | None

class V2CoreEventDestination(Document):
    class AmazonEventbridge(Document):
        aws_account_id: str
        aws_event_source_arn: str
        aws_event_source_status: Literal["active", "deleted", "pending", "unknown"]
    class StatusDetails(Document):
        class Disabled(Document):
            reason: Literal["no_aws_event_source_exists", "no_azure_partner_topic_exists", "user"]
        disabled: V2CoreEventDestination.StatusDetails.Disabled | None
    class WebhookEndpoint(Document):
        signing_secret: str | None
        url: str | None
    class AzureEventGrid(Document):
        azure_partner_topic_name: str
        azure_partner_topic_status: Literal["activated", "deleted", "never_activated", "unknown"]
        azure_region: str
        azure_resource_group_name: str
        azure_subscription_id: str
    amazon_eventbridge: V2CoreEventDestination.AmazonEventbridge | None
    created: str
    description: str
    enabled_events: Sequence[str]
    event_payload: Literal["snapshot", "thin"]
    events_from: Sequence[str] | None
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    name: str
    object: Literal["v2.core.event_destination"]
    snapshot_api_version: str | None
    status: Literal["disabled", "enabled"]
    status_details: V2CoreEventDestination.StatusDetails | None
    type: Literal["amazon_eventbridge", "azure_event_grid", "webhook_endpoint"]
    updated: str
    webhook_endpoint: V2CoreEventDestination.WebhookEndpoint | None
    azure_event_grid: V2CoreEventDestination.AzureEventGrid | None

class V2CoreVaultGbBankAccount(Document):
    archived: bool
    bank_account_type: Literal["checking", "savings"]
    bank_name: str
    created: str
    id: str
    last4: str
    livemode: bool
    object: Literal["v2.core.vault.gb_bank_account"]
    restricted: bool
    supported_currencies: Sequence[str]
    sort_code: str | None

class V2CoreVaultUsBankAccount(Document):
    class Verification(Document):
        class MicrodepositVerificationDetails(Document):
            expires: str
            microdeposit_type: Literal["amounts", "descriptor_code"]
            sent: str
        status: Literal["awaiting_verification", "unverified", "verification_failed", "verified"]
        microdeposit_verification_details: V2CoreVaultUsBankAccount.Verification.MicrodepositVerificationDetails | None
    archived: bool
    bank_account_type: Literal["checking", "savings"]
    bank_name: str
    created: str
    id: str
    last4: str
    livemode: bool
    object: Literal["v2.core.vault.us_bank_account"]
    restricted: bool
    supported_currencies: Sequence[str]
    verification: V2CoreVaultUsBankAccount.Verification
    fedwire_routing_number: str | None
    financial_connections_account: str | None
    routing_number: str | None

class V2MoneyManagementAdjustment(Document):
    class Amount(Document):
        currency: str
        value: int
    class AdjustedFlow(Document):
        type: Literal["adjustment", "inbound_transfer", "outbound_payment", "outbound_transfer", "received_credit", "received_debit"]
        adjustment: str | None
        inbound_transfer: str | None
        outbound_payment: str | None
        outbound_transfer: str | None
        received_credit: str | None
        received_debit: str | None
    amount: V2MoneyManagementAdjustment.Amount
    created: str
    financial_account: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.adjustment"]
    adjusted_flow: V2MoneyManagementAdjustment.AdjustedFlow | None
    description: str | None

class V2MoneyManagementFinancialAccount(Document):
    class Balance(Document):
        available: Mapping[str, Any]
        inbound_pending: Mapping[str, Any]
        outbound_pending: Mapping[str, Any]
    class Other(Document):
        type: str
    class Storage(Document):
        class DepositInsuranceEligibility(Document):
            bank_name: Literal["fifth_third"]
            currencies: Sequence[str]
            type: Literal["fdic", "fdic_passthrough"]
        holds_currencies: Sequence[str]
        deposit_insurance_eligibility: Sequence[V2MoneyManagementFinancialAccount.Storage.DepositInsuranceEligibility] | None
    balance: V2MoneyManagementFinancialAccount.Balance
    country: str
    created: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.financial_account"]
    status: Literal["closed", "open", "pending"]
    type: Literal["other", "storage"]
    display_name: str | None
    metadata: Mapping[str, str] | None
    other: V2MoneyManagementFinancialAccount.Other | None
    storage: V2MoneyManagementFinancialAccount.Storage | None

class V2MoneyManagementFinancialAddress(Document):
    class BankAccount(Document):
        class Aba(Document):
            class Address(Document):
                city: str
                country: str
                line1: str
                line2: str
                postal_code: str
                state: str
                town: str
            account_number: str
            routing_number: str
            account_holder_name: str | None
            address: V2MoneyManagementFinancialAddress.BankAccount.Aba.Address | None
            bank_name: str | None
        class Iban(Document):
            account_holder_name: str
            bank_name: str
            iban: str
        class SortCode(Document):
            account_holder_name: str
            account_number: str
            sort_code: str
        currency: str
        type: Literal["aba", "iban", "sort_code"]
        aba: V2MoneyManagementFinancialAddress.BankAccount.Aba | None
        country: str | None
        iban: V2MoneyManagementFinancialAddress.BankAccount.Iban | None
        sort_code: V2MoneyManagementFinancialAddress.BankAccount.SortCode | None
    created: str
    financial_account: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.financial_address"]
    settlement_currency: str
    status: Literal["active", "archived", "failed", "pending"]
    type: Literal["bank_account"]
    bank_account: V2MoneyManagementFinancialAddress.BankAccount | None

class V2MoneyManagementFinancialAddressCreditSimulation(Document):
    livemode: bool
    object: Literal["v2.money_management.financial_address_credit_simulation"]
    status: str

class V2MoneyManagementInboundTransfer(Document):
    class Amount(Document):
        currency: str
        value: int
    class To(Document):
        class Credited(Document):
            currency: str
            value: int
        credited: V2MoneyManagementInboundTransfer.To.Credited
        financial_account: str
    class TransferHistory(Document):
        class BankDebitFailed(Document):
            failure_reason: Literal["bank_account_closed", "bank_account_not_found", "bank_debit_could_not_be_processed", "bank_debit_not_authorized", "insufficient_funds"]
        class BankDebitProcessing(Document): ...
        class BankDebitQueued(Document): ...
        class BankDebitReturned(Document):
            return_reason: Literal["bank_account_closed", "bank_account_not_found", "bank_debit_could_not_be_processed", "bank_debit_not_authorized", "insufficient_funds"]
        class BankDebitSucceeded(Document): ...
        created: str
        effective_at: str
        id: str
        type: Literal["bank_debit_failed", "bank_debit_processing", "bank_debit_queued", "bank_debit_returned", "bank_debit_succeeded"]
        bank_debit_failed: V2MoneyManagementInboundTransfer.TransferHistory.BankDebitFailed | None
        bank_debit_processing: V2MoneyManagementInboundTransfer.TransferHistory.BankDebitProcessing | None
        bank_debit_queued: V2MoneyManagementInboundTransfer.TransferHistory.BankDebitQueued | None
        bank_debit_returned: V2MoneyManagementInboundTransfer.TransferHistory.BankDebitReturned | None
        bank_debit_succeeded: V2MoneyManagementInboundTransfer.TransferHistory.BankDebitSucceeded | None
    amount: V2MoneyManagementInboundTransfer.Amount
    created: str
    description: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.inbound_transfer"]
    to: V2MoneyManagementInboundTransfer.To
    transfer_history: Sequence[V2MoneyManagementInboundTransfer.TransferHistory]

class V2MoneyManagementOutboundPayment(Document):
    class Amount(Document):
        currency: str
        value: int
    class RecipientNotification(Document):
        setting: Literal["configured", "none"]
    class To(Document):
        class Credited(Document):
            currency: str
            value: int
        class PayoutMethodOptions(Document):
            class BankAccount(Document):
                class PreferredNetworkOptions(Document):
                    class Ach(Document):
                        submission: Literal["next_day", "same_day"] | None
                        transaction_purpose: Literal["payroll"] | None
                    ach: V2MoneyManagementOutboundPayment.To.PayoutMethodOptions.BankAccount.PreferredNetworkOptions.Ach | None
                preferred_network_options: V2MoneyManagementOutboundPayment.To.PayoutMethodOptions.BankAccount.PreferredNetworkOptions | None
                preferred_networks: Sequence[Literal["ach", "fedwire", "fps", "rtp", "sepa", "swift"]] | None
            bank_account: V2MoneyManagementOutboundPayment.To.PayoutMethodOptions.BankAccount | None
        credited: V2MoneyManagementOutboundPayment.To.Credited
        recipient: str
        payout_method: str | None
        payout_method_options: V2MoneyManagementOutboundPayment.To.PayoutMethodOptions | None
    class StatusDetails(Document):
        class Failed(Document):
            reason: Literal["fx_rate_drift_exceeded_after_review", "payout_method_amount_limit_exceeded", "payout_method_declined", "payout_method_does_not_exist", "payout_method_expired", "payout_method_unsupported", "payout_method_usage_frequency_limit_exceeded", "review_rejected", "unknown_failure"]
        class Processing(Document):
            reason: Literal["under_review"]
        class Returned(Document):
            reason: Literal["payout_method_canceled_by_customer", "payout_method_closed", "payout_method_currency_unsupported", "payout_method_does_not_exist", "payout_method_holder_address_incorrect", "payout_method_holder_details_incorrect", "payout_method_holder_name_incorrect", "payout_method_invalid_account_number", "payout_method_restricted", "recalled", "unknown_failure"]
        failed: V2MoneyManagementOutboundPayment.StatusDetails.Failed | None
        processing: V2MoneyManagementOutboundPayment.StatusDetails.Processing | None
        returned: V2MoneyManagementOutboundPayment.StatusDetails.Returned | None
    class StatusTransitions(Document):
        canceled_at: str | None
        failed_at: str | None
        posted_at: str | None
        returned_at: str | None
    class TrackingDetails(Document):
        class BankAccount(Document):
            trace_id: str | None
        class Card(Document):
            retrieval_reference: str | None
        status: Literal["pending", "supported", "unsupported"]
        type: Literal["bank_account", "card"]
        bank_account: V2MoneyManagementOutboundPayment.TrackingDetails.BankAccount | None
        card: V2MoneyManagementOutboundPayment.TrackingDetails.Card | None
    amount: V2MoneyManagementOutboundPayment.Amount
    cancelable: bool
    created: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.outbound_payment"]
    recipient_notification: V2MoneyManagementOutboundPayment.RecipientNotification
    statement_descriptor: str
    status: Literal["canceled", "failed", "posted", "processing", "returned"]
    to: V2MoneyManagementOutboundPayment.To
    description: str | None
    expected_arrival_date: str | None
    metadata: Mapping[str, str] | None
    payout_intent: str | None
    recipient_verification: str | None
    status_details: V2MoneyManagementOutboundPayment.StatusDetails | None
    status_transitions: V2MoneyManagementOutboundPayment.StatusTransitions | None
    tracking_details: V2MoneyManagementOutboundPayment.TrackingDetails | None

class V2MoneyManagementOutboundSetupIntent(Document):
    created: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.outbound_setup_intent"]
    status: Literal["canceled", "requires_action", "requires_payout_method", "succeeded"]
    usage_intent: Literal["payment", "transfer"]
    payout_method: V2MoneyManagementPayoutMethod | None

class V2MoneyManagementPayoutIntent(Document):
    class Amount(Document):
        currency: str
        value: int
    class To(Document):
        class Credited(Document):
            currency: str
            value: int
        class PayoutMethodOptions(Document):
            class BankAccount(Document):
                class PreferredNetworkOptions(Document):
                    class Ach(Document):
                        submission: Literal["next_day", "same_day"] | None
                        transaction_purpose: Literal["payroll"] | None
                    ach: V2MoneyManagementPayoutIntent.To.PayoutMethodOptions.BankAccount.PreferredNetworkOptions.Ach | None
                preferred_network_options: V2MoneyManagementPayoutIntent.To.PayoutMethodOptions.BankAccount.PreferredNetworkOptions | None
                preferred_networks: Sequence[Literal["ach", "fedwire", "fps", "rtp", "sepa", "swift"]] | None
            bank_account: V2MoneyManagementPayoutIntent.To.PayoutMethodOptions.BankAccount | None
        credited: V2MoneyManagementPayoutIntent.To.Credited | None
        currency: str | None
        payout_method: str | None
        payout_method_options: V2MoneyManagementPayoutIntent.To.PayoutMethodOptions | None
        recipient: str | None
    class EstimatedFees(Document):
        class Amount(Document):
            currency: str
            value: int
        class NetworkFeeDetails(Document):
            class NetworkOptions(Document):
                class Ach(Document):
                    submission: Literal["next_day", "same_day"] | None
                ach: V2MoneyManagementPayoutIntent.EstimatedFees.NetworkFeeDetails.NetworkOptions.Ach | None
            network: Literal["ach", "fedwire", "fps", "local", "rtp", "sepa", "swift"]
            network_options: V2MoneyManagementPayoutIntent.EstimatedFees.NetworkFeeDetails.NetworkOptions
        class TaxAmount(Document):
            currency: str
            value_decimal: str
        amount: V2MoneyManagementPayoutIntent.EstimatedFees.Amount
        type: Literal["cross_border_fee", "foreign_exchange_fee", "instant_card_payout_fee", "network_fee", "next_day_payout_fee", "real_time_payout_fee", "standard_payout_fee", "wire_payout_fee"]
        network_fee_details: V2MoneyManagementPayoutIntent.EstimatedFees.NetworkFeeDetails | None
        tax_amount: V2MoneyManagementPayoutIntent.EstimatedFees.TaxAmount | None
    class FxQuote(Document):
        lock_duration: Literal["five_minutes", "none"]
        lock_status: Literal["active", "expired", "none"]
        rates: Mapping[str, Any]
        to_currency: str
        lock_expires_at: str | None
    class LatestPayout(Document):
        type: Literal["outbound_payment", "outbound_transfer"]
        outbound_payment: str | None
        outbound_transfer: str | None
    class NextAction(Document):
        class Confirm(Document):
            reason: Literal["automatically_required", "manually_requested"]
            fields_to_review: Sequence[Literal["estimated_fees", "fx_quote", "recipient_verification"]] | None
        class HandleFailure(Document):
            failure_reason: Literal["account_not_configured_as_recipient", "fx_rate_drift_exceeded_after_review", "insufficient_funds", "payout_method_account_type_incorrect", "payout_method_amount_limit_exceeded", "payout_method_canceled_by_customer", "payout_method_closed", "payout_method_currency_unsupported", "payout_method_declined", "payout_method_does_not_exist", "payout_method_expired", "payout_method_holder_address_incorrect", "payout_method_holder_details_incorrect", "payout_method_holder_name_incorrect", "payout_method_invalid", "payout_method_invalid_account_number", "payout_method_restricted", "payout_method_unsupported", "payout_method_usage_frequency_limit_exceeded", "recalled", "recipient_capability_not_active", "review_rejected", "unknown_failure"]
        type: Literal["confirm", "handle_failure"]
        confirm: V2MoneyManagementPayoutIntent.NextAction.Confirm | None
        handle_failure: V2MoneyManagementPayoutIntent.NextAction.HandleFailure | None
    class RecipientNotification(Document):
        setting: Literal["configured", "none"]
    class RecipientVerification(Document):
        class MatchResultDetails(Document):
            message: str
            provided_name: str
            matched_business_type: Literal["business", "personal"] | None
            matched_name: str | None
            provided_business_type: Literal["business", "personal"] | None
        match_result: Literal["close_match", "match", "no_match", "unavailable"]
        match_result_details: V2MoneyManagementPayoutIntent.RecipientVerification.MatchResultDetails
    class ScheduleOptions(Document):
        execute_on: str | None
    class StatusTransitions(Document):
        canceled_at: str | None
        posted_at: str | None
        processing_at: str | None
        requires_action_at: str | None
    amount: V2MoneyManagementPayoutIntent.Amount
    confirmation_method: Literal["automatic", "manual"]
    created: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.payout_intent"]
    status: Literal["canceled", "pending", "posted", "processing", "requires_action"]
    to: V2MoneyManagementPayoutIntent.To
    description: str | None
    estimated_fees: Sequence[V2MoneyManagementPayoutIntent.EstimatedFees] | None
    fx_quote: V2MoneyManagementPayoutIntent.FxQuote | None
    latest_payout: V2MoneyManagementPayoutIntent.LatestPayout | None
    metadata: Mapping[str, str] | None
    next_action: V2MoneyManagementPayoutIntent.NextAction | None
    recipient_notification: V2MoneyManagementPayoutIntent.RecipientNotification | None
    recipient_verification: V2MoneyManagementPayoutIntent.RecipientVerification | None
    schedule_options: V2MoneyManagementPayoutIntent.ScheduleOptions | None
    statement_descriptor: str | None
    status_transitions: V2MoneyManagementPayoutIntent.StatusTransitions | None

class V2MoneyManagementPayoutMethod(Document):
    class UsageStatus(Document):
        payments: Literal["disabled", "eligible", "ineligible", "invalid", "requires_action"]
        transfers: Literal["disabled", "eligible", "ineligible", "invalid", "requires_action"]
    class BankAccount(Document):
        bank_account_type: Literal["checking", "futsu", "savings", "toza"]
        bank_name: str
        country: str
        last4: str
        supported_currencies: Sequence[str]
        branch_number: str | None
        financial_connections_account: str | None
        routing_number: str | None
        swift_code: str | None
    class Card(Document):
        exp_month: str
        exp_year: str
        fingerprint: str
        last4: str
        supported_currencies: Sequence[str]
    archived: bool
    created: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.payout_method"]
    restricted: bool
    type: Literal["bank_account", "card"]
    usage_status: V2MoneyManagementPayoutMethod.UsageStatus
    bank_account: V2MoneyManagementPayoutMethod.BankAccount | None
    card: V2MoneyManagementPayoutMethod.Card | None
    latest_outbound_setup_intent: str | None

class V2MoneyManagementPayoutMethodsBankAccountSpec(Document):
    countries: Mapping[str, Any]
    livemode: bool
    object: Literal["v2.money_management.payout_methods_bank_account_spec"]

class V2MoneyManagementReceivedCredit(Document):
    class Amount(Document):
        currency: str
        value: int
    class AmountReceived(Document):
        currency: str
        value: int
    class BalanceTransfer(Document):
        type: Literal["outbound_payment", "outbound_transfer", "payout", "transfer"]
        from_account: str | None
        outbound_payment: str | None
        outbound_transfer: str | None
        payout: str | None
        transfer: str | None
    class BankTransfer(Document):
        class OriginatingBankAccount(Document):
            class Aba(Document):
                account_holder_name: str | None
                bank_name: str | None
                last4: str | None
                routing_number: str | None
            class Iban(Document):
                account_holder_name: str | None
                bank_name: str | None
                bic: str | None
                country: str | None
                iban: str | None
            class SortCode(Document):
                account_holder_name: str | None
                bank_name: str | None
                last4: str | None
                sort_code: str | None
            type: Literal["aba", "iban", "sort_code"]
            aba: V2MoneyManagementReceivedCredit.BankTransfer.OriginatingBankAccount.Aba | None
            iban: V2MoneyManagementReceivedCredit.BankTransfer.OriginatingBankAccount.Iban | None
            sort_code: V2MoneyManagementReceivedCredit.BankTransfer.OriginatingBankAccount.SortCode | None
        financial_address: str
        network: Literal["ach", "chaps", "fedwire", "fps", "rtp", "sepa", "sepa_instant"]
        originating_bank_account: V2MoneyManagementReceivedCredit.BankTransfer.OriginatingBankAccount
        statement_descriptor: str | None
    class StatusDetails(Document):
        class Failed(Document):
            reason: Literal["capability_inactive", "currency_unsupported_on_financial_address", "financial_address_inactive", "stripe_rejected"]
        class Returned(Document):
            reason: Literal["originator_initiated_reversal"]
        failed: V2MoneyManagementReceivedCredit.StatusDetails.Failed | None
        returned: V2MoneyManagementReceivedCredit.StatusDetails.Returned | None
    class StatusTransitions(Document):
        failed_at: str | None
        returned_at: str | None
        succeeded_at: str | None
    amount: V2MoneyManagementReceivedCredit.Amount
    amount_received: V2MoneyManagementReceivedCredit.AmountReceived
    created: str
    financial_account: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.received_credit"]
    status: Literal["failed", "pending", "returned", "succeeded"]
    type: Literal["balance_transfer", "bank_transfer"]
    balance_transfer: V2MoneyManagementReceivedCredit.BalanceTransfer | None
    bank_transfer: V2MoneyManagementReceivedCredit.BankTransfer | None
    description: str | None
    status_details: V2MoneyManagementReceivedCredit.StatusDetails | None
    status_transitions: V2MoneyManagementReceivedCredit.StatusTransitions | None

class V2MoneyManagementRecipientVerification(Document):
    class MatchResultDetails(Document):
        message: str
        provided_name: str
        matched_business_type: Literal["business", "personal"] | None
        matched_name: str | None
        provided_business_type: Literal["business", "personal"] | None
    class ConsumedBy(Document):
        type: Literal["outbound_payment"]
        outbound_payment: str | None
    class StatusTransitions(Document):
        acknowledged_at: str | None
        consumed_at: str | None
    created: str
    id: str
    livemode: bool
    match_result: Literal["close_match", "match", "no_match", "unavailable"]
    match_result_details: V2MoneyManagementRecipientVerification.MatchResultDetails
    object: Literal["v2.money_management.recipient_verification"]
    payout_method: str
    status: Literal["acknowledged", "awaiting_acknowledgement", "consumed", "expired", "verified"]
    verification_type: Literal["confirmation_of_payee", "verification_of_payee"]
    consumed_by: V2MoneyManagementRecipientVerification.ConsumedBy | None
    expires_at: str | None
    recipient: str | None
    status_transitions: V2MoneyManagementRecipientVerification.StatusTransitions | None

class V2MoneyManagementTransaction(Document):
    class Amount(Document):
        currency: str
        value: int
    class BalanceImpact(Document):
        class Available(Document):
            currency: str
            value: int
        class InboundPending(Document):
            currency: str
            value: int
        class OutboundPending(Document):
            currency: str
            value: int
        available: V2MoneyManagementTransaction.BalanceImpact.Available
        inbound_pending: V2MoneyManagementTransaction.BalanceImpact.InboundPending
        outbound_pending: V2MoneyManagementTransaction.BalanceImpact.OutboundPending
    class RegulatoryReceipt(Document):
        status: Literal["available", "not_applicable", "pending", "url_expired"]
        url: str | None
        url_expires_at: str | None
    class StatusTransitions(Document):
        posted_at: str | None
        void_at: str | None
    class Counterparty(Document):
        name: str | None
    class Flow(Document):
        type: Literal["adjustment", "currency_conversion", "fee_batch", "inbound_transfer", "outbound_payment", "outbound_transfer", "received_credit", "received_debit"]
        adjustment: str | None
        currency_conversion: str | None
        fee_batch: str | None
        inbound_transfer: str | None
        outbound_payment: str | None
        outbound_transfer: str | None
        received_credit: str | None
        received_debit: str | None
    amount: V2MoneyManagementTransaction.Amount
    balance_impact: V2MoneyManagementTransaction.BalanceImpact
    category: Literal["adjustment", "currency_conversion", "inbound_transfer", "inbound_transfer_reversal", "outbound_payment", "outbound_payment_reversal", "outbound_transfer", "outbound_transfer_reversal", "received_credit", "received_credit_reversal", "received_debit", "received_debit_reversal", "stripe_fee", "stripe_fee_tax"]
    created: str
    financial_account: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.transaction"]
    regulatory_receipt: V2MoneyManagementTransaction.RegulatoryReceipt
    status: Literal["pending", "posted", "void"]
    status_transitions: V2MoneyManagementTransaction.StatusTransitions
    counterparty: V2MoneyManagementTransaction.Counterparty | None
    description: str | None
    flow: V2MoneyManagementTransaction.Flow | None
    metadata: Mapping[str, str] | None

class V2MoneyManagementTransactionEntry(Document):
    class BalanceImpact(Document):
        class Available(Document):
            currency: str
            value: int
        class InboundPending(Document):
            currency: str
            value: int
        class OutboundPending(Document):
            currency: str
            value: int
        available: V2MoneyManagementTransactionEntry.BalanceImpact.Available
        inbound_pending: V2MoneyManagementTransactionEntry.BalanceImpact.InboundPending
        outbound_pending: V2MoneyManagementTransactionEntry.BalanceImpact.OutboundPending
    class TransactionDetails(Document):
        class Flow(Document):
            type: Literal["adjustment", "currency_conversion", "fee_batch", "inbound_transfer", "outbound_payment", "outbound_transfer", "received_credit", "received_debit"]
            adjustment: str | None
            currency_conversion: str | None
            fee_batch: str | None
            inbound_transfer: str | None
            outbound_payment: str | None
            outbound_transfer: str | None
            received_credit: str | None
            received_debit: str | None
        category: Literal["adjustment", "currency_conversion", "inbound_transfer", "inbound_transfer_reversal", "outbound_payment", "outbound_payment_reversal", "outbound_transfer", "outbound_transfer_reversal", "received_credit", "received_credit_reversal", "received_debit", "received_debit_reversal", "stripe_fee", "stripe_fee_tax"]
        financial_account: str
        flow: V2MoneyManagementTransactionEntry.TransactionDetails.Flow | None
    balance_impact: V2MoneyManagementTransactionEntry.BalanceImpact
    created: str
    effective_at: str
    id: str
    livemode: bool
    object: Literal["v2.money_management.transaction_entry"]
    transaction: str
    transaction_details: V2MoneyManagementTransactionEntry.TransactionDetails

class WebhookEndpoint(Document):
    api_version: str | None
    application: str | None
    created: int
    description: str | None
    enabled_events: Sequence[str]
    id: str
    livemode: bool
    metadata: Mapping[str, str]
    object: Literal["webhook_endpoint"]
    status: str
    url: str
    secret: str | None

_Subscription = Subscription
