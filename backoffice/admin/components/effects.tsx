import { Box, MessageBox } from '@adminjs/design-system';
import React from 'react';
import type { Effects } from '../../workflows/effects.js';
import { formatCents } from './numbers.js';
import { Sheet } from './parts.js';

/** What a money step would do: what it is about, what is booked, whose balance moves, and what else to know. */
export const EffectsView = ({ effects }: { effects: Effects }) => {
  const money = (cents: number) => formatCents(cents, effects.currency);
  return (
    <Box my="xl" style={{ display: 'grid', gap: 20 }}>
      {effects.facts.length > 0 && <Facts facts={effects.facts} />}
      {effects.booked.length > 0 && (
        <Sheet label="What is booked" columns={[{ label: 'What is booked' }, { label: 'Amount', isNumber: true }]}>
          <tbody>
            {effects.booked.map(({ words, amountCents }) => (
              <tr key={words}>
                <td>{words}</td>
                <td className="number">{money(amountCents)}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      {effects.balances.length > 0 && (
        <Sheet
          label={effects.balanceOf ?? 'Balance'}
          columns={[
            { label: effects.balanceOf ?? 'Balance' },
            { label: 'Before', isNumber: true },
            { label: 'After', isNumber: true },
          ]}
        >
          <tbody>
            {effects.balances.map(({ label, beforeCents, afterCents }) => (
              <tr key={label}>
                <td>{label}</td>
                <td className="number">{money(beforeCents)}</td>
                <td className="number">{money(afterCents)}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      {effects.notes.map(note => (
        <MessageBox key={note} variant="info" message={note} />
      ))}
    </Box>
  );
};

const Facts = ({ facts }: { facts: Effects['facts'] }) => (
  <dl style={{ display: 'grid', gridTemplateColumns: 'minmax(7rem, auto) 1fr', gap: '6px 20px', margin: 0 }}>
    {facts.map(({ label, value }) => (
      <React.Fragment key={label}>
        <dt style={{ color: 'var(--muted)' }}>{label}</dt>
        <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{value}</dd>
      </React.Fragment>
    ))}
  </dl>
);
