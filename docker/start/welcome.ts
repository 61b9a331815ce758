import { relative } from 'node:path';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../db/seeds/demo-people.ts';
import { type Plan, root } from './plan.ts';

/** What a newcomer needs to know, once everything answers. */
export function welcome({ publicUrl, ports, standIns, dataDir, mode }: Plan, startedInSeconds: number): string {
  const data = relative(root, dataDir) || dataDir;
  return [
    `\nStackr is ready (${startedInSeconds.toFixed(1)} s).\n`,
    table([
      ['Shop', publicUrl],
      ['Panel', `${publicUrl}/admin`],
      ...(standIns.mail ? [['Mail', `http://localhost:${ports.inbox}  (every letter Stackr sends)`]] : []),
      ['API', `${publicUrl}/api/docs`],
    ]),
    ...(mode === 'demo' ? [`\nSign in with the password ${DEMO_PASSWORD} as`, table(accounts)] : []),
    '\nnpm run payout     pays the wholesalers now, as the run at 02:00 UTC does',
    'npm run verify     checks every invariant',
    `\nLogs are in ${data}/logs. Ctrl-C stops everything and keeps the data.\n`,
  ].join('\n');
}

const accounts = DEMO_ACCOUNTS.map(({ role, email, shows }) => [role, email, shows]);

function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows
    .map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column]! + 2)).join('')}`.trimEnd())
    .join('\n');
}
