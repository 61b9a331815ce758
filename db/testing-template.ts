import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { connect } from './connection.ts';
import { startEmbedded, writeOut } from './embedded.ts';
import { migrate } from './migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated data folder, beside it the same written out as .tar; or with TEST_DATABASE_URL the name of a migrated database. */
    databaseTemplate: string;
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'stackr');

/** vitest's global set-up: migrates once, and only again when a migration or the embedded database changed. */
export default async function setup(project: TestProject): Promise<void> {
  const url = process.env.TEST_DATABASE_URL;
  const version = await schemaVersion();
  project.provide('databaseTemplate', url ? await nativeTemplate(url, version) : await embeddedTemplate(version));
}

async function schemaVersion(): Promise<string> {
  const hash = createHash('sha256');
  const migrations = join(root, 'db', 'migrations');
  for (const name of (await readdir(migrations)).sort())
    hash.update(name).update(await readFile(join(migrations, name)));
  for (const name of ['db/embedded.ts', 'db/migrate.ts', 'node_modules/@electric-sql/pglite/package.json']) {
    hash.update(await readFile(join(root, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function embeddedTemplate(version: string): Promise<string> {
  const template = join(cache, `template-${version}`);
  const writtenOut = `${template}.tar`;
  for (const path of [template, writtenOut]) if (existsSync(path)) await utimes(path, new Date(), new Date());
  await removeLeftovers();
  if (existsSync(template) && existsSync(writtenOut)) return template;
  const unfinished = await mkdtemp(join(cache, 'unfinished-'));
  const embedded = await startEmbedded({ dataDir: unfinished, port: 0 });
  await migrateAt(embedded.url);
  await embedded.stop();
  await writeFile(`${unfinished}.tar`, (await writeOut(unfinished)).stream());
  await rename(`${unfinished}.tar`, writtenOut);
  // Another run may have been quicker: its template is as good as ours.
  await rename(unfinished, template).catch(() => rm(unfinished, { recursive: true }));
  return template;
}

/** Templates of old migrations, and copies whose test was killed. */
async function removeLeftovers(): Promise<void> {
  await mkdir(cache, { recursive: true });
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const found = await stat(path).catch(() => undefined); // another run may clear up at the same time
    if (found && found.mtimeMs < anHourAgo) await rm(path, { recursive: true, force: true });
  }
}

async function nativeTemplate(url: string, version: string): Promise<string> {
  const name = `stackr_template_${version}`;
  const admin = connect(url, { poolSize: 2 });
  try {
    await admin.transaction(async trx => {
      await trx.raw("select pg_advisory_xact_lock(hashtext('stackr test template'))");
      if (await trx('pg_database').where({ datname: name }).first('oid')) return;
      const unfinished = `stackr_unfinished_${version}`;
      await admin.raw('drop database if exists ??', [unfinished]);
      await admin.raw('create database ??', [unfinished]);
      await migrateAt(databaseUrlFor(url, unfinished));
      await admin.raw('alter database ?? rename to ??', [unfinished, name]);
    });
  } finally {
    await admin.destroy();
  }
  return name;
}

async function migrateAt(url: string): Promise<void> {
  const db = connect(url, { poolSize: 2 });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

export function databaseUrlFor(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export async function copyTemplate(template: string): Promise<string> {
  const folder = await mkdtemp(join(cache, 'copy-'));
  await cp(template, folder, { recursive: true });
  return folder;
}
