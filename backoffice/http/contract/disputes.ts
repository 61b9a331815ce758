import { z } from 'zod';
import { endpoint, uuid } from './shared.ts';

export const disputes = {
  readDisputeFile: endpoint({
    method: 'GET',
    path: '/api/disputes/files/:id',
    group: 'admin',
    access: 'signed_in',
    summary: 'A file of a dispute, for staff and for the wholesaler that handed it in',
    params: z.object({ id: uuid }),
  }),
};
