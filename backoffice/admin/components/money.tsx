import type { BasePropertyProps } from 'adminjs';
import React from 'react';
import { Labelled } from './labelled.js';
import { formatCents } from './numbers.js';

const Money = ({ record, property, where }: BasePropertyProps) => {
  const cents = record?.params[property.path];
  if (cents === null || cents === undefined || cents === '')
    return (
      <Labelled where={where} label={property.label}>
        —
      </Labelled>
    );
  return (
    <Labelled where={where} label={property.label}>
      <span style={{ fontVariantNumeric: 'tabular-nums', color: Number(cents) < 0 ? 'var(--wrong)' : undefined }}>
        {formatCents(Number(cents), record?.params.currency)}
      </span>
    </Labelled>
  );
};
export default Money;
