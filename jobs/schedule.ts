/** One line a job: jobs/<name>.ts runs the workflow of the same name. */
export interface TimetableEntry {
  name: string;
  /** Five fields, UTC: a number, * or "every n" each. */
  cron: string;
  why: string;
  /** How long a run may take before another process may take it over. */
  leaseMinutes: number;
}

export const timetable: TimetableEntry[] = [
  {
    name: 'pay-out-wholesalers',
    cron: '0 2 * * *',
    why: 'earnings of the day reach the wholesalers',
    leaseMinutes: 60,
  },
  {
    name: 'finish-payouts',
    cron: '*/10 * * * *',
    why: 'a transfer without an answer is looked up, not forgotten',
    leaseMinutes: 10,
  },
  { name: 'expire-orders', cron: '* * * * *', why: 'unpaid orders give their stock back', leaseMinutes: 5 },
  {
    name: 'sweep-webhook-events',
    cron: '*/2 * * * *',
    why: 'an event whose work was lost is applied after all',
    leaseMinutes: 5,
  },
  {
    name: 'finish-labels',
    cron: '*/5 * * * *',
    why: 'a label whose answer was lost becomes a parcel',
    leaseMinutes: 5,
  },
  { name: 'seal-ledger', cron: '*/15 * * * *', why: 'what was posted cannot be changed unseen', leaseMinutes: 15 },
  { name: 'total-ledger', cron: '*/15 * * * *', why: 'a balance is read without its whole past', leaseMinutes: 15 },
  { name: 'poll-tracking', cron: '*/15 * * * *', why: 'parcels move on without their webhooks', leaseMinutes: 15 },
  {
    name: 'close-delivered-orders',
    cron: '5 * * * *',
    why: 'orders end when their return window does',
    leaseMinutes: 15,
  },
  { name: 'prepare-partitions', cron: '10 0 * * *', why: 'next month has its table before it begins', leaseMinutes: 5 },
  { name: 'roll-up-analytics', cron: '20 0 * * *', why: 'dashboards read days, not events', leaseMinutes: 30 },
  {
    name: 'compute-product-pairs',
    cron: '40 0 * * *',
    why: 'bought together follows the latest orders',
    leaseMinutes: 30,
  },
  {
    name: 'repair-search-drift',
    cron: '10 1 * * *',
    why: 'the index holds what the catalogue holds',
    leaseMinutes: 60,
  },
  {
    name: 'expire-quotations',
    cron: '5 * * * *',
    why: 'offers end, and their stores hear of it the day before',
    leaseMinutes: 15,
  },
  {
    name: 'remind-invoices',
    cron: '0 7 * * *',
    why: 'a store hears of an invoice before it is due, and again when it was forgotten',
    leaseMinutes: 15,
  },
  {
    name: 'remind-disputes',
    cron: '30 6 * * *',
    why: 'no dispute is lost because nobody remembered it',
    leaseMinutes: 15,
  },
  {
    name: 'issue-commission-invoices',
    cron: '15 3 1 * *',
    why: 'each wholesaler gets the bill for the commission of the month before, and owes the VAT on it',
    leaseMinutes: 60,
  },
  { name: 'verify-books', cron: '30 1 * * *', why: 'a broken invariant is known before money moves', leaseMinutes: 30 },
  {
    name: 'reconcile-processor',
    cron: '0 4 * * *',
    why: 'what Stripe and the ledger say differently is on finance’s desk in the morning',
    leaseMinutes: 60,
  },
  { name: 'clean-up', cron: '30 3 * * *', why: 'nothing is kept longer than it is needed', leaseMinutes: 15 },
];
