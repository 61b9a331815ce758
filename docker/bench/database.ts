import { randomBytes } from 'node:crypto';
import { connect } from '../../db/connection.ts';

/** An empty database on the server of this address. */
export async function createDatabase(serverUrl: string, purpose: string) {
  const name = `stackr_${purpose}_${randomBytes(4).toString('hex')}`;
  const onServer = async (sql: string) => {
    const db = connect(serverUrl, { poolSize: 1 });
    try {
      await db.raw(sql, [name]);
    } finally {
      await db.destroy();
    }
  };
  await onServer('create database ??');
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => onServer('drop database if exists ?? with (force)') };
}
