import EasyPost from '@easypost/api';
import { InvalidSignature, ProviderFailure } from '../failure.ts';
import { httpFailure } from '../http-failure.ts';
import type { EasyPostPurchase, EasyPostRate, EasyPostTracker } from './easypost-shapes.ts';
import { readLabel, readRate, readTracker, shipmentRequest } from './easypost-shapes.ts';
import type { Label, RateRequest, Shipping, ShippingEvent } from './shipping.ts';

// The package's own types leave out its class (8.9.0); these are the calls Stackr makes.
interface EasyPostClient {
  Shipment: {
    create(request: object): Promise<{ id: string; rates: EasyPostRate[]; messages: CarrierMessage[] }>;
    buy(shipmentId: string, rateId: string): Promise<EasyPostPurchase>;
    retrieve(shipmentId: string): Promise<EasyPostPurchase | (EasyPostPurchase & { postage_label: null })>;
    refund(shipmentId: string): Promise<{ refund_status: string | null }>;
  };
  Tracker: { retrieve(trackerId: string): Promise<EasyPostTracker> };
  Utils: { validateWebhook(body: Buffer, headers: Record<string, string>, secret: string): EasyPostEvent };
}
interface CarrierMessage {
  carrier: string;
  message: string;
}
interface EasyPostEvent {
  id: string;
  description: string;
  result?: { object?: string };
}
const Client = EasyPost as unknown as new (apiKey: string, options: object) => EasyPostClient;

export interface EasyPostSettings {
  apiKey: string;
  /** Ends in /v2/; without it EasyPost's own. */
  baseUrl?: string | undefined;
  webhookSecret: string;
  timeoutMs: number;
}

export function createEasyPostShipping(settings: EasyPostSettings): Shipping {
  const { apiKey, baseUrl, webhookSecret, timeoutMs } = settings;
  const client = new Client(apiKey, {
    ...(baseUrl && { baseUrl: baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/` }),
    // The client's own timeout option is stored and never used (8.9.0), so the deadline is set on each request.
    requestMiddleware: (request: { timeout(limits: object): unknown }) =>
      request.timeout({ response: timeoutMs, deadline: timeoutMs }),
  });

  return {
    async rates(request: RateRequest) {
      const shipment = await asked(() => client.Shipment.create(shipmentRequest(request)));
      const rates = shipment.rates.map(readRate);
      if (rates.length > 0) return { shipmentId: shipment.id, rates };
      const reasons = shipment.messages.map(one => `${one.carrier}: ${one.message}`).join('; ');
      throw new ProviderFailure('easypost', 'refused', 'no_rates', reasons || 'No carrier takes this parcel');
    },

    // A shipment is bought once: EasyPost refuses the second purchase, and we answer with the label of the first.
    // So after a lost answer the same call is safe, and the shipment's id is the idempotency key.
    async buyLabel({ shipmentId, rateId }): Promise<Label> {
      try {
        return readLabel(await asked(() => client.Shipment.buy(shipmentId, rateId)));
      } catch (error) {
        if (!(error instanceof ProviderFailure) || error.kind !== 'refused') throw error;
        const shipment = await asked(() => client.Shipment.retrieve(shipmentId));
        if (!shipment.postage_label) throw error;
        return readLabel(shipment);
      }
    },

    async refundLabel(shipmentId) {
      const shipment = await asked(() => client.Shipment.refund(shipmentId));
      const status = shipment.refund_status;
      return status === 'submitted' || status === 'refunded' ? status : 'rejected';
    },

    readTracker: async trackerId => readTracker(await asked(() => client.Tracker.retrieve(trackerId))),

    readEvent: (rawBody, headers) => readEvent(client, webhookSecret, rawBody, headers),
  };
}

function readEvent(
  client: EasyPostClient,
  secret: string,
  rawBody: Buffer,
  headers: Record<string, string | string[] | undefined>,
): ShippingEvent {
  const signature = headers['x-hmac-signature'];
  let event: EasyPostEvent;
  try {
    if (typeof signature !== 'string') throw new Error('There is not exactly one X-Hmac-Signature');
    event = client.Utils.validateWebhook(rawBody, { 'x-hmac-signature': signature }, secret);
  } catch (error) {
    // validateWebhook throws for nothing else: a missing, foreign or unparseable body all fail its one check.
    throw new InvalidSignature('easypost', error);
  }
  const isTracker = event.result?.object === 'Tracker';
  return {
    id: event.id,
    type: event.description,
    tracker: isTracker ? readTracker(event.result as EasyPostTracker) : null,
  };
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    // An answer that is not EasyPost's JSON makes the client throw a TypeError with no status: unknown, like a time-out.
    const { statusCode, code, message, errors } = error as EasyPostError;
    const details = (errors ?? []).map(one =>
      typeof one === 'string' ? one : `${one.field ?? ''} ${one.message ?? ''}`.trim(),
    );
    throw httpFailure('easypost', { status: statusCode, code, message: [message, ...details].join(': ') }, error);
  }
}

interface EasyPostError {
  statusCode?: number;
  code?: string;
  message: string;
  errors?: (string | { field?: string; message?: string })[];
}
