import type { ShowPropertyProps } from 'adminjs';
import React from 'react';
import type { DisputedOrder } from '../actions/dispute-desk.js';
import { FileLink, Messages, quiet, Timeline, title } from './dispute-parts.js';
import { formatCents } from './numbers.js';
import { useStep } from './use-step.js';

/** A wholesaler's disputed order: why, what waits, what would help, and how it ended. */
const DisputedOrderView = ({ record, resource }: ShowPropertyProps) => {
  const order = useStep<DisputedOrder>(resource.id, record!.id, 'contents');
  if (!order) return <p>Loading…</p>;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 28, maxWidth: 760 }}>
      <section>
        <h3 style={title}>What happened</h3>
        <p style={{ margin: '4px 0' }}>{order.says}</p>
        <p style={{ margin: '4px 0' }}>{outcomeOf(order)}</p>
      </section>
      {order.stage === 'to_answer' && (
        <section>
          <h3 style={title}>What would help</h3>
          <p style={{ margin: '4px 0' }}>{order.helps}</p>
          <p style={quiet}>Use “Help answer it” above. We put the answer together and send it to the bank.</p>
        </section>
      )}
      <Messages messages={order.messages} empty="You have not told us anything yet." />
      {order.files.length > 0 && (
        <section>
          <h3 style={title}>Your files</h3>
          {order.files.map(file => (
            <div key={file.id}>
              <FileLink file={file} />
            </div>
          ))}
        </section>
      )}
      <Timeline steps={order.timeline} />
    </div>
  );
};
export default DisputedOrderView;

function outcomeOf({ part, status, stage, currency }: DisputedOrder): string {
  const money = (cents: number) => formatCents(Math.max(0, cents), currency);
  if (part.lost)
    return `The bank decided for the buyer, who got ${money(part.lost.amountCents)} of this order back. ${money(part.lost.wholesalerCents)} comes off your balance${part.lost.platformCents > 0 ? `; the marketplace bears ${money(part.lost.platformCents)} of your share` : ''}. The commission on it is given back.`;
  if (status === 'lost') return 'The bank decided for the buyer. Nothing of this order was left to give back.';
  if (stage === 'closed')
    return 'The payment stands. What you earned with the order is paid with the next run after its usual day.';
  if (part.frozenCents > 0)
    return `${money(part.frozenCents)} that you earned with this order waits until the bank has decided. Everything else is paid as usual.`;
  return 'You were paid for this order already. Nothing is taken back now; if the bank keeps the money, your share comes off your next payouts.';
}
