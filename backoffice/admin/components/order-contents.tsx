import { ApiClient, type ShowPropertyProps } from 'adminjs';
import React, { useEffect, useState } from 'react';
import type { OrderContents } from '../actions/order-contents.js';
import { formatCents, formatDay } from './numbers.js';
import { Sheet } from './parts.js';
import { StatusBadge } from './status-badge.js';

/** What was bought, where it goes, what it brings, and how far it is. */
const OrderContentsView = ({ record, resource }: ShowPropertyProps) => {
  const order = useContents(resource.id, record!.id);
  if (order === 'unknown') return <p>Nothing was paid for this order yet.</p>;
  if (!order) return <p>Loading…</p>;
  const money = (cents: number) => formatCents(cents, order.currency);
  return (
    <div style={{ display: 'grid', gap: 24 }}>
      <Lines order={order} />
      <div style={columns}>
        <section>
          <h3 style={title}>Goes to</h3>
          <address style={{ fontStyle: 'normal', lineHeight: 1.6 }}>
            {order.address.map(line => (
              <div key={line}>{line}</div>
            ))}
          </address>
          {order.poNumber && <p style={quiet}>Purchase order {order.poNumber}</p>}
          {order.replaces && (
            <p style={words}>Replacement for order {order.replaces.number}: nothing is paid for it.</p>
          )}
          {order.note && <p style={words}>“{order.note}”</p>}
        </section>
        <section>
          <h3 style={title}>What it brings</h3>
          <dl style={sums}>
            <Sum name="Goods" value={money(order.goodsCents)} />
            <Sum name={`Delivery (${order.shippingService})`} value={money(order.shippingCents)} />
            <Sum name="Tax, passed on" value={money(-order.taxCents)} />
            <Sum name="Commission" value={money(-order.commissionCents)} />
            {order.refundedCents > 0 && <Sum name="Refunded to the buyer" value={money(-order.refundedCents)} />}
          </dl>
          {order.promotionsBorne && <Borne {...order.promotionsBorne} money={money} />}
          {order.expectedPayout && <Expected payout={order.expectedPayout} money={money} />}
        </section>
        <section>
          <h3 style={title}>Timeline</h3>
          <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {order.timeline.map(step => (
              <li
                key={step.status + step.at}
                style={{ borderLeft: '2px solid var(--pine-line)', padding: '0 0 14px 16px' }}
              >
                <StatusBadge status={step.status} /> <span style={quiet}>{formatTime(step.at)}</span>
              </li>
            ))}
          </ol>
          {order.parcels.map(parcel => (
            <p key={parcel.id} style={words}>
              Parcel: {parcel.carrier}{' '}
              <a href={`/admin/resources/shipments/records/${parcel.id}/show`}>
                {parcel.trackingCode ?? 'without tracking'}
              </a>{' '}
              <StatusBadge status={parcel.status} />
            </p>
          ))}
          {order.returns.map(one => (
            <p key={one.number} style={words}>
              Return {one.number}: {one.reason} <StatusBadge status={one.status} />
            </p>
          ))}
        </section>
      </div>
    </div>
  );
};
export default OrderContentsView;

function useContents(resourceId: string, recordId: string): OrderContents | 'unknown' | null {
  const [contents, setContents] = useState<OrderContents | 'unknown' | null>(null);
  useEffect(() => {
    void new ApiClient()
      .recordAction({ resourceId, recordId, actionName: 'contents', method: 'post', data: {} })
      .then(({ data }) => setContents((data as { outcome?: { data: OrderContents } }).outcome?.data ?? 'unknown'));
  }, [resourceId, recordId]);
  return contents;
}

const Borne = (borne: NonNullable<OrderContents['promotionsBorne']> & { money: (cents: number) => string }) => (
  <p style={words}>
    Promotions took {borne.money(borne.wholesalerCents + borne.platformCents)} off, without tax: the wholesaler bears{' '}
    {borne.money(borne.wholesalerCents)}, Stackr {borne.money(borne.platformCents)}.
  </p>
);

const Lines = ({ order }: { order: OrderContents }) => (
  <section>
    <h3 style={title}>{order.buyer} bought</h3>
    <Sheet
      label={`What ${order.buyer} bought`}
      columns={[
        { label: 'Product' },
        { label: 'SKU' },
        { label: 'Quantity', isNumber: true },
        { label: 'A unit', isNumber: true },
        { label: 'Goods', isNumber: true },
      ]}
    >
      <tbody>
        {order.lines.map(line => (
          <tr key={line.id}>
            <td>
              {line.title}
              {line.variantTitle && <div style={quiet}>{line.variantTitle}</div>}
            </td>
            <td>{line.sku}</td>
            <td className="number">
              {line.quantity}
              {line.refundedQuantity > 0 && <div style={quiet}>{line.refundedQuantity} refunded</div>}
              {line.replacedQuantity > 0 && <div style={quiet}>{line.replacedQuantity} sent again</div>}
            </td>
            <td className="number">{formatCents(line.unitPriceCents, order.currency)}</td>
            <td className="number">{formatCents(line.goodsCents, order.currency)}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  </section>
);

/** The day is a promise only once the goods have arrived. */
const Expected = ({
  payout: { netCents, reserveCents, day, certainty, payoutNumber, note },
  money,
}: {
  payout: NonNullable<OrderContents['expectedPayout']>;
  money: (cents: number) => string;
}) => {
  const when = day && formatDay(day);
  const said = {
    estimate: `Expected in the payout of about ${when}, if it arrives in time`,
    fixed: `Payable from ${when}`,
    paid: `Paid on ${when} with ${payoutNumber}`,
    none: 'Nothing is paid out for it',
  }[certainty];
  return (
    <p style={{ ...words, marginTop: 12 }}>
      <strong>{money(netCents)} for you.</strong> {said}.
      {reserveCents > 0 && ` ${money(reserveCents)} of it stays in your reserve for a while.`}
      {note && ` ${note}`}
    </p>
  );
};

const Sum = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd style={{ margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>{value}</dd>
  </>
);

const formatTime = (at: string) => new Date(at).toLocaleString('en-IE', { dateStyle: 'medium', timeStyle: 'short' });
const columns = { display: 'grid', gap: 24, gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))' };
const sums = { display: 'grid', gridTemplateColumns: '1fr auto', gap: '6px 16px', margin: 0 };
const title = { fontSize: 15, fontWeight: 600, margin: '0 0 10px' };
const quiet = { fontSize: 12, color: 'var(--muted)' };
const words = { whiteSpace: 'pre-wrap' as const, overflowWrap: 'anywhere' as const, margin: '6px 0' };
