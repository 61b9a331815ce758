import { Ajv, type ValidateFunction } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Payments } from '../../../backoffice/providers/payments/payments.ts';
import { createStripePayments } from '../../../backoffice/providers/payments/stripe-payments.ts';
import { createStripeTransfers } from '../../../backoffice/providers/transfers/stripe-transfers.ts';
import { type Exchange, recordExchanges } from '../exchanges.ts';
import { hasSpecs, readSpec } from '../specs.ts';
import type { Control } from './control.ts';
import { createStripe } from './index.ts';
import { openStripe } from './testing.ts';

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI description, as deep as it likes
type Json = any;

/** The descriptions are older than the client: these parts of a request they do not know yet. */
const NEWER_REQUESTS: Record<string, string[]> = { 'POST /v1/accounts': ['controller'] };

/** And these of an answer they describe otherwise than Stripe gives them today. */
const NEWER_ANSWERS = [
  // No type when a controller is given: the description knows standard, express and custom only.
  { path: '/v1/accounts', field: '/type' },
];

const now = () => new Date();
const settings = { secretKey: 'sk_test_stand_in', webhookSecret: 'whsec_a', connectWebhookSecret: 'whsec_b' };
const order = {
  orderId: 'o1',
  orderNumber: 'S-100042',
  email: 'ada@example.com',
  currency: 'EUR',
  lines: [{ title: 'Coffee beans', quantity: 2, amountCents: 5_000 }],
  expiresAt: new Date(now().getTime() + 30 * 60_000),
  successUrl: 'https://shop.test/done?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'https://shop.test/cart',
  idempotencyKey: 'k1',
};

const name = `against Stripe’s API description${hasSpecs ? '' : ' (not applicable: it is not on this machine)'}`;

describe.runIf(hasSpecs)(name, () => {
  let subset: Description;
  let whole: Description;

  beforeAll(() => {
    subset = describeApi('stripe-openapi-subset.json');
    whole = describeApi('stripe-openapi-apisguru.json');
  }, 120_000);

  it('everything the adapters ask is allowed, and everything the stand-in answers them has its shape', async () => {
    const exchanges = await everyCallOfTheAdapters();
    expect(new Set(exchanges.map(one => `${one.method} ${templateOf(one, whole)}`))).toEqual(
      new Set([
        'POST /v1/checkout/sessions',
        'GET /v1/checkout/sessions/{session}',
        'POST /v1/checkout/sessions/{session}/expire',
        'GET /v1/payment_intents/{intent}',
        'GET /v1/refunds',
        'POST /v1/refunds',
        'POST /v1/accounts',
        'GET /v1/accounts/{account}',
        'POST /v1/account_links',
        'GET /v1/balance',
        'POST /v1/transfers',
        'GET /v1/transfers',
        'POST /v1/transfers/{id}/reversals',
        'GET /v1/transfers/{id}/reversals',
        'GET /v1/transfers/{transfer}',
        'POST /v1/files',
        'GET /v1/disputes/{dispute}',
        'POST /v1/disputes/{dispute}',
        'POST /v1/disputes/{dispute}/close',
      ]),
    );
    const problems = exchanges.flatMap(exchange => {
      // The smaller description cuts expanded objects down to their ids; what it lacks or cuts is in the whole one.
      const isExpanded = exchange.path.includes('expand');
      const description = templateOf(exchange, subset) && !isExpanded ? subset : whole;
      return [...requestProblems(exchange, description), ...answerProblems(exchange, description)];
    });
    expect(problems).toEqual([]);
  });

  it('what only the rest of the system sees has its shape too', async () => {
    const { stripe, control } = await openStripe();
    const { id } = await createStripePayments({ ...settings, apiUrl: stripeUrl(stripe) }).openCheckout(order);
    control.pay(id);
    control.ensureAccount('acct_roastery');
    const dispute = control.dispute(control.events('charge.succeeded').map(one => idIn(one.data.object))[0]!);
    control.closeDispute(dispute.id, 'won');
    control.addFunds(9_000);
    await stripe.transfers.create({ amount: 900, currency: 'eur', destination: 'acct_roastery' });
    const payout = control.payOutToBank('acct_roastery');
    const shapes: [string, object[]][] = [
      ['charge', (await stripe.charges.list()).data],
      ['dispute', (await stripe.disputes.list()).data],
      ['balance_transaction', (await stripe.balanceTransactions.list()).data],
      ['event', (await stripe.events.list({ limit: 100 })).data],
      ['payout', [payout]],
    ];
    for (const [name, things] of shapes) {
      expect(things.length).toBeGreaterThan(0);
      const isValid = subset.answer({ $ref: `api#/components/schemas/${name}` });
      for (const thing of things) expect(isValid(thing) ? [] : isValid.errors, name).toEqual([]);
    }
  });
});

