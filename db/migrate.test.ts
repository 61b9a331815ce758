import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { migrate, migrationsArePending, NewerDatabase } from './migrate.ts';
import { testDatabase } from './testing.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'stackr-migrations-'));
const migrations = pathToFileURL(`${folder}/`);
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);

test('a second run finds nothing to do', async () => {
  expect(await migrationsArePending(db)).toBe(false);
  expect(await migrate(db)).toEqual([]);
});

test('a database that knows more than the code is refused, and told by name', async () => {
  const applied = await db('knex_migrations').pluck('name');
  const error = await migrate(db, migrations).catch(cause => cause);
  expect(error).toBeInstanceOf(NewerDatabase);
  expect(error.message).toContain(applied[0]);
});

test('a run is whole or not at all, and the next one can start', async () => {
  await db('knex_migrations').delete();
  write('1_good.sql', `create table good (id int); insert into good select 1 where '{"a": 1}'::jsonb ? 'a';`);
  write('2_bad.sql', 'create table half (id int); select 1 / 0;');
  expect(await migrationsArePending(db, migrations)).toBe(true);
  await expect(migrate(db, migrations)).rejects.toThrow('division by zero');
  expect(await db('knex_migrations').pluck('name')).toEqual([]);
  expect(await db.schema.hasTable('good')).toBe(false);

  write('2_bad.sql', 'create table mended (id int)');
  expect(await migrate(db, migrations)).toEqual(['1_good.sql', '2_bad.sql']);
  expect(await db('good').pluck('id')).toEqual([1]);
});

test('two runs at once apply each migration once', async () => {
  write('3_last.sql', 'create table last (id int)');
  const applied = await Promise.all([migrate(db, migrations), migrate(db, migrations)]);
  expect(applied.flat()).toEqual(['3_last.sql']);
});
