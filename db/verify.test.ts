import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { testDatabase, urlOf } from './testing.ts';
import { describeFindings, faults, verify } from './verify.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'stackr-checks-'));
const checks = pathToFileURL(`${folder}/`);
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
write('10_clean.sql', '-- Nothing is negative\nselect 1 as id where false;\n');
write('20_fault.sql', '-- Every id is even\nselect id from generate_series(1, 13, 2) as id;\n');
write('30_old.sql', '-- severity: warning\n-- Nothing waits long\nselect 3 as waiting;\n');
write('40_broken.sql', '-- Every table is there\nselect * from nowhere;\n');
write('50_after.sql', "-- Runs after a broken one\nselect 1 where '{}'::jsonb ? 'a';\n");
write('60_greedy.sql', '-- Changes nothing\ncreate table made_by_a_check (id int);\n');

test('each check reports the rows that break its rule; a check that cannot run is a fault', async () => {
  const findings = await verify(db, checks);
  expect(findings.map(({ check, title, severity, rows }) => [check, title, severity, rows.length])).toEqual([
    ['10_clean', 'Nothing is negative', 'fault', 0],
    ['20_fault', 'Every id is even', 'fault', 7],
    ['30_old', 'Nothing waits long', 'warning', 1],
    ['40_broken', 'Every table is there', 'fault', 1],
    ['50_after', 'Runs after a broken one', 'fault', 0],
    ['60_greedy', 'Changes nothing', 'fault', 1],
  ]);
  expect(faults(findings).map(finding => finding.check)).toEqual(['20_fault', '40_broken', '60_greedy']);
  expect(await db.schema.hasTable('made_by_a_check')).toBe(false);
});

test('a person sees the first rows and a count of the rest', async () => {
  const text = describeFindings(await verify(db, checks));
  expect(text).toContain('20_fault:\n  {"id":1}\n');
  expect(text).toContain('… and 2 more');
  expect(text).toContain('6 checks, 3 with faults, 1 with warnings.');
});

test('the command exits 1 on a fault, 0 on warnings alone, and prints JSON for machines', async () => {
  const faulty = await command('--json', `--checks=${folder}`);
  expect(faulty.exitCode).toBe(1);
  expect(JSON.parse(faulty.output)).toHaveLength(6);

  for (const name of ['20_fault.sql', '40_broken.sql', '60_greedy.sql']) rmSync(join(folder, name));
  const warned = await command(`--checks=${folder}`);
  expect(warned.exitCode).toBe(0);
  expect(warned.output).toContain('3 checks, 0 with faults, 1 with warnings.');
});

async function command(...options: string[]): Promise<{ exitCode: number; output: string }> {
  const child = spawn(process.execPath, ['db/verify.ts', ...options], {
    env: { ...process.env, DATABASE_URL: urlOf(db) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const output = (await child.stdout.setEncoding('utf8').toArray()).join('');
  const [exitCode] = await closed;
  return { exitCode, output };
}
