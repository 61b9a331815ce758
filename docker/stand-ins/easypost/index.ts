import express, { type Router } from 'express';
import { createFaults, type Faults } from '../faults.ts';
import { openStateFile } from '../state-file.ts';
import { apiRoutes, type State, shipmentOf } from './api.ts';
import { answerErrors, faultBody, notFound } from './errors.ts';
import { drawLabel } from './label.ts';
import { newEvent, type Tracker } from './shapes.ts';
import { moveTo, nextStatus } from './tracking.ts';
import { createWebhooks, type Webhooks, type WebhookTarget } from './webhooks.ts';

export interface EasyPostOptions {
  /** Where this router is reached, without a slash at the end: label addresses start with it. */
  publicUrl: () => string;
  webhook?: WebhookTarget | undefined;
  stateFile?: string | undefined;
  /** Every so many seconds each bought label moves one step on; 0: only when told. */
  autoAdvanceSeconds?: number | undefined;
  now?: () => Date;
  log?: (line: string) => void;
}

export interface Advance {
  /** Without one: a single step on. */
  status?: string;
  /** False: only who asks hears of it. */
  webhook?: boolean;
  /** Above 1: the same event again. */
  copies?: number;
}

export interface EasyPostStandIn {
  router: Router;
  faults: Faults;
  webhooks: Webhooks;
  trackers(): Tracker[];
  /** Null when there is nowhere further to go. */
  advance(idOrCode: string, options?: Advance): Tracker | null;
  stop(): void;
}

/** Speaks EasyPost v2 to its real client, under /v2; /_control moves parcels and breaks things; /labels serves labels. */
export function createEasyPost(options: EasyPostOptions): EasyPostStandIn {
  const now = options.now ?? (() => new Date());
  const file = openStateFile<State>(options.stateFile, { shipments: {}, trackers: {}, sequence: 0 });
  const webhooks = createWebhooks(options.webhook, options.log ?? (() => {}));
  const faults = createFaults(faultBody);
  const { shipments, trackers } = file.state;
  shareTrackers(file.state);

  const advance = (idOrCode: string, { status, webhook = true, copies = 1 }: Advance = {}): Tracker | null => {
    const tracker = trackers[idOrCode] ?? Object.values(trackers).findLast(one => one.tracking_code === idOrCode);
    if (!tracker) throw notFound();
    const target = status ?? nextStatus(tracker.status);
    if (!target) return null;
    const before = tracker.status;
    moveTo(tracker, target, shipments[tracker.shipment_id ?? ''] ?? null, now());
    file.changed();
    if (webhook) webhooks.send(newEvent(tracker, before, options.webhook?.url ?? '', now()), copies);
    return tracker;
  };
  const timer = every(options.autoAdvanceSeconds ?? 0, () => {
    for (const { id, shipment_id } of Object.values(trackers)) {
      // A label that was given back is never handed to the carrier.
      if (shipment_id && !shipments[shipment_id]?.refund_status) advance(id);
    }
  });

  const standIn: EasyPostStandIn = {
    router: express.Router(),
    faults,
    webhooks,
    trackers: () => Object.values(trackers),
    advance,
    stop() {
      clearInterval(timer);
      webhooks.stop();
      file.close();
    },
  };
  const desk = { state: file.state, changed: file.changed, now, publicUrl: options.publicUrl };
  standIn.router.use(faults.middleware, faults.routes, controlRoutes(standIn), labelRoutes(file.state));
  standIn.router.use('/v2', apiRoutes(desk));
  standIn.router.use(answerErrors);
  return standIn;
}

function controlRoutes(standIn: EasyPostStandIn): Router {
  const control = express.Router();
  control.use('/_control', express.json());
  control.get('/_control/trackers', (_request, response) => {
    response.json(standIn.trackers());
  });
  control.post('/_control/trackers/:id/advance', (request, response) => {
    response.json(standIn.advance(request.params.id, request.body));
  });
  control.post('/_control/webhooks/hold', (_request, response) => {
    standIn.webhooks.hold();
    response.status(204).end();
  });
  control.post('/_control/webhooks/release', async (request, response) => {
    standIn.webhooks.release(request.body?.order ?? 'sent');
    await standIn.webhooks.settled();
    response.status(204).end();
  });
  return control;
}

function labelRoutes(state: State): Router {
  const labels = express.Router();
  labels.get('/labels/:id.pdf', (request, response) => {
    const shipment = shipmentOf(state, request);
    if (!shipment.postage_label) throw notFound();
    response.type('pdf');
    drawLabel(shipment).pipe(response);
  });
  return labels;
}

/** A shipment shows its tracker; read back from a file the two are copies, and must become one object again. */
function shareTrackers({ shipments, trackers }: State) {
  for (const shipment of Object.values(shipments)) {
    if (shipment.tracker) shipment.tracker = trackers[shipment.tracker.id] ?? shipment.tracker;
  }
}

function every(seconds: number, step: () => void): NodeJS.Timeout | undefined {
  return seconds > 0 ? setInterval(step, seconds * 1000).unref() : undefined;
}
