import type { Knex } from 'knex';

/** Which rows lead to which wholesaler, found by following foreign keys: independent of every policy. */
export interface Ownership {
  tables: string[];
  /** By table, the ids that belong to this wholesaler; an empty list where nothing does. */
  idsOf(wholesalerId: string): Promise<Map<string, string[]>>;
  keyOf(table: string): string;
}

interface Link {
  table: string;
  column: string;
  target: string;
  key: string;
}

export async function readOwnership(db: Knex): Promise<Ownership> {
  const keys = await readKeys(db);
  // Of a key of two columns (a product and its wholesaler) only the one that names the row.
  const links = (await readLinks(db)).filter(link => link.key === keys.get(link.target));
  const paths = new Map([...keys.keys()].map(table => [table, ownerSelects(table, links, keys)]));
  return {
    tables: [...keys.keys()],
    keyOf: table => keys.get(table)!,
    async idsOf(wholesalerId) {
      const ids = new Map<string, string[]>();
      for (const [table, selects] of paths) {
        if (selects.length === 0) continue;
        const key = keys.get(table)!;
        const where = selects.map(sql => `(${sql}) = :wholesalerId`).join(' or ');
        const { rows } = await db.raw(`select ${key} as id from ${table} t0 where ${where}`, { wholesalerId });
        ids.set(
          table,
          rows.map((row: { id: unknown }) => String(row.id)),
        );
      }
      return ids;
    },
  };
}

/** SQL that answers the wholesaler of row t0, one for each way there; at most three tables away. */
function ownerSelects(table: string, links: Link[], keys: Map<string, string>, depth = 0): string[] {
  const row = `t${depth}`;
  if (table === 'wholesalers') return [`${row}.id`];
  const own = links.filter(link => link.table === table);
  const direct = own.find(link => link.target === 'wholesalers');
  if (direct) return [`${row}.${direct.column}`];
  if (depth === 3) return [];
  return own
    .filter(link => link.target !== table && keys.has(link.target))
    .flatMap(link =>
      ownerSelects(link.target, links, keys, depth + 1).map(
        sql =>
          `select ${sql} from ${link.target} t${depth + 1} where t${depth + 1}.${link.key} = ${row}.${link.column}`,
      ),
    )
    .map(sql => `(${sql})`);
}

async function readLinks(db: Knex): Promise<Link[]> {
  const { rows } = await db.raw(
    `select c.conrelid::regclass::text as "table", a.attname as "column", c.confrelid::regclass::text as target, k.attname as key
     from pg_constraint c
     cross join lateral unnest(c.conkey, c.confkey) as pair(own, other)
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = pair.own
     join pg_attribute k on k.attrelid = c.confrelid and k.attnum = pair.other
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace`,
  );
  return rows;
}

async function readKeys(db: Knex): Promise<Map<string, string>> {
  const { rows } = await db.raw(
    `select c.conrelid::regclass::text as "table", min(a.attname) as key from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
     where c.contype = 'p' and c.connamespace = 'public'::regnamespace group by 1 having count(*) = 1`,
  );
  return new Map(rows.map((row: { table: string; key: string }) => [row.table, row.key]));
}

/** One fingerprint a table of all its rows; sessions move whenever someone looks. */
export async function fingerprint(db: Knex, tables: string[]): Promise<Record<string, string>> {
  const quiet = tables.filter(table => !['sessions', 'rate_limits', 'status_changes'].includes(table));
  const { rows } = await db.raw(
    quiet
      .map(
        table =>
          `select '${table}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${table} t`,
      )
      .join(' union all '),
  );
  return Object.fromEntries(rows.map((row: { name: string; sum: string }) => [row.name, row.sum]));
}
