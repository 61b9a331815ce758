import { issueCommissionInvoices } from '#backoffice/workflows/issue-commission-invoices.ts';
import { runJob } from './run.ts';

await runJob('issue-commission-invoices', issueCommissionInvoices);
