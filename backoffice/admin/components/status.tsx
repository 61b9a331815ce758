import type { BasePropertyProps } from 'adminjs';
import React from 'react';
import { Labelled } from './labelled.js';
import { StatusBadge } from './status-badge.js';

const Status = ({ record, property, where }: BasePropertyProps) => (
  <Labelled where={where} label={property.label}>
    <StatusBadge status={String(record?.params[property.path] ?? '')} />
  </Labelled>
);
export default Status;
