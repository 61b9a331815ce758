import { Box, H2 } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useCallback, useEffect, useState } from 'react';
import { formatCents } from './numbers.js';
import { Cents, Sheet } from './parts.js';
import { type Period, PeriodPicker } from './period.js';

export interface StatementData {
  account: { id: string; kind: string; currency: string; party: string | null; wholesalerId: string | null } | null;
  /** The other accounts of the same wholesaler. */
  siblings: { id: string; kind: string; currency: string }[];
  from: string;
  to: string;
  openingCents: number;
  entries: {
    id: string;
    occurredAt: string;
    memo: string;
    amountCents: number;
    balanceCents: number;
    availableOn: string | null;
    orderId: string | null;
    orderNumber: string | null;
    payoutId: string | null;
    payoutNumber: string | null;
  }[];
  next: { entry: string; balanceCents: number } | null;
}

const words = (kind: string) => kind.replaceAll('_', ' ').replace(/^./, letter => letter.toUpperCase());

/** The entries of one account with what it stood at after each. */
const AccountStatement = () => {
  const [id, setId] = useState(new URLSearchParams(window.location.search).get('account') ?? '');
  const [period, setPeriod] = useState<Period | null>(null);
  const [data, setData] = useState<StatementData | null>(null);
  const read = useCallback(
    async (more: Record<string, string>) => {
      const params = { account: id, ...period, ...more };
      return (await new ApiClient().getPage<StatementData>({ pageName: 'statement', params })).data;
    },
    [id, period],
  );
  useEffect(() => {
    if (!period) return;
    read({}).then(setData);
    window.history.replaceState(null, '', `?${new URLSearchParams({ ...(id && { account: id }), ...period })}`);
  }, [read, id, period]);
  const further = async ({ entry, balanceCents }: NonNullable<StatementData['next']>) => {
    const page = await read({ entry, balance: String(balanceCents) });
    setData(
      before => before && { ...page, openingCents: before.openingCents, entries: [...before.entries, ...page.entries] },
    );
  };
  return (
    <Box variant="grey" className="stackr-page">
      <H2>Account statement</H2>
      <PeriodPicker today={new Date().toISOString().slice(0, 10)} onChange={setPeriod} />
      {data && data.siblings.length > 1 && (
        <nav aria-label="Accounts" className="stackr-tabs">
          {data.siblings.map(one => (
            <button
              key={one.id}
              type="button"
              aria-current={one.id === data.account?.id ? 'page' : undefined}
              onClick={() => setId(one.id)}
            >
              {words(one.kind)} {one.currency}
            </button>
          ))}
        </nav>
      )}
      <div aria-live="polite">
        {data && !data.account && <p>There is no such account, or it is not yours.</p>}
        {data?.account && <Entries data={data} account={data.account} onFurther={further} />}
      </div>
    </Box>
  );
};

interface EntriesProps {
  data: StatementData;
  account: NonNullable<StatementData['account']>;
  onFurther: (next: NonNullable<StatementData['next']>) => Promise<void>;
}

const Entries = ({ data, account, onFurther }: EntriesProps) => {
  // To a wholesaler what it is owed is a plus; the books have it as a credit.
  const sign = account.wholesalerId ? -1 : 1;
  const { currency } = account;
  return (
    <>
      <h3>
        {words(account.kind)}
        {account.party ? ` · ${account.party}` : ''}
      </h3>
      {sign < 0 && <p style={{ color: 'var(--muted)' }}>A plus is owed to the wholesaler.</p>}
      <Sheet
        label="Entries"
        columns={[
          { label: 'Date (UTC)' },
          { label: 'What' },
          { label: 'Order or payout' },
          { label: 'Payable from' },
          { label: 'Amount', isNumber: true },
          { label: 'Balance', isNumber: true },
        ]}
      >
        <tbody>
          <tr>
            <th scope="row">{data.from}</th>
            <td>Before</td>
            <td />
            <td />
            <td />
            <Cents cents={sign * data.openingCents || 0} currency={currency} />
          </tr>
          {data.entries.map(entry => (
            <tr key={entry.id}>
              <th scope="row">{entry.occurredAt.slice(0, 16).replace('T', ' ')}</th>
              <td>{entry.memo}</td>
              <td>
                {entry.payoutId ? (
                  <a href={`/admin/resources/payouts/records/${entry.payoutId}/show`}>{entry.payoutNumber}</a>
                ) : (
                  entry.orderId && (
                    <a href={`/admin/resources/wholesaler_orders/records/${entry.orderId}/show`}>{entry.orderNumber}</a>
                  )
                )}
              </td>
              <td>{entry.availableOn ?? ''}</td>
              <Cents cents={sign * entry.amountCents} currency={currency} />
              <Cents cents={sign * entry.balanceCents || 0} currency={currency} />
            </tr>
          ))}
        </tbody>
      </Sheet>
      {data.entries.length === 0 && <p>Nothing moved in this period.</p>}
      {data.next ? (
        <button type="button" className="stackr-link" onClick={() => void onFurther(data.next!)}>
          Further entries
        </button>
      ) : (
        <p>
          At the end:{' '}
          <strong>{formatCents(sign * (data.entries.at(-1)?.balanceCents ?? data.openingCents) || 0, currency)}</strong>
        </p>
      )}
    </>
  );
};
export default AccountStatement;
