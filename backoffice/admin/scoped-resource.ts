import { Resource, type ResourceMetadata } from '@adminjs/sql';
import { type ActionContext, BaseRecord, type Filter, ValidationError } from 'adminjs';
import { v7 as uuid } from 'uuid';
import { mayWrite, openRows, type Policy, type Rows } from './policy.ts';
import { type Viewer, viewerOf } from './viewer.ts';

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

  override properties() {
    return super.properties().filter(property => this.policy.columns.includes(property.path()));
  }

  override property(path: string) {
    return this.policy.columns.includes(path) ? super.property(path) : null;
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
    await this.#refuseForeign(given, viewer);
    return this.#refused(async () => {
      const [row] = await this.#metadata
        .knex(this.#metadata.tableName)
        .insert(this.policy.onCreate?.(given) ?? given)
        .returning(this.#columns());
      return row;
    });
  }

  override async update(id: string, params: Row, context?: ActionContext): Promise<Row> {
    const viewer = this.#writer(context);
    await this.#refuseForeign(this.#writable(params), viewer);
    return this.#refused(async () => {
      const [row] = await this.#rows(context)
        .where(this.#key(), id)
        .update(this.#writable(params))
        .returning(this.#columns());
      if (!row) throw new ValidationError({}, { message: 'There is no such record' });
      return row;
    });
  }

  override async delete(id: string, context?: ActionContext): Promise<void> {
    this.#writer(context);
    await this.#refused(() => this.#rows(context).where(this.#key(), id).delete());
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

  #narrow(query: Rows, column: string, value: unknown): void {
    const type = super.property(column)?.type();
    if (typeof value === 'object' && value !== null) {
      const { from, to } = value as { from?: string; to?: string };
      if (from) query.where(column, '>=', from);
      if (to) query.where(column, '<=', to);
    } else if (type === 'uuid' || type === 'reference') {
      if (UUID.test(String(value))) query.where(column, value as string);
      else query.whereRaw('false');
    } else if (type === 'boolean') query.where(column, value === 'true' || value === true);
    else if (type === 'number' || type === 'float') query.where(column, Number(value));
    // cast, because an enum, an array or json has no ilike of its own
    else query.whereRaw('cast(?? as text) ilike ?', [column, `%${String(value).replace(/[\\%_]/g, '\\$&')}%`]);
  }

  #writer(context?: ActionContext) {
    const viewer = viewerOf(context);
    if (!mayWrite(this.policy, viewer)) throw new ValidationError({}, { message: 'This is read-only' });
    return viewer;
  }

  /** A wholesaler's row points at the wholesaler's rows only; what it may not see does not exist for it. */
  async #refuseForeign(row: Row, viewer: Viewer): Promise<void> {
    if (!viewer.wholesalerId) return;
    for (const [column, table] of this.policy.ownReferences ?? []) {
      if (row[column] === undefined) continue;
      const own = await this.#metadata
        .knex(table)
        .where({ id: row[column] as string, wholesaler_id: viewer.wholesalerId })
        .first('id');
      if (!own)
        throw new ValidationError(
          { [column]: { message: 'There is no such record' } },
          { message: 'There is no such record' },
        );
    }
  }

  #writable(params: Row): Row {
    const allowed = this.policy.writable ?? [];
    return Object.fromEntries(
      Object.entries(params).filter(([column]) => allowed.includes(column) && column !== this.policy.tenantColumn),
    );
  }

  /** What the database refuses is told beside the field, not as a crash. */
  async #refused<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const { code, column, detail, constraint } = error as {
        code?: string;
        column?: string;
        detail?: string;
        constraint?: string;
      };
      if (!code?.startsWith('23')) throw error;
      const message = detail ?? `This breaks the rule ${constraint}`;
      throw new ValidationError({ [column ?? this.#key()]: { message } }, { message });
    }
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
