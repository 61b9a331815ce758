import type { Services } from '#backoffice/services.ts';
import { disputeActions, disputePartActions } from '../actions/disputes.ts';
import { SHOW } from '../components/index.ts';
import { hidden, money, status } from '../format.ts';
import { type PanelResource, readers } from '../panel-resource.ts';
import { byColumn } from '../policy.ts';
import { readOnly } from './read-only.ts';

const page = (component: string) => ({
  isVisible: { list: false, filter: false, show: true, edit: false },
  components: { show: component },
});
const deadline = { components: { list: SHOW.deadline, show: SHOW.deadline } };
const reason = { components: { list: SHOW.plainWords, show: SHOW.plainWords } };

/** The dispute desk, and each wholesaler's own orders on it. */
export const disputeResources = (services: Services): PanelResource[] => [
  readOnly(
    {
      table: 'disputes',
      columns: [
        'id',
        'status',
        'stage',
        'currency',
        'amount_cents',
        'reason',
        'evidence_due_at',
        'platform_share_bp',
        'payment_id',
        'stripe_dispute_id',
        'opened_at',
        'created_at',
      ],
      readers: readers.staff,
    },
    ['evidence_due_at', 'status', 'amount_cents', 'reason', 'opened_at'],
    {
      title: 'stripe_dispute_id',
      filter: ['stage', 'status', 'reason', 'stripe_dispute_id', 'opened_at'],
      show: ['status', 'evidence_due_at', 'desk'],
      properties: {
        status,
        reason,
        evidence_due_at: deadline,
        amount_cents: money,
        currency: hidden,
        desk: page(SHOW.disputeDesk),
      },
      actions: disputeActions(services),
    },
  ),
  readOnly(
    {
      table: 'dispute_parts',
      columns: [
        'id',
        'wholesaler_order_id',
        'wholesaler_id',
        'status',
        'stage',
        'reason',
        'evidence_due_at',
        'created_at',
        'updated_at',
      ],
      readers: readers.everyone,
      ofWholesaler: byColumn(),
    },
    ['evidence_due_at', 'wholesaler_order_id', 'status', 'reason', 'created_at'],
    {
      filter: ['stage', 'status', 'wholesaler_order_id', 'wholesaler_id'],
      show: ['wholesaler_order_id', 'status', 'evidence_due_at', 'contents'],
      properties: { status, reason, evidence_due_at: deadline, contents: page(SHOW.disputedOrder) },
      actions: disputePartActions(services),
    },
  ),
];
