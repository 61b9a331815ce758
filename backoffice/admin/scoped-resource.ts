import { Resource, type ResourceMetadata } from '@adminjs/sql';
import { type ActionContext, BaseRecord, type Filter } from 'adminjs';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { writeAudit } from '#backoffice/commerce/audit/index.ts';
import { mayWrite, openRows, type Policy, type Rows } from './policy.ts';
import { invalid, refusing } from './refusing.ts';
import { actorOf, type Viewer, viewerOf } from './viewer.ts';

/** A table's metadata with the panel's policy for it: what ScopedResource recognises as its own. */
export class ScopedTable {
  readonly metadata: ResourceMetadata;
  readonly policy: Policy;
  constructor(metadata: ResourceMetadata, policy: Policy) {
    this.metadata = metadata;
    this.policy = policy;
  }
}

interface Page {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}
type Row = Record<string, unknown>;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Every query of the panel starts in rows(): only listed columns, only the viewer's rows, nothing without a viewer.
 * AdminJS hides properties in the browser only and takes any column in a payload, so both are decided here.
 */
export class ScopedResource extends Resource {
  readonly policy: Policy;
  readonly #metadata: ResourceMetadata;

  static override isAdapterFor(table: unknown): boolean {
    return table instanceof ScopedTable;
  }

  constructor({ metadata, policy }: ScopedTable) {
    super(metadata);
    this.policy = policy;
    this.#metadata = metadata;
  }

  /** The adapter names a column once for each key it is part of; the one that is the primary key counts. */
  override properties() {
    return this.policy.columns.map(column => this.property(column)!);
  }

