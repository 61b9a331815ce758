import express, { type Request, type Router } from 'express';
import { notFound, Refused, required } from './errors.ts';
import { rate, trackingCode } from './rates.ts';
import { newAddress, newPostageLabel, newShipment, newTracker, type Shipment, type Tracker } from './shapes.ts';
import { trackerForCode } from './tracking.ts';

export interface State {
  shipments: Record<string, Shipment>;
  trackers: Record<string, Tracker>;
  /** Makes each tracking code another one. */
  sequence: number;
}

export interface Desk {
  state: State;
  changed(): void;
  now(): Date;
  publicUrl(): string;
}

/** The part of https://api.easypost.com/v2 that Stackr calls. */
export function apiRoutes(desk: Desk): Router {
  const { state, now } = desk;
  const api = express.Router();
  api.use(express.json({ limit: '1mb' }), requireKey);
  api.post('/addresses', (request, response) => {
    if (!request.body?.address) throw required(['address']);
    response.status(201).json(newAddress(request.body.address, now()));
  });
  api.post('/shipments', (request, response) => {
    const shipment = newShipment(checkedShipment(request.body), now());
    rate(shipment, now());
    state.shipments[shipment.id] = shipment;
    desk.changed();
    response.status(201).json(shipment);
  });
  api.get('/shipments/:id', (request, response) => {
    response.json(shipmentOf(state, request));
  });
  api.post('/shipments/:id/buy', (request, response) => {
    response.json(buy(desk, shipmentOf(state, request), request.body?.rate?.id));
  });
  api.post('/shipments/:id/refund', (request, response) => {
    const shipment = shipmentOf(state, request);
    shipment.refund_status = refundStatus(shipment);
    desk.changed();
    response.json(shipment);
  });
  api.post('/trackers', (request, response) => {
    const { tracking_code: code, carrier = 'USPS' } = request.body?.tracker ?? {};
    if (!code) throw required(['tracking_code']);
    const tracker = trackerForCode(code, carrier, now());
    state.trackers[tracker.id] = tracker;
    desk.changed();
    response.json(tracker);
  });
  api.get('/trackers/:id', (request, response) => {
    const tracker = state.trackers[request.params.id];
    if (!tracker) throw notFound();
    response.json(tracker);
  });
  api.use(() => {
    throw notFound();
  });
  return api;
}

/** The key is the user name of HTTP basic authentication. */
function requireKey(request: Request, _response: unknown, next: (error?: Error) => void) {
  const isGiven = /^Basic [A-Za-z0-9+/]+=*$/.test(request.headers.authorization ?? '');
  next(isGiven ? undefined : new Refused(401, 'APIKEY.MISSING', 'An API key is required.'));
}

export function shipmentOf(state: State, request: Request): Shipment {
  const shipment = state.shipments[String(request.params.id)];
  if (!shipment) throw notFound();
  return shipment;
}

function checkedShipment(body: { shipment?: Parameters<typeof newShipment>[0] } | undefined) {
  const given = body?.shipment;
  if (!given) throw required(['shipment']);
  const missing = (['from_address', 'to_address', 'parcel'] as const).filter(field => !given[field]);
  if (missing.length > 0) throw required(missing);
  if (!(given.parcel.weight > 0)) {
    throw new Refused(422, 'PARCEL.WEIGHT.INVALID', 'The parcel weight must be above zero.');
  }
  return given;
}

function buy(desk: Desk, shipment: Shipment, rateId: string | undefined): Shipment {
  if (!rateId) throw required(['rate']);
  if (shipment.postage_label) {
    throw new Refused(422, 'SHIPMENT.POSTAGE.EXISTS', 'Postage already exists for this shipment.');
  }
  const chosen = shipment.rates.find(one => one.id === rateId);
  if (!chosen) throw new Refused(404, 'RATE.NOT_FOUND', 'The requested rate could not be found.');
  desk.state.sequence += 1;
  const code = trackingCode(chosen.carrier, desk.state.sequence);
  const tracker = newTracker({ code, carrier: chosen.carrier, shipmentId: shipment.id }, desk.now());
  desk.state.trackers[tracker.id] = tracker;
  const label = newPostageLabel(`${desk.publicUrl()}/labels/${shipment.id}.pdf`, desk.now());
  desk.changed();
  return Object.assign(shipment, { selected_rate: chosen, tracking_code: code, postage_label: label, tracker });
}

/** The carrier takes back a label that it has not scanned; asking again finds the money returned. */
function refundStatus({ postage_label, refund_status, tracker }: Shipment): string {
  if (!postage_label) throw new Refused(422, 'SHIPMENT.REFUND.UNAVAILABLE', 'The shipment has no postage to refund.');
  if (refund_status === 'submitted' || refund_status === 'refunded') return 'refunded';
  return ['unknown', 'pre_transit'].includes(tracker!.status) ? 'submitted' : 'rejected';
}
