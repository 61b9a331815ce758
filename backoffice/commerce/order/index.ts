export { type Announcement, readAnnouncement, recordPurchases } from './announcement.ts';
export * from './inserting.ts';
export { hashToken, maySee } from './ownership.ts';
export { type CancellablePart, cancelOrderWithoutParts, cancelPart, listCancellableParts } from './parts.ts';
export * from './placing.ts';
export * from './replacement.ts';
export * from './view.ts';
