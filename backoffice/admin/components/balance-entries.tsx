import { Input, Label } from '@adminjs/design-system';
import React, { useEffect, useState } from 'react';
import { formatDay } from './numbers.js';
import { Cents, Sheet } from './parts.js';

export type Bucket = 'pending' | 'available' | 'reserve';
interface OpenEntry {
  id: string;
  occurredAt: string;
  kind: string;
  memo: string;
  amountCents: number;
  availableOn: string | null;
  isFrozen: boolean;
  orderId: string | null;
  orderNumber: string | null;
  payoutId: string | null;
  payoutNumber: string | null;
  refundId: string | null;
  disputeId: string | null;
}
export interface EntriesPage {
  items: OpenEntry[];
  after: string | null;
}
interface Props {
  bucket: Bucket;
  currency: string;
  read: (params: Record<string, string>) => Promise<EntriesPage>;
}
type Typed = { target: { value: string } };

const WORDS: Record<Bucket, { label: string; when: string }> = {
  pending: { label: 'Entries that are pending', when: 'Available from' },
  available: { label: 'Entries that are available', when: 'Available since' },
  reserve: { label: 'Entries in reserve', when: 'Given back on' },
};
const words = (kind: string) =>
  kind === 'commission_vat' ? 'VAT on commission' : kind.replace(/^./, letter => letter.toUpperCase());
const record = (table: string, id: string) => `/admin/resources/${table}/records/${id}/show`;

/** What a part of the balance is the sum of, the newest first. */
export const OpenEntries = ({ bucket, currency, read }: Props) => {
  const [{ from, to }, setDays] = useState({ from: '', to: '' });
  const [page, setPage] = useState<EntriesPage | null>(null);
  useEffect(() => void read({ bucket, from, to }).then(setPage), [read, bucket, from, to]);
  const further = async (after: string) => {
    const more = await read({ bucket, from, to, after });
    setPage(before => before && { items: [...before.items, ...more.items], after: more.after });
  };
  return (
    <section aria-live="polite" aria-busy={!page} style={{ marginBottom: 16 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16, marginBottom: 12 }}>
        <div>
          <Label htmlFor="entries-from">From (UTC day)</Label>
          <Input
            id="entries-from"
            type="date"
            value={from}
            onChange={(event: Typed) => setDays({ from: event.target.value, to })}
          />
        </div>
        <div>
          <Label htmlFor="entries-to">Until</Label>
          <Input
            id="entries-to"
            type="date"
            value={to}
            onChange={(event: Typed) => setDays({ from, to: event.target.value })}
          />
        </div>
      </div>
      <Sheet
        label={WORDS[bucket].label}
        columns={[
          { label: 'Date (UTC)' },
          { label: 'Kind' },
          { label: 'What' },
          { label: 'About' },
          { label: WORDS[bucket].when },
          { label: 'Amount', isNumber: true },
        ]}
      >
        <tbody>
          {page?.items.map(entry => (
            <tr key={entry.id}>
              <th scope="row">{entry.occurredAt.slice(0, 10)}</th>
              <td>{words(entry.kind)}</td>
              <td>{entry.memo}</td>
              <td>
                <About entry={entry} />
              </td>
              <td>{when(entry, bucket)}</td>
              <Cents cents={entry.amountCents} currency={currency} />
            </tr>
          ))}
        </tbody>
      </Sheet>
      {page?.items.length === 0 && <p>There is no entry{from || to ? ' of these days' : ''}.</p>}
      {page?.after && (
        <button type="button" className="stackr-link" onClick={() => void further(page.after!)}>
          Further entries
        </button>
      )}
    </section>
  );
};

function when({ availableOn, isFrozen }: OpenEntry, bucket: Bucket): string {
  if (isFrozen && bucket !== 'reserve') return 'when the bank has decided: the buyer disputes the payment';
  return availableOn ? formatDay(availableOn) : 'once it is delivered';
}

const About = ({ entry }: { entry: OpenEntry }) => {
  const links = [
    entry.orderId && { text: entry.orderNumber, href: record('wholesaler_orders', entry.orderId) },
    entry.refundId && { text: 'the refund', href: record('refunds', entry.refundId) },
    entry.disputeId && { text: 'the dispute', href: record('disputes', entry.disputeId) },
    entry.payoutId && { text: entry.payoutNumber, href: record('payouts', entry.payoutId) },
  ].filter(link => link !== null && link !== '');
  return links.map((link, index) => (
    <React.Fragment key={link.href}>
      {index > 0 && ', '}
      <a href={link.href}>{link.text}</a>
    </React.Fragment>
  ));
};
