// The floor: a bare Express that sends the same statements to the same database and the same bytes to the same clients, and does
// nothing else. What the service is slower by is the service's own doing.
import { createHash } from 'node:crypto';
import express from 'express';
import pg from 'pg';
import { listCards, readProductPage } from '../../backoffice/commerce/product/index.ts';
import { connect, connectionSettings } from '../../db/connection.ts';
import { listPath, productPath, slugs } from './cases.ts';
import { CATEGORIES } from './catalogue.ts';

/** Prepared once a connection, as the service does. */
interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

const { DATABASE_URL, SERVICE_URL, FLOOR_PORT } = process.env;
const replies = new Map<string, { statements: Statement[]; bytes: Buffer; type: string }>();
await learn();

const pool = new pg.Pool({ ...connectionSettings(DATABASE_URL!), max: 10 });
const app = express();
app.disable('x-powered-by').disable('etag');
app.use(async (request, response) => {
  const reply = replies.get(request.originalUrl);
  if (!reply) return void response.status(404).end();
  for (const statement of reply.statements) await pool.query(statement);
  response.type(reply.type).send(reply.bytes);
});
app.listen(Number(FLOOR_PORT), '127.0.0.1', () => process.send!('ready'));

/** What the service asks the database for each address of the load, and what it answers. */
async function learn(): Promise<void> {
  const db = connect(DATABASE_URL!, { poolSize: 1 });
  for (const category of CATEGORIES) {
    const query = { channel: 'b2c', category, sort: 'newest', after: null, limit: 24 } as const;
    await keep(listPath(category), await statementsOf(() => listCards(db, query)));
  }
  for (const slug of slugs) await keep(productPath(slug), await statementsOf(() => readProductPage(db, slug)));
  await db.destroy();

  async function statementsOf(work: () => Promise<unknown>) {
    const statements: Statement[] = [];
    const note = ({ sql, bindings }: { sql: string; bindings: unknown[] }) =>
      void statements.push({ name: createHash('md5').update(sql).digest('hex'), text: sql, values: bindings });
    db.on('query', note);
    await work();
    db.removeListener('query', note);
    return statements;
  }
}

async function keep(path: string, statements: Statement[]): Promise<void> {
  const response = await fetch(`${SERVICE_URL}${path}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  replies.set(path, { statements, bytes, type: response.headers.get('content-type')! });
}
