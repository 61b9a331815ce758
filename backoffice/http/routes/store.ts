import { forbidden } from '#backoffice/commerce/refusal.ts';
import { listCertificates, listDocuments, listInvitations, listMembers } from '#backoffice/commerce/store/index.ts';
import { changeMember, type Owner, removeMember } from '#backoffice/workflows/change-member.ts';
import {
  acceptInvitation,
  inviteMember,
  readInvitation,
  revokeInvitation,
} from '#backoffice/workflows/invite-member.ts';
import {
  readStoreDocument,
  submitCertificate,
  type Upload,
  uploadStoreDocument,
} from '#backoffice/workflows/upload-store-document.ts';
import { type Caller, userOf } from '../access.ts';
import type { Context, Routes } from '../route.ts';
import { sendFile } from '../send-file.ts';
import { readUpload } from '../upload.ts';

export const storeRoutes: Routes = on => {
  on('readTeam', async ({ services, caller }) => {
    const { storeId, memberRole, userId } = memberOf(caller);
    const mayManage = memberRole === 'owner';
    const members = await listMembers(services.db, storeId);
    return {
      mayManage,
      members: members.map(member => ({ ...member, isYou: member.id === userId })),
      invitations: mayManage ? await listInvitations(services.db, storeId, services.now()) : [],
    };
  });

  on('inviteMember', async ({ services, caller, body }) =>
    inviteMember(services, { ...body, owner: memberOf(caller) }),
  );

  on('revokeInvitation', async ({ services, caller, params }) => {
    await revokeInvitation(services, { owner: memberOf(caller), id: params.id });
    return { ok: true };
  });

  on('readInvitation', async ({ services, query, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    const { storeName, email, memberRole, invitedBy, expiresAt } = await readInvitation(services, query.token);
    return { storeName, email, memberRole, invitedBy, expiresOn: expiresAt.toISOString().slice(0, 10) };
  });

  on('acceptInvitation', async ({ services, caller, body }) => {
    const invitee = { ...userOf(caller), storeId: caller.store?.id ?? null };
    return acceptInvitation(services, { token: body.token, invitee });
  });

  on('changeMember', async ({ services, caller, params, body }) => {
    await changeMember(services, { owner: memberOf(caller), userId: params.id, ...body });
    return { ok: true };
  });

  on('removeMember', async ({ services, caller, params }) => {
    await removeMember(services, { owner: memberOf(caller), userId: params.id });
    return { ok: true };
  });

  on('listDocuments', async ({ services, caller }) => ({
    items: await listDocuments(services.db, memberOf(caller).storeId),
  }));

  on('uploadDocument', async context =>
    uploadStoreDocument(context.services, (await uploadOf(context, memberOf(context.caller))).upload),
  );

  on('readStoreDocument', async ({ services, caller, params, response }) => {
    const isStaff = userOf(caller).role === 'admin';
    const storeId = isStaff ? null : memberOf(caller).storeId;
    const { fileName, ...file } = await readStoreDocument(services, { id: params.id, storeId });
    sendFile(response, file, encodeURIComponent(fileName));
    return undefined;
  });

  on('listCertificates', async ({ services, caller }) => {
    const { storeId } = memberOf(caller);
    const items = await listCertificates(services.db, storeId);
    const today = services.now().toISOString().slice(0, 10);
    const valid = items.filter(({ status, expiresOn }) => status === 'accepted' && expiresOn >= today);
    return {
      items,
      exemptUntil:
        valid
          .map(({ expiresOn }) => expiresOn)
          .toSorted()
          .at(-1) ?? null,
    };
  });

  on('submitCertificate', async context => {
    const owner = memberOf(context.caller);
    if (owner.memberRole !== 'owner') throw forbidden('Only an owner of the store may do this');
    const { upload, fields } = await uploadOf(context, owner);
    const { number = '', expiresOn = '' } = fields;
    return submitCertificate(context.services, { ...upload, number, expiresOn });
  });
};

async function uploadOf(
  { request, response }: Pick<Context<'uploadDocument'>, 'request' | 'response'>,
  { storeId, userId, role }: Owner,
): Promise<{ upload: Upload; fields: Record<string, string> }> {
  const { fields, ...file } = await readUpload(request, response);
  return { upload: { ...file, storeId, uploader: { userId, role } }, fields };
}

/** A member of a store in whatever status; everyone else has no store. */
export function memberOf(caller: Caller): Owner {
  const { id, name, role } = userOf(caller);
  if (!caller.store) throw forbidden('Your account belongs to no store');
  const { id: storeId, name: storeName, memberRole } = caller.store;
  return { userId: id, name, role, storeId, storeName, memberRole };
}
