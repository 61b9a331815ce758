import { connect } from '../../db/connection.ts';
import { migrate, NewerDatabase } from '../../db/migrate.ts';
import { LaunchRefusal } from './refusal.ts';

/** Says in a few words what was done. */
export async function migrateDatabase(url: string): Promise<string> {
  const db = connect(url, { poolSize: 1 });
  try {
    const applied = await migrate(db);
    return applied.length === 0 ? 'up to date' : `${applied.length} applied`;
  } catch (error) {
    if (error instanceof NewerDatabase) throw new LaunchRefusal(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code || !isConnection.test(code)) throw error;
    throw new LaunchRefusal(
      `The database at ${new URL(url).host} cannot be reached (${message || code}): check DATABASE_URL.`,
    );
  } finally {
    await db.destroy();
  }
}

// The system's names, and PostgreSQL's classes: no such login (28), no such database (3D), shutting down or starting (57P).
const isConnection = /^(E[A-Z]+|28\w{3}|3D\w{3}|57P\w{2})$/;
