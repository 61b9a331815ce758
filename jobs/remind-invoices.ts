import { remindInvoices } from '#backoffice/workflows/remind-invoices.ts';
import { runJob } from './run.ts';

await runJob('remind-invoices', remindInvoices);