async function everyCallOfTheAdapters(): Promise<Exchange[]> {
  let url = '';
  const { router, control, stop } = createStripe({ publicUrl: () => url });
  const exchanges = await recordExchanges({ '/': router }, async at => {
    url = at;
    const payments = createStripePayments({ ...settings, apiUrl: at });
    const transfers = createStripeTransfers({ ...settings, apiUrl: at });
    const { id } = await payments.openCheckout(order);
    control.pay(id);
    const { paymentIntentId } = await payments.readCheckout(id);
    await payments.readCharge(paymentIntentId!);
    const refund = { paymentIntentId: paymentIntentId!, amountCents: 1_000, refundId: 'r1', attempt: 1, orderId: 'o1' };
    await payments.refund(refund);
    await payments.refund(refund);
    await payments.refund({ ...refund, refundId: 'r2', amountCents: 9_999 }).catch(() => {});
    await payments.expireCheckout((await payments.openCheckout({ ...order, idempotencyKey: 'k2' })).id);
    const house = { wholesalerId: 'w1', email: 'w@example.com', country: 'DE', businessName: 'Alba Roastery' };
    const { id: accountId } = await transfers.openAccount(house);
    await transfers.onboardingUrl({ accountId, refreshUrl: 'https://shop.test/a', returnUrl: 'https://shop.test/b' });
    control.onboard(accountId);
    await transfers.readAccount(accountId);
    await transfers.availableBalance();
    const payout = { payoutId: 'p1', payoutNumber: 'P-1', attempt: 1, amountCents: 99_999, currency: 'EUR', accountId };
    await transfers.send(payout).catch(() => {});
    const { id: transferId } = await transfers.send({ ...payout, attempt: 2, amountCents: 1_000 });
    await transfers.findByPayout('p1');
    await transfers.reverse({ transferId, amountCents: 400, reversalId: 'v1', attempt: 1 });
    await transfers.readTransfer(transferId);
    await answerDisputes(payments, control);
  });
  stop();
  return exchanges.filter(one => one.path.startsWith('/v1'));
}

async function answerDisputes(payments: Payments, control: Control): Promise<void> {
  const disputed = async (idempotencyKey: string) => {
    const { id } = await payments.openCheckout({ ...order, idempotencyKey });
    control.pay(id);
    return control.dispute((await payments.readCheckout(id)).paymentIntentId!).id;
  };
  const file = { fileId: 'f1', name: 'invoice.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') };
  const receipt = await payments.uploadEvidence(file);
  const evidence = { texts: { customer_name: 'Ada', uncategorized_text: 'She has it.' }, files: { receipt } };
  const id = await disputed('k3');
  await payments.readDispute(id);
  await payments.submitEvidence(id, evidence, '1');
  await payments.acceptDispute(await disputed('k4'));
}

interface Description {
  paths: Json;
  request(schema: Json): ValidateFunction;
  answer(schema: Json): ValidateFunction;
}

function describeApi(file: string): Description {
  const { paths, components } = allowNull(JSON.parse(readSpec(file)));
  const validator = (options: object) =>
    new Ajv({ strict: false, validateFormats: false, ...options }).addSchema({ $id: 'api', paths, components });
  // Forms carry numbers and booleans as text.
  const [asked, answered] = [validator({ coerceTypes: true }), validator({})];
  return { paths, request: schema => asked.compile(schema), answer: schema => answered.compile(schema) };
}

/** OpenAPI's nullable, in the words of JSON Schema. */
function allowNull(node: Json): Json {
  if (Array.isArray(node)) return node.map(allowNull);
  if (!node || typeof node !== 'object') return node;
  const { nullable, ...schema } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, allowNull(value)]),
  );
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : { ...schema };
}

function templateOf({ path, method }: Exchange, { paths }: Description): string | undefined {
  const asked = path.split('?')[0]!.split('/');
  return Object.keys(paths).find(template => {
    const parts = template.split('/');
    const fits = parts.length === asked.length && parts.every((part, i) => part.startsWith('{') || part === asked[i]);
    return fits && paths[template][method.toLowerCase()];
  });
}

const operationOf = (exchange: Exchange, description: Description) =>
  description.paths[templateOf(exchange, description)!][exchange.method.toLowerCase()];

function requestProblems(exchange: Exchange, description: Description): string[] {
  const { method, path } = exchange;
  const operation = operationOf(exchange, description);
  const form = structuredClone(exchange.requestBody) as Record<string, unknown>;
  // The description says text for what an upload carries.
  if (typeof form.file === 'object') form.file = 'its bytes';
  for (const name of NEWER_REQUESTS[`${method} ${path}`] ?? []) {
    expect(form, `${name} is a known difference`).toHaveProperty(name);
    delete form[name];
  }
  const schema = method === 'POST' ? bodyOf(operation) : queryOf(operation);
  return problems(`${method} ${path} asks`, description.request(absolute(schema)), form);
}

function answerProblems(exchange: Exchange, description: Description): string[] {
  const { method, path, status, responseBody } = exchange;
  const { responses } = operationOf(exchange, description);
  const { schema } = (responses[status] ?? responses.default).content['application/json'];
  const isNewer = (line: string) =>
    NEWER_ANSWERS.some(known => path.startsWith(known.path) && line.includes(`${known.field} `));
  const found = problems(`${method} ${path} answers`, description.answer(absolute(schema)), responseBody);
  return found.filter(line => !isNewer(line));
}

const bodyOf = ({ requestBody: { content } }: Json) =>
  (content['application/x-www-form-urlencoded'] ?? content['multipart/form-data']).schema;

function queryOf(operation: Json) {
  const query = operation.parameters.filter((one: Json) => one.in === 'query');
  const properties = Object.fromEntries(query.map((one: Json) => [one.name, one.schema]));
  return { type: 'object', properties, additionalProperties: false };
}

/** References from outside the document. */
const absolute = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'));

function problems(what: string, isValid: ValidateFunction, value: unknown): string[] {
  if (isValid(value)) return [];
  return isValid.errors!.map(
    error => `${what}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

const stripeUrl = (stripe: Json): string => `http://${stripe.getApiField('host')}:${stripe.getApiField('port')}`;
const idIn = (object: object): string => (object as { id: string }).id;
