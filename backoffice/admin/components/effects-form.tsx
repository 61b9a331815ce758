import type { ActionProps } from 'adminjs';
import React from 'react';
import type { Effects } from '../../workflows/effects.js';
import { EffectsView } from './effects.js';
import { formatCents } from './numbers.js';
import { PreviewForm, toRecord } from './preview-form.js';

/** The form of every step that moves money and says beforehand what it does. */
const EffectsForm = (given: ActionProps) => (
  <PreviewForm<Effects>
    given={given}
    asides={['reason', 'note', 'paidOn', 'bankReference', 'restock']}
    effect={effects => <EffectsView effects={effects} />}
    confirm={({ amountCents, currency }, label) =>
      amountCents === 0 ? label : `${label} ${formatCents(amountCents, currency)}`
    }
    after={toRecord(given)}
  />
);
export default EffectsForm;
