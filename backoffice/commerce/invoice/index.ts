export {
  type AgeingBucket,
  ageingOf,
  type OwingStore,
  type Receivables,
  readReceivables,
} from './ageing.ts';
export {
  isPayoutDueOn,
  listUnreleasedParts,
  readTermsPayout,
  setTermsPayout,
  type TermsPayout,
} from './payout-rule.ts';
export {
  findInvoice,
  findOwnInvoice,
  type InvoiceSummary,
  listInvoices,
  type OwnInvoice,
  openInvoiceSession,
} from './queries.ts';
export { type DueReminder, listDueReminders, REMINDER_DAYS } from './reminders.ts';
