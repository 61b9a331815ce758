import type { Db } from '#db/connection.ts';

/** What durable work there is, and what each piece carries. The payload names rows; it never carries their content. */
export interface QueuedWork {
  'send-letter': { letterId: string };
  'apply-stripe-event': { webhookEventId: string };
  'apply-easypost-event': { webhookEventId: string };
  'sync-search': { productIds: string[] };
  'embed-products': { productIds: string[] };
  'make-document': { kind: 'invoice' | 'packing_slip' | 'payout_statement' | 'commission_invoice'; subjectId: string };
  'fetch-product-image': { imageId: string };
  /** Letters, search, analytics: what the world is told of a placed order. */
  'announce-order': { orderId: string };
  'refund-late-payment': { orderId: string };
  'send-refund': { refundId: string };
  'gather-dispute-evidence': { disputeId: string };
  'answer-dispute': { disputeId: string };
}
export type WorkName = keyof QueuedWork;

export interface Queue {
  /** Writes the work in the caller's transaction (pass the transaction as db): it exists exactly if the change does. */
  enqueue<Name extends WorkName>(
    db: Db,
    name: Name,
    payload: QueuedWork[Name],
    options?: EnqueueOptions,
  ): Promise<void>;
}

export interface EnqueueOptions {
  /** While work with this key waits, no second is written. */
  singletonKey?: string;
  startAfter?: Date;
}
