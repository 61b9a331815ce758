import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { Knex } from 'knex';
import { connect } from './connection.ts';

const ownChecks = new URL('./checks/', import.meta.url);

export interface Finding {
  check: string;
  title: string;
  severity: 'fault' | 'warning';
  /** The rows that break the rule; for a check that cannot run, its error. */
  rows: Record<string, unknown>[];
}

/** Every check that is asked for in one snapshot, also those that find nothing. Reads only. */
export async function verify(
  db: Knex,
  folder: URL = ownChecks,
  isAsked: (check: string) => boolean = () => true,
): Promise<Finding[]> {
  const checks = (await readChecks(folder)).filter(({ check }) => isAsked(check));
  const findBy = (find: typeof offending) =>
    db.transaction(
      async trx => {
        const findings: Finding[] = [];
        for (const { sql, ...check } of checks) findings.push({ ...check, rows: await find(trx, sql) });
        return findings;
      },
      { isolationLevel: 'repeatable read', readOnly: true },
    );
  try {
    return await findBy(rowsOf);
  } catch {
    // One of them cannot run, which ends a transaction: again, each under a savepoint, which is two more round trips a check.
    return await findBy(offending);
  }
}

export function faults(findings: Finding[]): Finding[] {
  return findings.filter(({ severity, rows }) => severity === 'fault' && rows.length > 0);
}

export function describeFindings(findings: Finding[]): string {
  const table = new Table({
    head: ['', 'check', 'rows'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colWidths: [9, 80, 7],
    wordWrap: true,
  });
  for (const { title, rows, severity } of findings)
    table.push([rows.length === 0 ? 'ok' : severity, title, rows.length]);
  const examples = findings.filter(({ rows }) => rows.length > 0).map(describeRows);
  return [table.toString(), ...examples, summary(findings)].join('\n');
}

async function readChecks(folder: URL) {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort();
  return await Promise.all(
    names.map(async name => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      const header = (sql.match(/^(--.*\n)+/)?.[0] ?? '').split('\n').map(line => line.replace(/^--\s*/, ''));
      const severity: Finding['severity'] = header.includes('severity: warning') ? 'warning' : 'fault';
      const title = header.find(line => line && !line.startsWith('severity:')) ?? name;
      return { check: name.replace(/\.sql$/, ''), title, severity, sql };
    }),
  );
}

async function offending(trx: Knex.Transaction, sql: string): Promise<Finding['rows']> {
  try {
    return await trx.transaction(savepoint => rowsOf(savepoint, sql));
  } catch (error) {
    // A check that cannot run proves nothing, so it counts as one that found something.
    return [{ error: error instanceof Error ? error.message : String(error) }];
  }
}

const rowsOf = async (trx: Knex.Transaction, sql: string): Promise<Finding['rows']> =>
  (await trx.raw(sql.replaceAll('?', '\\?'))).rows;

const shownRows = 5;

function describeRows({ check, rows }: Finding): string {
  const shown = rows.slice(0, shownRows).map(row => `  ${JSON.stringify(row)}`);
  const rest = rows.length > shownRows ? [`  … and ${rows.length - shownRows} more`] : [];
  return [`\n${check}:`, ...shown, ...rest].join('\n');
}

function summary(findings: Finding[]): string {
  const warnings = findings.filter(({ severity, rows }) => severity === 'warning' && rows.length > 0);
  return `\n${findings.length} checks, ${faults(findings).length} with faults, ${warnings.length} with warnings.`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, checks: { type: 'string' } } });
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('Set DATABASE_URL to the database to verify.');
  const db = connect(url, { poolSize: 1 });
  try {
    const findings = await verify(db, values.checks ? pathToFileURL(`${values.checks}/`) : ownChecks);
    console.log(values.json ? JSON.stringify(findings, null, 2) : describeFindings(findings));
    process.exitCode = faults(findings).length > 0 ? 1 : 0;
  } finally {
    await db.destroy();
  }
}
