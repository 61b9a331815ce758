import { createHash } from 'node:crypto';
import type { Call, Endpoints } from './endpoint.ts';
import { allowOnly, type Form, requiredText } from './form.ts';
import { matching, PAGING, page } from './lists.ts';
import { missingParameter, noSuch, Refusal } from './refusal.ts';
import type { StoredFile } from './shapes.ts';
import { type Desk, newId } from './state.ts';

/** Uploads go to files.stripe.com; here that is the same door. Only what proves something in a dispute is taken. */
export const fileEndpoints: Endpoints = {
  'POST /v1/files': createFile,
  'GET /v1/files': (desk, { form }) => {
    allowOnly(form, [...PAGING, 'purpose']);
    return page(matching(Object.values(desk.state.files), form, ['purpose']), form, '/v1/files');
  },
  'GET /v1/files/:id': (desk, { id }) => findFile(desk, id),
};

const LARGEST_BYTES = 5 * 1024 * 1024;
const KINDS: [type: string, start: string][] = [
  ['pdf', '25504446'],
  ['png', '89504e47'],
  ['jpg', 'ffd8ff'],
];

export function findFile(desk: Desk, id: string): StoredFile {
  const file = desk.state.files[id];
  if (!file) throw noSuch('file upload', id, { param: 'file' });
  return file;
}

function createFile(desk: Desk, { form }: Call): StoredFile {
  allowOnly(form, ['file', 'purpose', 'file_link_data']);
  const purpose = requiredText(form, 'purpose');
  if (purpose !== 'dispute_evidence') {
    const message = `The stand-in takes files for dispute_evidence only, not for ${purpose}.`;
    throw new Refusal(400, { param: 'purpose', message, isValidation: true });
  }
  const sent = form.file as Form | undefined;
  if (typeof sent !== 'object') throw missingParameter('file');
  const type = KINDS.find(([, start]) => String(sent.start).startsWith(start))?.[0];
  const size = Number(sent.size);
  if (!type) throw refused('The file is not one of the supported types: PDF, PNG, JPEG.');
  if (size > LARGEST_BYTES) throw refused('The file exceeds the maximum size of 5 MB for dispute_evidence.');
  const file: StoredFile = {
    id: newId('file_1'),
    object: 'file',
    created: desk.now(),
    expires_at: null,
    filename: String(sent.filename),
    links: null,
    purpose,
    size,
    title: null,
    type,
    url: null,
  };
  desk.state.files[file.id] = file;
  return file;
}

const refused = (message: string) => new Refusal(400, { param: 'file', message, isValidation: true });

/** The parts of an upload as a form; of the file what its checks and its idempotency key need. */
export async function parseUpload(body: Buffer, contentType: string): Promise<Form> {
  const parts = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const form: Form = {};
  for (const [name, value] of parts) {
    if (typeof value === 'string') form[name] = value;
    else {
      const bytes = Buffer.from(await value.arrayBuffer());
      form[name] = {
        filename: value.name,
        size: String(bytes.length),
        start: bytes.subarray(0, 4).toString('hex'),
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
    }
  }
  return form;
}
