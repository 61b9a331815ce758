import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { afterAll, inject } from 'vitest';
import { connect, type Db } from './connection.ts';
import { startInMemory } from './embedded.ts';
import { databaseUrlFor } from './testing-template.ts';

const nativeUrl = process.env.TEST_DATABASE_URL;

/** Races, deadlocks and advisory locks only mean something here: if (isNative) describe(…), or a file named *.native.test.ts. */
export const isNative = nativeUrl !== undefined;

/** A migrated, empty database for one test file, gone afterwards: const db = await testDatabase(); */
export async function testDatabase({ poolSize = 10 } = {}): Promise<Knex> {
  const { url, remove } = nativeUrl ? await nativeCopy(nativeUrl) : await embeddedCopy();
  const db = connect(url, { poolSize });
  afterAll(async () => {
    await db.destroy();
    await remove();
  });
  return db;
}

/** For what opens its own pool: the queue, the identity library, a second process. */
export function urlOf(db: Knex): string {
  return db.client.config.connection.connectionString;
}

/** Every statement that work sends, transaction control included: one is one round trip. */
export async function countQueries<Result>(
  db: Db,
  work: () => Promise<Result>,
): Promise<{ result: Result; queries: string[] }> {
  const queries: string[] = [];
  const note = ({ sql }: { sql: string }) => void queries.push(sql);
  db.on('query', note);
  try {
    return { result: await work(), queries };
  } finally {
    db.removeListener('query', note);
  }
}

interface Copy {
  url: string;
  remove(): Promise<void>;
}

/** Read once for all the files of a worker. */
let template: Promise<Blob> | undefined;

async function embeddedCopy(): Promise<Copy> {
  template ??= readFile(`${inject('databaseTemplate')}.tar`).then(bytes => new Blob([bytes]));
  const { url, stop } = await startInMemory(await template);
  return { url, remove: stop };
}

async function nativeCopy(serverUrl: string): Promise<Copy> {
  const name = `stackr_test_${randomUUID().replaceAll('-', '')}`;
  const admin = connect(serverUrl, { poolSize: 1 });
  await admin.raw('create database ?? template ??', [name, inject('databaseTemplate')]);
  return {
    url: databaseUrlFor(serverUrl, name),
    async remove() {
      await admin.raw('drop database if exists ?? with (force)', [name]);
      await admin.destroy();
    },
  };
}
