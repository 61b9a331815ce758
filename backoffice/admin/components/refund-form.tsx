import type { ActionProps } from 'adminjs';
import React from 'react';
import type { RefundPreview } from '../../workflows/preview-refund.js';
import { EffectsView } from './effects.js';
import { formatCents } from './numbers.js';
import { PreviewForm, toRecord } from './preview-form.js';

const RefundForm = (given: ActionProps) => (
  <PreviewForm<RefundPreview>
    given={given}
    asides={['reason']}
    effect={preview => <EffectsView effects={effectsOf(preview)} />}
    confirm={({ amountCents, currency }, label) => `${label} ${formatCents(amountCents, currency)}`}
    after={toRecord(given)}
  />
);
export default RefundForm;

const effectsOf = ({ currency, amountCents, effects, before, after, isNegativeAfter }: RefundPreview) => ({
  ...{ currency, amountCents, facts: [], booked: effects },
  balanceOf: 'The wholesaler’s balance',
  balances: [
    { label: 'Pending', beforeCents: before.pendingCents, afterCents: after.pendingCents },
    { label: 'Available', beforeCents: before.availableCents, afterCents: after.availableCents },
    { label: 'Reserve', beforeCents: before.reserveCents, afterCents: after.reserveCents },
  ],
  notes: isNegativeAfter
    ? ['The available balance falls below zero: nothing is paid out until new earnings have made it up.']
    : [],
});
