// The dialect that knex({ client: 'pg' }) makes; knex describes only its base.
declare module 'knex/lib/dialects/postgres/index.js' {
  import { Knex } from 'knex';
  export default class Postgres extends Knex.Client {
    _parseVersion(version: string): string;
    _query(connection: object, query: object): Promise<object>;
  }
}
