import express, { type Request, type Response, type Router } from 'express';
import type { Control } from './control.ts';
import { Refusal } from './refusal.ts';
import type { Order } from './webhooks.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of whoever scripts the stand-in, in a test
type Body = any;

/** The control over HTTP, for other processes. Bodies and answers are JSON; the list is at the head of index.ts. */
export function controlRoutes(control: Control): Router {
  const routes = express.Router();
  const on = (method: 'get' | 'post' | 'put' | 'delete', path: string, act: (id: string, body: Body) => unknown) =>
    routes[method](path, async (request: Request, response: Response) => {
      const body = request.body ? JSON.parse(String(request.body)) : {};
      const answer = await act(String(request.params.id ?? ''), body);
      answer === undefined ? response.status(204).end() : response.json(answer);
    });

  on('post', '/checkout/:id/pay', (id, body) => control.pay(id, body));
  on('post', '/checkout/:id/expire', id => control.expire(id));
  on('post', '/checkout/:id/bank-debit', (id, body) =>
    body.succeeds === undefined ? control.payByBankDebit(id) : control.settleBankDebit(id, body),
  );
  on('post', '/funds', (_, { amount, currency }) => control.addFunds(amount, currency));
  on('post', '/charges', (_, { charges }) => control.plantCharges(charges));
  on('post', '/refunds/:id', (id, { outcome }) => control.settleRefund(id, outcome));
  on('post', '/charges/:id/dispute', (id, body) => control.dispute(id, body));
  on('post', '/disputes/:id/close', (id, { outcome }) => control.closeDispute(id, outcome));

  on('put', '/accounts/:id', (id, body) => control.ensureAccount(id, body));
  on('post', '/accounts/:id/onboard', id => control.onboard(id));
  on('post', '/accounts/:id/restrict', (id, body) => control.restrict(id, body));
  on('post', '/accounts/:id/disconnect', id => control.disconnect(id));
  on('post', '/accounts/:id/bank-payout', (id, { amount }) => control.payOutToBank(id, amount));
  on('post', '/bank-payouts/:id', (id, { status }) => control.failBankPayout(id, status));

  routes.get('/transfers', (request, response) => {
    response.json(control.transfers(request.query.group ? String(request.query.group) : undefined));
  });
  on('post', '/transfers/:id/reverse', (id, { amount }) => control.reverseTransfer(id, amount));
  routes.get('/events', (request, response) => {
    response.json(control.events(request.query.type ? String(request.query.type) : undefined));
  });

  on('post', '/faults', (_, fault) => control.fault(fault));
  on('delete', '/faults', () => control.clearFaults());
  on('post', '/faults/release', () => control.releaseHung());
  on('delete', '/keys', () => control.pruneKeys());
  on('post', '/clock', (_, { advanceSeconds }) => control.advanceClock(advanceSeconds));
  webhookRoutes(on, control);
  routes.use(answerRefusals);
  return routes;
}

function webhookRoutes(
  on: (method: 'get' | 'post', path: string, act: (id: string, body: Body) => unknown) => void,
  { webhooks, resend }: Control,
): void {
  on('post', '/events/:id/resend', id => resend(id));
  on('post', '/webhooks', (_, { copies, delayMs }: { copies?: number; delayMs?: number }) => {
    if (copies !== undefined) webhooks.setCopies(copies);
    if (delayMs !== undefined) webhooks.setDelay(delayMs);
  });
  on('post', '/webhooks/hold', () => webhooks.hold());
  on('post', '/webhooks/release', async (_, { order }: { order?: Order }) => {
    webhooks.release(order);
    await webhooks.settled();
  });
  on('post', '/webhooks/retry', async () => {
    webhooks.retryNow();
    await webhooks.settled();
  });
  on('post', '/webhooks/settled', () => webhooks.settled());
}

function answerRefusals(error: unknown, _request: Request, response: Response, next: (error: unknown) => void) {
  if (!(error instanceof Refusal)) return next(error);
  response.status(error.status).json(error.body(''));
}
