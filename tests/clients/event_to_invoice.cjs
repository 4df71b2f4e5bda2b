// From event to invoice with an official Node SDK. Arguments: folder of the SDK, port of the server, key, `make` and a name, or
// `read` and the JSON of what others made. Prints JSON.
const [folder, port, key, what, told] = process.argv.slice(2);
const Stripe = require(folder);
const assert = require('assert');

const NEW_YEAR = 1735689600; // 2025-01-01 00:00 UTC
const FEBRUARY = 1738368000;
const stripe = new Stripe(key, {host: '127.0.0.1', port: Number(port), protocol: 'http'});

async function advance(clock, at) {
  await stripe.testHelpers.testClocks.advance(clock.id, {frozen_time: at});
  while ((await stripe.testHelpers.testClocks.retrieve(clock.id)).status !== 'ready') await new Promise((done) => setTimeout(done, 50));
}

// A month of usage that is billed and paid: the ids of what was made.
async function make(name) {
  const meter = await stripe.billing.meters.create({
    display_name: name, event_name: name, default_aggregation: {formula: 'sum'},
  });
  const price = await stripe.prices.create({
    currency: 'usd', product_data: {name: 'Calls'}, unit_amount_decimal: '0.35',
    recurring: {interval: 'month', usage_type: 'metered', meter: meter.id},
  });
  const clock = await stripe.testHelpers.testClocks.create({frozen_time: NEW_YEAR});
  const customer = await stripe.customers.create({
    name, test_clock: clock.id, payment_method: 'pm_card_visa', invoice_settings: {default_payment_method: 'pm_card_visa'},
  });
  const subscription = await stripe.subscriptions.create({customer: customer.id, items: [{price: price.id}]});

  const event = (value) => ({event_name: name, payload: {stripe_customer_id: customer.id, value}});
  await stripe.billing.meterEvents.create(event('1200'));
  await stripe.v2.billing.meterEvents.create(event('300'));
  await advance(clock, FEBRUARY);
  await stripe.billing.meterEvents.create({...event('7'), timestamp: FEBRUARY - 1});
  await advance(clock, FEBRUARY + 7200);
  const invoice = (await stripe.invoices.list({subscription: subscription.id, limit: 1})).data[0];
  return {meter: meter.id, price: price.id, customer: customer.id, subscription: subscription.id, invoice: invoice.id};
}

// What the SDK finds of a month that was made, in the shape of its version.
async function read(made) {
  const invoice = await stripe.invoices.retrieve(made.invoice);
  const line = invoice.lines.data[0];
  const span = {customer: made.customer, start_time: NEW_YEAR, end_time: FEBRUARY};
  const summary = (await stripe.billing.meters.listEventSummaries(made.meter, span)).data[0];
  const [subscription, price] = invoice.parent
    ? [invoice.parent.subscription_details.subscription, line.pricing.price_details.price]
    : [invoice.subscription, line.price.id];
  assert.deepStrictEqual([price, invoice.customer, subscription], [made.price, made.customer, made.subscription]);
  const {status} = await stripe.subscriptions.retrieve(made.subscription);
  return [invoice.status, invoice.amount_paid, line.quantity, summary.aggregated_value, status];
}

(async () => {
  const answer = what === 'make' ? await make(told) : await Promise.all(JSON.parse(told).map(read));
  console.log(JSON.stringify(answer));
})();
