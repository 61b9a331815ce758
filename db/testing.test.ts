import { expect, test } from 'vitest';
import { connect } from './connection.ts';
import { countQueries, isNative, testDatabase, urlOf } from './testing.ts';

const db = await testDatabase();

test('a value has one form: bigint a number, numeric and date text', async () => {
  const { rows } = await db.raw(
    "select 12::bigint as big, 1.10::numeric as exact, date '2026-03-01' as day, array[1,2]::bigint[] as bigs, array[date '2026-03-01'] as days",
  );
  expect(rows[0]).toEqual({ big: 12, exact: '1.10', day: '2026-03-01', bigs: [1, 2], days: ['2026-03-01'] });
});

test('a bigint beyond exact integers is refused, not rounded', async () => {
  await expect(db.raw('select 9007199254740993::bigint')).rejects.toThrow('9007199254740993');
});

test('the extensions the migrations use are there', async () => {
  await db.raw("select '[1,2]'::vector <=> '[2,1]'::vector, similarity('a', 'b'), unaccent('é')");
  await db.raw('create extension if not exists btree_gist');
});

test('queries are counted, those of a transaction too', async () => {
  const { result, queries } = await countQueries(db, () =>
    db.transaction(async trx => (await trx.raw('select 1 as one')).rows[0].one),
  );
  expect(result).toBe(1);
  expect(queries).toEqual(['BEGIN;', 'select 1 as one', 'COMMIT;']);
});

test('connections do not mix their statements while they wait behind transactions', async () => {
  const other = connect(urlOf(db), { poolSize: 8 });
  const answers = await Promise.all(
    Array.from({ length: 160 }, async (_, index) => {
      if (index % 8 > 1) return (await other.raw(`select ?::int as c${index}`, [index])).rows[0][`c${index}`];
      return await db.transaction(async trx => {
        await trx.raw('select 1');
        await new Promise(setImmediate);
        return (await trx.raw('select ?::int as one', [index])).rows[0].one;
      });
    }),
  );
  await other.destroy();
  expect(answers).toEqual(Array.from({ length: 160 }, (_, index) => index));
});

test('a client that dies in a transaction leaves nothing behind', async () => {
  await db.raw('create table left_behind (id int)');
  const other = connect(urlOf(db), { poolSize: 1 });
  const trx = await other.transaction();
  await trx.raw('insert into left_behind values (1)');
  const connection = await trx.client.acquireConnection();
  connection.on('error', () => {});
  connection.connection.stream.destroy();
  expect(await db('left_behind').count({ count: '*' })).toEqual([{ count: 0 }]);
  await trx.rollback().catch(() => {});
  await other.destroy();
});

test('an error in a statement leaves its connection and the others usable', async () => {
  await expect(db.raw('select ?::int / 0 as x', [1])).rejects.toThrow('division by zero');
  await expect(db.transaction(trx => trx.raw('select * from nowhere'))).rejects.toThrow('nowhere');
  expect((await db.raw('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

if (isNative)
  test('on a real server two transactions run at once', async () => {
    const both = await Promise.all([db.transaction(), db.transaction()]);
    const pids = await Promise.all(
      both.map(async trx => (await trx.raw('select pg_backend_pid() as pid')).rows[0].pid),
    );
    expect(new Set(pids).size).toBe(2);
    await Promise.all(both.map(trx => trx.rollback()));
  });
