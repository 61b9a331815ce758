import { Box, H2 } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { formatCents } from './numbers.js';
import { Sheet } from './parts.js';

export interface CommissionData {
  isWholesaler: boolean;
  currency: string;
  /** Of the last 30 days: what bands go by. */
  volumeCents: number;
  /** The most specific first. */
  rules: {
    id: string;
    isOwn: boolean;
    category: string | null;
    orderKind: 'any' | 'first' | 'reorder';
    endsOn: string | null;
    terms: string;
  }[];
}

const KINDS = { any: 'All orders', first: 'A buyer’s first order', reorder: 'Reorders' };
const COLUMNS = ['For', 'Category', 'Orders', 'Commission', 'Until'].map(label => ({ label }));

/** What Stackr keeps of a wholesaler's sales, and what decides it. */
const Commission = () => {
  const [data, setData] = useState<CommissionData | null>(null);
  useEffect(
    () => void new ApiClient().getPage<CommissionData>({ pageName: 'commission' }).then(answer => setData(answer.data)),
    [],
  );
  if (!data) return <Box p="xxl">Loading…</Box>;
  if (!data.isWholesaler)
    return <Box p="xxl">This page is a wholesaler’s. Every rule stands under Commission rules.</Box>;
  return (
    <Box variant="grey" className="stackr-page">
      <H2>Commission</H2>
      <p>
        It is taken from goods after your own discounts, without tax. Of the rates that fit a line the most specific one
        applies: yours before everyone’s, a category’s before all of them. A placed order keeps its rate.
      </p>
      <p>
        Your goods of the last 30 days: <strong>{formatCents(data.volumeCents, data.currency)}</strong>
      </p>
      <Sheet label="The rates that apply to you" columns={COLUMNS}>
        <tbody>
          {data.rules.map(rule => (
            <tr key={rule.id}>
              <th scope="row">{rule.isOwn ? 'You' : 'Everyone'}</th>
              <td>{rule.category ?? 'All of them'}</td>
              <td>{KINDS[rule.orderKind]}</td>
              <td>{rule.terms}</td>
              <td>{rule.endsOn ?? 'Further notice'}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <p style={{ marginTop: 16 }}>
        <a href="/admin/resources/commission_invoices">Commission invoices, month by month</a>
      </p>
    </Box>
  );
};
export default Commission;
