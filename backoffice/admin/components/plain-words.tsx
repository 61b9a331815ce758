import type { BasePropertyProps } from 'adminjs';
import React from 'react';
import { Labelled } from './labelled.js';

/** A code of a vendor's, read as words. */
const PlainWords = ({ record, property, where }: BasePropertyProps) => (
  <Labelled where={where} label={property.label}>
    {String(record?.params[property.path] ?? '').replaceAll('_', ' ')}
  </Labelled>
);
export default PlainWords;
