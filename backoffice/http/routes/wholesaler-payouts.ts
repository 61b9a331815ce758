import { findCommissionInvoice } from '#backoffice/commerce/commission/index.ts';
import {
  expectNextPayout,
  listOpenEntries,
  listPayouts,
  listUpcoming,
  readBalance,
  readPayoutOf,
} from '#backoffice/commerce/payout/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import { connectStripeAccount } from '#backoffice/workflows/connect-stripe-account.ts';
import { readDocument } from '#backoffice/workflows/make-document.ts';
import { pausePayouts } from '#backoffice/workflows/pause-payouts.ts';
import { today } from '#backoffice/workflows/pay-out-wholesalers.ts';
import { actorOf, wholesalerOf } from '../access.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Routes } from '../route.ts';
import { sendFile } from '../send-file.ts';

export const wholesalerPayoutRoutes: Routes = on => {
  on('readBalance', async ({ services, caller }) => {
    const { currency } = services.settings;
    const asked = { id: wholesalerOf(caller).id, currency, today: today(services) };
    return {
      currency,
      ...(await readBalance(services.db, asked)),
      upcoming: await listUpcoming(services.db, asked),
      nextPayout: await expectNextPayout(services.db, asked),
    };
  });

  on('listBalanceEntries', async ({ services, caller, query }) => {
    const { items, after } = await listOpenEntries(services.db, {
      ...{ wholesalerId: wholesalerOf(caller).id, currency: services.settings.currency, today: today(services) },
      ...{ bucket: query.bucket, from: query.from ?? null, to: query.to ?? null },
      ...{ after: query.cursor ?? null, limit: query.limit },
    });
    return { items, nextCursor: after };
  });

  on('pausePayouts', async ({ services, caller, body }) => {
    const of = { wholesalerId: wholesalerOf(caller).id, by: 'wholesaler', actor: actorOf(caller) } as const;
    await pausePayouts(services, { ...of, isPaused: true, reason: body.reason });
    return { isPaused: true };
  });

  on('resumePayouts', async ({ services, caller }) => {
    const of = { wholesalerId: wholesalerOf(caller).id, by: 'wholesaler', actor: actorOf(caller) } as const;
    await pausePayouts(services, { ...of, isPaused: false });
    return { isPaused: false };
  });

  on('listPayouts', async ({ services, caller, query }) => {
    const { items, after } = await listPayouts(services.db, {
      wholesalerId: wholesalerOf(caller).id,
      after: readCursor(query.cursor)?.[1] ?? null,
      limit: query.limit,
    });
    return { items, nextCursor: writeCursor(after ? ['', after] : null) };
  });

  on('payoutStatement', async ({ services, caller, params, query, response }) => {
    const payout = await readPayoutOf(services.db, { payoutId: params.id, wholesalerId: wholesalerOf(caller).id });
    if (payout?.status !== 'sent') throw notFound('statement');
    const kind = query.format === 'csv' ? 'payout_statement_csv' : 'payout_statement';
    sendFile(response, await readDocument(services, kind, payout.id), `${payout.number}.${query.format}`);
    return undefined;
  });

  on('commissionInvoice', async ({ services, caller, params, response }) => {
    const invoice = await findCommissionInvoice(services.db, { id: params.id, wholesalerId: wholesalerOf(caller).id });
    if (!invoice) throw notFound('invoice');
    sendFile(response, await readDocument(services, 'commission_invoice', invoice.id), `${invoice.number}.pdf`);
    return undefined;
  });

  on('stripeAccountLink', async ({ services, caller }) => ({
    url: await connectStripeAccount(services, { wholesalerId: wholesalerOf(caller).id }),
  }));
};
