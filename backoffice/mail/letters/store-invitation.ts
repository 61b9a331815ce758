import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, paragraph, small, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { day, link } from '../shape.ts';

const MAY = {
  owner: 'as an owner: you buy, pay invoices and decide who else belongs to the store',
  approver: 'as an approver: you buy, and decide about orders above a buyer’s limit',
  buyer: 'as a buyer: you order at the store’s wholesale prices',
};

export const storeInvitation = letter({
  schema: addressed.extend({
    storeName: z.string(),
    invitedBy: z.string(),
    memberRole: z.enum(['owner', 'buyer', 'approver']),
    expiresOn: day,
    acceptUrl: link,
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    invitedBy: 'Henrik Söhne',
    memberRole: 'buyer' as const,
    expiresOn: '2026-12-06',
    acceptUrl: 'https://stackr.example/store/join?token=sample',
  },
  write: data => ({
    subject: `Join ${data.storeName} on Stackr`,
    preheader: `${data.invitedBy} invites you to buy for the store.`,
    title: `Buy for ${data.storeName}`,
    blocks: [
      paragraph(strong(data.invitedBy), ' invites you to join ', strong(data.storeName), ` ${MAY[data.memberRole]}.`),
      button('Accept the invitation', data.acceptUrl),
      facts({ 'Open until': formatDate(data.expiresOn, data.locale) }),
      small('The link works once, for this address. If you do not know the store, leave it: nothing happens.'),
    ],
    reason: `You get this letter because an owner of ${data.storeName} entered your address.`,
  }),
});
