import express, { type Router } from 'express';
import { accountEndpoints } from './accounts.ts';
import { balanceEndpoints } from './balance.ts';
import { bankPayoutEndpoints } from './bank-payouts.ts';
import { chargeEndpoints } from './charges.ts';
import { checkoutEndpoints } from './checkout-sessions.ts';
import { disputeEndpoints } from './disputes.ts';
import type { Endpoint, Endpoints } from './endpoint.ts';
import { eventEndpoints } from './events.ts';
import { giveUpDispute, updateDispute } from './evidence.ts';
import type { Faults } from './faults.ts';
import { fileEndpoints } from './files.ts';
import { paymentEndpoints } from './payments.ts';
import { refundEndpoints } from './refunds.ts';
import { Refusal } from './refusal.ts';
import { serve } from './serve.ts';
import type { Desk } from './state.ts';
import { transferEndpoints } from './transfers.ts';

const endpoints: Endpoints = {
  ...checkoutEndpoints,
  ...paymentEndpoints,
  ...chargeEndpoints,
  ...refundEndpoints,
  ...balanceEndpoints,
  ...accountEndpoints,
  ...transferEndpoints,
  ...bankPayoutEndpoints,
  ...disputeEndpoints,
  'POST /v1/disputes/:id': updateDispute,
  'POST /v1/disputes/:id/close': giveUpDispute,
  ...fileEndpoints,
  ...eventEndpoints,
};

/** The part of https://api.stripe.com and files.stripe.com that Stackr calls. */
export function apiRoutes(desk: Desk, faults: Faults): Router {
  const api = express.Router();
  for (const [route, endpoint] of Object.entries(endpoints)) {
    const [method, path] = route.split(' ') as ['GET' | 'POST', string];
    api[method === 'GET' ? 'get' : 'post'](path, serve(desk, faults, endpoint));
  }
  api.use('/v1', (request, response, next) => serve(desk, faults, unknownTo(request))(request, response, next));
  return api;
}

function unknownTo({ method, originalUrl }: { method: string; originalUrl: string }): Endpoint {
  return () => {
    const message = `Unrecognized request URL (${method}: ${originalUrl.split('?')[0]}).`;
    throw new Refusal(404, { message, isValidation: true });
  };
}
