/** A guard of money, stock or access. Without it the tests must fail. */
export interface Protection {
  name: string;
  file: string;
  /** Occurs once in the file. */
  words: string;
  instead: string;
  /** Who must notice. */
  tests: string[];
  /** Races only mean something on a real PostgreSQL. */
  isNative?: boolean;
}

const workflows = 'backoffice/workflows';
const ledger = 'db/migrations/202611220990_create_ledger.sql';

export const PROTECTIONS: Protection[] = [
  {
    name: 'look before retry: a failed payout is looked up before it is sent again',
    file: `${workflows}/send-payout.ts`,
    words: '(isFirst ? null : await lookUp(services, payout)) ?? (await send',
    instead: '(isFirst ? null : null) ?? (await send',
    tests: [`${workflows}/payout-failures.test.ts`, 'docker/proof/kill-payouts.test.ts'],
  },
  {
    name: 'look before retry: a half sent payout is looked up before it is sent again',
    file: `${workflows}/send-payout.ts`,
    words: 'const found = await lookUp(services, payout);',
    instead: 'const found = null as Transfer | null;',
    tests: [`${workflows}/payout-failures.test.ts`, 'docker/proof/kill-payouts.test.ts'],
  },
  {
    name: 'one payout, one entry: what is claimed is not claimed again',
    file: 'backoffice/commerce/payout/claim.ts',
    words: 'and not exists (select from payout_entries p where p.ledger_entry_id = e.id)',
    instead: '',
    tests: [`${workflows}/payouts.test.ts`],
  },
  {
    name: 'one batch a day: the unique date',
    file: ledger,
    words: 'batch_date date not null unique,',
    instead: 'batch_date date not null,',
    tests: [`${workflows}/payouts.test.ts`],
  },
  {
    name: 'a disputed order’s share is frozen',
    file: 'backoffice/commerce/payout/claim.ts',
    words: 'from unclaimed where not is_frozen',
    instead: 'from unclaimed',
    tests: [`${workflows}/disputed-payouts.test.ts`],
  },
  {
    name: 'sum to zero: the ledger’s constraint',
    file: ledger,
    words: 'if wrong is not null then',
    instead: 'if false then',
    tests: ['db/refusals.test.ts'],
  },
  {
    name: 'append only: the ledger’s trigger',
    file: ledger,
    words: 'create trigger ledger_entries_append_only before update or delete on ledger_entries',
    instead:
      'create trigger ledger_entries_append_only before truncate on ledger_entries execute function refuse_change(); create trigger any_insert after insert on ledger_entries',
    tests: ['db/refusals.test.ts', 'backoffice/commerce/ledger/sealing.test.ts'],
  },
  {
    name: 'posted once: a cause is posted a single time',
    file: 'backoffice/commerce/ledger/posting.ts',
    words: 'on conflict (cause) do nothing returning id, cause',
    instead: 'returning id, cause',
    tests: ['backoffice/commerce/ledger/posting.test.ts'],
  },
  {
    name: 'dedupe: a webhook is stored once',
    file: 'backoffice/commerce/webhook/queries.ts',
    words: 'on conflict (provider, event_id) do nothing returning id',
    instead: 'returning id',
    tests: [
      'backoffice/http/checkout.test.ts',
      `${workflows}/place-order.test.ts`,
      'backoffice/http/routes/wholesaler.test.ts',
    ],
  },
  {
    name: 'applied once: an event is applied a single time',
    file: 'backoffice/commerce/webhook/queries.ts',
    words: ".whereNull('applied_at').forUpdate()",
    instead: '.forUpdate()',
    tests: [`${workflows}/place-order.test.ts`, 'backoffice/http/checkout.test.ts', `${workflows}/tracking.test.ts`],
  },
  {
    name: 'a webhook is signed',
    file: 'backoffice/providers/payments/stripe-payments.ts',
    words: "stripe.webhooks.constructEvent(rawBody, signature ?? '', secrets[endpoint])",
    instead: 'JSON.parse(rawBody.toString())',
    tests: ['backoffice/providers/payments/stripe-payments.test.ts', 'backoffice/http/checkout.test.ts'],
  },
  {
    name: 'never oversold: the reservation looks at what is there',
    file: 'backoffice/commerce/inventory/reserve.ts',
    words: 'where coalesce(l.available, 0) < w.quantity',
    instead: 'where false',
    tests: ['backoffice/commerce/inventory/reserve.test.ts'],
  },
  {
    name: 'lock order: stock rows are locked by their ids',
    file: 'backoffice/commerce/inventory/reserve.ts',
    words: 'where variant_id = any (:variantIds) order by variant_id for update',
    instead: 'where variant_id = any (:variantIds) order by random() for update',
    tests: [`${workflows}/stampede.native.test.ts`, 'backoffice/commerce/inventory/reserve.test.ts'],
    isNative: true,
  },
  {
    name: 'never refunded twice: of a line no more than is left',
    file: 'backoffice/commerce/refund/rules.ts',
    words: 'if (one.quantity <= left) return [];',
    instead: 'return [];',
    tests: ['backoffice/commerce/refund/rules.test.ts'],
  },
  {
    name: 'own rows only: the panel narrows to the wholesaler',
    file: 'backoffice/admin/policy.ts',
    words: 'return policy.ofWholesaler(rows, viewer.wholesalerId);',
    instead: 'return rows;',
    tests: ['backoffice/admin/scoping.test.ts'],
  },
];
