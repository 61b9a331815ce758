import { readFinanceNumbers, readPanelNumbers } from '#backoffice/commerce/analytics/index.ts';
import { type Receivables, readReceivables } from '#backoffice/commerce/invoice/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import type { Services } from '#backoffice/services.ts';
import type { DashboardData, Tile } from '../components/dashboard.tsx';
import type { Viewer } from '../viewer.ts';

/** Each role opens on what waits for it. */
export async function readDashboard(services: Services, viewer: Viewer): Promise<DashboardData> {
  if (viewer.role === 'finance') return finance(services, viewer);
  const numbers = await readPanelNumbers(services.db, viewer.wholesalerId, services.now());
  const money = (cents: number) => formatMoney(cents, services.settings.currency);
  const queues = viewer.role === 'wholesaler' ? wholesalerQueues : adminQueues;
  return {
    greeting: `Good to see you, ${viewer.title.split(' ')[0]}`,
    tiles: [
      {
        label: 'Sold today',
        value: money(numbers.salesTodayCents),
        hint: `${numbers.ordersToday} orders`,
        href: list('wholesaler_orders'),
        isWaiting: false,
      },
      ...queues.map(
        ({ key, label, hint, href }): Tile => ({
          label,
          value: String(numbers.queues[key] ?? 0),
          hint,
          href,
          isWaiting: (numbers.queues[key] ?? 0) > 0,
        }),
      ),
    ],
    chart: { label: viewer.role === 'wholesaler' ? 'Your sales by day' : 'Sales by day', points: numbers.sales },
    lists: [
      {
        title: 'Waiting the longest',
        empty: 'Nothing waits. Well done.',
        rows: numbers.waitingOrders.map(order => ({
          label: `${order.number} · ${order.placedAt}`,
          value: money(order.cents),
          href: show('wholesaler_orders', order.id),
        })),
      },
      {
        title: 'Best sellers of 30 days',
        empty: 'No sales in the last 30 days.',
        rows: numbers.topProducts.map(product => ({
          label: product.title,
          value: `${product.units} · ${money(product.cents)}`,
          href: show('products', product.id),
        })),
      },
      {
        title: 'Low stock',
        empty: 'Everything is in stock.',
        rows: numbers.lowStock.map(stock => ({
          label: stock.title,
          value: stock.available === 0 ? 'out' : `${stock.available} left`,
          href: show('stock', stock.variantId),
        })),
      },
    ],
  };
}

const list = (table: string, filter = '') => `/admin/resources/${table}${filter}`;
const show = (table: string, id: string) => `/admin/resources/${table}/records/${id}/show`;

const wholesalerQueues = [
  {
    key: 'toAccept',
    label: 'To accept',
    hint: 'new orders',
    href: list('wholesaler_orders', '?filters.status=placed'),
  },
  {
    key: 'toShip',
    label: 'To ship',
    hint: 'accepted or packed',
    href: list('wholesaler_orders', '?filters.status=accepted'),
  },
  { key: 'late', label: 'Late', hint: 'past your lead time', href: list('wholesaler_orders') },
  {
    key: 'returns',
    label: 'Returns',
    hint: 'wait for your answer',
    href: list('return_requests', '?filters.status=requested'),
  },
  {
    key: 'disputes',
    label: 'Disputed orders',
    hint: 'you can help answer',
    href: list('dispute_parts', '?filters.stage=to_answer'),
  },
  { key: 'quotations', label: 'Quotes', hint: 'wait for your offer', href: list('quotation_parts') },
];
const adminQueues = [
  { key: 'stores', label: 'Stores', hint: 'applications to decide', href: list('stores', '?filters.status=in_review') },
  {
    key: 'wholesalers',
    label: 'Wholesalers',
    hint: 'applications to decide',
    href: list('wholesalers', '?filters.status=applied'),
  },
  { key: 'products', label: 'Products', hint: 'wait for review', href: list('products', '?filters.status=pending') },
  { key: 'late', label: 'Late orders', hint: 'past the lead time', href: list('wholesaler_orders') },
  { key: 'disputes', label: 'Disputes', hint: 'need an answer', href: list('disputes', '?filters.stage=to_answer') },
  { key: 'webhooks', label: 'Webhook events', hint: 'not applied yet', href: list('webhook_events') },
];

const AGES = [
  ['not_due', 'Not due yet'],
  ['days_1_30', '1 to 30 days overdue'],
  ['days_31_60', '31 to 60 days overdue'],
  ['days_over_60', 'More than 60 days overdue'],
] as const;

const dayBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);

/** "3 Dec, 9 days left" */
function dayWords(at: Date, now: Date): string {
  const day = new Intl.DateTimeFormat('en-IE', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
  const days = Math.floor((at.getTime() - now.getTime()) / 86_400_000);
  return `${day}, ${days < 0 ? 'over' : days === 0 ? 'today' : days === 1 ? '1 day left' : `${days} days left`}`;
}

async function finance(services: Services, viewer: Viewer): Promise<DashboardData> {
  const numbers = await readFinanceNumbers(services.db, services.now());
  const owed = await readReceivables(services.db, services.now().toISOString().slice(0, 10));
  const money = (cents: number) => formatMoney(cents, services.settings.currency);
  return {
    greeting: `Good to see you, ${viewer.title.split(' ')[0]}`,
    tiles: [
      {
        label: 'Due to wholesalers',
        value: money(numbers.duePayoutsCents),
        hint: 'available, not paid yet',
        href: '/admin/resources/payouts/actions/run',
        isWaiting: numbers.duePayoutsCents > 0,
      },
      {
        label: 'Commission',
        value: money(numbers.commissionCents),
        hint: 'of 30 days',
        href: `/admin/pages/reports?report=commissions&from=${dayBefore(services.now(), 29)}&to=${dayBefore(services.now(), 0)}`,
        isWaiting: false,
      },
      {
        label: 'Owed by stores',
        value: money(numbers.receivableCents),
        hint: `${numbers.openInvoices} open invoices, ${numbers.overdueInvoices} overdue`,
        href: list('invoices', '?filters.status=open'),
        isWaiting: numbers.overdueInvoices > 0,
      },
      {
        label: 'Needs attention',
        value: String(numbers.attention),
        hint: 'refunds, disputes, payouts, accounts',
        href: '/admin/pages/attention',
        isWaiting: numbers.attention > 0,
      },
      {
        label: 'For a second person',
        value: String(numbers.toApprove),
        hint: 'batches, adjustments, entries',
        href: list('adjustments', '?filters.status=proposed'),
        isWaiting: numbers.toApprove > 0,
      },
      {
        label: 'Disputes to answer',
        value: String(numbers.disputes),
        hint: numbers.nextDisputeDueAt
          ? `first by ${dayWords(numbers.nextDisputeDueAt, services.now())}`
          : 'nothing waits',
        href: list('disputes', '?filters.stage=to_answer'),
        isWaiting: numbers.disputes > 0,
      },
      {
        label: 'Differences with Stripe',
        value: String(numbers.differences),
        hint: 'to settle',
        href: '/admin/pages/reconciliation',
        isWaiting: numbers.differences > 0,
      },
    ],
    chart: { label: 'Paid to wholesalers by batch', points: numbers.payouts, kind: 'bar' },
    bars: {
      label: 'Owed by stores, by age',
      rows: AGES.map(([bucket, label]) => {
        const { cents, invoices } = owed.buckets[bucket];
        const value = `${money(cents)} · ${invoices} invoice${invoices === 1 ? '' : 's'}`;
        return { label, cents, value, isBad: bucket !== 'not_due' };
      }),
    },
    lists: [
      {
        title: 'Stores that owe the most',
        empty: 'No store owes anything.',
        rows: owed.stores.slice(0, 12).map(store => ({
          label: store.overdueCents > 0 ? `${store.name} · ${money(store.overdueCents)} overdue` : store.name,
          value: money(store.openCents),
          href: list('invoices', `?filters.store_id=${store.id}&filters.status=open`),
        })),
      },
      ...(owed.credits.length > 0 ? [creditList(owed.credits, money)] : []),
      {
        title: 'Unfinished payouts',
        empty: 'Every payout is sent.',
        rows: numbers.unfinished.map(payout => ({
          label: `${payout.number} · ${payout.wholesaler} · ${payout.status}`,
          value: money(payout.cents),
          href: show('payouts', payout.id),
        })),
      },
    ],
  };
}

/** Their next invoices take it by themselves; on the store's page it can be paid out instead. */
const creditList = (credits: Receivables['credits'], money: (cents: number) => string) => ({
  title: 'Stores in credit',
  empty: 'No store is in credit.',
  rows: credits.slice(0, 12).map(store => ({
    label: store.name,
    value: money(store.cents),
    href: show('stores', store.id),
  })),
});
