import React from 'react';
import type { DisputeDesk, DisputedOrder } from '../actions/dispute-desk.js';
import { StatusBadge } from './status-badge.js';

export const title = { fontSize: 15, fontWeight: 600, margin: '0 0 10px' };
export const quiet = { fontSize: 12, color: 'var(--muted)' };
export const words = { whiteSpace: 'pre-wrap' as const, overflowWrap: 'anywhere' as const, margin: '4px 0' };

export const formatTime = (at: string): string =>
  new Date(at).toLocaleString('en-IE', { dateStyle: 'medium', timeStyle: 'short' });

export const Timeline = ({ steps }: { steps: { status: string; at: string }[] }) => (
  <section>
    <h3 style={title}>Timeline</h3>
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {steps.map(step => (
        <li key={step.status + step.at} style={{ borderLeft: '2px solid var(--pine-line)', padding: '0 0 14px 16px' }}>
          <StatusBadge status={step.status} /> <span style={quiet}>{formatTime(step.at)}</span>
        </li>
      ))}
    </ol>
  </section>
);

/** What wholesalers told the desk. */
export const Messages = ({ messages, empty }: { messages: DisputeDesk['messages']; empty: string }) => (
  <section>
    <h3 style={title}>What was told</h3>
    {messages.length === 0 && <p style={quiet}>{empty}</p>}
    {messages.map(message => (
      <div key={message.at + message.body} style={{ marginBottom: 12 }}>
        <div style={quiet}>
          {message.author}, {message.wholesaler} · {formatTime(message.at)}
        </div>
        <p style={words}>“{message.body}”</p>
      </div>
    ))}
  </section>
);

export const FileLink = ({ file }: { file: DisputedOrder['files'][number] | undefined }) =>
  file ? (
    <a href={`/api/disputes/files/${file.id}`} target="_blank" rel="noreferrer">
      {file.name}{' '}
      <span style={quiet}>
        ({Math.max(1, Math.round(file.byteSize / 1024))} kB{file.from && `, from ${file.from}`})
      </span>
    </a>
  ) : null;

/** Exactly what the bank gets. */
export const Evidence = ({ desk }: { desk: DisputeDesk }) => {
  const texts = desk.texts.filter(field => field.value);
  const files = desk.files.filter(field => field.value);
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12, margin: 0 }}>
      {files.map(field => (
        <div key={field.name}>
          <dt style={quiet}>{field.label}</dt>
          <dd style={{ margin: 0 }}>
            <FileLink file={desk.everyFile.find(file => file.id === field.value)} />
          </dd>
        </div>
      ))}
      {texts.map(field => (
        <div key={field.name}>
          <dt style={quiet}>{field.label}</dt>
          <dd style={{ ...words, margin: 0 }}>{field.value}</dd>
        </div>
      ))}
    </dl>
  );
};
