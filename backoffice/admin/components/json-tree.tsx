import type { ShowPropertyProps } from 'adminjs';
import React from 'react';
import { Labelled } from './labelled.js';

/** AdminJS hands nested values over flattened (payload.data.id): put together again and printed. */
const JsonTree = ({ record, property }: ShowPropertyProps) => {
  const prefix = `${property.path}.`;
  const tree: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(record?.params ?? {}))
    if (path.startsWith(prefix)) place(tree, path.slice(prefix.length).split('.'), value);
  const whole = Object.keys(tree).length > 0 ? tree : record?.params[property.path];
  return (
    <Labelled where="show" label={property.label}>
      <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: 12, lineHeight: 1.5 }}>
        {whole ? JSON.stringify(whole, null, 2) : '—'}
      </pre>
    </Labelled>
  );
};

function place(tree: Record<string, unknown>, [head, ...rest]: string[], value: unknown): void {
  if (head === undefined) return;
  if (rest.length === 0) tree[head] = value;
  else {
    tree[head] ??= {};
    place(tree[head] as Record<string, unknown>, rest, value);
  }
}
export default JsonTree;
