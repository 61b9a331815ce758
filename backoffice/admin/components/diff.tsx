import type { ShowPropertyProps } from 'adminjs';
import React, { type ReactNode } from 'react';
import { Labelled } from './labelled.js';
import { type Change, changesOf, wordsOf } from './text-diff.js';

/** What a change would make of a product: each fact as it was and as it would be, the words that differ marked. */
const Diff = ({ record }: ShowPropertyProps) => (
  <Labelled where="show" label="Changes">
    {changesOf(record?.params ?? {}).map(change => (
      <section key={change.label} style={{ margin: '8px 0 20px' }}>
        <h4 style={{ fontSize: 13, fontWeight: 600, margin: '0 0 6px' }}>{change.label}</h4>
        <div
          style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))', gap: 12 }}
        >
          <Side title="Now" change={change} side="before" />
          <Side title="Proposed" change={change} side="after" />
        </div>
      </section>
    ))}
  </Labelled>
);

const MARK = {
  before: { background: 'var(--bad)', color: 'var(--on-bad)', textDecoration: 'line-through' },
  after: { background: 'var(--good)', color: 'var(--on-good)', textDecoration: 'none', fontWeight: 600 },
};

const Side = ({ title, change, side }: { title: string; change: Change; side: 'before' | 'after' }) => {
  const Mark = side === 'before' ? 'del' : 'ins';
  const words: ReactNode[] = wordsOf(change, side).map(({ text, isChanged, key }) =>
    isChanged ? (
      <Mark key={key} style={MARK[side]}>
        {text}
      </Mark>
    ) : (
      <span key={key}>{text}</span>
    ),
  );
  return (
    <div style={{ border: '1px solid var(--line)', borderRadius: 8, padding: 12, lineHeight: 1.6 }}>
      <div style={{ fontSize: 12, color: 'var(--muted)', marginBottom: 4 }}>{title}</div>
      <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{words.length > 0 ? words : 'nothing'}</div>
    </div>
  );
};
export default Diff;
