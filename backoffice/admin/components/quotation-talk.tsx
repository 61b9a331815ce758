import { ApiClient, type ShowPropertyProps, useCurrentAdmin } from 'adminjs';
import React, { useEffect, useState } from 'react';
import type { OwnQuotation } from '../../http/contract/quotation-shapes.js';
import { formatCents, formatDay } from './numbers.js';
import { Sheet } from './parts.js';
import { StatusBadge } from './status-badge.js';

/** What was asked and said, read anew whenever the record is shown. */
export function useTalk(resourceId: string, recordId: string): OwnQuotation | null {
  const [talk, setTalk] = useState<OwnQuotation | null>(null);
  useEffect(() => {
    void new ApiClient()
      .recordAction({ resourceId, recordId, actionName: 'talk', method: 'post', data: {} })
      .then(({ data }) => setTalk((data as { outcome?: { data: OwnQuotation } }).outcome?.data ?? null));
  }, [resourceId, recordId]);
  return talk;
}

/** The page of a request: what is wanted, then every step with its prices. */
const QuotationTalk = ({ record, resource }: ShowPropertyProps) => {
  const talk = useTalk(resource.id, record!.id);
  if (!talk) return <p>Loading…</p>;
  return (
    <>
      <h3 style={title}>What {talk.store.name} asks for</h3>
      {talk.note && <p style={words}>“{talk.note}”</p>}
      <Wanted talk={talk} />
      {talk.orderNumber && <p>Ordered with {talk.orderNumber}.</p>}
      <h3 style={title}>Timeline</h3>
      <Timeline talk={talk} />
    </>
  );
};
export default QuotationTalk;

export const Wanted = ({ talk }: { talk: OwnQuotation }) => (
  <Sheet
    label="What is wanted"
    columns={[
      { label: 'Wanted' },
      { label: 'Quantity', isNumber: true },
      { label: 'Hoped-for price', isNumber: true },
      { label: 'Needed by' },
    ]}
  >
    <tbody>
      {talk.lines.map(line => (
        <tr key={line.id}>
          <td>
            {line.title}
            <div style={quiet}>
              {line.variant ? line.variant.sku : 'In words: answer with a product of yours'}
              {line.note && ` · ${line.note}`}
            </div>
          </td>
          <td className="number">{line.quantity}</td>
          <td className="number">{line.targetPriceCents ? formatCents(line.targetPriceCents, talk.currency) : '—'}</td>
          <td>{line.neededBy ? formatDay(line.neededBy) : '—'}</td>
        </tr>
      ))}
    </tbody>
  </Sheet>
);

export const Timeline = ({ talk }: { talk: OwnQuotation }) => {
  const [viewer] = useCurrentAdmin();
  const wholesaler = (viewer as { role?: string } | null)?.role === 'wholesaler' ? 'You' : 'The wholesaler';
  return (
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {talk.steps.map(step => (
        <li
          key={`${step.at} ${step.kind}`}
          style={{ borderLeft: '2px solid var(--pine-line)', padding: '0 0 18px 16px' }}
        >
          <StatusBadge status={step.kind} />{' '}
          <span style={quiet}>
            {step.madeBy === 'store'
              ? talk.store.name
              : step.madeBy === 'wholesaler'
                ? wholesaler
                : 'Its time was over'}{' '}
            · {new Date(step.at).toLocaleString('en-IE', { dateStyle: 'medium', timeStyle: 'short' })}
          </span>
          {(step.message || step.offer?.message) && <p style={words}>“{step.message || step.offer?.message}”</p>}
          {step.offer && (
            <ul style={{ margin: '6px 0 0', paddingLeft: 18 }}>
              {step.offer.lines.map(line => (
                <li key={line.lineId}>
                  {line.quantity} × {formatCents(line.unitPriceCents, talk.currency)} ·{' '}
                  {talk.lines.find(one => one.id === line.lineId)?.title}
                  {line.variant && <span style={quiet}> ({line.variant.sku})</span>}
                </li>
              ))}
              <li style={{ listStyle: 'none', marginLeft: -18, fontWeight: 600 }}>
                {formatCents(step.offer.totalCents, talk.currency)}
                {step.offer.validUntil && ` · until ${formatDay(step.offer.validUntil)}`}
              </li>
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
};

const title = { fontSize: 15, fontWeight: 600, margin: '20px 0 10px' };
const quiet = { fontSize: 12, color: 'var(--muted)' };
const words = { whiteSpace: 'pre-wrap' as const, overflowWrap: 'anywhere' as const, margin: '6px 0' };
