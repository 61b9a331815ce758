import { Box, H2, Input, Label } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { formatCents } from './numbers.js';
import { Cents, NotYours, Sheet } from './parts.js';

export interface TrialBalanceData {
  /** The UTC day at whose end it stood so. */
  day: string;
  rows: { kind: string; currency: string; accounts: number; balanceCents: number }[];
  /** Opened into its accounts. */
  kind: string | null;
  accounts: { id: string; party: string | null; currency: string; balanceCents: number }[];
  next: string | null;
}
type Typed = { target: { value: string } };

const words = (kind: string) => kind.replaceAll('_', ' ').replace(/^./, letter => letter.toUpperCase());
const statement = (id: string, day: string) =>
  `/admin/pages/statement?account=${id}&from=${day.slice(0, 4)}-01-01&to=${day}`;

/** Every account with what it stood at when a day ended; opened, the accounts of one kind. */
const TrialBalance = () => {
  const asked = new URLSearchParams(window.location.search);
  const [data, setData] = useState<TrialBalanceData | null>(null);
  const [day, setDay] = useState(asked.get('date') ?? '');
  const [kind, setKind] = useState(asked.get('kind') ?? '');
  const [after, setAfter] = useState<string[]>([]);
  const last = after.at(-1) ?? '';
  useEffect(() => {
    const params = { date: day, kind, after: last };
    new ApiClient()
      .getPage<TrialBalanceData>({ pageName: 'trialBalance', params })
      .then(answer => setData(answer.data));
    window.history.replaceState(
      null,
      '',
      `?${new URLSearchParams({ ...(day && { date: day }), ...(kind && { kind }) })}`,
    );
  }, [day, kind, last]);
  const open = (name: string) => {
    setAfter([]);
    setKind(name);
  };
  if (!data) return <Box p="xxl">Loading…</Box>;
  if (data.rows.length === 0 && !day) return <NotYours />;
  return (
    <Box variant="grey" className="stackr-page">
      <H2>Trial balance</H2>
      <Box mb="xl">
        <Label htmlFor="day">At the end of (UTC)</Label>
        <Input id="day" type="date" value={day || data.day} onChange={(event: Typed) => setDay(event.target.value)} />
      </Box>
      <div aria-live="polite">
        {[...Map.groupBy(data.rows, row => row.currency)].map(([currency, rows]) => (
          <Currency key={currency} currency={currency} rows={rows} onOpen={open} />
        ))}
        {data.rows.length === 0 && <p>Nothing was booked by then.</p>}
        {data.kind && <Accounts data={data} onClose={() => open('')} onMore={id => setAfter([...after, id])} />}
      </div>
    </Box>
  );
};

interface CurrencyProps {
  currency: string;
  rows: TrialBalanceData['rows'];
  onOpen: (kind: string) => void;
}

const Currency = ({ currency, rows, onOpen }: CurrencyProps) => {
  const sum = (sign: number) => rows.reduce((total, row) => total + Math.max(0, sign * row.balanceCents), 0);
  return (
    <Sheet
      label={`Trial balance in ${currency}`}
      columns={[
        { label: 'Account' },
        { label: 'Accounts', isNumber: true },
        { label: 'Debit', isNumber: true },
        { label: 'Credit', isNumber: true },
      ]}
    >
      <tbody>
        {rows.map(row => (
          <tr key={row.kind}>
            <th scope="row">
              <button type="button" className="stackr-link" onClick={() => onOpen(row.kind)}>
                {words(row.kind)}
              </button>
            </th>
            <td className="number">{row.accounts}</td>
            <td className="number">{row.balanceCents > 0 ? formatCents(row.balanceCents, currency) : ''}</td>
            <td className="number">{row.balanceCents < 0 ? formatCents(-row.balanceCents, currency) : ''}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Sum in {currency}</th>
          <td />
          <Cents cents={sum(1)} currency={currency} />
          <Cents cents={sum(-1)} currency={currency} />
        </tr>
      </tfoot>
    </Sheet>
  );
};

interface AccountsProps {
  data: TrialBalanceData;
  onClose: () => void;
  onMore: (id: string) => void;
}

const Accounts = ({ data, onClose, onMore }: AccountsProps) => (
  <section style={{ marginTop: 24 }}>
    <h3>
      {words(data.kind!)}{' '}
      <button type="button" className="stackr-link" onClick={onClose}>
        close
      </button>
    </h3>
    <Sheet label={words(data.kind!)} columns={[{ label: 'Whose' }, { label: 'Balance', isNumber: true }]}>
      <tbody>
        {data.accounts.map(account => (
          <tr key={account.id}>
            <th scope="row">
              <a href={statement(account.id, data.day)}>{account.party ?? `Stackr, ${account.currency}`}</a>
            </th>
            <Cents cents={account.balanceCents} currency={account.currency} />
          </tr>
        ))}
      </tbody>
    </Sheet>
    {data.next && (
      <button type="button" className="stackr-link" onClick={() => onMore(data.next!)}>
        Further accounts
      </button>
    )}
  </section>
);
export default TrialBalance;
