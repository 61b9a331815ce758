import { buffer } from 'node:stream/consumers';
import { listDisputeFiles } from '#backoffice/commerce/dispute/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

/** A wholesaler reads what itself handed in, nothing else. */
export async function readDisputeFile(
  services: Services,
  { id, reader }: { id: string; reader: 'staff' | { wholesalerId: string | null } },
): Promise<{ content: Buffer; contentType: string; name: string }> {
  const [file] = await listDisputeFiles(services.db, { id });
  const mayRead =
    file && (reader === 'staff' || (file.wholesalerId !== null && file.wholesalerId === reader.wholesalerId));
  const stored = mayRead && (await services.storage.get(file.key));
  if (!stored) throw notFound('file');
  return { content: await buffer(stored.body), contentType: file!.contentType, name: file!.name };
}
