import { ApiFailure } from '#lib/api.ts';
import { log } from './log.ts';

/** For what a page can do without: recommendations that fail leave an empty rail and a line in the log, not an error page. */
export async function orEmpty<Item>(asked: Promise<{ items: Item[] }>, requestId: string): Promise<Item[]> {
  try {
    return (await asked).items;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    log('warn', 'a rail stays empty', { requestId, err: error });
    return [];
  }
}
