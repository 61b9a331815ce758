import { MessageBox } from '@adminjs/design-system';
import type { ShowPropertyProps } from 'adminjs';
import React from 'react';
import type { DisputeDesk } from '../actions/dispute-desk.js';
import { Evidence, FileLink, formatTime, Messages, quiet, Timeline, title } from './dispute-parts.js';
import { LossSheet } from './loss-sheet.js';
import { formatCents } from './numbers.js';
import { Sheet } from './parts.js';
import { useStep } from './use-step.js';

/** What the bank asks, what it would cost, what we say, and who said what. */
const DisputeDeskView = ({ record, resource }: ShowPropertyProps) => {
  const desk = useStep<DisputeDesk>(resource.id, record!.id, 'desk');
  if (!desk) return <p>Loading…</p>;
  const money = (cents: number) => formatCents(cents, desk.currency);
  const unused = desk.everyFile.filter(file => !desk.files.some(field => field.value === file.id));
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 28, maxWidth: 960 }}>
      <section>
        <p style={{ fontSize: 26, fontWeight: 650, lineHeight: 1.4, margin: 0 }}>{money(desk.amountCents)}</p>
        <p style={{ margin: '4px 0' }}>
          Order {desk.orderNumber}. {desk.says}
        </p>
        {desk.dashboardUrl && <a href={desk.dashboardUrl}>Open it at Stripe</a>}
        {desk.failureReason && (
          <MessageBox mt="lg" variant="danger" message={`Stripe refused the last answer: ${desk.failureReason}`} />
        )}
        {desk.decision && (
          <p style={quiet}>
            {desk.decision === 'accepted' ? 'Accepted' : 'Answered'} {formatTime(desk.decidedAt!)}
            {desk.sentAt ? `, with the bank since ${formatTime(desk.sentAt)}` : ', on its way to the bank'}
          </p>
        )}
      </section>
      <section>
        <h3 style={title}>Who waits for it</h3>
        <Sheet
          label="Wholesalers in this dispute"
          columns={[
            { label: 'Order' },
            { label: 'Wholesaler' },
            { label: desk.stage === 'closed' ? 'Not paid out yet' : 'Frozen', isNumber: true },
            { label: 'Borne by the wholesaler', isNumber: true },
            { label: 'Borne by the platform', isNumber: true },
          ]}
        >
          <tbody>
            {desk.parts.map(part => (
              <tr key={part.id}>
                <td>{part.number}</td>
                <td>{part.wholesalerName}</td>
                <td className="number">{money(part.frozenCents)}</td>
                <td className="number">{part.lost ? money(part.lost.wholesalerCents) : '—'}</td>
                <td className="number">{part.lost ? money(part.lost.platformCents) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </section>
      {desk.loss && desk.loss.parts.length > 0 && (
        <section>
          <h3 style={title}>What losing it would book</h3>
          <LossSheet loss={desk.loss} />
        </section>
      )}
      <section>
        <h3 style={title}>Booked so far</h3>
        {desk.booked.length === 0 && <p style={quiet}>Nothing: no money has moved.</p>}
        {desk.booked.length > 0 && (
          <Sheet label="Booked so far" columns={[{ label: 'Account' }, { label: 'Debit +, credit −', isNumber: true }]}>
            <tbody>
              {desk.booked.map(entry => (
                <tr key={entry.account}>
                  <td>{entry.account.replaceAll('_', ' ')}</td>
                  <td className="number">{money(entry.amountCents)}</td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        )}
      </section>
      <section>
        <h3 style={title}>{desk.sentAt ? 'What the bank got' : 'What the bank would get'}</h3>
        {!desk.gatheredAt && <p style={quiet}>The evidence is being gathered: look again in a minute.</p>}
        <Evidence desk={desk} />
        {unused.length > 0 && (
          <>
            <h4 style={{ ...quiet, margin: '16px 0 4px' }}>Files that are not used</h4>
            {unused.map(file => (
              <div key={file.id}>
                <FileLink file={file} />
              </div>
            ))}
          </>
        )}
      </section>
      <Messages messages={desk.messages} empty="No wholesaler has said anything yet." />
      <Timeline steps={desk.timeline} />
    </div>
  );
};
export default DisputeDeskView;
