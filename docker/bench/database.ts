import { randomBytes } from 'node:crypto';
import { connect } from '../../db/connection.ts';

/** A database on the server of this address: empty, or a copy of a template. */
export async function createDatabase(serverUrl: string, purpose: string, { template = 'template1' } = {}) {
  const name = `stackr_${purpose}_${randomBytes(4).toString('hex')}`;
  const onServer = async (sql: string, ...names: string[]) => {
    const db = connect(serverUrl, { poolSize: 1 });
    try {
      await db.raw(sql, [name, ...names]);
    } finally {
      await db.destroy();
    }
  };
  await onServer('create database ?? template ??', template);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { name, url: url.href, remove: () => onServer('drop database if exists ?? with (force)') };
}
