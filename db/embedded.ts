import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { vector } from '@electric-sql/pglite-pgvector';
import { serveEmbedded } from './embedded-socket.ts';
import { lockFolder } from './folder-lock.ts';

export interface Embedded {
  url: string;
  stop(): Promise<void>;
}

/** What a person can mend: its message is the whole story, no stack needed. */
export class EmbeddedRefusal extends Error {}

/** PostgreSQL inside this process, its files in dataDir, served on 127.0.0.1. Port 0 takes a free one. */
export async function startEmbedded({ dataDir, port }: { dataDir: string; port: number }): Promise<Embedded> {
  const lock = await lockFolder(dataDir);
  if (!lock)
    throw new EmbeddedRefusal(`The database in ${dataDir} is already open in another process: stop that one first.`);
  try {
    const database = await open(dataDir);
    const server = await serve(database, port);
    return {
      url: urlOf(server),
      async stop() {
        await server.stop();
        await database.exec('checkpoint');
        await database.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The database of a data folder that nobody has open, as one file for startInMemory. */
export async function writeOut(dataDir: string): Promise<Blob> {
  const database = await openCluster(join(dataDir, 'cluster'));
  try {
    return await database.dumpDataDir('none');
  } finally {
    await database.close();
  }
}

/** A database that was written out, in memory alone: for tests. */
export async function startInMemory(from: Blob): Promise<Embedded> {
  const database = await PGlite.create({ loadDataDir: from, extensions });
  const server = await serve(database, 0);
  return {
    url: urlOf(server),
    async stop() {
      await server.stop();
      await database.close();
    },
  };
}

// Raise it when files written by new code can no longer be read by old code (a new PGlite, for one).
const format = 1;

async function open(dataDir: string): Promise<PGlite> {
  const cluster = join(dataDir, 'cluster');
  const stamp = join(dataDir, 'format.json');
  if (!existsSync(cluster) && !existsSync(stamp)) await create(cluster, stamp);
  await checkStamp(stamp, dataDir);
  try {
    // Without this file PGlite would make a new database in the place of the old one.
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw new Error('PG_VERSION is missing');
    return await openCluster(cluster);
  } catch (cause) {
    throw broken(dataDir, cause);
  }
}

/** Made beside its place and moved there when whole, so that a killed first start leaves nothing that looks like data. */
async function create(cluster: string, stamp: string): Promise<void> {
  const unfinished = `${cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  const database = await openCluster(unfinished);
  await database.close();
  await writeFile(stamp, `${JSON.stringify({ format })}\n`);
  await rename(unfinished, cluster);
}

async function checkStamp(stamp: string, dataDir: string): Promise<void> {
  let written: number;
  try {
    written = JSON.parse(await readFile(stamp, 'utf8')).format;
    if (!Number.isInteger(written)) throw new Error('it names no format');
  } catch (cause) {
    throw broken(dataDir, cause);
  }
  if (written > format) {
    throw new EmbeddedRefusal(
      `The database in ${dataDir} was written by a newer Stackr (format ${written}, this one reads ${format}): ` +
        'start that version, or choose another folder with STACKR_DATA.',
    );
  }
}

const extensions = { vector, pg_trgm, unaccent, btree_gist };

function openCluster(folder: string): Promise<PGlite> {
  return PGlite.create(folder, { extensions, relaxedDurability: false });
}

const urlOf = ({ port }: { port: number }) => `postgresql://postgres@127.0.0.1:${port}/postgres`;

function broken(dataDir: string, cause: unknown): EmbeddedRefusal {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EmbeddedRefusal(
    `The database in ${dataDir} cannot be opened (${reason}): put back a copy of the folder, or delete it to begin anew.`,
    { cause },
  );
}

async function serve(database: PGlite, port: number) {
  try {
    return await serveEmbedded(database, port);
  } catch (cause) {
    await database.close();
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new EmbeddedRefusal(`Port ${port}, meant for the embedded database, is in use: choose another with PORT.`, {
      cause,
    });
  }
}
