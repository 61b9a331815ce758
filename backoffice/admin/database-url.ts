export const urlOfPool = (db: import('knex').Knex): string => db.client.config.connection.connectionString;
