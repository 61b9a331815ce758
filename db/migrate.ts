import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { connect, type Db } from './connection.ts';

const ownMigrations = new URL('./migrations/', import.meta.url);

/**
 * Applies what is missing, all or nothing, and returns the names applied.
 * One transaction under an advisory lock: a kill leaves neither half a schema nor a lock row, and a second run waits.
 */
export async function migrate(db: Knex, folder: URL = ownMigrations): Promise<string[]> {
  const names = await namesIn(folder);
  return await db.transaction(async trx => {
    await trx.raw("select pg_advisory_xact_lock(hashtext('stackr migrations'))");
    await refuseNewer(trx, names);
    const [, applied] = await trx.migrate.latest({ migrationSource: sqlFiles(folder, names) });
    return applied;
  });
}

export async function migrationsArePending(db: Knex, folder: URL = ownMigrations): Promise<boolean> {
  const applied = new Set(await appliedNames(db));
  return (await namesIn(folder)).some(name => !applied.has(name));
}

export class NewerDatabase extends Error {}

async function refuseNewer(db: Db, names: string[]): Promise<void> {
  const known = new Set(names);
  const unknown = (await appliedNames(db)).filter(name => !known.has(name));
  if (unknown.length === 0) return;
  throw new NewerDatabase(
    `The database is newer than this version of Stackr: it has ${unknown.join(', ')}, which this version does not know. ` +
      'Start the newer version, or use another database.',
  );
}

async function namesIn(folder: URL): Promise<string[]> {
  return (await readdir(folder)).filter(name => name.endsWith('.sql')).sort();
}

async function appliedNames(db: Db): Promise<string[]> {
  if (!(await db.schema.hasTable('knex_migrations'))) return [];
  return await db('knex_migrations').orderBy('id').pluck('name');
}

function sqlFiles(folder: URL, names: string[]): Knex.MigrationSource<string> {
  return {
    getMigrations: async () => names,
    getMigrationName: name => name,
    getMigration: async name => ({
      async up(trx) {
        const sql = await readFile(new URL(name, folder), 'utf8');
        await trx.raw(sql.replaceAll('?', '\\?')); // to knex a question mark is a placeholder
      },
      async down() {
        throw new Error('Migrations go forward only');
      },
      config: { transaction: true },
    }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('Set DATABASE_URL to the database to migrate.');
  const db = connect(url, { poolSize: 2 });
  try {
    const applied = await migrate(db);
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied:\n  ${applied.join('\n  ')}`);
  } finally {
    await db.destroy();
  }
}
