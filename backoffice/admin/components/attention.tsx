import { Box, H2 } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { formatDay } from './numbers.js';
import { Cents, NotYours, Sheet } from './parts.js';

export interface AttentionData {
  isYours: boolean;
  count: number;
  groups: {
    kind: string;
    title: string;
    help: string;
    rows: {
      id: string;
      href: string;
      subject: string;
      party: string;
      currency: string | null;
      amountCents: number | null;
      why: string;
      dueAt: string | null;
      since: string;
      days: number;
    }[];
  }[];
}
type Group = AttentionData['groups'][number];

const COLUMNS = [
  { label: 'What' },
  { label: 'Whose' },
  { label: 'Amount', isNumber: true },
  { label: 'Since' },
  { label: 'Why' },
];

/** What waits for a person in finance, by what it is; a row leaves by itself when it is mended. */
const NeedsAttention = () => {
  const [data, setData] = useState<AttentionData | null>(null);
  useEffect(() => {
    void new ApiClient().getPage<AttentionData>({ pageName: 'attention' }).then(answer => setData(answer.data));
  }, []);
  if (!data) return <Box p="xxl">Loading…</Box>;
  if (!data.isYours) return <NotYours />;
  const shown = data.groups.reduce((sum, group) => sum + group.rows.length, 0);
  return (
    <Box variant="grey" className="stackr-page">
      <H2>Needs attention</H2>
      {data.count === 0 && <p>Nothing waits for you. Money is where it should be.</p>}
      {data.groups.map(group => (
        <GroupView key={group.kind} group={group} />
      ))}
      {data.count > shown && <p>{data.count - shown} newer ones are not shown.</p>}
    </Box>
  );
};
export default NeedsAttention;

const GroupView = ({ group }: { group: Group }) => (
  <section style={{ margin: '24px 0' }}>
    <h3>
      {group.title} ({group.rows.length})
    </h3>
    <p style={{ color: 'var(--ink-soft)', maxWidth: '70ch', margin: '4px 0 12px' }}>{group.help}</p>
    <Sheet label={group.title} columns={COLUMNS}>
      <tbody>
        {group.rows.map(row => (
          <tr key={row.id}>
            <th scope="row" style={{ whiteSpace: 'nowrap' }}>
              <a href={row.href}>{row.subject}</a>
            </th>
            <td>{row.party}</td>
            {row.amountCents === null ? (
              <td className="number">—</td>
            ) : (
              <Cents cents={row.amountCents} currency={row.currency!} />
            )}
            <td style={{ whiteSpace: 'nowrap' }}>
              <time dateTime={row.since}>{formatDay(row.since)}</time> · {age(row.days)}
            </td>
            <td style={{ minWidth: '18rem' }}>
              {row.why}
              {row.dueAt && <strong> Answer by {formatDay(row.dueAt)}.</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  </section>
);

const age = (days: number) => (days === 0 ? 'today' : days === 1 ? '1 day' : `${days} days`);
