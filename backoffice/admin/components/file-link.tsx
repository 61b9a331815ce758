import type { BasePropertyProps } from 'adminjs';
import React from 'react';
import { Labelled } from './labelled.js';

/** An address that opens in a tab of its own. */
const FileLink = ({ record, property, where }: BasePropertyProps) => {
  const address = record?.params[property.path];
  return (
    <Labelled where={where} label={property.label}>
      {address ? (
        <a href={String(address)} target="_blank" rel="noreferrer">
          Open
        </a>
      ) : (
        '—'
      )}
    </Labelled>
  );
};
export default FileLink;
