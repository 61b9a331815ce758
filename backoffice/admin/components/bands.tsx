import type { BasePropertyProps } from 'adminjs';
import React from 'react';
import { Labelled } from './labelled.js';
import { formatCents, formatRate } from './numbers.js';

/** The panel knows a list by its places: bands.0.fromCents. */
const Bands = ({ record, property, where }: BasePropertyProps) => {
  const given = record?.params ?? {};
  const bands: string[] = [];
  for (let at = 0; given[`${property.path}.${at}.fromCents`] !== undefined; at += 1)
    bands.push(
      `${formatRate(Number(given[`${property.path}.${at}.percentBp`]))} from ${formatCents(Number(given[`${property.path}.${at}.fromCents`]))}`,
    );
  return (
    <Labelled where={where} label={property.label}>
      {bands.length === 0 ? '—' : bands.join(', ')}
    </Labelled>
  );
};
export default Bands;
