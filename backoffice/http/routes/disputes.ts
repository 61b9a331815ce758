import { readDisputeFile } from '#backoffice/workflows/read-dispute-file.ts';
import { userOf } from '../access.ts';
import type { Routes } from '../route.ts';
import { sendFile } from '../send-file.ts';

export const disputeRoutes: Routes = on => {
  on('readDisputeFile', async ({ services, caller, params, response }) => {
    const isStaff = ['admin', 'finance'].includes(userOf(caller).role);
    const reader = isStaff ? 'staff' : { wholesalerId: caller.wholesaler?.id ?? null };
    const { name, ...file } = await readDisputeFile(services, { id: params.id, reader });
    sendFile(response, file, encodeURIComponent(name));
    return undefined;
  });
};
