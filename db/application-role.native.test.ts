import { afterAll, expect, it } from 'vitest';
import { APPLICATION_ROLE, connect, urlAs } from './connection.ts';
import { testDatabase, urlOf } from './testing.ts';

const owner = await testDatabase();
const application = connect(urlAs(APPLICATION_ROLE, urlOf(owner)), { poolSize: 1 });
afterAll(() => application.destroy());

it.each([
  'update ledger_entries set amount_cents = 1',
  'delete from ledger_entries',
  'truncate ledger_entries cascade',
])('the application may not even ask: %s', async sql => {
  await expect(application.raw(sql)).rejects.toMatchObject({ code: '42501' });
});

it('every table that is append only is closed to it, and the audit log among them', async () => {
  const { rows } = await application.raw(
    `select name, has_table_privilege(table_oid, 'insert') as adds, has_table_privilege(table_oid, 'update') as changes,
       has_table_privilege(table_oid, 'delete') as deletes from append_only_tables order by name`,
  );
  expect(rows.map((row: { name: string }) => row.name)).toEqual(
    expect.arrayContaining([
      'audit_log',
      'commissions',
      'ledger_entries',
      'ledger_seals',
      'ledger_transactions',
      'stock_movements',
    ]),
  );
  for (const row of rows) expect(row).toMatchObject({ adds: true, changes: false, deletes: false });
});

it('it makes no tables, and a month of analytics all the same', async () => {
  await expect(application.raw('create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
  await expect(application.raw('drop table ledger_entries')).rejects.toMatchObject({ code: '42501' });
  await application.raw("select ensure_event_partition('2031-05-01')");
  expect((await owner.raw("select to_regclass('analytics_events_203105') is not null as made")).rows).toEqual([
    { made: true },
  ]);
  await application.raw('select count(*) from analytics_events_203105');
});
