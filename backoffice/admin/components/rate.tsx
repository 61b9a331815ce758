import type { BasePropertyProps } from 'adminjs';
import React from 'react';
import { Labelled } from './labelled.js';
import { formatRate } from './numbers.js';

const Rate = ({ record, property, where }: BasePropertyProps) => {
  const bp = record?.params[property.path];
  return (
    <Labelled where={where} label={property.label}>
      {bp === null || bp === undefined || bp === '' ? '—' : formatRate(Number(bp))}
    </Labelled>
  );
};
export default Rate;