  override property(path: string) {
    if (!this.policy.columns.includes(path)) return null;
    const named = super.properties().filter(property => property.path() === path);
    return named.find(property => property.isId()) ?? named[0] ?? null;
  }

  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    const [row] = await this.#filtered(filter, context).count('* as count');
    return Number(row.count);
  }

  override async find(filter: Filter, { limit, offset, sort }: Page, context?: ActionContext): Promise<BaseRecord[]> {
    const query = this.#filtered(filter, context).select(this.#columns());
    if (limit) query.limit(limit);
    if (offset) query.offset(offset);
    if (sort?.sortBy && this.policy.columns.includes(sort.sortBy))
      query.orderBy(sort.sortBy, sort.direction === 'asc' ? 'asc' : 'desc');
    query.orderBy(this.#key(), 'desc');
    return ((await query) as Row[]).map(row => new BaseRecord(row, this));
  }

  override async findOne(id: string, context?: ActionContext): Promise<BaseRecord | null> {
    if (!this.#isKey(id)) return null;
    const row = await this.#rows(context).select(this.#columns()).where(this.#key(), id).first();
    return row ? new BaseRecord(row, this) : null;
  }

  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<BaseRecord[]> {
    const rows: Row[] = await this.#rows(context)
      .select(this.#columns())
      .whereIn(
        this.#key(),
        ids.filter(id => this.#isKey(String(id))),
      );
    return rows.map(row => new BaseRecord(row, this));
  }

  override async create(params: Row, context?: ActionContext): Promise<Row> {
    const viewer = this.#writer(context);
    const tenant =
      this.policy.tenantColumn && viewer.wholesalerId ? { [this.policy.tenantColumn]: viewer.wholesalerId } : {};
    const given = { ...this.#writable(params), ...tenant, [this.#key()]: uuid() };
    return this.#write(async trx => {
      await this.#refuseForeign(trx, given, viewer);
      const [row] = await trx(this.#metadata.tableName)
        .insert(this.policy.onCreate?.(given) ?? given)
        .returning(this.#columns());
      await this.#audit(trx, viewer, 'create', { id: row[this.#key()], after: given });
      return row;
    });
  }

  override async update(id: string, params: Row, context?: ActionContext): Promise<Row> {
    const viewer = this.#writer(context);
    const change = this.#writable(params);
    const { update } = this.policy;
    if (update) {
      if (await this.findOne(id, context)) await refusing(this.#key(), () => update({ id, change, viewer }));
    } else
      await this.#write(async trx => {
        const before = await this.#ownRow(trx, id, viewer);
        await this.#refuseForeign(trx, change, viewer);
        const changed = differing(before, change);
        if (Object.keys(changed).length === 0) return;
        await trx(this.#metadata.tableName).where(this.#key(), id).update(changed);
        await this.#audit(trx, viewer, 'edit', { id, before: pick(before, changed), after: changed });
      });
    const row = await this.findOne(id, context);
    if (!row) throw invalid(this.#key(), 'There is no such record');
    return row.params;
  }

  override async delete(id: string, context?: ActionContext): Promise<void> {
    const viewer = this.#writer(context);
    await this.#write(async trx => {
      const before = await this.#ownRow(trx, id, viewer);
      await trx(this.#metadata.tableName).where(this.#key(), id).delete();
      await this.#audit(trx, viewer, 'delete', { id, before });
    });
  }

  /** Locked. What the viewer may see but not change is refused as if it were not there. */
  async #ownRow(trx: Knex.Transaction, id: string, viewer: Viewer): Promise<Row> {
    const rows = openRows(trx(this.#metadata.tableName), this.policy, viewer);
    const { ownedByWholesaler } = this.policy;
    if (ownedByWholesaler && viewer.wholesalerId) ownedByWholesaler(rows, viewer.wholesalerId);
    const row = this.#isKey(id) ? await rows.where(this.#key(), id).select(this.#columns()).forUpdate().first() : null;
    if (!row) throw invalid(this.#key(), 'There is no such record');
    return row;
  }

  #audit(
    trx: Knex.Transaction,
    viewer: Viewer,
    verb: string,
    { id, before, after }: { id: string; before?: Row; after?: Row },
  ): Promise<void> {
    const table = this.#metadata.tableName;
    return writeAudit(trx, { actor: actorOf(viewer), action: `${verb}.${table}`, table, id, before, after });
  }

  #rows(context?: ActionContext): Rows {
    return openRows(this.#metadata.knex(this.#metadata.tableName) as unknown as Rows, this.policy, viewerOf(context));
  }

  #filtered(filter: Filter | undefined, context?: ActionContext): Rows {
    const query = this.#rows(context);
    for (const [column, { value }] of Object.entries(filter?.filters ?? {}))
      if (this.policy.columns.includes(column)) this.#narrow(query, column, value);
    return query;
  }

  /** What cannot be a value of the column matches nothing. */
  #narrow(query: Rows, column: string, value: unknown): void {
    const type = this.property(column)?.type();
    if (typeof value === 'object' && value !== null) {
      const { from, to } = value as { from?: unknown; to?: unknown };
      if (from) this.#compare(query, column, '>=', from);
      if (to) this.#compare(query, column, '<=', to);
    } else if (['uuid', 'reference', 'number', 'float', 'date', 'datetime'].includes(String(type)))
      this.#compare(query, column, '=', value);
    else if (type === 'boolean') query.where(column, value === 'true' || value === true);
    // cast, because an enum, an array or json has no ilike of its own
    else query.whereRaw('cast(?? as text) ilike ?', [column, `%${String(value).replace(/[\\%_]/g, '\\$&')}%`]);
  }

  #compare(query: Rows, column: string, sign: '=' | '>=' | '<=', value: unknown): void {
    const type = String(this.property(column)?.type());
    if (!isValueOf(type, String(value))) query.whereRaw('false');
    else if (type.startsWith('date')) query.where(column, sign, new Date(String(value)).toISOString());
    else query.where(column, sign, value as string);
  }

  #writer(context?: ActionContext) {
    const viewer = viewerOf(context);
    if (!mayWrite(this.policy, viewer)) throw invalid(this.#key(), 'This is read-only');
    return viewer;
  }

  /** A wholesaler's row points at the wholesaler's rows only; what it may not see does not exist for it. */
  async #refuseForeign(trx: Knex.Transaction, row: Row, viewer: Viewer): Promise<void> {
    if (!viewer.wholesalerId) return;
    for (const [column, table] of this.policy.ownReferences ?? []) {
      if (row[column] === undefined) continue;
      const key = { id: String(row[column]), wholesaler_id: viewer.wholesalerId };
      const own = UUID.test(key.id) ? await trx(table).where(key).first('id') : undefined;
      if (!own) throw invalid(column, 'There is no such record');
    }
  }

  #writable(params: Row): Row {
    const allowed = this.policy.writable ?? [];
    return Object.fromEntries(
      Object.entries(params)
        .filter(([column]) => allowed.includes(column) && column !== this.policy.tenantColumn)
        .map(([column, value]) => [column, value === '' && this.property(column)?.type() !== 'string' ? null : value]),
    );
  }

  #write<Result>(work: (trx: Knex.Transaction) => Promise<Result>): Promise<Result> {
    const knex = this.#metadata.knex as unknown as Knex;
    return refusing(this.#key(), () => knex.transaction(work));
  }

  #columns(): string[] {
    return [...this.policy.columns];
  }

  #key(): string {
    return this.#metadata.idProperty.path();
  }

  /** An id that cannot be one finds nothing; the database would call it an error. */
  #isKey(id: string): boolean {
    return this.#metadata.idProperty.type() === 'number' ? /^\d{1,18}$/.test(id) : UUID.test(id);
  }
}

function isValueOf(type: string, value: string): boolean {
  if (type === 'number' || type === 'float') return /^-?\d{1,15}(\.\d+)?$/.test(value);
  if (type === 'date' || type === 'datetime') return !Number.isNaN(Date.parse(value));
  return UUID.test(value);
}

const pick = (row: Row, like: Row): Row => Object.fromEntries(Object.keys(like).map(column => [column, row[column]]));
const differing = (before: Row, change: Row): Row =>
  Object.fromEntries(
    Object.entries(change).filter(([column, value]) => JSON.stringify(before[column]) !== JSON.stringify(value)),
  );
