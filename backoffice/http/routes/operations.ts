import type { Services } from '#backoffice/services.ts';
import { migrationsArePending } from '#db/migrate.ts';
import type { Routes } from '../route.ts';

export const operationsRoutes: Routes = on => {
  on('live', async () => ({ status: 'live' }));

  on('ready', async ({ services, response }) => {
    const checks = {
      database: await state(() => services.db.raw('select 1')),
      migrations: await state(() => refusePending(services)),
      queue: await state(() => services.db.raw('select 1 from pgboss.version')),
      search: await state(() => services.search.count()),
    };
    // The Postgres engine takes over when the search engine is away, so that alone does not make us unready.
    const isReady = checks.database === 'ok' && checks.migrations === 'ok' && checks.queue === 'ok';
    if (!isReady) response.status(503).json({ status: 'not_ready', checks });
    return { status: isReady ? 'ready' : 'not_ready', checks };
  });
};

async function refusePending(services: Services): Promise<void> {
  if (await migrationsArePending(services.db)) throw new Error('migrations are pending');
}

async function state(check: () => Promise<unknown>): Promise<string> {
  try {
    await check();
    return 'ok';
  } catch (error) {
    // The answer is the report; the prober asks again in seconds, so it is not logged each time.
    return error instanceof Error ? error.message : 'down';
  }
}
