import { Box, MessageBox } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import React from 'react';
import type { RefundPreview } from '../../workflows/preview-refund.js';
import { formatCents } from './numbers.js';
import { Sheet } from './parts.js';
import { PreviewForm, toRecord } from './preview-form.js';

const RefundForm = (given: ActionProps) => (
  <PreviewForm<RefundPreview>
    given={given}
    asides={['reason']}
    effect={preview => <Effects preview={preview} />}
    confirm={({ amountCents, currency }, label) => `${label} ${formatCents(amountCents, currency)}`}
    after={toRecord(given)}
  />
);
export default RefundForm;

const Effects = ({ preview }: { preview: RefundPreview }) => {
  const money = (cents: number) => formatCents(cents, preview.currency);
  const { before, after } = preview;
  return (
    <Box my="xl" style={{ display: 'grid', gap: 20 }}>
      <Sheet label="What is booked" columns={[{ label: 'What is booked' }, { label: 'Amount', isNumber: true }]}>
        <tbody>
          {preview.effects.map(effect => (
            <tr key={effect.account}>
              <td>{effect.words}</td>
              <td className="number">{money(effect.amountCents)}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <Sheet
        label="The wholesaler’s balance"
        columns={[
          { label: 'The wholesaler’s balance' },
          { label: 'Before', isNumber: true },
          { label: 'After', isNumber: true },
        ]}
      >
        <tbody>
          <Row name="Pending" before={money(before.pendingCents)} after={money(after.pendingCents)} />
          <Row name="Available" before={money(before.availableCents)} after={money(after.availableCents)} />
          <Row name="Reserve" before={money(before.reserveCents)} after={money(after.reserveCents)} />
        </tbody>
      </Sheet>
      {preview.isNegativeAfter && (
        <MessageBox
          variant="info"
          message="The available balance falls below zero: nothing is paid out until new earnings have made it up."
        />
      )}
    </Box>
  );
};

const Row = ({ name, before, after }: { name: string; before: string; after: string }) => (
  <tr>
    <td>{name}</td>
    <td className="number">{before}</td>
    <td className="number">{after}</td>
  </tr>
);
