import type { BasePropertyProps } from 'adminjs';
import React from 'react';
import { Labelled } from './labelled.js';
import { formatDay } from './numbers.js';

const DAY = 86_400_000;

/** The day, and how long it is until then while an answer is wanted. */
export const daysLeft = (at: string, now = Date.now()): string => {
  const days = Math.floor((new Date(at).getTime() - now) / DAY);
  if (days < 0) return 'over';
  return days === 0 ? 'less than a day left' : days === 1 ? '1 day left' : `${days} days left`;
};

const Deadline = ({ record, property, where }: BasePropertyProps) => {
  const at = record?.params[property.path];
  const isWanted = record?.params.stage === 'to_answer';
  return (
    <Labelled where={where} label={property.label}>
      {at ? (
        <span style={isWanted ? { fontWeight: 600 } : { color: 'var(--muted)' }}>
          {formatDay(at)}
          {isWanted && `, ${daysLeft(at)}`}
        </span>
      ) : (
        '—'
      )}
    </Labelled>
  );
};
export default Deadline;
